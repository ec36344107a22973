# SPDX-License-Identifier: Apache-2.0
"""Who asks gets the first ticket, in the order of the queue, that they may have."""

from itertools import takewhile

import pytest
from hypothesis import given, settings

from sync_server.domain.routing.eligibility import CHANNEL_FULL, FULL, LACKS_SKILL, NOT_IN_TEAM
from sync_server.domain.routing.pulling import pull
from sync_server.domain.routing.queue import order
from sync_server.domain.routing.values import MANUAL, Need, Queue
from tests.support.routing import NOW, a_ticket, agents, an_agent, backlogs, queues

QUEUE = Queue(id="q", mode=MANUAL)
FRENCH = (Need("french"),)


def pulled(*tickets, agent=None):
    return pull(tickets, agent or an_agent("a"), QUEUE, NOW)


def test_the_first_of_the_queue_is_given():
    got = pulled(a_ticket("late", due=NOW + 9), a_ticket("soon", due=NOW + 5), a_ticket("never"))
    assert got.ticket.id == "soon"


def test_what_the_agent_may_not_have_is_left_to_others():
    hard = a_ticket("hard", due=NOW, required=FRENCH)
    assert pulled(hard, a_ticket("easy")).ticket.id == "easy"


def test_a_need_that_was_given_up_holds_nothing_back():
    relaxed = a_ticket("was hard", required=(Need("french", relaxes=NOW),))
    assert pulled(relaxed).ticket.id == "was hard"


@pytest.mark.parametrize(
    "state",
    [
        {"availability": "break"},
        {"reachable": False},
        {"working": False, "works_at": NOW + 5},
        {"assigned": (NOW,) * 9},
    ],
)
def test_who_asks_is_there(state):
    assert pulled(a_ticket(), agent=an_agent("a", **state)).ticket.id == "t"


def test_who_asks_may_have_what_they_passed_on():
    assert pulled(a_ticket(asked=frozenset({"a"}))).ticket.id == "t"


def test_what_is_kept_back_is_kept_back_from_who_asks():
    assert pulled(a_ticket("held", kept_back=True), a_ticket("free")).ticket.id == "free"
    queue = Queue(id="q", kept_back=True)
    assert pull([a_ticket()], an_agent("a"), queue, NOW).ticket is None


@pytest.mark.parametrize(
    ("agent", "reason"),
    [
        (an_agent("a", cap=0), FULL),
        (an_agent("a", load=10), FULL),
        (an_agent("a", caps={"email": 1}, loads={"email": 1}), CHANNEL_FULL),
        (an_agent("a", member=False), NOT_IN_TEAM),
    ],
)
def test_without_one_there_is_a_reason(agent, reason):
    got = pulled(a_ticket(), agent=agent)
    assert (got.ticket, got.reason) == (None, reason)


def test_the_reason_is_that_of_the_one_that_is_closest():
    got = pulled(a_ticket("hard", required=FRENCH), a_ticket("easy"), agent=an_agent("a", cap=0))
    assert got.reason == FULL
    assert pulled(a_ticket("hard", required=FRENCH)).reason == LACKS_SKILL


def test_where_nothing_waits_there_is_no_reason():
    got = pulled()
    assert (got.ticket, got.reason) == (None, "")


@settings(max_examples=200, deadline=None)
@given(backlogs(), agents("a"), queues)
def test_what_is_before_it_in_the_queue_is_not_for_the_agent(waiting, agent, queue):
    got = pull(waiting, agent, queue, NOW).ticket
    ahead = takewhile(lambda each: each != got, order(waiting, queue))
    assert all(pull([each], agent, queue, NOW).ticket is None for each in ahead)
    assert (got is None) == all(pull([each], agent, queue, NOW).ticket is None for each in waiting)
