# SPDX-License-Identifier: Apache-2.0
"""What client and server read off a clock."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync_server.contract.clocks import (
    ALWAYS,
    BREACH,
    Clock,
    due_at,
    left_at,
    next_point,
    points_left,
    reached_at,
    spent_at,
)

MINUTE = 60_000_000
CLOCK = Clock(
    metric="first_reply",
    instance=1,
    state="running",
    since=1_000 * MINUTE,
    spent=10 * MINUTE,
    target=60 * MINUTE,
    alerts=(75, 90),
)


class Closed:
    """A calendar that opens only at one instant, for ever."""

    def __init__(self, opens):
        self.opens = opens

    def elapsed(self, start, end):
        return max(0, end - max(start, self.opens))

    def due(self, start, span):
        return max(start, self.opens) + span

    def next_open(self, at):
        return max(at, self.opens)


def test_it_measures_only_while_it_runs():
    assert spent_at(CLOCK, ALWAYS, CLOCK.since + 5 * MINUTE) == 15 * MINUTE
    for state in ("paused", "met", "missed", "stopped"):
        rests = replace(CLOCK, state=state)
        assert spent_at(rests, ALWAYS, CLOCK.since + 5 * MINUTE) == 10 * MINUTE
        assert due_at(rests, ALWAYS) is None
        assert next_point(rests, ALWAYS) is None


def test_what_is_left_turns_negative_when_it_is_late():
    assert left_at(CLOCK, ALWAYS, CLOCK.since + 50 * MINUTE) == 0
    assert left_at(CLOCK, ALWAYS, CLOCK.since + 51 * MINUTE) == -MINUTE


def test_it_is_due_when_the_rest_of_its_target_has_passed():
    assert due_at(CLOCK, ALWAYS) == CLOCK.since + 50 * MINUTE
    assert due_at(CLOCK, Closed(CLOCK.since + MINUTE)) == CLOCK.since + 51 * MINUTE


def test_its_points_come_one_after_the_other():
    seen = []
    clock = CLOCK
    while (point := next_point(clock, ALWAYS)) is not None:
        seen.append((point[0], (point[1] - clock.since) // MINUTE))
        clock = replace(clock, fired=(*clock.fired, point[0]))
    assert seen == [(75, 35), (90, 44), (BREACH, 50)]


def test_what_it_had_passed_before_is_told_when_work_begins():
    late = replace(CLOCK, target=5 * MINUTE)
    assert due_at(late, ALWAYS) == late.since
    assert next_point(late, Closed(late.since + MINUTE)) == (75, late.since + MINUTE)


def test_points_are_not_told_of_once_it_has_ended():
    assert points_left(replace(CLOCK, fired=(75,))) == (90, BREACH)
    assert points_left(replace(CLOCK, state="paused")) == (75, 90, BREACH)
    for state in ("met", "missed", "stopped"):
        assert points_left(replace(CLOCK, state=state)) == ()


@given(
    spent=st.integers(0, 10**12),
    target=st.integers(1, 10**12),
    point=st.sampled_from((1, 33, 75, 90, 100)),
)
def test_a_point_is_reached_at_the_first_instant_at_which_enough_has_passed(spent, target, point):
    clock = replace(CLOCK, spent=spent, target=target)
    at = reached_at(clock, ALWAYS, point)
    assert at is not None
    assert spent_at(clock, ALWAYS, at) * BREACH >= target * point
    before = spent_at(clock, ALWAYS, at - 1)
    assert at == clock.since or before * BREACH < target * point
