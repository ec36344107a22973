# SPDX-License-Identifier: Apache-2.0
"""Each filter of routing: whom it removes, what it says, and when that ends by itself."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sync_server.domain.routing.eligibility import FILTERS, Removal, removal
from sync_server.domain.routing.values import MINUTE, Need, Queue
from tests.support.routing import NOW, SKILLS, a_ticket, an_agent, queues, teams, tickets

agent = an_agent("maya", cap=3, caps={"chat": 1}, skills={"billing": 2})
ticket = a_ticket()
queue = Queue(id="q")


def removed(agent, ticket=ticket, queue=queue, now=NOW):
    return removal(agent, ticket, queue, needs=ticket.must_have(now), now=now)


def needing(*needs):
    return replace(ticket, required=needs)


def changed(**fields):
    return replace(agent, **fields)


def test_who_is_there_and_has_room_gets_it():
    assert removed(agent) is None


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        (changed(member=False), Removal("not_in_team")),
        (changed(availability="busy"), Removal("not_available", "busy")),
        (changed(availability="a new kind"), Removal("not_available", "a new kind")),
        (changed(availability="absent", back_at=5), Removal("not_available", "absent", 5)),
        (changed(reachable=False), Removal("not_reachable")),
        (changed(working=False), Removal("outside_hours")),
        (changed(working=False, works_at=NOW + 5), Removal("outside_hours", until=NOW + 5)),
        (changed(load=3), Removal("full")),
        (changed(load=7), Removal("full")),
        (changed(cap=0), Removal("full")),
        (
            changed(assigned=(NOW - 3, NOW - 2, NOW)),
            Removal("enough_for_now", "", NOW - 3 + MINUTE),
        ),
    ],
)
def test_why_an_agent_gets_nothing(agent, told):
    assert removed(agent) == told


@pytest.mark.parametrize(
    ("needs", "told"),
    [
        ([Need("japanese")], Removal("lacks_skill", "japanese")),
        ([Need("billing", level=3)], Removal("lacks_skill", "billing")),
        ([Need("billing", level=2)], None),
        ([Need("japanese", relaxes=NOW + 9)], Removal("lacks_skill", "japanese", NOW + 9)),
        ([Need("japanese", relaxes=NOW)], None),
        (
            [Need("japanese", relaxes=NOW + 9), Need("network", relaxes=NOW + 7)],
            Removal("lacks_skill", "japanese", NOW + 9),
        ),
        ([Need("japanese", relaxes=NOW + 9), Need("network")], Removal("lacks_skill", "japanese")),
    ],
)
def test_a_missing_skill_counts_until_all_that_are_missing_have_relaxed(needs, told):
    assert removed(agent, needing(*needs)) == told


@pytest.mark.parametrize(
    ("channel", "weight", "loads", "told"),
    [
        ("chat", 1, {}, None),
        ("chat", 1, {"chat": 1}, Removal("channel_full", "chat")),
        ("chat", 2, {}, Removal("channel_full", "chat")),
        ("email", 3, {"chat": 1}, None),
        ("email", 4, {}, Removal("full")),
    ],
)
def test_a_channel_may_have_a_cap_of_its_own(channel, weight, loads, told):
    asked = replace(ticket, channel=channel, weight=weight)
    assert removed(changed(loads=loads), asked) == told


def test_a_cap_of_nothing_lets_in_nothing_not_even_what_weighs_nothing():
    weightless = replace(ticket, channel="chat", weight=0)
    assert removed(changed(cap=0), weightless) == Removal("full")
    assert removed(changed(caps={"chat": 0}), weightless) == Removal("channel_full", "chat")
    assert removed(changed(load=3, loads={"chat": 1}), weightless) is None


def test_the_limit_of_a_minute_ends_with_the_minute_and_can_be_off():
    busy = changed(assigned=(NOW - MINUTE, NOW - 2, NOW))
    assert removed(busy) is None
    assert removed(busy, now=NOW - 1) is not None
    assert removed(changed(assigned=(NOW,) * 9), queue=Queue(id="q", per_minute=None)) is None
    assert removed(agent, queue=Queue(id="q", per_minute=0)) == Removal("enough_for_now")


def test_nobody_is_asked_twice_in_a_round():
    assert removed(agent, replace(ticket, asked=frozenset({"maya"}))) == Removal("asked_already")


MENDED: dict[str, dict[str, Any]] = {
    "not_in_team": {"member": True},
    "not_available": {"availability": "available"},
    "not_reachable": {"reachable": True},
    "outside_hours": {"working": True},
    "lacks_skill": {"skills": dict.fromkeys(SKILLS, 9)},
    "full": {"cap": 99},
    "channel_full": {"caps": {}},
}


@given(teams(), tickets(), queues)
def test_what_is_mended_leaves_only_the_filters_after_it(team, ticket, queue):
    for agent, before in removals(team, ticket, queue, MENDED):
        after = removed(replace(agent, **MENDED[before.reason]), ticket, queue)
        later = FILTERS[FILTERS.index(before.reason) + 1 :]
        assert after is None or after.reason in later


@given(teams(), tickets(), queues, st.integers(0, 10**8))
def test_time_alone_ends_a_removal_at_the_instant_told_and_not_before(team, ticket, queue, after):
    for agent, told in removals(team, ticket, queue, {"lacks_skill", "enough_for_now"}):
        later = removed(agent, ticket, queue, now=NOW + after)
        over = told.until is not None and NOW + after >= told.until
        assert (later is None or later.reason != told.reason) is over


def removals(team, ticket, queue, reasons):
    """The agents who are removed for one of the reasons."""
    found = ((agent, removed(agent, ticket, queue)) for agent in team)
    return [(agent, why) for agent, why in found if why is not None and why.reason in reasons]
