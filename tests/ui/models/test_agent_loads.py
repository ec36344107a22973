# SPDX-License-Identifier: Apache-2.0
import pytest

from app.workspace.changes import Changes
from sync_server.contract.entities import WORKSPACE, Ticket, Workspace
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, update
from tests.support.client_workspace import Bench
from tests.support.window_client import MAYA
from ui.models.agent_loads import AgentLoads


@pytest.fixture
async def bench():
    bench = Bench()
    bench.hold(
        "team:billing",
        (1, a_ticket("t1", status="open", assignee="maya", priority="urgent")),
        (2, a_ticket("t2", status="pending", assignee="maya")),
        (3, a_ticket("t3", status="new", queued_at=5)),
        (4, a_ticket("t4", status="new", offered_to="tomas", queued_at=5)),
        (5, a_ticket("t5", status="new")),
    )
    await settle()
    yield bench
    await bench.close()


@pytest.fixture
def loads(bench):
    loads = AgentLoads(bench.workspace)
    loads.begin()
    assert not loads.go_on(100)
    return loads


async def test_what_is_our_turn_counts_for_whoever_has_it_or_is_asked(loads):
    assert (loads.of("maya"), loads.of("tomas"), loads.of("priya")) == (1, 1, 0)


async def test_only_what_is_in_a_queue_waits(loads):
    assert loads.waiting("billing") == 1


async def test_it_is_counted_in_stretches(bench):
    loads = AgentLoads(bench.workspace)
    assert not loads.go_on(2)
    loads.begin()
    turns = 1
    while loads.go_on(2):
        turns += 1
    assert (turns, loads.of(MAYA)) == (3, 1)


async def test_a_change_moves_what_it_is_about(bench, loads):
    ticket = bench.workspace.get(Ticket, "t3")
    bench.apply(changes(update(9, ticket, scope="team:billing", assignee="maya", queued_at=None)))
    loads.take(Changes(rows={"ticket": frozenset({"t3"})}))
    assert (loads.of("maya"), loads.waiting("billing")) == (2, 0)
    loads.take(Changes(rows={"ticket": frozenset({"gone"})}))
    assert loads.of("maya") == 2


async def test_what_weighs_more_fills_more(bench, loads):
    bench.hold("desk", (9, Workspace(id=WORKSPACE, priority_weights={"urgent": 3})))
    loads.take(Changes(rows={"workspace": frozenset({WORKSPACE})}))
    while loads.go_on(100):
        pass
    assert loads.of("maya") == 3
