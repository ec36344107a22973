# SPDX-License-Identifier: Apache-2.0
"""A menu is a part of its window: it stands beside what opened it, and gives the focus back."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.popover import rect_on_screen

# A window asks for the keyboard, which drawing in memory has none of.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

STATUSES = (Choice("open", "Open"), Choice("pending", "Pending"), Choice("on_hold", "On hold"))
MANY = tuple(Choice(str(each), f"Agent {each}") for each in range(40))


class Window(QWidget):
    """A window with a field and a button in a pane, which has a menu."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.resize(900, 600)
        self.pane = QWidget(self)
        self.pane.setGeometry(0, 0, 900, 600)
        self.field = QLineEdit(self.pane)
        self.button = QPushButton("Status", self.pane)
        self.button.setGeometry(200, 100, 120, 30)
        self.menu = ChoiceMenu(theme, self.pane)

    def open(self, choices=STATUSES, **told):
        self.menu.open_at(rect_on_screen(self.button), choices, title="Status", **told)

    @property
    def box(self) -> QRect:
        """Where the menu stands."""
        return self.menu.panel.geometry()


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Window:
    window = Window(theme)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.field.setFocus()
    return window


def test_it_is_a_child_of_the_window_below_what_opened_it(window):
    window.open()
    assert window.menu.parentWidget() is window
    assert not window.menu.isWindow()
    assert window.box.left() == window.button.geometry().left()
    assert 0 < window.box.top() - window.button.geometry().bottom() <= 4


def test_where_there_is_no_room_below_it_stands_above(window):
    window.button.move(200, 560)
    window.open()
    assert 0 < window.button.geometry().top() - window.box.bottom() <= 4
    window.button.move(800, 560)
    window.menu.hide()
    window.open()
    assert window.rect().contains(window.box)


@pytest.mark.parametrize("top", [0, 100, 280, 400, 560])
def test_a_long_one_stays_in_the_window_and_scrolls(window, qtbot, top):
    window.resize(900, 400)
    window.button.move(200, min(top, 360))
    window.open(MANY)
    assert window.rect().contains(window.box)
    qtbot.keyClick(window.menu.field, Qt.Key.Key_End)
    last = window.menu.list.currentIndex()
    assert last.data() == "Agent 39"
    assert window.menu.list.viewport().rect().contains(window.menu.list.visualRect(last))


@pytest.mark.parametrize("top", [100, 560])
def test_what_is_left_of_a_search_decides_its_height(window, qtbot, top):
    window.button.move(200, top)
    window.open()
    before = window.box
    qtbot.keyClicks(window.menu.field, "pend")
    assert window.menu.labels() == ("Pending",)
    assert before.height() - window.box.height() == 64
    edges = {100: QRect.top, 560: QRect.bottom}
    assert edges[top](window.box) == edges[top](before)
    qtbot.keyClicks(window.menu.field, "x")
    assert window.menu.labels() == ()
    assert window.menu.field.accessibleDescription() == "Nothing matches"


def test_it_is_as_wide_as_its_words_within_reason(window):
    window.open((Choice("1", "Pending until Thursday, 26 November", detail="in three days"),))
    assert 240 < window.box.width() <= 420
    window.menu.hide()
    window.open((Choice("1", "x" * 400),))
    assert window.box.width() == 420


def test_from_right_to_left_it_ends_where_its_button_ends(window):
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.button.move(500, 100)
    window.open()
    assert window.box.right() == window.button.geometry().right()
    window.menu.hide()
    window.open(at_end=True)
    assert window.box.left() == window.button.geometry().left()


def test_the_keys_go_through_it_and_stop_at_its_ends(window, qtbot):
    window.open(MANY)
    found = []
    for key in ("Down", "Up", "Up", "End", "Down", "PageUp", "Home", "PageDown"):
        qtbot.keyClick(window.menu.field, getattr(Qt.Key, f"Key_{key}"))
        found.append(window.menu.list.currentIndex().row())
    assert found == [1, 0, 0, 39, 39, 31, 0, 8]


def test_enter_takes_and_gives_the_focus_back_first(window, qtbot):
    window.open()
    assert window.focusWidget() is window.menu.field
    found = []
    window.menu.chosen.connect(lambda key: found.append((key, window.focusWidget())))
    qtbot.keyClick(window.menu.field, Qt.Key.Key_Down)
    qtbot.keyClick(window.menu.field, Qt.Key.Key_Return)
    assert found == [("pending", window.field)]
    assert window.menu.isHidden()


def test_esc_and_a_press_beside_it_choose_nothing(window, qtbot):
    pressed = []
    window.button.clicked.connect(lambda: pressed.append("button"))
    window.open()
    with qtbot.assertNotEmitted(window.menu.chosen):
        qtbot.keyClick(window.menu.field, Qt.Key.Key_Escape)
    assert (window.menu.isHidden(), window.focusWidget()) == (True, window.field)
    window.open()
    place = window.button.geometry().center()
    assert window.childAt(place) is window.menu
    with qtbot.assertNotEmitted(window.menu.chosen):
        qtbot.mouseClick(window.menu, Qt.MouseButton.LeftButton, pos=place)
    assert (window.menu.isHidden(), window.focusWidget()) == (True, window.field)
    assert pressed == []


def test_a_press_on_its_edge_leaves_it_open(window, qtbot):
    window.open()
    qtbot.mouseClick(window.menu.panel, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert window.menu.isVisible()


def test_the_focus_that_is_called_away_stays_away(window):
    window.open()
    window.button.setFocus()
    assert (window.menu.isHidden(), window.focusWidget()) == (True, window.button)


def test_tab_stays_and_the_chords_of_the_window_wait(window, qtbot):
    found = []
    QShortcut("Ctrl+K", window).activated.connect(lambda: found.append("palette"))
    window.open()
    qtbot.keyClick(window.menu.field, Qt.Key.Key_Tab)
    qtbot.keyClick(window.menu.field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.menu.field
    assert found == []


def test_few_actions_have_no_field_and_the_list_has_the_focus(window, qtbot):
    window.open(searches=False)
    assert window.focusWidget() is window.menu.list
    assert window.menu.list.accessibleName() == "Status"
    with qtbot.waitSignal(window.menu.chosen) as chosen:
        qtbot.keyClick(window.menu.list, Qt.Key.Key_End)
        qtbot.keyClick(window.menu.list, Qt.Key.Key_Return)
    assert chosen.args == ["on_hold"]
    assert window.focusWidget() is window.field


def test_it_goes_with_what_it_stands_over(window):
    window.open()
    window.resize(901, 600)
    assert window.menu.isHidden()
    window.open()
    window.hide()
    window.show()
    assert window.menu.isHidden()


def test_it_goes_for_good_with_its_owner(window, qtbot):
    window.open()
    with qtbot.waitSignal(window.menu.destroyed):
        window.pane.deleteLater()


@pytest.mark.parametrize(
    ("text", "offered"),
    [("pen", True), ("hold", True), ("On h", True), ("end", False), ("zoe", False), ("+", False)],
)
def test_a_text_stands_for_an_entry_from_the_beginning_of_a_word(theme, text, offered, qtbot):
    menu = ChoiceMenu(theme)
    qtbot.addWidget(menu)
    menu.open_at(QRect(0, 0, 10, 10), STATUSES, title="Status", allow_new=True)
    assert menu.offers(text) is offered
