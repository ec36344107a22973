# SPDX-License-Identifier: Apache-2.0
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.windows.agent.keyboard import Keyboard


class Pane(QWidget):
    """A window with one watched widget; the clock is moved by hand."""

    def __init__(self):
        super().__init__()
        self.now = 0.0
        self.inside = QWidget(self)
        self.field = QLineEdit(self)
        self.keyboard = Keyboard(self, lambda: self.now)
        self.keyboard.watch(self.inside)
        self.told: list[str] = []
        self.keyboard.pressed.connect(self.told.append)
        self.keyboard.strayed.connect(lambda text: self.told.append(f"text {text}"))


@pytest.fixture
def pane(qtbot):
    pane = Pane()
    qtbot.addWidget(pane)
    pane.show()
    return pane


def test_a_letter_is_an_action_and_a_capital_another(pane, qtbot):
    qtbot.keyClick(pane.inside, "e")
    pane.now = 5.0
    qtbot.keyClick(pane.inside, "E", Qt.KeyboardModifier.ShiftModifier)
    assert pane.told == ["solve", "solve_next"]


def test_a_key_that_is_held_down_acts_once(pane):
    press = (QEvent.Type.KeyPress, Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier, "e")
    assert pane.keyboard.eventFilter(pane.inside, QKeyEvent(*press))
    assert pane.keyboard.eventFilter(pane.inside, QKeyEvent(*press, True))
    assert pane.told == ["solve"]


def test_moving_about_never_counts_as_writing(pane, qtbot):
    for letter in "jkjkj":
        qtbot.keyClick(pane.inside, letter)
    assert pane.told == ["next", "previous", "next", "previous", "next"]


def test_a_sequence_has_a_second_for_its_second_letter(pane, qtbot):
    qtbot.keyClick(pane.inside, "g")
    pane.now = 0.9
    qtbot.keyClick(pane.inside, "q")
    pane.now = 5.0
    qtbot.keyClick(pane.inside, "g")
    pane.now = 7.0
    qtbot.keyClick(pane.inside, "e")
    assert pane.told == ["go:my_queue", "solve"]


def test_ctrl_z_outside_an_editor_is_the_last_action(pane, qtbot):
    qtbot.keyClick(pane.inside, "z", Qt.KeyboardModifier.ControlModifier)
    assert pane.told == ["undo"]


def test_a_key_that_leads_into_an_editor_is_no_letter_of_a_text(pane, qtbot):
    pane.keyboard.pressed.connect(pane.field.setFocus)
    qtbot.keyClick(pane.inside, "n")
    qtbot.keyClicks(pane.field, "he")
    assert (pane.told, pane.field.text()) == (["note"], "he")


def test_three_letters_are_a_text_wherever_the_second_has_led(pane, qtbot):
    qtbot.keyClick(pane.inside, "e")
    pane.keyboard.pressed.connect(pane.field.setFocus)
    qtbot.keyClick(pane.inside, "n")
    qtbot.keyClick(pane.field, "j")
    assert (pane.told, pane.field.text()) == (["solve", "note", "text enj"], "")


def _press(inside, letter, at_ms):
    """Handle a press that was made at a time of the system's own clock."""
    key = Qt.Key(ord(letter.upper()))
    press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
    press.setTimestamp(at_ms)
    QCoreApplication.sendEvent(inside, press)


def test_a_word_that_is_handled_late_is_a_text(pane):
    pane.keyboard.remember = lambda: partial(pane.told.append, "back")
    for letter, at_ms in (("t", 70_000), ("e", 70_120), ("l", 70_240)):
        _press(pane.inside, letter, at_ms)
        pane.now += 2.0
    assert pane.told == ["take", "solve", "back", "back", "text tel"]


def test_so_it_is_where_its_second_letter_has_led_into_an_editor(pane):
    _press(pane.inside, "e", 70_000)
    pane.keyboard.pressed.connect(pane.field.setFocus)
    _press(pane.inside, "n", 70_120)
    pane.now = 5.0
    _press(pane.field, "j", 70_240)
    assert (pane.told, pane.field.text()) == (["solve", "note", "text enj"], "")


def test_commands_with_pauses_that_are_handled_at_once_are_no_text(pane):
    for letter, at_ms in (("t", 70_000), ("e", 70_600), ("u", 71_200)):
        _press(pane.inside, letter, at_ms)
    assert pane.told == ["take", "solve", "unread"]


def test_a_sequence_takes_the_time_between_its_presses(pane):
    _press(pane.inside, "g", 70_000)
    pane.now = 5.0
    _press(pane.inside, "q", 70_300)
    _press(pane.inside, "g", 80_000)
    _press(pane.inside, "e", 82_000)
    assert pane.told == ["go:my_queue", "solve"]


def test_a_chord_ends_what_may_be_a_text(pane, qtbot):
    qtbot.keyClicks(pane.inside, "te")
    qtbot.keyClick(pane.inside, "f", Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(pane.inside, "u")
    assert pane.told == ["take", "solve", "search", "unread"]


def test_keys_that_move_are_letters_of_a_text_unless_they_follow_each_other(pane, qtbot):
    qtbot.keyClicks(pane.inside, "jje")
    pane.now = 5.0
    qtbot.keyClicks(pane.inside, "tex")
    assert pane.told == ["next", "next", "solve", "take", "solve", "text tex"]


def test_sequences_follow_each_other_as_fast_as_one_likes(pane, qtbot):
    qtbot.keyClicks(pane.inside, "gugqjj")
    assert pane.told == ["go:unassigned", "go:my_queue", "next", "next"]


def test_a_sequence_at_the_beginning_of_a_word_is_two_of_its_letters(pane, qtbot):
    qtbot.keyClicks(pane.inside, "gute")
    assert pane.told == ["go:unassigned", "text gut", "text gute"]


def test_with_a_text_what_its_letters_did_is_taken_back_the_last_first(pane, qtbot):
    pane.keyboard.remember = lambda: partial(pane.told.append, f"back {len(pane.told)}")
    qtbot.keyClicks(pane.inside, "tell")
    assert pane.told == ["take", "solve", "back 1", "back 0", "text tel", "text tell"]


def test_a_widget_may_have_letters_of_its_own(pane, qtbot):
    other = QWidget(pane)
    pane.keyboard.watch(other, letters={"y": "release", "e": "read"})
    qtbot.keyClicks(other, "ye")
    qtbot.keyClick(other, "s")
    assert pane.told == ["release", "read", "text yes"]


def test_letters_without_a_meaning_are_kept_from_the_list(pane):
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Y, Qt.KeyboardModifier.NoModifier, "y")
    assert pane.keyboard.eventFilter(pane.inside, press)
    assert pane.told == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_keys_of_the_list_itself_reach_it(pane, key):
    texts = {Qt.Key.Key_Space: " ", Qt.Key.Key_Return: "\r"}
    press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, texts.get(key, ""))
    assert not pane.keyboard.eventFilter(pane.inside, press)


def test_editors_are_left_alone(pane, qtbot):
    qtbot.keyClicks(pane.field, "hello")
    assert (pane.field.text(), pane.told) == ("hello", [])


def test_chords_work_in_an_editor_too(pane, qtbot):
    pane.field.setFocus()
    qtbot.keyClick(pane.field, "f", Qt.KeyboardModifier.ControlModifier)
    assert pane.told == ["search"]
