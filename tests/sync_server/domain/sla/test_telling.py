# SPDX-License-Identifier: Apache-2.0
"""When a point is told of: as it is reached, and what was missed while people work."""

from msgspec.structs import replace

from sync_server.contract.clocks import ALWAYS, BREACH
from sync_server.contract.entities import Calendar
from sync_server.contract.ids import CalendarId, PolicyId
from sync_server.contract.open_hours import OpenHours
from sync_server.domain.sla import moves
from sync_server.domain.sla.telling import tells_at, told_at

SECOND = 1_000_000
HOUR = 3600 * SECOND
DAYS = OpenHours(
    Calendar(
        id=CalendarId("days"),
        open=(0, 8 * 3600, 16 * 3600, 8 * 3600),
        open_from=0,
        open_until=48 * HOUR,
    )
)
"""Open from 0 to 8 and from 24 to 32 hours."""
CLOCK = moves.started(
    "resolution", 1, moves.Term(target=4 * HOUR, policy=PolicyId("gold"), alerts=()), 0
)


def test_a_point_is_told_of_as_it_is_reached_also_outside_working_hours():
    assert tells_at(CLOCK, DAYS, HOUR) == 4 * HOUR
    late = replace(CLOCK, target=8 * HOUR)
    assert tells_at(late, DAYS, 8 * HOUR + 60 * SECOND) == 8 * HOUR


def test_what_nobody_told_of_in_time_waits_for_working_hours():
    assert tells_at(CLOCK, DAYS, 12 * HOUR) == 24 * HOUR
    assert told_at(CLOCK, DAYS, 12 * HOUR) == CLOCK
    assert told_at(CLOCK, DAYS, 24 * HOUR).fired == (BREACH,)


def test_in_working_hours_and_around_the_clock_it_is_told_of_at_once():
    assert tells_at(CLOCK, DAYS, 6 * HOUR) == 4 * HOUR
    assert told_at(CLOCK, ALWAYS, 12 * HOUR).fired == (BREACH,)


def test_a_clock_that_reaches_nothing_more_tells_of_nothing():
    over = told_at(CLOCK, ALWAYS, 5 * HOUR)
    assert tells_at(over, ALWAYS, 6 * HOUR) is None
    assert told_at(over, ALWAYS, 6 * HOUR) == over
