# SPDX-License-Identifier: Apache-2.0
"""The moves of one clock."""

import pytest
from msgspec.structs import replace

from sync_server.contract.clocks import (
    ALWAYS,
    BREACH,
    Hours,
    acknowledged,
    extended,
    left_at,
    open_points,
    reached_by,
    spent_at,
)
from sync_server.contract.ids import CalendarId, PolicyId
from sync_server.domain.sla import moves
from sync_server.domain.sla.moves import Term

MINUTE = 60_000_000
TERM = Term(target=60 * MINUTE, policy=PolicyId("gold"))
BEGAN = 1_000 * MINUTE


def hours_of(calendar):
    assert calendar is None
    return ALWAYS


def clock():
    return moves.started("resolution", 1, TERM, BEGAN)


def test_it_begins_with_nothing_spent():
    begun = clock()
    assert (begun.state, begun.since, begun.spent) == ("running", BEGAN, 0)
    assert (begun.target, begun.policy, begun.alerts) == (60 * MINUTE, "gold", (75, 90))


def test_a_pause_is_not_counted():
    paused = moves.paused(clock(), hours_of, BEGAN + 10 * MINUTE, "pending")
    assert (paused.state, paused.why, paused.spent) == ("paused", "pending", 10 * MINUTE)
    again = moves.running(paused, BEGAN + 500 * MINUTE)
    assert left_at(again, ALWAYS, BEGAN + 505 * MINUTE) == 45 * MINUTE


def test_another_reason_does_not_begin_another_pause():
    paused = moves.paused(clock(), hours_of, BEGAN + MINUTE, "pending")
    other = moves.paused(paused, hours_of, BEGAN + 9 * MINUTE, "on_hold")
    assert other == replace(paused, why="on_hold")


@pytest.mark.parametrize(("minutes", "verdict"), [(60, "met"), (61, "missed")])
def test_an_answer_ends_it_with_a_verdict(minutes, verdict):
    over = moves.answered(clock(), hours_of, BEGAN + minutes * MINUTE)
    assert (over.state, over.spent) == (verdict, minutes * MINUTE)
    assert moves.answered(over, hours_of, BEGAN + 99 * MINUTE) == over


def test_one_at_rest_is_answered_with_what_it_had_spent():
    paused = moves.paused(clock(), hours_of, BEGAN + 10 * MINUTE, "pending")
    assert moves.answered(paused, hours_of, BEGAN + 999 * MINUTE).spent == 10 * MINUTE


def test_another_target_keeps_what_was_spent_and_what_a_person_added():
    (longer,) = extended((clock(),), clock().metric, 30 * MINUTE, "")
    assert (longer.target, longer.extended) == (90 * MINUTE, 30 * MINUTE)
    term = replace(TERM, target=20 * MINUTE)
    new = moves.retargeted(longer, hours_of, BEGAN + 15 * MINUTE, term)
    assert new.target == 50 * MINUTE
    assert spent_at(new, ALWAYS, BEGAN + 40 * MINUTE) == 40 * MINUTE
    assert moves.retargeted(new, hours_of, BEGAN + 16 * MINUTE, term) == new


def test_another_calendar_counts_only_from_now_on():
    class Never:
        def elapsed(self, start, end):
            return 0

        def due(self, start, span):
            return None

        def next_open(self, at):
            return None

    def known(calendar: CalendarId | None) -> Hours:
        return ALWAYS if calendar is None else Never()

    term = replace(TERM, calendar=CalendarId("closed"))
    new = moves.retargeted(clock(), known, BEGAN + 15 * MINUTE, term)
    assert spent_at(new, known(new.calendar), BEGAN + 40 * MINUTE) == 15 * MINUTE


def test_a_point_is_told_once_and_not_before_it_is_reached():
    begun = clock()
    assert moves.told(begun, ALWAYS, BEGAN + 45 * MINUTE - 1) == begun
    told = moves.told(begun, ALWAYS, BEGAN + 45 * MINUTE)
    assert (told.fired, told.late) == ((75,), ())
    assert moves.told(told, ALWAYS, BEGAN + 53 * MINUTE) == told


def test_what_was_reached_while_nobody_told_is_told_once_and_late():
    told = moves.told(clock(), ALWAYS, BEGAN + 60 * MINUTE + 1)
    assert (told.fired, told.late) == ((75, 90, BREACH), (75, 90))


def test_a_point_below_one_that_was_told_is_told_no_more():
    told = moves.told(clock(), ALWAYS, BEGAN + 60 * MINUTE)
    edited = moves.retargeted(
        told, hours_of, BEGAN + 61 * MINUTE, replace(TERM, alerts=(20, 50, 95))
    )
    assert edited.alerts == (20, 50, 95)
    assert moves.told(edited, ALWAYS, BEGAN + 70 * MINUTE) == edited


def test_a_target_that_is_put_off_is_told_of_anew():
    late = BEGAN + 61 * MINUTE
    told = moves.told(clock(), ALWAYS, late)
    (seen,) = acknowledged((told,), told.metric, told.instance, BREACH)
    new = moves.retargeted(seen, hours_of, late, replace(TERM, target=70 * MINUTE))
    assert (new.fired, new.late, new.acknowledged) == ((75,), (75,), (75,))
    assert moves.told(new, ALWAYS, BEGAN + 63 * MINUTE).fired == (75, 90)
    assert moves.told(new, ALWAYS, BEGAN + 70 * MINUTE).fired == (75, 90, BREACH)


def test_a_target_that_has_passed_all_the_same_stays_told_of():
    late = BEGAN + 80 * MINUTE
    told = moves.told(clock(), ALWAYS, late)
    new = moves.retargeted(told, hours_of, late, replace(TERM, target=70 * MINUTE))
    assert new.fired == (75, 90, BREACH)


def test_nothing_is_told_of_one_that_rests_or_has_ended():
    later = BEGAN + 59 * MINUTE
    paused = moves.paused(clock(), hours_of, later, "pending")
    assert moves.told(paused, ALWAYS, later) == paused
    over = moves.answered(clock(), hours_of, later)
    assert moves.told(over, ALWAYS, later) == over


def test_what_somebody_has_seen_to_is_open_no_more_until_the_next_point():
    told = moves.told(clock(), ALWAYS, BEGAN + 45 * MINUTE)
    (seen,) = acknowledged((told,), told.metric, told.instance, 75)
    assert (open_points(told), open_points(seen)) == ((75,), ())
    assert acknowledged((seen,), seen.metric, seen.instance, 75) == (seen,)
    assert acknowledged((told,), told.metric, told.instance + 1, 75) == (told,)
    again = moves.told(seen, ALWAYS, BEGAN + 60 * MINUTE)
    assert open_points(again) == (90, BREACH)
    assert open_points(moves.answered(again, hours_of, BEGAN + 61 * MINUTE)) == ()


@pytest.mark.parametrize(
    ("point", "seen"), [(75, (75,)), (90, (75, 90)), (100, (75, 90, BREACH)), (None, (75,))]
)
def test_somebody_sees_to_no_more_than_they_saw(point, seen):
    """One who names no point may have seen the first alone."""
    told = moves.told(clock(), ALWAYS, BEGAN + 60 * MINUTE)
    (after,) = acknowledged((told,), told.metric, told.instance, point)
    assert after.acknowledged == seen


def test_what_rang_before_the_desk_told_of_it_is_seen_to_all_the_same():
    rang = BEGAN + 50 * MINUTE
    reached = reached_by(hours_of, rang)
    (seen,) = acknowledged((clock(),), "resolution", 1, BREACH, reached=reached)
    assert (seen.fired, seen.acknowledged) == ((), (75,)), "no point that it had yet to reach"
    assert acknowledged((seen,), "resolution", 1, 75, reached=reached) == (seen,)
    told = moves.told(seen, ALWAYS, BEGAN + 55 * MINUTE)
    assert (told.fired, open_points(told)) == ((75, 90), (90,))
    longer = moves.retargeted(seen, hours_of, rang, replace(TERM, target=600 * MINUTE))
    assert longer.acknowledged == (), "it rings anew of a target that is put off"


def test_a_reply_that_was_taken_back_has_never_ended_it():
    replied = BEGAN + 10 * MINUTE
    over = moves.answered(clock(), hours_of, replied)
    again = moves.taken_back(over, replied)
    assert spent_at(again, ALWAYS, BEGAN + 30 * MINUTE) == 30 * MINUTE
    assert moves.taken_back(over, replied + 1) == over
