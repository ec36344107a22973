# SPDX-License-Identifier: Apache-2.0
"""Whom a queue serves first, and that nobody waits for whom somebody is free."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.domain.routing.decision import decide
from sync_server.domain.routing.queue import drain, order, with_ticket
from sync_server.domain.routing.values import MINUTE, Need, Queue
from tests.support.routing import NOW, a_ticket, an_agent, backlogs, queues, teams


def ticket(id, priority="normal", since=0, **fields):
    return a_ticket(id, priority=priority, since=since, **fields)


BACKLOG = [
    ticket("none", "urgent", since=1),
    ticket("late", "low", since=9, due=10),
    ticket("soon", "low", since=2, due=50),
    ticket("soon-high", "high", since=3, due=50),
    ticket("far", "urgent", since=4, due=90),
    ticket("none-old", "normal", since=0),
]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("deadline", ["late", "soon-high", "soon", "far", "none", "none-old"]),
        ("priority", ["none", "far", "soon-high", "none-old", "soon", "late"]),
    ],
)
def test_who_is_served_first(setting, expected):
    assert [each.id for each in order(BACKLOG, Queue(id="q", order=setting))] == expected


@pytest.mark.parametrize("setting", ["deadline", "priority"])
def test_what_is_pinned_is_before_all_others(setting):
    pinned = ticket("pinned", "low", since=99, pinned=True)
    assert order([*BACKLOG, pinned], Queue(id="q", order=setting))[0] == pinned


@given(backlogs(), queues, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_given_does_not_matter(waiting, queue, chance):
    assert order(chance.sample(waiting, len(waiting)), queue) == order(waiting, queue)


def test_a_ticket_takes_its_place_in_the_load_and_the_minute():
    before = an_agent("a", cap=9, load=3, loads={"chat": 1}, assigned=(NOW - MINUTE, NOW - 5))
    after = with_ticket(before, ticket("t", weight=2), NOW)
    assert (after.load, after.loads) == (5, {"chat": 1, "email": 2})
    assert after.assigned == (NOW - 5, NOW)


def test_the_first_to_come_in_the_morning_does_not_get_all_that_has_waited():
    waiting = [ticket(f"t{number}") for number in range(9)]
    found = drain(waiting, [an_agent("maya", cap=20)], Queue(id="q"), NOW)
    assert [each.winner for each in found] == ["maya"] * 3 + [None] * 6
    assert {each.again_at for each in found[3:]} == {NOW + MINUTE}


def test_what_nobody_fits_does_not_hold_up_what_comes_after_it():
    waiting = [ticket("a", "urgent", required=(Need("japanese"),)), ticket("b"), ticket("c")]
    found = drain(waiting, [an_agent("maya", cap=1)], Queue(id="q", order="priority"), NOW)
    told = [(each.ticket, each.winner, each.reason) for each in found]
    assert told == [("a", None, "lacks_skill"), ("b", "maya", ""), ("c", None, "full")]


@given(teams(), backlogs(), queues)
def test_a_drain_decides_about_each_ticket_once_in_its_order(team, waiting, queue):
    found = drain(waiting, team, queue, NOW)
    assert [each.ticket for each in found] == [each.id for each in order(waiting, queue)]


@given(teams(), backlogs(), queues)
def test_after_a_drain_nobody_waits_for_whom_a_fitting_agent_is_free(team, waiting, queue):
    staff = {agent.id: agent for agent in team}
    by_id = {each.id: each for each in waiting}
    found = drain(waiting, team, queue, NOW)
    for each in (each for each in found if each.winner is not None):
        staff[each.winner] = with_ticket(staff[each.winner], by_id[each.ticket], NOW)
    for each in (each for each in found if each.winner is None):
        assert decide(by_id[each.ticket], staff.values(), queue, NOW).winner is None


@given(teams(), backlogs(), queues)
def test_a_drain_keeps_every_cap(team, waiting, queue):
    by_id = {each.id: each for each in waiting}
    found = drain(waiting, team, queue, NOW)
    for agent in team:
        got = [by_id[each.ticket] for each in found if each.winner == agent.id]
        added = sum(each.weight for each in got)
        assert not got or agent.load + added <= agent.cap
        for channel in {each.channel for each in got}:
            load = agent.loads.get(channel, 0)
            load += sum(each.weight for each in got if each.channel == channel)
            assert load <= agent.caps.get(channel, load)
        recent = [at for at in agent.assigned if at > NOW - MINUTE]
        assert not got or queue.per_minute is None or len(recent + got) <= queue.per_minute


@given(teams(), backlogs(), queues, st.randoms(use_true_random=False))
def test_the_same_log_gives_the_same_decisions(team, waiting, queue, chance):
    again = drain(chance.sample(waiting, len(waiting)), chance.sample(team, len(team)), queue, NOW)
    assert again == drain(waiting, team, queue, NOW)


@given(teams(), backlogs(), queues)
def test_a_ticket_that_is_served_earlier_never_waits_while_the_same_one_later_is_taken(
    team, waiting, queue
):
    by_id = {each.id: each for each in waiting}
    for earlier, later in pairwise(drain(waiting, team, queue, NOW)):
        first, second = by_id[earlier.ticket], by_id[later.ticket]
        alike = (first.channel, first.weight, first.required, first.asked) == (
            (second.channel, second.weight, second.required, second.asked)
        )
        assert not (alike and earlier.winner is None and later.winner is not None)
