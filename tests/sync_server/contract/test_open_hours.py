# SPDX-License-Identifier: Apache-2.0
"""Working time as clients read it: the same answers as the rules give."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync_server.contract.entities import Calendar
from sync_server.contract.ids import CalendarId
from sync_server.contract.open_hours import OpenHours
from sync_server.domain.calendar import BusinessCalendar

US = timedelta(microseconds=1)
DAY = timedelta(days=1) // US
OFFICE = BusinessCalendar.from_dict(
    {
        "timezone": "Europe/Berlin",
        "hours": {
            "mon": [["08:00", "12:00"], ["13:00", "18:00"]],
            "thu": [["22:00", "02:00"]],
            "fri": [["02:00", "24:00"]],
            "sat": [["00:00", "06:30"]],
        },
        "holidays": ["2026-11-02"],
    }
)
BEGIN = (datetime(2026, 10, 1, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // US
END = BEGIN + timedelta(days=90) // US
"""The night in which the clocks go back lies between."""


def shown(calendar, until=END):
    """What the desk says of a calendar from `BEGIN` on."""
    edges = [edge // 1_000_000 for span in calendar.open_spans(BEGIN, until) for edge in span]
    lengths = [after - before for before, after in zip([0, *edges], edges, strict=False)]
    return Calendar(id=CalendarId("office"), open=tuple(lengths), open_from=BEGIN, open_until=until)


HOURS = OpenHours(shown(OFFICE))
instants = st.integers(BEGIN, END)


@given(instants, instants)
def test_it_measures_as_much(start, end):
    assert HOURS.elapsed(start, end) == OFFICE.elapsed_us(start, end)


@given(instants, st.integers(0, 40 * 3_600_000_000))
def test_it_is_due_at_the_same_instant_while_that_is_in_sight(start, span):
    due = OFFICE.due_us(start, span)
    assert HOURS.due(start, span) == (due if due <= END else None)


@given(instants)
def test_it_opens_at_the_same_instant_while_that_is_in_sight(at):
    opens = OFFICE.next_open_us(at)
    assert HOURS.next_open(at) == (opens if opens < END else None)


def test_of_a_calendar_that_was_never_in_force_nothing_is_known():
    nothing = OpenHours(replace(shown(OFFICE), open=()))
    assert nothing.elapsed(BEGIN, END) == 0
    assert nothing.due(BEGIN, 1) is None
    assert nothing.due(BEGIN, 0) == BEGIN
    assert nothing.next_open(BEGIN) is None


WEEKS = BusinessCalendar.from_dict(
    {"timezone": "UTC", "hours": {"mon": [["08:00", "12:00"]], "sat": [["22:00", "06:00"]]}}
)
"""As far from one year to the next as a year of weeks: what is not known can be told exactly."""
BEYOND = OpenHours(shown(WEEKS, until=BEGIN + 800 * DAY))
far = st.integers(BEGIN - 900 * DAY, BEGIN + 2000 * DAY)


@given(far, far, st.integers(1, 900 * 3_600_000_000))
def test_beyond_what_is_known_each_year_is_as_the_next_one(start, end, span):
    assert BEYOND.elapsed(start, end) == WEEKS.elapsed_us(start, end)
    assert BEYOND.due(start, span) == WEEKS.due_us(start, span)
    assert BEYOND.next_open(max(BEGIN, start)) == WEEKS.next_open_us(max(BEGIN, start))


@given(instants, instants)
def test_it_is_open_when_the_rules_say_so(start, end):
    assert HOURS.open_spans(start, end) == OFFICE.open_spans(start, end)
