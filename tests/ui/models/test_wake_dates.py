# SPDX-License-Identifier: Apache-2.0
from datetime import datetime

import pytest

from ui.models.wake_dates import day_words, short_day_words, wake_date


def at(*moment):
    return int(datetime(*moment).astimezone().timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("now", "days", "words"),
    [
        ((2026, 11, 23, 13, 57), 3, "Thu 26 Nov"),
        ((2026, 11, 25, 13, 57), 3, "Mon 30 Nov"),
        ((2026, 11, 27, 23, 59), 1, "Mon 30 Nov"),
        ((2026, 11, 28, 8, 0), 1, "Mon 30 Nov"),
        ((2026, 12, 30, 8, 0), 3, "Mon 4 Jan"),
    ],
)
def test_a_ticket_comes_back_in_the_morning_of_a_working_day(now, days, words):
    woken = wake_date(at(*now), days)
    assert day_words(woken) == words
    assert datetime.fromtimestamp(woken / 1_000_000).astimezone().hour == 9


@pytest.mark.parametrize(
    ("wakes", "words"),
    [
        ((2026, 11, 26, 9, 0), "Thu 26"),
        ((2026, 11, 30, 13, 56), "Mon 30"),
        ((2026, 12, 3, 9, 0), "3 Dec"),
        ((2026, 11, 20, 9, 0), "20 Nov"),
    ],
)
def test_a_near_day_needs_no_month(wakes, words):
    assert short_day_words(at(*wakes), at(2026, 11, 23, 13, 57)) == words
