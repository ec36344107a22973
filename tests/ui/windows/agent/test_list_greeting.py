# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtGui import QAccessible

from app import intents
from sync_server.contract.entities import Draft, Ticket
from sync_server.contract.ids import AgentId
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2
from ui.models.wake_times import wake_words
from ui.models.words import time_words

DAY = 86_400_000_000


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
    names = [button.accessibleName() for button in page.cards.buttons]
    assert names == ["Unassigned tickets. 1 is unassigned in Billing, came 5 min ago."]


async def test_mentions_and_drafts_have_a_card(client, clear):
    intents.add_note(client.workspace, ticket=T2, text="See", mentions=(AgentId("maya"),))
    intents.set_status(client.workspace, ticket=T2, status="open")
    intents.assign(client.workspace, ticket=T2, assignee=AgentId("tomas"))
    await settle()
    clear.lists.set_drafts((T2,))
    await settle()
    names = [button.accessibleName() for button in clear._actions.greeting.page.cards.buttons]
    assert [name.split(".")[0] for name in names[:2]] == ["1 mention", "1 draft not sent"]


async def test_a_page_that_is_hidden_does_not_say_that_it_has_the_focus(controller):
    pane = controller.window.list
    controller.window.activateWindow()
    pane.view.setFocus()
    said = [QAccessible.queryAccessibleInterface(each).state() for each in (pane.view, pane.empty)]
    assert [state.focused for state in said] == [1, 0]
    await settle()


async def test_a_list_that_stands_alone_has_the_cards_too(client, clear, qtbot):
    """What nobody has is said above them already."""
    cards = clear.window.list.empty.cards
    clear.lists.set_drafts((T2,))
    assert not cards.isVisible()
    clear.window.resize(900, 600)
    await settle()
    assert cards.isVisible()
    names = [button.accessibleName() for button in cards.buttons]
    assert [name.split(".")[0] for name in names] == ["1 draft not sent"]
    clear.window.list.filter.open()
    qtbot.keyClicks(clear.window.list.filter.input, "x")
    assert not cards.isVisible()
    clear.window.list.leave_filter()
    cards.buttons[0].click()
    assert clear.lists.key == "drafts"
    assert not cards.isVisible()


async def test_a_card_says_what_it_leads_to(client, clear):
    clear.lists.set_drafts((T2,))
    draft = clear._actions.greeting.page.cards.buttons[0].accessibleName()
    ticket = client.workspace.get(Ticket, T2)
    assert draft.startswith("1 draft not sent. ")
    assert draft.endswith(ticket.subject)


async def test_a_draft_that_was_kept_says_when(client, clear):
    kept = Draft(
        id="maya.t2.reply",
        agent=AgentId("maya"),
        ticket=T2,
        text="Dear Ruth",
        at=client.workspace.now_us(),
    )
    client.bench.hold("agent:maya", (60, kept))
    await settle()
    clear.lists.set_drafts((T2,))
    draft = clear._actions.greeting.page.cards.buttons[0].accessibleName()
    written = time_words(kept.at, kept.at)
    assert draft == f"1 draft not sent. To Ruth Adeyemi, written {written}"


async def test_what_is_snoozed_says_when_it_wakes(client, controller):
    wakes = client.workspace.now_us() + 3_600_000_000
    controller.tickets.snoozing.snooze(T1, wakes)
    await settle()
    card = next(controller._actions.greeting._snoozed())
    time = wake_words(wakes, client.workspace.now_us())
    assert card.title == f"1 snoozed ticket, wakes at {time}"
    assert card.detail == "Webhooks return 401 after rotation"
    assert card.keys == ("G", "S")


async def test_what_is_snoozed_for_days_says_on_which_it_wakes(client, controller):
    now = client.workspace.now_us()
    controller.tickets.snoozing.snooze(T1, now + 2 * DAY)
    await settle()
    card = next(controller._actions.greeting._snoozed())
    assert card.title == f"1 snoozed ticket, wakes on {wake_words(now + 2 * DAY, now)}"


async def test_what_was_solved_today_is_counted(client, clear):
    mine = [each for each in client.workspace.all(Ticket) if each.assignee == "maya"]
    done = sum(each.status == "solved" for each in mine)
    assert clear._actions.greeting._done().startswith(f"{done} solved today")


async def test_a_card_leads_there(clear):
    clear._actions.greeting.page.cards.buttons[0].click()
    assert clear.lists.key == "unassigned"
    assert not clear._actions.greeting.page.isVisible()


async def test_a_queue_with_tickets_does_not_greet(controller):
    assert not controller._actions.greeting.page.isVisible()
