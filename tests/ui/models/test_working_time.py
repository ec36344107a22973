# SPDX-License-Identifier: Apache-2.0
"""The working days and hours of the settings decide when a ticket is offered to come back."""

from datetime import datetime, time

import pytest

from app.settings import Settings
from ui.models.wake_times import typed_time, wake_times, wake_words
from ui.models.working_time import USUAL, working_time


def at(*moment):
    return int(datetime(*moment).astimezone().timestamp()) * 1_000_000


def settings_of(**values):
    settings = Settings(None)
    for name, value in values.items():
        settings.set(name, value)
    return settings


def offered(now, **values):
    work = working_time(settings_of(**values))
    return [wake_words(each, now, work=work) for each in wake_times(now, work=work)]


MONDAY = at(2026, 11, 23, 13, 57)
SUNDAY = at(2026, 11, 22, 19, 30)


@pytest.mark.parametrize(
    ("now", "values", "words"),
    [
        (
            MONDAY,
            {"working_days": "1101100"},
            ["14:57", "16:57", "Tue 24 Nov", "Fri 27 Nov", "Tue 1 Dec"],
        ),
        (MONDAY, {"working_to": "16:00"}, ["14:57", "Tue 24 Nov", "Thu 26 Nov", "Mon 30 Nov"]),
        (
            MONDAY,
            {"working_break": "14:30-15:15"},
            ["15:15", "16:57", "Tue 24 Nov", "Thu 26 Nov", "Mon 30 Nov"],
        ),
        (
            MONDAY,
            {"working_break": ""},
            ["14:57", "16:57", "Tue 24 Nov", "Thu 26 Nov", "Mon 30 Nov"],
        ),
        (SUNDAY, {}, ["20:30", "22:30", "Mon 23 Nov", "Wed 25 Nov", "Fri 27 Nov"]),
    ],
)
def test_what_is_offered_is_when_this_person_works(now, values, words):
    assert offered(now, **values) == words


def test_a_morning_is_when_work_begins():
    work = working_time(settings_of(working_from="07:30"))
    assert list(wake_times(MONDAY, work=work))[2] == at(2026, 11, 24, 7, 30)
    assert typed_time("fri", MONDAY, work=work) == at(2026, 11, 27, 7, 30)
    assert typed_time("3 d", MONDAY, work=work) == at(2026, 11, 26, 7, 30)


def test_a_week_without_work_is_one_that_nobody_filled_in():
    assert working_time(settings_of(working_days="0000000")).days == USUAL.days
    assert working_time(settings_of(working_days="nonsense")).days == USUAL.days


def test_hours_that_are_none_are_not_taken():
    settings = Settings(None)
    with pytest.raises(ValueError, match="working_from"):
        settings.set("working_from", "25:61")
    assert working_time(settings).begins == time(9)
