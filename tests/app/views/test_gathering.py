# SPDX-License-Identifier: Apache-2.0
"""Loading in pages: at its end the views are as if everything had been there at once."""

import pytest

from app import intents
from app.clocks.desk_clocks import DeskClocks
from app.views.definitions import BUILT_IN
from app.views.views import Views
from sync_server.contract.entities import Row, Ticket
from sync_server.contract.ids import AgentId, TicketId
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, a_ticket

STATUSES = ("new", "open", "pending", "solved", "closed")
TICKETS = [
    a_ticket(
        f"x{n}",
        status=STATUSES[n % 5],
        assignee=(None, "me", "other")[n % 3],
        last_message_at=n * 7 % 40 + 1,
        solved_at=n,
    )
    for n in range(60)
]
FIRST = [Row(1, TICKETS[4]), Row(1, TICKETS[1]), Row(1, a_team("billing", name="Billing"))]
ME = AgentId("me")
X1, X2, X31 = TicketId("x1"), TicketId("x2"), TicketId("x31")


def shown(views):
    return {info.key: (list(views.open(info.key)), views.count(info.key)) for info in views.all}


def fresh(bench):
    views = Views(bench.workspace, DeskClocks(bench.workspace))
    found = shown(views)
    views.close()
    return found


@pytest.fixture
def views(bench):
    bench.workspace.load(FIRST)
    views = Views(bench.workspace, DeskClocks(bench.workspace))
    views.remember({"my_queue": 8, "team:billing": 5})
    yield views
    views.close()


async def pages(bench, tickets):
    for start in range(0, len(tickets), 7):
        bench.workspace.load([Row(1, ticket) for ticket in tickets[start : start + 7]])
        await settle()


async def nothing():
    pass


async def fill(bench, *, between=nothing):
    """All that the cache holds, in pages; halfway a person does something."""
    held = [bench.workspace.confirmed(Ticket, id) for id in ("t1", "t2")]
    await pages(bench, TICKETS[:28])
    await between()
    await settle()
    await pages(bench, [*TICKETS[28:], *held])
    bench.workspace.loaded()
    await settle()


async def test_the_views_are_as_after_one_load(bench, views):
    bench.workspace.begin_loading()
    await fill(bench)
    assert shown(views) == fresh(bench)
    assert len(views.open("all_open")) == 38


async def test_the_list_hears_of_two_resets_and_nothing_between(bench, views):
    steps = []
    views.open("my_queue").changed.connect(lambda event: steps.append(event.op))
    bench.workspace.begin_loading()
    await fill(bench)
    assert steps == ["reset", "reset"]


async def test_the_counts_are_those_of_the_last_time_until_all_is_there(bench, views):
    bench.workspace.begin_loading()
    await settle()
    assert [views.count(key) for key in ("my_queue", "team:billing", "all_open")] == [8, 5, 0]
    await fill(bench)
    assert views.count("all_open") == 38


async def test_gestures_before_and_during_loading_are_in_it(bench, views):
    async def gestures():
        intents.set_status(bench.workspace, ticket=X1, status="solved")  # of a page that came
        intents.assign(bench.workspace, ticket=X2, assignee=ME)
        intents.assign(bench.workspace, ticket=X31, assignee=None)

    bench.workspace.begin_loading()
    intents.set_priority(bench.workspace, ticket=TicketId("x4"), priority="urgent")
    await fill(bench, between=gestures)
    assert shown(views) == fresh(bench)
    assert X1 not in views.open("my_queue")
    assert X2 in views.open("my_queue")


async def test_a_gesture_that_was_taken_back_leaves_nothing(bench, views):
    bench.workspace.begin_loading()
    command = intents.set_status(bench.workspace, ticket=X1, status="solved")
    await settle()
    await fill(bench, between=lambda: bench.workspace.withdraw(command))
    assert shown(views) == fresh(bench)
    assert X1 in views.open("my_queue")


async def test_a_view_that_is_opened_meanwhile_is_whole_in_the_end(bench, views):
    bench.workspace.begin_loading()
    previews = []

    async def search():
        previews.append(views.preview({"status": ["closed"]}, "oldest"))

    await fill(bench, between=search)
    [preview] = previews
    assert sorted(preview.view) == sorted(
        ticket.id for ticket in TICKETS if ticket.status == "closed"
    )


async def test_a_cache_that_is_cleared_meanwhile_brings_nothing_back(bench, views):
    bench.workspace.begin_loading()
    bench.workspace.load([Row(1, ticket) for ticket in TICKETS])
    bench.workspace.clear()
    await settle()
    assert {key: found[0] for key, found in shown(views).items()} == {
        info.key: [] for info in BUILT_IN
    }
    assert not bench.workspace.has_any(Ticket)
