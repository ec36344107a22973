# SPDX-License-Identifier: Apache-2.0
"""What waits is listed with the reason, and a ticket is tried without anything happening to it."""

from typing import Any

import msgspec
import pytest

from app.errors import AskRefused
from sync_server.contract.entities import Ticket
from sync_server.contract.queries import ExplainRouting, RoutingNow
from sync_server.contract.refusals import Code, Refusal
from sync_server.contract.routes import Passed, Ranked, Route
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update
from tests.support.window_client import MAYA, PRIYA, T3, TOMAS
from ui.windows.agent.admin.page import ASSIGNMENT

PLATFORM: Any = "platform"
WON = Route(
    team=PLATFORM,
    version=0,
    router=1,
    mode="balanced",
    winner=MAYA,
    instead_of=TOMAS,
    ranked=(Ranked(MAYA, by="load", load=400), Ranked(TOMAS, by="load", load=900)),
    passed=(Passed(PRIYA, "not_available", "busy"),),
)


def routed(**fields):
    route = msgspec.structs.replace(WON, **fields)
    return RoutingNow(route=msgspec.to_builtins(route))


@pytest.fixture
async def page(client, admin):
    client.answers[ExplainRouting] = routed()
    ticket = client.workspace.get(Ticket, T3)
    queued = {"assignee": None, "status": "open", "queued_at": client.workspace.now_us()}
    client.bench.apply(changes(update(80, ticket, scope="team:billing", **queued)))
    await settle()
    admin.show_entry(ASSIGNMENT)
    admin.assignment._counting.timeout.emit()
    await settle()
    return admin._page.assignment


def tried(page, number):
    page.number.setText(number)
    page.number.returnPressed.emit()
    return settle()


async def test_a_ticket_is_tried_and_changed_by_nothing(client, page):
    await tried(page, "#48213")
    (step,) = page.trial.steps
    assert step.title == "Maya Okafor in Platform would get it"
    assert step.lines[1] == "They stand in for Tomas Reuter, who is absent."
    assert [row.cells[-1] for row in step.table.rows] == ["Chosen", "Higher load", "Busy"]
    assert client.workspace.pending == ()


async def test_what_waits_says_why_and_is_tried_with_enter(client, page):
    passed = (Passed(PRIYA, "full"),)
    client.answers[ExplainRouting] = routed(
        winner=None, reason="full", instead_of=None, ranked=(), passed=passed
    )
    page.team.menu.chosen.emit("billing")
    await settle()
    rows = page.waiting.table.rows
    assert page.waiting.value.rows[0].cells[-1] == "Priya Nair: At the limit"
    rows.activated.emit(rows.model().index(0, 0))
    await settle()
    assert page.trial.steps[0].title == "Nobody in Platform can take it now"


REFUSED = AskRefused(Refusal(code=Code.NOT_FOUND))


async def test_what_cannot_be_tried_says_why(client, page):
    told = []
    for answer, number in (
        (routed(), "#9"),
        (RoutingNow(), "48213"),
        (None, "48213"),
        (REFUSED, "48213"),
    ):
        client.answers[ExplainRouting] = answer
        await tried(page, number)
        told.append(page.trial_words.text())
    assert page.trial.steps == ()
    assert told == [
        "There is no ticket #9 here. Type another number.",
        "#48213 has no team, so the router leaves it alone.",
        "The server knows this. It is shown when the connection is back.",
        "The server did not show this: you may not see it, or it is gone.",
    ]
