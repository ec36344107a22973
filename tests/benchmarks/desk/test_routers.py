# SPDX-License-Identifier: Apache-2.0
"""Whom each way to hand out contacts chooses."""

import pytest

from sync_server.domain.routing.values import Agent
from tests.benchmarks.desk.day import SECOND, Contact
from tests.benchmarks.desk.routers import Deskbell, LeastLoaded, Random, RoundRobin, deadline


def contact(row, **fields):
    usual = {"at": row * SECOND, "channel": "phone", "type": "billing", "priority": 0}
    return Contact(row=row, **{**usual, "handle": SECOND, "patience": 99 * SECOND, **fields})


def staff(*agents):
    return {agent.id: agent for agent in agents}


def agent(id, room=1, **fields):
    usual = {"cap": 9, "caps": {"phone": room}, "skills": {"billing": 1}}
    return Agent(id=id, **{**usual, **fields})


def handed_out(router, waiting, team):
    return [(contact.row, agent) for contact, agent in router.hand_out(waiting, team, 0)]


def test_the_plain_ones_serve_the_oldest_and_skip_what_nobody_fits():
    waiting = [contact(2, type="api"), contact(3), contact(4, type="api"), contact(5, priority=2)]
    assert handed_out(LeastLoaded(), waiting, staff(agent("a"))) == [(3, "a")]


def test_round_robin_takes_turns_over_all_calls():
    router, team = RoundRobin(), staff(agent("a", 9), agent("b", 9), agent("c", 9, working=False))
    found = [handed_out(router, [contact(row)], team) for row in range(4)]
    assert found == [[(0, "a")], [(1, "b")], [(2, "a")], [(3, "b")]]


def test_least_loaded_counts_what_it_handed_out_just_now():
    team = staff(agent("a", 9, load=1), agent("b", 9))
    waiting = [contact(row) for row in range(4)]
    assert [a for _, a in handed_out(LeastLoaded(), waiting, team)] == ["b", "a", "b", "a"]


def test_chance_is_the_same_each_time():
    team = staff(*(agent(name, 99) for name in "abcd"))
    waiting = [contact(row) for row in range(30)]
    first = handed_out(Random(), waiting, team)
    assert first == handed_out(Random(), waiting, team)
    assert {a for _, a in first} == set("abcd")


def test_routing_serves_the_highest_at_once_and_then_who_would_give_up_first():
    waiting = [
        contact(1, patience=50 * SECOND),
        contact(2, patience=20 * SECOND, priority=1),
        contact(3, priority=2),
        contact(4, patience=10 * SECOND),
    ]
    team = staff(agent("a", 9))
    assert [row for row, _ in handed_out(Deskbell(), waiting, team)] == [3, 4, 2, 1]
    unknown = Deskbell("unknown", "priority")
    assert [row for row, _ in handed_out(unknown, waiting, team)] == [3, 2, 1, 4]


STAYS = 3000


@pytest.mark.parametrize(
    ("priority", "patience", "waited", "expected"),
    [
        (2, STAYS, 500, 0),
        (0, 599, 0, 599),
        (0, 600, 0, 60),
        (0, 600, 60, 60),
        (0, 600, 61, 600),
        (0, STAYS, 61, 300),
        (0, STAYS, 301, STAYS),
        (1, STAYS, 61, 120),
    ],
)
def test_the_next_promise_counts_for_who_stays_far_longer(priority, patience, waited, expected):
    asked = contact(7, priority=priority, patience=patience * SECOND)
    assert deadline(asked, asked.at + waited * SECOND) - asked.at == expected * SECOND


def test_routing_keeps_who_knows_more_for_what_only_they_know():
    team = staff(agent("a", skills={"billing": 1, "api": 1}), agent("b"))
    assert handed_out(Deskbell(), [contact(1)], team) == [(1, "b")]
    waiting = [contact(1), contact(2, type="api")]
    assert dict(handed_out(Deskbell(), waiting, team)) == {1: "b", 2: "a"}
