# SPDX-License-Identifier: Apache-2.0
from functools import partial

from ui.windows.agent.typing_guard import TypingGuard


def press(guard, letters, gap):
    return [guard.press(letter, number * gap) for number, letter in enumerate(letters)]


def test_two_letters_are_commands():
    assert press(TypingGuard(), "se", 0.1) == ["command", "command"]


def test_three_letters_within_half_a_second_are_a_text():
    guard = TypingGuard()
    assert press(guard, "hel", 0.2) == ["command", "command", "text"]
    assert guard.typed == "hel"


def test_three_slow_letters_are_commands():
    guard = TypingGuard()
    assert press(guard, "eee", 0.3) == ["command"] * 3
    assert guard.typed == ""


def test_after_a_text_has_begun_every_letter_belongs_to_it():
    guard = TypingGuard()
    press(guard, "hel", 0.1)
    assert guard.press("o", 100.0) == "text"
    assert guard.typed == "helo"


def test_moves_that_follow_each_other_are_no_letters():
    guard = TypingGuard()
    assert [guard.press(each, 0.0, moves=True) for each in "jjkx"] == ["command"] * 4
    assert (guard.press("e", 0.1), guard.press("t", 0.1)) == ("command", "command")


def test_one_move_among_other_letters_is_one_of_them():
    guard = TypingGuard()
    guard.press("k", 0.0, moves=True)
    guard.press("e", 0.1)
    assert (guard.press("i", 0.2), guard.typed) == ("text", "kei")


def test_a_sequence_is_two_letters_from_the_time_of_its_first():
    guard = TypingGuard()
    guard.press("g", 0.0, begins=True)
    guard.press("gu", 0.3, moves=True)
    assert (guard.press("t", 0.4), guard.typed) == ("text", "gut")
    slow = TypingGuard()
    slow.press("g", 0.0, begins=True)
    slow.press("gu", 0.3, moves=True)
    assert slow.press("t", 0.6) == "command"


def test_only_what_the_letters_of_the_text_did_is_taken_back():
    guard = TypingGuard()
    told: list[str] = []
    for at, letter in ((0.0, "e"), (0.4, "t"), (0.6, "a")):
        guard.press(letter, at)
        guard.owe(partial(told.append, letter))
    guard.press("k", 0.8)
    guard.take_back()
    guard.take_back()
    assert (guard.typed, told) == ("tak", ["a", "t"])


def test_a_reset_starts_over():
    guard = TypingGuard()
    press(guard, "hel", 0.1)
    guard.reset()
    assert (guard.typed, guard.press("s", 0.5)) == ("", "command")
