# SPDX-License-Identifier: Apache-2.0
"""What a clock says to the people who look at it."""

import pytest
from msgspec.structs import replace

from app.clocks import reading
from sync_server.contract.clocks import ALWAYS, Clock
from sync_server.contract.entities import Calendar
from sync_server.contract.ids import CalendarId
from sync_server.contract.open_hours import OpenHours

MINUTE = 60_000_000
BEGAN = 100 * 24 * 60 * MINUTE
CLOCK = Clock(
    metric="next_reply",
    instance=1,
    state="running",
    since=BEGAN,
    spent=0,
    target=60 * MINUTE,
    alerts=(75, 90),
)
SECOND_US = 1_000_000
MORNING = OpenHours(
    Calendar(
        id=CalendarId("morning"),
        open=(BEGAN // SECOND_US - 30 * 60, 3600, 23 * 3600, 3600),
        open_from=0,
        open_until=BEGAN + 48 * 60 * MINUTE,
    )
)
"""Half an hour is left of today's only hour of work; the next one is tomorrow at the same time."""


@pytest.mark.parametrize(
    ("minutes", "level"),
    [
        (0, "comfortable"),
        (44, "comfortable"),
        (45, "at_risk"),
        (53, "at_risk"),
        (54, "nearly_late"),
        (59, "nearly_late"),
        (60, "breached"),
        (90, "breached"),
    ],
)
def test_how_near_it_is_follows_from_its_warn_points(minutes, level):
    told = reading.read(CLOCK, ALWAYS, BEGAN + minutes * MINUTE)
    assert (told.level, told.rest) == (level, "")
    assert told.left == (60 - minutes) * MINUTE
    assert told.used == pytest.approx(minutes / 60)
    assert told.due == BEGAN + 60 * MINUTE


def test_without_warn_points_it_is_comfortable_until_it_is_late():
    clock = replace(CLOCK, alerts=())
    assert reading.read(clock, ALWAYS, BEGAN + 59 * MINUTE).level == "comfortable"
    assert reading.read(clock, ALWAYS, BEGAN + 60 * MINUTE).level == "breached"


def test_one_that_a_status_holds_says_what_is_left_and_nothing_of_when():
    clock = replace(CLOCK, state="paused", why="pending", spent=20 * MINUTE)
    told = reading.read(clock, ALWAYS, BEGAN + 999 * MINUTE)
    assert (told.rest, told.left, told.due, told.opens) == ("status", 40 * MINUTE, None, None)


def test_outside_of_working_hours_it_rests_and_says_until_when():
    evening = BEGAN + 31 * MINUTE
    told = reading.read(CLOCK, MORNING, evening)
    assert (told.rest, told.left) == ("calendar", 30 * MINUTE)
    assert told.opens == BEGAN - 30 * MINUTE + 24 * 60 * MINUTE
    assert told.due == BEGAN + 24 * 60 * MINUTE
    assert reading.read(CLOCK, MORNING, BEGAN + 29 * MINUTE).rest == ""


def test_what_has_ended_says_what_it_took():
    over = replace(CLOCK, state="met", spent=13 * MINUTE)
    told = reading.read(over, ALWAYS, BEGAN + 999 * MINUTE)
    assert (told.rest, told.left, told.due) == ("", 47 * MINUTE, None)


def test_its_turns_are_its_points_and_the_breach():
    turns, at = [], BEGAN
    while (turn := reading.next_turn(CLOCK, ALWAYS, at)) is not None:
        turns.append((turn - BEGAN) // MINUTE)
        at = turn
    assert turns == [45, 54, 60]
    assert reading.next_turn(replace(CLOCK, state="paused"), ALWAYS, BEGAN) is None


def hours_of(calendar):
    return ALWAYS if calendar is None else MORNING


def test_the_one_that_ends_first_leads_and_one_that_rests_comes_after_those_that_run():
    later = replace(CLOCK, metric="resolution", target=90 * MINUTE)
    rests = replace(CLOCK, metric="update", state="paused", target=MINUTE)
    over = replace(CLOCK, metric="first_reply", state="met")
    assert reading.leading((over, rests, later, CLOCK), hours_of) == CLOCK
    assert reading.leading((over, rests), hours_of) == rests
    assert reading.leading((over,), hours_of) is None
    tomorrow = replace(CLOCK, calendar="morning")
    assert reading.leading((tomorrow, later), hours_of) == later


def test_the_order_by_time_left_does_not_change_while_time_passes():
    soon = (CLOCK,)
    later = (replace(CLOCK, calendar="morning"),)
    rests = (replace(CLOCK, state="paused", target=5 * MINUTE),)
    longer = (replace(CLOCK, state="paused"),)
    none = (replace(CLOCK, state="met"),)
    ordered = [none, longer, rests, later, soon]
    ordered.sort(key=lambda clocks: reading.place_among(clocks, hours_of))
    assert ordered == [soon, later, rests, longer, none]
