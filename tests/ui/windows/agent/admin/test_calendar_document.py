# SPDX-License-Identifier: Apache-2.0
"""Documents of calendars: read as far as they can be, and changed where somebody changed them."""

from datetime import date, datetime

import pytest

from tests.ui.windows.agent.admin.conftest import BERLIN
from ui.windows.agent.admin.calendar_document import (
    SpecialDay,
    example_start,
    read_frames,
    special_days,
    week_of,
    with_day,
    with_week,
    without_day,
)

XMAS_EVE, XMAS = date(2026, 12, 24), date(2026, 12, 25)
FIRST = date(2026, 1, 1)
MONDAY = datetime(2026, 11, 23, 13, 57)  # noqa: DTZ001 - on any clock


def test_a_week_comes_back_as_it_was():
    assert with_week(BERLIN, week_of(BERLIN)) == BERLIN
    assert week_of(BERLIN)[4] == ((480, 720), (765, 960))


@pytest.mark.parametrize(
    "hours", [None, [], {"mon": "8-12"}, {"mon": [["8", "12"]]}, {"mon": [["25:00", "26:00"]]}]
)
def test_what_cannot_be_read_is_no_frame(hours):
    assert week_of({"hours": hours})[0] == ()


@pytest.mark.parametrize(
    ("text", "frames"),
    [
        ("8-12, 12:45-18:00", ((480, 720), (765, 1080))),
        ("22:00\N{EN DASH}06:00", ((1320, 1800),)),
        ("0-24", ((0, 1440),)),
        ("8.30-9.15; 10-11", ((510, 555), (600, 660))),
        ("", ()),
        ("8", None),
        ("eight-nine", None),
        ("8-25", None),
    ],
)
def test_hours_are_typed_as_people_write_them(text, frames):
    assert read_frames(text) == frames


def test_days_come_in_their_order_with_their_names():
    assert special_days(BERLIN, FIRST) == [
        SpecialDay(XMAS_EVE, "hours", "Half day", ((480, 720),)),
        SpecialDay(XMAS, "closed", "Christmas Day"),
    ]
    assert special_days(BERLIN, date(2027, 1, 1)) == []


@pytest.mark.parametrize(
    "special",
    [
        SpecialDay(XMAS, "closed", "Closed"),
        SpecialDay(XMAS, "break", "Party", ((900, 1080),)),
        SpecialDay(XMAS, "hours", "", ((480, 720),)),
        SpecialDay(date(2026, 11, 3), "closed"),
    ],
)
def test_a_day_says_one_thing(special):
    changed = with_day(BERLIN, special)
    assert special in special_days(changed, FIRST)
    assert len({each.day for each in special_days(changed, FIRST)}) == len(
        special_days(changed, FIRST)
    )


def test_a_break_is_cut_out_of_other_hours_and_each_changes_by_itself():
    hours = SpecialDay(XMAS_EVE, "hours", "Half day", ((480, 720),))
    pause = SpecialDay(XMAS_EVE, "break", "Half day", ((600, 660),))
    both = with_day(BERLIN, pause)
    assert special_days(both, FIRST)[:2] == [hours, pause]
    longer = SpecialDay(XMAS_EVE, "hours", "Half day", ((480, 780),))
    assert special_days(with_day(both, longer), FIRST)[:2] == [longer, pause]
    assert without_day(both, pause) == {**BERLIN, "breaks": {}}
    assert without_day(both, hours)["overrides"] == {}
    assert special_days(without_day(both, hours), FIRST)[0] == pause
    closed = SpecialDay(XMAS_EVE, "closed", "Half day")
    assert special_days(with_day(both, closed), FIRST)[0] == closed
    assert with_day(both, closed)["breaks"] == {}


def test_a_day_that_is_removed_leaves_no_trace():
    bare = BERLIN
    for special in special_days(BERLIN, FIRST):
        bare = without_day(bare, special)
    assert bare == {**BERLIN, "holidays": [], "overrides": {}, "names": {}}


def test_a_document_of_anything_has_no_days():
    odd = {"holidays": {"a": 1}, "breaks": [1], "overrides": "x", "names": 5}
    assert special_days(odd, FIRST) == []
    assert with_day(odd, SpecialDay(XMAS, "closed", "X"))["holidays"] == ["2026-12-25"]


def test_the_example_begins_shortly_before_the_week_ends():
    assert example_start(BERLIN, MONDAY) == datetime(2026, 11, 27, 15, 30)  # noqa: DTZ001
    nights = {"hours": {"sun": [["22:00", "06:00"]]}}
    assert example_start(nights, MONDAY) == datetime(2026, 11, 29, 23, 30)  # noqa: DTZ001
    assert example_start({"24x7": True}, MONDAY).hour == 15
