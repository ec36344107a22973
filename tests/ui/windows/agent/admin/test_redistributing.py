# SPDX-License-Identifier: Apache-2.0
"""Where somebody's tickets would go is seen before they go, and one undo brings them back."""

import pytest

from sync_server.contract import commands as c
from sync_server.contract.queries import (
    AgentPlace,
    Matrix,
    Move,
    PreviewRedistribution,
    Redistribution,
    TeamMatrix,
)
from tests.support.client_environment import settle
from tests.support.window_client import PRIYA, T1, T3, TOMAS, pending
from ui.windows.agent.admin.page import TEAMS

MOVES = Redistribution(moves=(Move(ticket=T1, to=PRIYA), Move(ticket=T3, reason="full")))


@pytest.fixture
async def page(client, admin):
    place = AgentPlace(agent=TOMAS, state="available", capacity=12)
    client.answers[TeamMatrix] = Matrix(places=(place,))
    admin.show_entry(TEAMS)
    await settle()
    return admin._page.teams


async def test_tickets_go_to_others_after_a_preview_and_come_back(client, controller, page):
    client.answers[PreviewRedistribution] = MOVES
    page.give_out.click()
    await settle()
    rows = [row.cells for row in page.moves.value.rows]
    assert [cells[-1] for cells in rows] == ["Priya Nair", "The queue: At the limit"]
    assert pending(client) == []
    page.give_out_now.click()
    (sent,) = client.workspace.pending
    assert (sent.command.agent, sent.command.tickets) == (TOMAS, (T1, T3))
    controller.gestures.undo()
    back = pending(client)[-1]
    assert isinstance(back, c.ReturnTickets)
    assert (back.tickets, back.base) == ((T1, T3), sent.id)
    assert not page.moves_card.isVisible()


async def test_who_has_nothing_and_no_connection_are_said(client, page):
    told = []
    for answer in (Redistribution(), None):
        client.answers[PreviewRedistribution] = answer
        page.give_out.click()
        await settle()
        told.append(page.moves_words.text())
    assert told == [
        "Tomas Reuter has no open ticket to give to others.",
        "The server knows this. It is shown when the connection is back.",
    ]
    assert not page.give_out_now.isVisible()
