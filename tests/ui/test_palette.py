# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.palette import Palette
from ui.widgets.palette_value import PaletteEntry, PaletteHeading

ROWS = (
    PaletteHeading("This ticket"),
    PaletteEntry("do:reply", "Reply", marks=(0, 1), keys=("R",)),
    PaletteEntry("do:solve", "Solve", reason="It is solved already"),
    PaletteHeading("Go to"),
    PaletteEntry("do:go:drafts", "<b>Drafts</b>", end="3"),
)


@pytest.fixture
def window(qtbot):
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def before(window):
    """What has the focus before."""
    before = QLineEdit(window)
    before.show()
    before.setFocus()
    return before


@pytest.fixture
def palette(theme, window, before):
    palette = Palette(theme, window)
    palette.open(name="Commands", placeholder="Type a command")
    palette.show_rows(ROWS)
    return palette


def press(palette, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(palette.field.input, key, modifier)


def test_the_arrows_go_past_headings_and_around_the_ends(palette, qtbot):
    seen = [palette.chosen_key]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        press(palette, qtbot, key)
        seen.append(palette.chosen_key)
    assert seen == ["do:reply", "do:solve", "do:go:drafts", "do:reply", "do:go:drafts"]


def test_enter_runs_and_ctrl_enter_keeps_it_open(palette, qtbot):
    chosen: list[tuple[str, bool]] = []
    palette.chosen.connect(lambda key, keep: chosen.append((key, keep)))
    press(palette, qtbot, Qt.Key.Key_Return)
    press(palette, qtbot, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert chosen == [("do:reply", False), ("do:reply", True)]


def test_a_click_runs_and_on_a_heading_does_nothing(palette, qtbot):
    chosen: list[tuple[str, bool]] = []
    palette.chosen.connect(lambda key, keep: chosen.append((key, keep)))
    for row in (3, 4):
        place = palette.list.visualRect(palette.list.model().index(row, 0)).center()
        qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [("do:go:drafts", False)]


@pytest.mark.parametrize(
    ("key", "signal"),
    [(Qt.Key.Key_Tab, "narrowed"), (Qt.Key.Key_Backspace, "emptied")],
)
def test_keys_that_change_the_scope(palette, qtbot, key, signal):
    with qtbot.waitSignal(getattr(palette, signal), timeout=500):
        press(palette, qtbot, key)


def test_shift_enter_goes_on_and_backspace_in_a_text_is_its_own(palette, qtbot):
    emptied: list[int] = []
    palette.emptied.connect(lambda: emptied.append(1))
    with qtbot.waitSignal(palette.went_on, timeout=500):
        press(palette, qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(palette.field.input, "ab")
    press(palette, qtbot, Qt.Key.Key_Backspace)
    assert (palette.text(), emptied) == ("a", [])


def test_esc_gives_the_focus_back(window, before, palette, qtbot):
    assert window.focusWidget() is palette.field.input
    press(palette, qtbot, Qt.Key.Key_Escape)
    assert (palette.isHidden(), window.focusWidget()) == (True, before)


def test_a_press_beside_it_closes_it_and_one_on_it_does_not(palette, qtbot):
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(500, 120))
    assert not palette.isHidden()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert palette.isHidden()


def test_rows_that_arrive_later_do_not_move_the_choice(palette, qtbot):
    press(palette, qtbot, Qt.Key.Key_Down)
    palette.show_rows((PaletteEntry("do:first", "First"), *ROWS), keep=True)
    assert palette.chosen_key == "do:solve"
    palette.show_rows(ROWS)
    assert palette.chosen_key == "do:reply"


def test_it_is_heard(palette, qtbot):
    field = palette.field.input
    assert (field.accessibleName(), field.accessibleDescription()) == ("Commands", "Reply. R.")
    press(palette, qtbot, Qt.Key.Key_Down)
    assert field.accessibleDescription() == "Solve. It is solved already."
    palette.field.set_chips(("Tickets", "#48213"))
    assert palette.field.chips == ("Tickets", "#48213")


def test_it_stays_inside_a_small_window_and_follows_the_zoom(window, palette, theme, qtbot):
    palette.show_rows(ROWS * 20)
    theme.set_zoom(1.5)
    window.resize(900, 600)
    panel = palette.list.parentWidget()
    assert palette.rect().contains(panel.geometry())
    assert palette.size() == window.size()
    assert not palette.grab().isNull()


def test_a_pointer_at_rest_chooses_nothing(palette, qtbot):
    viewport, model = palette.list.viewport(), palette.list.model()
    place = palette.list.visualRect(model.index(2, 0)).center()
    move = QPointF(place), QPointF(viewport.mapToGlobal(place))
    palette.list._rests_at = move[1].toPoint()
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, *move, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)
    assert palette.chosen_key == "do:reply"
    palette.list._rests_at = QPoint()
    QApplication.sendEvent(viewport, event)
    assert palette.chosen_key == "do:solve"
