# SPDX-License-Identifier: Apache-2.0
"""Who gets a ticket: the score case by case, and what holds for every decision."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync_server.domain.routing.decision import ROUTER, Decision, decide, next_round_at
from sync_server.domain.routing.values import REST, Need, Queue
from tests.support.routing import NOW, a_ticket, an_agent, queues, teams, tickets

ticket = a_ticket()
queue = Queue(id="q", version=4)
WISH = (Need("japanese"), Need("network", level=2))


def decided(*agents, ticket=ticket, queue=queue, now=NOW):
    return decide(ticket, agents, queue, now)


CASES = {
    "more of the optional skills": (
        [
            an_agent("a", load=1, skills={"japanese": 1}),
            an_agent("b", load=9, skills={"network": 2, "japanese": 1}),
        ],
        {"optional": WISH},
        {},
        ("b", "extra_skills"),
    ),
    "a level below counts as none": (
        [
            an_agent("a", load=9, skills={"japanese": 1}),
            an_agent("b", load=1, skills={"network": 1}),
        ],
        {"optional": WISH},
        {},
        ("a", "extra_skills"),
    ),
    "an optional skill that has relaxed no longer counts": (
        [an_agent("a", load=2, skills={"japanese": 1}), an_agent("b", load=1)],
        {"optional": (Need("japanese", relaxes=NOW),)},
        {},
        ("b", "load"),
    ),
    "a required skill that has relaxed is still better to have": (
        [an_agent("a", load=2, skills={"japanese": 1}), an_agent("b", load=1)],
        {"required": (Need("japanese", relaxes=NOW),)},
        {},
        ("a", "extra_skills"),
    ),
    "lower load against the limit, not in number": (
        [an_agent("a", load=2, cap=4), an_agent("b", load=4, cap=10)],
        {},
        {},
        ("b", "load"),
    ),
    "who knows more is spared where the load is the same": (
        [
            an_agent("a", skills={"japanese": 1, "billing": 1}),
            an_agent("b", skills={"japanese": 1, "billing": 1}),
            an_agent("c", assigned=(70,)),
        ],
        {"optional": (Need("network"),)},
        {"spare_skills": True},
        ("c", "more_skills"),
    ),
    "what the ticket asks for is not spared": (
        [an_agent("a", skills={"japanese": 1}), an_agent("b", skills={"billing": 1})],
        {"optional": (Need("japanese", level=2),)},
        {"spare_skills": True},
        ("a", "last_of_a_skill"),
    ),
    "the last free one who knows something is spared whatever the load": (
        [
            an_agent("a", skills={"japanese": 1}),
            an_agent("b", load=8),
            an_agent("c", cap=0, skills={"japanese": 1}),
        ],
        {},
        {"spare_skills": True},
        ("b", "last_of_a_skill"),
    ),
    "but not when another who knows it is free, without what the ticket needs": (
        [
            an_agent("a", skills={"japanese": 1, "billing": 1}),
            an_agent("b", load=8, skills={"billing": 1}),
            an_agent("c", skills={"japanese": 1}),
        ],
        {"required": (Need("billing"),)},
        {"spare_skills": True},
        ("a", "load"),
    ),
    "longest without a new ticket": (
        [an_agent("a", assigned=(5, 80)), an_agent("b", assigned=(70,))],
        {},
        {},
        ("b", "longest_without"),
    ),
    "never had one is longest": (
        [an_agent("a", assigned=(1,)), an_agent("b")],
        {},
        {},
        ("b", "longest_without"),
    ),
    "the id where all is the same": ([an_agent("b"), an_agent("a")], {}, {}, ("a", "id")),
    "turns are taken whatever the load": (
        [an_agent("a", load=1, assigned=(80,)), an_agent("b", load=9, assigned=(70,))],
        {},
        {"mode": "round_robin"},
        ("b", "longest_without"),
    ),
    "turns are for those with the most of the optional skills": (
        [an_agent("a", assigned=(80,), skills={"japanese": 1}), an_agent("b")],
        {"optional": WISH},
        {"mode": "round_robin"},
        ("a", "extra_skills"),
    ),
    "the last owner before all": (
        [an_agent("a", load=9), an_agent("b", skills={"japanese": 1})],
        {"optional": WISH, "last_owner": "a"},
        {},
        ("a", "last_owner"),
    ),
    "unless the queue does not ask for them": (
        [an_agent("a", load=9), an_agent("b")],
        {"last_owner": "a"},
        {"sticky": False},
        ("b", "load"),
    ),
    "or they cannot": (
        [an_agent("a", availability="break"), an_agent("b", load=3), an_agent("c", load=4)],
        {"last_owner": "a"},
        {},
        ("b", "load"),
    ),
    "the only one needs no criterion": ([an_agent("a", load=9)], {}, {}, ("a", "")),
}


@pytest.mark.parametrize(("agents", "asked", "settings", "expected"), CASES.values(), ids=CASES)
def test_the_score(agents, asked, settings, expected):
    found = decided(*agents, ticket=replace(ticket, **asked), queue=replace(queue, **settings))
    assert (found.winner, found.candidates[0].decided_by) == expected
    assert found.candidates[0].agent == found.winner


def test_each_who_lost_is_told_the_criterion():
    found = decided(
        an_agent("a", skills={"japanese": 1}, assigned=(7,)),
        an_agent("b", load=1, skills={"japanese": 1}),
        an_agent("c"),
        an_agent("d", skills={"japanese": 1}, assigned=(9,)),
        an_agent("e", skills={"japanese": 1}, assigned=(7,)),
        an_agent("f", reachable=False),
        ticket=replace(ticket, optional=WISH),
    )
    told = [(each.agent, each.decided_by) for each in found.candidates]
    assert told == [
        ("a", "id"),
        ("e", "id"),
        ("d", "longest_without"),
        ("b", "load"),
        ("c", "extra_skills"),
        ("f", ""),
    ]


def test_a_decision_names_the_versions_by_which_it_was_made():
    found = decided(an_agent("a"))
    assert (found.queue, found.queue_version, found.router) == ("q", 4, ROUTER)


def test_an_offer_lasts_for_the_accept_window():
    assert decided(an_agent("a")).offered_until == NOW + 60_000_000
    assert decided(an_agent("a"), queue=Queue(id="q", accept_window=None)).offered_until is None


@pytest.mark.parametrize(
    ("agents", "reason"),
    [
        ([], "no_agents"),
        ([an_agent("a", member=False)], "not_in_team"),
        ([an_agent("a", availability="break"), an_agent("b", cap=0)], "full"),
        ([an_agent("a", cap=0), an_agent("b", cap=0)], "full"),
        ([an_agent("a", reachable=False), an_agent("b", reachable=False)], "not_reachable"),
    ],
)
def test_nobody_is_a_reason_that_of_who_came_closest(agents, reason):
    found = decided(*agents)
    assert (found.winner, found.reason, found.again_at, found.alert) == (None, reason, None, False)


def test_a_queue_that_people_pull_from_still_ranks_who_could():
    found = decided(an_agent("b"), an_agent("a", load=2), queue=Queue(id="q", mode="manual"))
    assert (found.winner, found.reason) == (None, "manual_pull")
    assert [each.agent for each in found.candidates] == ["b", "a"]


def test_the_next_instant_is_the_first_at_which_time_may_change_the_answer():
    asked = replace(ticket, required=(Need("japanese", relaxes=NOW + 50),))
    found = decided(
        an_agent("a"),
        an_agent("b", working=False, works_at=NOW + 40),
        an_agent("c", availability="busy"),
        ticket=asked,
    )
    assert (found.reason, found.again_at) == ("lacks_skill", NOW + 40)


def test_after_a_full_round_the_supervisors_are_told():
    declined = replace(ticket, asked=frozenset({"a", "b"}))
    found = decided(
        an_agent("a"), an_agent("b"), an_agent("c", availability="break"), ticket=declined
    )
    assert (found.winner, found.reason, found.alert) == (None, "asked_already", True)
    assert found.again_at == NOW + REST
    other = decided(an_agent("a"), an_agent("b"), an_agent("c"), ticket=declined)
    assert (other.winner, other.alert) == ("c", False)


@pytest.mark.parametrize(
    ("held", "queue"),
    [(a_ticket(kept_back=True), Queue(id="q")), (ticket, Queue(id="q", kept_back=True))],
)
def test_what_is_kept_back_nobody_gets_and_nobody_is_compared(held, queue):
    found = decided(an_agent("a"), ticket=held, queue=queue)
    assert (found.winner, found.reason, found.candidates) == (None, "kept_back", ())
    assert (found.again_at, found.alert) == (None, False)


def test_a_round_that_is_over_is_told_once_and_begins_anew_after_a_rest():
    declined = replace(ticket, asked=frozenset({"a"}), round_over_at=NOW - 5)
    found = decided(an_agent("a"), ticket=declined)
    assert (found.reason, found.alert) == ("asked_already", False)
    assert found.again_at == next_round_at(NOW - 5) == NOW - 5 + REST


@given(teams(), tickets(), queues)
def test_the_winner_may_have_the_ticket(team, ticket, queue):
    found = decide(ticket, team, queue, NOW)
    for winner in (agent for agent in team if agent.id == found.winner):
        assert winner.member
        assert winner.availability == "available"
        assert winner.reachable
        assert winner.working
        assert winner.load + ticket.weight <= winner.cap
        channel = winner.loads.get(ticket.channel, 0) + ticket.weight
        assert channel <= winner.caps.get(ticket.channel, channel)
        for need in ticket.required:
            relaxed = need.relaxes is not None and need.relaxes <= NOW
            assert relaxed or winner.skills.get(need.skill, 0) >= need.level
        assert winner.id not in ticket.asked


@given(teams(), tickets(), queues, st.randoms(use_true_random=False))
def test_the_order_of_the_agents_does_not_matter(team, ticket, queue, chance):
    shuffled = chance.sample(team, len(team))
    assert decide(ticket, shuffled, queue, NOW) == decide(ticket, team, queue, NOW)


@given(teams(), tickets(), queues)
def test_every_agent_is_accounted_for_once(team, ticket, queue):
    found = decide(ticket, team, queue, NOW)
    assert sorted(each.agent for each in found.candidates) == sorted(agent.id for agent in team)
    assert all((each.score is None) is (each.removal is not None) for each in found.candidates)
    ranked = [each for each in found.candidates if each.score is not None]
    assert list(found.candidates[: len(ranked)]) == ranked
    assert (found.winner is None) is bool(found.reason)
    assert (found.winner is None) is (not ranked or queue.mode == "manual")


@given(teams(), tickets(), queues)
def test_a_decision_reads_the_same_after_it_was_stored(team, ticket, queue):
    found = decide(ticket, team, queue, NOW)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Decision) == found


@given(teams(), tickets(), queues, st.integers(0, 10**8))
def test_until_the_next_instant_the_answer_stays(team, ticket, queue, after):
    """Hours begin as the agents say; nothing else happens meanwhile."""
    found = decide(ticket, team, queue, NOW)
    then = NOW + after
    later = [
        replace(agent, working=agent.working or (agent.works_at or then + 1) <= then)
        for agent in team
    ]
    changed = decide(ticket, later, queue, then).winner is not None
    due = found.again_at is not None and then >= found.again_at
    assert due or not changed or found.winner is not None
