# SPDX-License-Identifier: Apache-2.0
"""After a restore people see what was sent again, and what could not be."""

from typing import Any

import pytest

from app.workspace.replays import ReplayedCommand
from sync_server.contract.commands import AddNote, CreateContact, Reply, SetStatus
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2
from ui.widgets.button import Button
from ui.widgets.label import TextLabel
from ui.widgets.replay_card import MOST_LINES

REPLY: Any = Reply(ticket=T1, message="m9", text="It leaves today.")  # type: ignore[arg-type]
NOTE: Any = AddNote(ticket=T2, message="m8", text="For us")  # type: ignore[arg-type]
ANNA: Any = CreateContact(contact="c9", name="Anna")  # type: ignore[arg-type]


def an_action(command, state="done", words=""):
    id: Any = f"c{id_of(command)}"
    return ReplayedCommand(id=id, command=command, state=state, words=words)


def id_of(command):
    return getattr(command, "message", type(command).__name__)


@pytest.fixture
def card(controller):
    return controller.window.list.restored


def said(card):
    return [label.text() for label in card.findChildren(TextLabel) if label.isVisible()]


def links(card):
    return [each for each in card.findChildren(Button) if each.isVisible() and each.text()]


async def test_it_says_how_many_actions_were_sent_again_and_which(client, card):
    client.replay(an_action(REPLY), an_action(SetStatus(ticket=T1, status="solved")))
    assert said(card)[:2] == [
        "The server was restored.",
        "2 of your actions were sent again.",
    ]
    assert [link.text() for link in links(card)] == ["Reply, #48213", "Status, #48213"]


async def test_what_was_not_accepted_comes_first_with_the_reason(client, card):
    client.replay(
        an_action(REPLY),
        an_action(NOTE, "refused", "The ticket is no longer there."),
        an_action(SetStatus(ticket=T2, status="open"), "held"),
    )
    told = said(card)
    assert "1 of your actions was sent again. 2 were not accepted." in told[1]
    assert "The ticket is no longer there." in told
    assert "It builds on one that was not accepted." in told
    assert links(card)[0].text().startswith("Internal note")


async def test_while_something_waits_nothing_is_claimed(client, card):
    client.replay(an_action(REPLY), an_action(NOTE, "waiting"))
    assert card.isHidden()
    client.replay(an_action(REPLY), an_action(NOTE))
    assert not card.isHidden()


async def test_a_ticket_in_it_can_be_opened(client, controller, card):
    client.replay(an_action(REPLY))
    links(card)[0].click()
    await settle()
    assert controller.tickets.id == T1


async def test_what_has_no_ticket_is_told_without_a_link(client, card):
    client.replay(an_action(ANNA))
    assert links(card) == []
    assert "Change" in said(card)


async def test_more_than_fits_is_counted(client, card):
    client.replay(*(an_action(REPLY) for _ in range(MOST_LINES + 3)))
    assert len(links(card)) == MOST_LINES
    assert "and 3 more" in said(card)


async def test_dismissed_it_is_gone_and_the_keys_are_in_the_list(client, controller, card):
    client.replay(an_action(REPLY))
    card.close_button.setFocus()
    card.close_button.click()
    assert client.replayed == ()
    assert card.isHidden()
    assert controller.window.list.view.hasFocus()
