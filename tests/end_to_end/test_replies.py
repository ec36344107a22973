# SPDX-License-Identifier: Apache-2.0
"""Replies as people send them, against a real server: copies, a status, a picture, a change of
mind.
"""

import pytest

from app import intents
from sync_server.contract.entities import Ticket
from tests.end_to_end.computers import found_company, joined, settled
from tests.support.live_client import Desk, until
from tests.support.server_process import ADA
from ui.windows.agent.next_status import NextStatuses
from ui.windows.agent.unsent import find_unsent, withdraw

pytestmark = pytest.mark.long


@pytest.fixture
async def codes(server):
    return await found_company(server)


@pytest.fixture
async def ada(codes, tmp_path):
    async with joined(Desk(tmp_path / "ada"), ADA, codes[ADA]) as client:
        yield client


async def open_ticket(client):
    opened = intents.open_ticket(
        client.workspace, subject="The lift is stuck", text="Since noon", assignee=client.me
    )
    await until(client, lambda: not client.workspace.pending)
    return opened.ticket


def reply_pending(client, ticket, **said):
    """What the composer does for a reply that sets Pending with a day to wake."""
    after = NextStatuses(client.workspace, None).of("pending:3")
    assert after.status is not None
    reply = intents.reply(client.workspace, ticket=ticket, status=after.status, **said)
    intents.set_status(client.workspace, ticket=ticket, status=after.status, wake_at=after.wake_at)
    return reply, after


async def entries_of(client, ticket):
    with await client.workspace.open_conversation(ticket) as conversation:
        return conversation.entries


async def test_copies_status_and_picture_of_a_reply_are_what_another_computer_sees(
    server, ada, tmp_path
):
    ticket = await open_ticket(ada)
    file = await ada.attach_data(b"PNG" * 1000, name="Screenshot 13-57.png")
    said = {"text": "On it", "to": ("hana@k.example",), "cc": ("ken@k.example",)}
    _, after = reply_pending(ada, ticket, **said, files=(file,))
    await until(ada, lambda: not ada.workspace.pending)
    async with joined(Desk(tmp_path / "other"), ADA, await server.join_code()) as other:
        row = other.workspace.get(Ticket, ticket)
        assert row is not None
        assert (row.status, row.wake_at) == ("pending", after.wake_at)
        *_, entry = await entries_of(other, ticket)
        assert (entry.message.to, entry.message.cc) == (said["to"], said["cc"])
        [attached] = entry.attachments
        assert (attached.name, attached.size) == ("Screenshot 13-57.png", 3000)


async def test_a_reply_that_was_taken_back_offline_never_leaves(server, ada):
    """What was done after it goes out, on the ground on which the reply stood."""
    ticket = await open_ticket(ada)
    await server.stop()
    await until(ada, lambda: ada.state.kind != "live")
    reply, _ = reply_pending(ada, ticket, text="Wrong ticket")
    intents.set_priority(ada.workspace, ticket=ticket, priority="high")
    unsent = find_unsent(ada.workspace, reply.message)
    assert unsent is not None
    assert await withdraw(ada.workspace, unsent)
    await server.start()
    await settled(ada)
    await until(ada, lambda: not ada.workspace.pending)
    row = ada.workspace.get(Ticket, ticket)
    assert row is not None
    assert (row.status, row.priority, row.last_message_by) == ("open", "high", "customer")
    assert [each.message.type for each in await entries_of(ada, ticket)] == ["customer"]
