# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from ui.windows.settings.panel import SettingsPanel

WORKING = ["working_days", "working_from", "working_to", "working_break"]


@pytest.fixture
def managed(tmp_path):
    path = tmp_path / "managed.json"
    path.write_text('{"undo_send_s": 30}')
    return path


@pytest.fixture
def settings(managed):
    return Settings(None, managed=managed)


@pytest.fixture
def panel(theme, settings, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    panel = SettingsPanel(theme, settings, window)
    window.show()
    panel.open(panel.search.input)
    yield panel
    window.close()


def shown(panel):
    return [name for name, row in panel._rows.items() if row.isVisible()]


def test_a_page_shows_its_settings(panel):
    assert shown(panel) == ["appearance", "contrast", "motion", "zoom", "density"]
    panel.show_page("composer")
    assert shown(panel) == ["undo_send_s", "signature"]


def test_search_goes_over_all_pages_and_says_when_there_is_nothing(panel, qtbot):
    qtbot.keyClicks(panel.search.input, "short")
    assert shown(panel) == ["single_keys", "key_preset"]
    qtbot.keyClicks(panel.search.input, "xyz")
    assert (shown(panel), panel.nothing.isVisible()) == ([], True)


def test_one_page_of_them_is_shown_also_to_a_screen_reader(panel, qtbot):
    buttons = panel._buttons
    roles = {QAccessible.queryAccessibleInterface(each).role() for each in buttons.values()}
    assert roles == {QAccessible.Role.RadioButton}
    qtbot.mouseClick(buttons["composer"], Qt.MouseButton.LeftButton)
    assert [page for page, each in buttons.items() if each.isChecked()] == ["composer"]
    qtbot.keyClicks(panel.search.input, "short")
    assert not any(each.isChecked() for each in buttons.values())
    qtbot.mouseClick(buttons["composer"], Qt.MouseButton.LeftButton)
    assert shown(panel) == ["undo_send_s", "signature"]


def test_a_choice_takes_effect_at_once(panel, settings):
    panel.row("density").control.menu.chosen.emit("compact")
    assert settings.get("density") == "compact"
    panel.row("zoom").control.menu.chosen.emit("150")
    assert settings.get("zoom") == 150


def test_a_switch_takes_effect_at_once(panel, settings, qtbot):
    panel.show_page("keyboard")
    qtbot.mouseClick(panel.row("single_keys").control, Qt.MouseButton.LeftButton)
    assert settings.get("single_keys") is False


def test_what_it_manages_is_locked_and_says_so(panel):
    panel.show_page("composer")
    row = panel.row("undo_send_s")
    assert not row.control.isEnabled()
    assert row.hint.text() == "Set by your IT team"
    assert row.control.key == "30"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("signature", ["signature"]),
        ("working hours", WORKING),
        ("break", ["working_break"]),
    ],
)
def test_what_the_first_run_asks_is_found_in_its_words(panel, qtbot, typed, found):
    qtbot.keyClicks(panel.search.input, typed)
    assert shown(panel) == found


def test_the_signature_is_typed_and_shown(panel, settings, qtbot):
    panel.show_page("composer")
    box = panel.row("signature").control
    qtbot.keyClicks(box, "Maya")
    assert settings.get("signature") == "Maya"
    settings.set("signature", "Maya\nLantern Works")
    assert box.toPlainText() == "Maya\nLantern Works"


def test_the_days_and_hours_of_work_are_chosen_and_shown(panel, settings, qtbot):
    panel.show_page("language")
    week = panel.row("working_days").control
    qtbot.mouseClick(week.days[2], Qt.MouseButton.LeftButton)
    assert settings.get("working_days") == "1101100"
    panel.row("working_from").control.menu.chosen.emit("07:30")
    panel.row("working_break").control.menu.chosen.emit("")
    assert (settings.get("working_from"), settings.get("working_break")) == ("07:30", "")
    settings.set("working_days", "0000011")
    assert [day.isChecked() for day in week.days] == [False] * 5 + [True] * 2


def test_a_change_from_elsewhere_shows(panel, settings):
    settings.set("zoom", 117)
    assert panel.row("zoom").control.key == "117"


def test_it_opens_without_what_was_searched_last_time(panel, qtbot):
    panel.show_page("composer")
    qtbot.keyClicks(panel.search.input, "xyz")
    panel.close_panel()
    panel.open(panel.search.input)
    assert panel.search.text() == ""
    assert shown(panel) == ["undo_send_s", "signature"]
    assert not panel.nothing.isVisible()


def test_the_title_and_the_hint_of_a_tall_line_stay_together(panel):
    panel.show_page("language")
    row = panel.row("working_days")
    assert row.hint.geometry().top() - row.title.geometry().bottom() <= 2


def test_a_detached_panel_hears_nothing(panel, settings):
    panel.detach()
    settings.set("zoom", 150)
    assert panel.row("zoom").control.key == "100"
