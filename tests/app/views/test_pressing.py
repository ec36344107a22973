# SPDX-License-Identifier: Apache-2.0
"""How many tickets of each view press, as clocks turn and tickets move."""

import pytest

from app import intents
from app.clocks.desk_clocks import DeskClocks
from app.views.pressing import NOTHING_PRESSES, Pressing
from app.views.views import Views
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TeamId, TicketId
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, changes, insert
from tests.support.ticket_clocks import run_with, started

LATE, AT_RISK, EARLY = 61, 50, 10
T1, T2 = TicketId("t1"), TicketId("t2")
BILLING = "team:billing"


@pytest.fixture
def clocks(bench):
    clocks = DeskClocks(bench.workspace)
    yield clocks
    clocks.close()


@pytest.fixture
def views(bench, clocks):
    views = Views(bench.workspace, clocks)
    yield views
    views.close()


@pytest.fixture
def counted(views):
    counted: list[frozenset[str]] = []
    views.counted.connect(counted.append)
    return counted


async def test_the_late_are_counted_apart_from_those_at_risk(bench, views):
    await started(bench, 9, T1, spent=LATE)
    await started(bench, 10, T2, spent=AT_RISK)
    assert views.pressing(BILLING) == Pressing(late=1, at_risk=1)
    assert views.pressing("all_open") == Pressing(late=1, at_risk=1)
    assert views.pressing("my_queue") == Pressing(at_risk=1)
    assert views.pressing("unassigned") == Pressing(late=1)


async def test_a_view_without_any_and_one_that_is_not_there_count_none(bench, views):
    await started(bench, 9, T2, spent=EARLY)
    assert views.pressing("my_queue") == views.pressing(BILLING) == NOTHING_PRESSES
    assert views.pressing("nowhere") == NOTHING_PRESSES


async def test_time_that_passes_is_told_to_who_asked(bench, clocks, views, counted):
    await started(bench, 9, T2, spent=EARLY)
    assert views.pressing("my_queue") == views.pressing(BILLING) == NOTHING_PRESSES
    counted.clear()
    bench.environment.advance(minutes=40)
    clocks.turn()
    assert views.pressing("my_queue") == Pressing(at_risk=1)
    assert views.pressing(BILLING) == Pressing(at_risk=1)
    assert "my_queue" in frozenset().union(*counted)


async def test_what_presses_follows_its_ticket_to_another_owner(bench, views, counted):
    await started(bench, 9, T1, spent=LATE)
    assert views.pressing("my_queue") == NOTHING_PRESSES
    counted.clear()
    intents.take(bench.workspace, ticket=T1)
    await settle()
    assert views.pressing("my_queue") == Pressing(late=1)
    assert "my_queue" in frozenset().union(*counted)


async def test_what_presses_follows_its_ticket_to_another_team(bench, views):
    bench.apply(changes(insert(9, a_team("sales"), scope="desk")))
    await started(bench, 10, T1, spent=LATE)
    assert views.pressing(BILLING) == Pressing(late=1)
    await run_with(bench, 11, T1, *bench.workspace.get(Ticket, T1).clocks, team=TeamId("sales"))
    assert (views.pressing(BILLING), views.pressing("team:sales")) == (
        NOTHING_PRESSES,
        Pressing(late=1),
    )


async def test_a_team_counts_only_what_is_our_turn(bench, views):
    await started(bench, 9, T1, spent=LATE, status="pending")
    assert views.pressing(BILLING) == NOTHING_PRESSES
    assert views.pressing("unassigned") == Pressing(late=1)


async def test_at_risk_holds_what_is_mine_until_it_is_late(bench, clocks, views):
    await started(bench, 9, T1, spent=LATE)
    await started(bench, 10, T2, spent=EARLY)
    view = views.open("at_risk")
    assert list(view) == []
    bench.environment.advance(minutes=40)
    clocks.turn()
    assert (list(view), views.count("at_risk")) == ([T2], 1)
    everybody = views.preview({"status": ["open", "new"]}, "oldest", at_risk=True)
    assert list(everybody.view) == [T2]
    everybody.close()
    bench.environment.advance(minutes=15)
    clocks.turn()
    assert (list(view), views.pressing("my_queue")) == ([], Pressing(late=1))
