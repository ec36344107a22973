# SPDX-License-Identifier: Apache-2.0
import pytest

from app import intents
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import AgentId
from tests.support.client_environment import settle
from tests.support.window_client import T2


@pytest.fixture
async def clear(client, controller):
    """The controller with nothing in the queue of its agent."""
    for ticket in tuple(client.views.open("my_queue")):
        intents.set_status(client.workspace, ticket=ticket, status="solved")
    await settle()
    return controller


async def test_a_clear_queue_greets_and_says_what_waits(clear):
    page = clear._actions.greeting.page
    assert page.isVisible()
    names = [button.accessibleName() for button in page.buttons]
    assert names == ["Unassigned tickets. 1 unassigned in Billing, oldest 5 min."]


async def test_mentions_and_drafts_have_a_card(client, clear):
    intents.add_note(client.workspace, ticket=T2, text="See", mentions=(AgentId("maya"),))
    intents.set_status(client.workspace, ticket=T2, status="open")
    intents.assign(client.workspace, ticket=T2, assignee=AgentId("tomas"))
    await settle()
    clear.lists.set_drafts((T2,))
    await settle()
    names = [button.accessibleName() for button in clear._actions.greeting.page.buttons]
    assert [name.split(".")[0] for name in names[:2]] == ["1 mention", "1 draft not sent"]


async def test_a_card_says_what_it_leads_to(client, clear):
    clear.lists.set_drafts((T2,))
    draft = clear._actions.greeting.page.buttons[0].accessibleName()
    ticket = client.workspace.get(Ticket, T2)
    assert draft.startswith("1 draft not sent. ")
    assert draft.endswith(ticket.subject)


async def test_what_was_solved_today_is_counted(client, clear):
    mine = [each for each in client.workspace.all(Ticket) if each.assignee == "maya"]
    done = sum(each.status == "solved" for each in mine)
    assert clear._actions.greeting._done().startswith(f"{done} solved today")


async def test_a_card_leads_there(clear):
    clear._actions.greeting.page.buttons[0].click()
    assert clear.lists.key == "unassigned"
    assert not clear._actions.greeting.page.isVisible()


async def test_a_queue_with_tickets_does_not_greet(controller):
    assert not controller._actions.greeting.page.isVisible()
