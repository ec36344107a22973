# SPDX-License-Identifier: Apache-2.0
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


def test_a_reset_starts_over():
    guard = TypingGuard()
    press(guard, "hel", 0.1)
    guard.reset()
    assert (guard.typed, guard.press("s", 0.5)) == ("", "command")
