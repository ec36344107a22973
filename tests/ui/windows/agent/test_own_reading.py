# SPDX-License-Identifier: Apache-2.0
import asyncio
from typing import Any

from app import intents
from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, changes, insert, update
from tests.support.window_client import T1, T2
from ui.widgets.ticket_row import TicketListRole
from ui.windows.agent.drafts import Written

TEAM = "team:platform"


def is_bold(opened):
    model = opened.window.list.model
    return model.index(model.row_of(T1)).data(TicketListRole.ROW).unread


async def reply(client, opened) -> Any:
    """Answer a ticket that has been read."""
    intents.mark_read(client.workspace, ticket=T1)
    opened.tickets.writing.send_reply(Written("reply", "On it"))
    await settle()
    return client.workspace.pending[-1]


async def arrive(client, sent, *others):
    """The server has the reply, dated by its own clock, and what others wrote before it."""
    ticket: Any = client.workspace.confirmed(Ticket, T1)
    at = client.workspace.now_us() + 5_000_000
    message = a_message(
        sent.command.message, ticket=T1, type="reply", text="On it", at=at, agent="maya"
    )
    client.bench.apply(
        changes(
            *others,
            insert(40, message, scope=TEAM, command=sent.id),
            update(
                41, ticket, scope=TEAM, command=sent.id, last_message_at=at, last_message_by="reply"
            ),
        )
    )
    await settle()


def a_question(client):
    at = client.workspace.now_us() + 1_000_000
    message = a_message("m9", ticket=T1, type="customer", text="And?", at=at)
    return insert(39, message, scope=TEAM)


async def test_an_own_reply_never_makes_its_ticket_unread(client, opened):
    sent = await reply(client, opened)
    assert not is_bold(opened)
    await arrive(client, sent)
    assert not client.workspace.is_unread(T1)
    assert not is_bold(opened)


async def test_nor_when_its_ticket_was_left_before_the_server_had_it(client, opened):
    sent = await reply(client, opened)
    opened.tickets.open(T2)
    await settle()
    await arrive(client, sent)
    assert not client.workspace.is_unread(T1)


async def test_nor_for_the_time_that_its_messages_need_to_come(client, opened, monkeypatch):
    sent = await reply(client, opened)
    opened.tickets.open(T2)
    await settle()
    shown, come = [], asyncio.Event()
    open_conversation = client.workspace.open_conversation

    async def late(ticket):
        shown.append(is_bold(opened))
        await come.wait()
        return await open_conversation(ticket)

    monkeypatch.setattr(client.workspace, "open_conversation", late)
    await arrive(client, sent)
    assert client.workspace.is_unread(T1)
    shown.append(is_bold(opened))
    come.set()
    await settle()
    assert not client.workspace.is_unread(T1)
    assert shown == [False, False]
    assert not is_bold(opened)


async def test_what_a_customer_wrote_before_it_stays_unread(client, opened):
    sent = await reply(client, opened)
    opened.tickets.open(T2)
    await settle()
    await arrive(client, sent, a_question(client))
    assert client.workspace.is_unread(T1)
    assert is_bold(opened)


async def test_a_ticket_that_was_unread_stays_unread(client, opened):
    intents.mark_read(client.workspace, ticket=T1)
    intents.mark_unread(client.workspace, ticket=T1)
    opened.tickets.writing.send_reply(Written("reply", "On it"))
    await settle()
    sent = client.workspace.pending[-1]
    opened.tickets.open(T2)
    await settle()
    await arrive(client, sent)
    assert client.workspace.is_unread(T1)
