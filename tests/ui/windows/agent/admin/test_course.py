# SPDX-License-Identifier: Apache-2.0
"""The time line of a ticket's clocks, out of their ledger."""

import pytest

from sync_server.contract.clocks import ALWAYS, Clock
from sync_server.contract.ledger import segments
from ui.windows.agent.admin.course import Course, axis

MINUTE = 60_000_000
HOUR = 60 * MINUTE
MONDAY = 1_772_438_400_000_000
"""2 March 2026, 08:00 UTC: 09:00 in Berlin."""
BERLIN = "Europe/Berlin"


def clock(state, since, *, spent=0, target=30, metric="next_reply", **fields):
    return Clock(
        metric=metric,
        instance=1,
        state=state,
        since=MONDAY + since * MINUTE,
        spent=spent * MINUTE,
        target=target * MINUTE,
        alerts=(75, 90),
        **fields,
    )


def course(*states, now, open_of=lambda _, start, end: [(start, end)]):
    log = [(MONDAY + at * MINUTE, clocks) for at, *clocks in states]
    at = MONDAY + now * MINUTE
    found = segments(log, lambda _: ALWAYS, now=at)
    return Course(
        found, log[-1][1], hours_of=lambda _: ALWAYS, open_of=open_of, zone=BERLIN, now=at
    )


def bars(row):
    return [
        (bar.tone, (bar.start - MONDAY) // MINUTE, (bar.end - MONDAY) // MINUTE) for bar in row.bars
    ]


def test_what_was_met_is_told_with_the_time_it_took():
    (row,) = course((0, clock("running", 0)), (13, clock("met", 13, spent=13)), now=60).value().rows
    assert bars(row) == [("met", 0, 13)]
    assert row.after == "met in 13\N{NO-BREAK SPACE}min"


def test_what_was_missed_is_told_with_how_late_it_was():
    (row,) = (
        course((0, clock("running", 0)), (42, clock("missed", 42, spent=42)), now=60).value().rows
    )
    assert bars(row) == [("late", 0, 42)]
    assert row.after == "late by 12\N{NO-BREAK SPACE}min"


def test_a_pause_names_its_status_and_the_time_left_is_ahead():
    value = course(
        (0, clock("running", 0, target=60)),
        (10, clock("paused", 10, spent=10, target=60, why="pending")),
        (40, clock("running", 40, spent=10, target=60)),
        now=50,
    ).value()
    (row,) = value.rows
    assert bars(row) == [("runs", 0, 10), ("paused", 10, 40), ("runs", 40, 50)]
    assert row.bars[1].text == "paused while Pending"
    assert row.bars[2].text == "20\N{NO-BREAK SPACE}min of 1\N{NO-BREAK SPACE}h"
    assert row.after == "due 10:30"


def test_what_is_due_soon_is_in_sight_and_what_is_due_late_does_not_stretch_the_line():
    soon = course((0, clock("running", 0)), now=24).value()
    assert bars(soon.rows[0]) == [("at_risk", 0, 24), ("ahead_at_risk", 24, 30)]
    assert soon.rows[0].is_pressing
    far = course((0, clock("running", 0, target=900)), now=24).value()
    assert bars(far.rows[0]) == [("runs", 0, 24)]
    assert far.end < MONDAY + 60 * MINUTE
    assert far.rows[0].after == "due Tue 3 Mar 00:00"


def test_alerts_stand_where_the_clock_reaches_them():
    (row,) = course((0, clock("running", 0, target=40)), now=10).value().rows
    assert [(at - MONDAY) // MINUTE for at in row.alerts] == [30, 36]


def test_time_outside_the_calendar_is_closed():
    lunch = (MONDAY + 20 * MINUTE, MONDAY + 40 * MINUTE)

    def open_of(_, start, end):
        return [(start, lunch[0]), (lunch[1], end)]

    (row,) = course((0, clock("running", 0, target=600)), now=60, open_of=open_of).value().rows
    assert bars(row) == [("runs", 0, 20), ("closed", 20, 40), ("runs", 40, 60)]
    assert row.bars[1].told == "09:20 to 09:40: closed"


def test_the_present_is_shown_only_while_a_clock_goes():
    assert course((0, clock("running", 0)), now=5).value().now_words == "09:05:00"
    ended = course((0, clock("running", 0)), (5, clock("met", 5, spent=5)), now=90)
    assert (ended.is_going, ended.value().now) == (False, None)


def test_nothing_is_drawn_before_a_clock_has_run():
    assert course((0,), now=5).value() is None


def test_rows_are_spoken_with_their_stretches_and_what_became_of_them():
    (row,) = course((0, clock("running", 0)), (13, clock("met", 13, spent=13)), now=60).value().rows
    assert row.spoken == (
        "Next reply, 09:00 to 09:13: ran for 13 minutes, met in 13\N{NO-BREAK SPACE}min"
    )


@pytest.mark.parametrize(
    ("hours", "first", "second"),
    [(2, "09:00", "09:30"), (24, "06:00", "12:00"), (24 * 9, "Mon 2 Mar", "Wed 4 Mar")],
)
def test_the_axis_has_a_handful_of_round_moments(hours, first, second):
    start, end, ticks = axis(MONDAY, MONDAY + hours * HOUR, BERLIN)
    assert start <= MONDAY <= MONDAY + hours * HOUR <= end
    assert len(ticks) <= 8
    assert [told for _, told in ticks][:2] == [first, second]


def test_a_line_of_half_a_day_names_the_day_at_midnight():
    _, _, ticks = axis(MONDAY, MONDAY + 24 * HOUR, BERLIN)
    assert "Tue 3 Mar" in [told for _, told in ticks]
