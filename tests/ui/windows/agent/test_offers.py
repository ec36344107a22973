# SPDX-License-Identifier: Apache-2.0
"""What the router offers stands over the list while there is time, and is accepted or passed on."""

import pytest
from PySide6.QtCore import Qt

from sync_server.contract import commands as c
from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update
from tests.support.window_client import T3, pending
from ui.windows.agent.controller import AgentController

SECOND = 1_000_000


@pytest.fixture
def offer(client):
    async def offer(seq=90, **fields):
        ticket = client.workspace.get(Ticket, T3)
        until = client.bench.environment.now_us() + 60 * SECOND
        wanted = {"offered_to": "maya", "route_at": until, "assignee": None, **fields}
        client.bench.apply(changes(update(seq, ticket, scope=f"team:{ticket.team}", **wanted)))
        await settle()

    return offer


@pytest.fixture
async def card(controller, offer):
    """An offer is there."""
    await offer()
    return controller.alerts.offers.card


async def test_before_the_first_offer_there_is_no_card(controller):
    assert controller.alerts.offers is None


async def test_an_offer_says_whose_it_is_and_how_long(card, controller, client):
    assert card.isVisible()
    assert card.ticket == T3
    assert card.left.text() == "60 s left"
    controller.alerts.show_time(client.bench.environment.now_us() + 8 * SECOND)
    assert card.left.text() == "52 s left"
    controller.alerts.show_time(client.bench.environment.now_us() + 99 * SECOND)
    assert card.left.text() == "0 s left"


async def test_accepting_takes_the_ticket_and_opens_it(card, controller, client):
    card.accept.click()
    controller.gestures.settle()
    await settle()
    assert [type(each) for each in pending(client)] == [c.AcceptTicket]
    assert controller.tickets.id == T3
    assert not card.isVisible()


async def test_declining_asks_nothing(card, client, window):
    card.decline.setFocus()
    card.decline.click()
    await settle()
    assert [type(each) for each in pending(client)] == [c.DeclineTicket]
    assert not card.isVisible()
    assert window.list.view.hasFocus()


@pytest.mark.parametrize(
    ("key", "kind"), [(Qt.Key.Key_Y, c.AcceptTicket), (Qt.Key.Key_X, c.DeclineTicket)]
)
async def test_there_is_a_key_for_either(card, controller, client, qtbot, key, kind):
    card.accept.setFocus()
    qtbot.keyClick(card.accept, key)
    controller.gestures.settle()
    await settle()
    assert [type(each) for each in pending(client)] == [kind]


async def test_what_ran_out_or_went_to_somebody_else_goes(card, offer):
    await offer(91, offered_to="tomas")
    assert not card.isVisible()


async def test_a_window_that_opens_later_shows_what_is_offered(client, offer, theme, faults):
    await offer()
    later = AgentController(client, theme, environment=client.bench.environment, faults=faults)
    later.window.show()
    await settle()
    assert later.alerts.offers is not None
    later.close()
