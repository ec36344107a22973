# SPDX-License-Identifier: Apache-2.0
"""Until when a ticket can be put off: the moment of the tests is a Monday."""

from datetime import datetime

import pytest

from ui.models.wake_times import typed_time, wake_times, wake_words


def at(*moment):
    return int(datetime(*moment).astimezone().timestamp()) * 1_000_000


NOW = at(2026, 11, 23, 13, 57)


def test_hours_and_mornings_are_offered():
    assert [wake_words(each, NOW) for each in wake_times(NOW)] == [
        "14:57", "16:57", "Tue 24 Nov", "Thu 26 Nov", "Mon 30 Nov",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2 h", "15:57"),
        ("45min", "14:42"),
        ("3 d", "Thu 26 Nov"),
        ("15:00", "15:00"),
        ("9:30", "Tue 24 Nov 09:30"),
        ("Fri", "Fri 27 Nov"),
        ("monday", "Mon 30 Nov"),
        ("wed 14:30", "Wed 25 Nov 14:30"),
        ("tomorrow", "Tue 24 Nov"),
        ("tomorrow 8:05", "Tue 24 Nov 08:05"),
    ],
)
def test_a_moment_may_be_typed(typed, words):
    wakes = typed_time(typed, NOW)
    assert wakes is not None
    assert wake_words(wakes, NOW) == words
    assert wakes > NOW


@pytest.mark.parametrize(
    "typed", ["", " ", "soon", "25:00", "9:61", "0 h", "999 d", "15:00 fri", "3 weeks", "²h"]
)
def test_anything_else_is_no_moment(typed):
    assert typed_time(typed, NOW) is None
