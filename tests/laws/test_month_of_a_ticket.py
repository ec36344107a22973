# SPDX-License-Identifier: Apache-2.0
"""A month of one ticket's life, beside a table worked out by hand.

The desk works on weekdays from 8 to 12 and 13 to 17 in Berlin, and keeps a watch on Sundays from
midnight to 6. On Sunday 29 March the clock is moved forward, and Friday 3 April is Good Friday.
"""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sync_server.contract.clocks import Clock, due_at, next_point, reached_at
from sync_server.contract.ids import CalendarId, PolicyId
from sync_server.contract.ledger import State, segments
from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.sla.course import Happening, after
from sync_server.domain.sla.hours import CalendarHours
from sync_server.domain.sla.moves import told
from sync_server.domain.sla.policies import read_policy

BERLIN = ZoneInfo("Europe/Berlin")
EPOCH = datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))
CALENDAR = BusinessCalendar.from_dict(
    {
        "timezone": "Europe/Berlin",
        "hours": {
            **{
                day: [["08:00", "12:00"], ["13:00", "17:00"]]
                for day in ("mon", "tue", "wed", "thu", "fri")
            },
            "sun": [["00:00", "06:00"]],
        },
        "holidays": ["2026-04-03"],
    }
)
POLICY = read_policy(
    {
        "calendar": "berlin",
        "targets": {
            "first_reply": "4h",
            "next_reply": "2h",
            "resolution": {"normal": "5 business days", "high": "20h"},
        },
    }
)
HOURS = CalendarHours([(0, CALENDAR)])
REPLY = frozenset({"reply"})
HAPPENED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    # when, in Berlin        status     what
    ("2026-03-16 16:30:00", "new", {"opened": True, "asked": True}),
    ("2026-03-17 10:45:00", "pending", {"answers": REPLY}),
    ("2026-03-19 11:00:00", "open", {"asked": True}),
    ("2026-03-19 14:30:00", "open", {"answers": REPLY}),
    ("2026-03-19 15:00:00", "open", {"priority": "high"}),
    ("2026-03-20 16:00:00", "solved", {"answers": REPLY}),
    ("2026-03-28 20:00:00", "open", {"asked": True}),
    ("2026-03-29 05:50:00", "open", {"answers": REPLY}),
    ("2026-03-29 05:55:00", "on_hold", {}),
    ("2026-04-02 16:00:00", "open", {"asked": True}),
    ("2026-04-04 12:00:00", "merged", {}),
)
ALERTS = [
    ("first_reply", 1, 75, "2026-03-17 10:30:00"),
    ("next_reply", 1, 75, "2026-03-19 13:30:00"),
    ("next_reply", 1, 90, "2026-03-19 13:48:00"),
    ("next_reply", 1, 100, "2026-03-19 14:00:00"),
    ("resolution", 1, 75, "2026-03-20 15:45:00"),
    ("next_reply", 2, 75, "2026-03-29 01:30:00"),
    ("next_reply", 2, 90, "2026-03-29 01:48:00"),
    ("next_reply", 2, 100, "2026-03-29 03:00:00"),
    ("resolution", 1, 90, "2026-03-29 03:45:00"),
    ("resolution", 1, 100, "2026-03-29 05:45:00"),
]
DUES = {
    # at the end of what happened then: when each running clock is due
    "2026-03-16 16:30:00": {
        "first_reply": "2026-03-17 11:30:00",
        "resolution": "2026-03-23 09:30:00",
    },
    "2026-03-17 10:45:00": {},
    "2026-03-19 11:00:00": {
        "next_reply": "2026-03-19 14:00:00",
        "resolution": "2026-03-25 09:45:00",
    },
    "2026-03-19 15:00:00": {"resolution": "2026-03-22 03:45:00"},
    "2026-03-28 20:00:00": {
        "next_reply": "2026-03-29 03:00:00",
        "resolution": "2026-03-29 05:45:00",
    },
    "2026-04-02 16:00:00": {
        "next_reply": "2026-04-05 01:00:00",
        "resolution": "2026-04-02 16:00:00",
    },
    "2026-04-04 12:00:00": {},
}
LEDGER = [
    # metric, instance, how it ran or ended, from, to, hours worked
    ("first_reply", 1, "met", "2026-03-16 16:30:00", "2026-03-17 10:45:00", 3.25),
    ("resolution", 1, "running", "2026-03-16 16:30:00", "2026-03-17 10:45:00", 3.25),
    ("resolution", 1, "paused", "2026-03-17 10:45:00", "2026-03-19 11:00:00", 0),
    ("next_reply", 1, "missed", "2026-03-19 11:00:00", "2026-03-19 14:30:00", 2.5),
    ("resolution", 1, "running", "2026-03-19 11:00:00", "2026-03-19 15:00:00", 3),
    ("resolution", 1, "met", "2026-03-19 15:00:00", "2026-03-20 16:00:00", 9),
    ("next_reply", 2, "missed", "2026-03-28 20:00:00", "2026-03-29 05:50:00", 4 + 50 / 60),
    ("resolution", 1, "running", "2026-03-28 20:00:00", "2026-03-29 05:55:00", 4 + 55 / 60),
    ("resolution", 1, "paused", "2026-03-29 05:55:00", "2026-04-02 16:00:00", 0),
    ("next_reply", 3, "stopped", "2026-04-02 16:00:00", "2026-04-04 12:00:00", 1),
    ("resolution", 1, "stopped", "2026-04-02 16:00:00", "2026-04-04 12:00:00", 1),
]


def instant(text):
    at = datetime.fromisoformat(text).replace(tzinfo=BERLIN)
    return (at - EPOCH) // timedelta(microseconds=1)


def berlin(at):
    return f"{(EPOCH + timedelta(microseconds=at)).astimezone(BERLIN):%Y-%m-%d %H:%M:%S}"


def hours_of(calendar):
    assert calendar == CalendarId("berlin")
    return HOURS


def dues_of(clocks: tuple[Clock, ...]) -> dict[str, str]:
    dues = {clock.metric: due_at(clock, HOURS) for clock in clocks}
    return {metric: berlin(due) for metric, due in dues.items() if due is not None}


class Month:
    """What happened, what everybody was told of meanwhile, and what was due."""

    def __init__(self) -> None:
        self.clocks: tuple[Clock, ...] = ()
        self.states: list[State] = []
        self.alerts: list[tuple[str, int, int, str]] = []
        self.dues: dict[str, dict[str, str]] = {}
        priority = "normal"
        for when, status, what in HAPPENED:
            self.tell_until(instant(when))
            priority = what.get("priority", priority)
            asked = {name: value for name, value in what.items() if name != "priority"}
            terms = POLICY.terms(PolicyId("gold"), priority, business_day=CALENDAR.business_day)
            happening = Happening(at=instant(when), status=status, **asked)
            self.note(instant(when), after(self.clocks, happening, terms, hours_of))
            self.dues[when] = dues_of(self.clocks)
        self.tell_until(instant("2026-06-01 00:00:00"))

    def note(self, at: int, clocks: tuple[Clock, ...]) -> None:
        self.clocks = clocks
        self.states.append((at, clocks))

    def tell_until(self, end: int) -> None:
        while True:
            points = [
                (coming[1], place, coming[0])
                for place, clock in enumerate(self.clocks)
                if (coming := next_point(clock, HOURS)) is not None and coming[1] <= end
            ]
            if not points:
                return
            at, place, point = min(points)
            clock = self.clocks[place]
            assert at == reached_at(clock, HOURS, point)
            self.alerts.append((clock.metric, clock.instance, point, berlin(at)))
            after_ = told(clock, HOURS, at)
            self.note(at, (*self.clocks[:place], after_, *self.clocks[place + 1 :]))


@pytest.fixture(scope="module")
def month():
    return Month()


def test_everybody_was_told_of_each_point_at_its_instant_and_once(month):
    assert month.alerts == ALERTS


def test_each_clock_was_due_when_the_table_says(month):
    assert {when: month.dues[when] for when in DUES} == DUES


def test_the_ledger_is_that_of_the_table(month):
    found = segments(month.states, hours_of, now=instant("2026-06-01 00:00:00"))
    told_ = [
        (
            segment.metric,
            segment.instance,
            segment.verdict or segment.state,
            berlin(segment.start),
            berlin(segment.end),
            round(segment.worked / 3_600_000_000, 6),
        )
        for segment in found
    ]
    assert sorted(told_, key=lambda row: row[3]) == [
        (*row, round(worked, 6)) for *row, worked in LEDGER
    ]
