# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.settings import Settings
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.key_rows import KeyRows, SteadyRow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def rows(qtbot, theme):
    rows = KeyRows(theme, KeyMap(Settings(None)))
    qtbot.addWidget(rows)
    rows.show()
    return rows


@pytest.fixture
def press(rows, qtbot):
    def press(id, *keys, modifiers=Qt.KeyboardModifier.NoModifier):
        row = next(row for row in rows.rows if row.id == id)
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
        for key in keys:
            qtbot.keyClick(row, key, modifiers)
        return row.accessibleName()

    return press


def test_a_chord_is_taken_at_once(press):
    assert press("chord:palette", Qt.Key.Key_P, modifiers=CTRL) == "Commands, Ctrl P"


def test_a_sequence_is_two_keys(press):
    assert press("go:my_queue", "h", "q") == "My queue, H Q"


def test_a_letter_that_begins_sequences_waits_for_the_second(press):
    assert press("solve", "g", "e") == "Solve, G E"


def test_enter_takes_a_single_letter_where_a_sequence_was(press):
    assert press("go:my_queue", "y", Qt.Key.Key_Return) == "My queue, Y"


def test_backspace_takes_a_key_away(press):
    assert press("solve", Qt.Key.Key_Backspace) == "Solve, no key"


def test_escape_keeps_it(press):
    assert press("go:my_queue", "h", Qt.Key.Key_Escape) == "My queue, G Q"


def test_a_key_that_is_taken_is_said(press, rows):
    assert press("chord:palette", Qt.Key.Key_F, modifiers=CTRL) == "Commands, Ctrl K"
    assert rows.trouble.text() == "Ctrl F is “Search” already. Nothing was changed."


def test_everything_can_be_as_it_was(press, rows):
    press("solve", "y")
    press("chord:palette", Qt.Key.Key_P, modifiers=CTRL)
    rows.back.click()
    names = {row.id: row.accessibleName() for row in rows.rows}
    assert (names["solve"], names["chord:palette"]) == ("Solve, E", "Commands, Ctrl K")


def test_the_instruction_gives_way_in_a_narrow_panel(rows):
    (told,) = [each for each in rows.findChildren(QLabel) if each.text().startswith("Press a line")]
    assert told.wordWrap()


def test_keys_that_cannot_be_changed_are_shown_as_such(rows):
    steady = [each.accessibleName() for each in rows.findChildren(SteadyRow)]
    assert "First or last ticket, Home End, cannot be changed" in steady
    assert "Leave, the draft is kept, Esc, cannot be changed" in steady
    rows.grab()
