# SPDX-License-Identifier: Apache-2.0
"""Two desks that are each other's customers: they understand each other, and stop by themselves."""

from contextlib import asynccontextmanager

import pytest

from app import intents
from sync_server.contract.entities import Message, Ticket
from tests.end_to_end.computers import SUPPORT, settled
from tests.end_to_end.test_mail import delivery, messages_of, ticket_of, until
from tests.support.live_client import Desk
from tests.support.post_office import HELP, post_office
from tests.support.server_process import ADA, DeskTemplates, ServerProcess
from tests.support.wire_probe import PASSWORD

pytestmark = pytest.mark.long

CARE = "care@packwell.example"
SUBJECT = "Forty pallets are missing"


@pytest.fixture
async def office(tmp_path):
    async with post_office(tmp_path / "office", CARE) as opened:
        yield opened


@asynccontextmanager
async def desk_at(address, office, folder):
    """A desk founded by itself, which reads this address; its administrator's client."""
    folder.mkdir()
    console = await DeskTemplates(folder).copy(folder / "served")
    async with ServerProcess(console, variables=office.variables) as server:
        await office.connect(server, "--team", SUPPORT, address=address)
        async with Desk(folder / "computer").client() as client:
            await client.sign_in(join_code=await server.invite(), email=ADA, password=PASSWORD)
            await settled(client)
            yield client


async def replied(client, read, text):
    """Answer the other desk; the mail has left."""
    sent = intents.reply(client.workspace, ticket=read.ticket, text=text, anyway=True)
    await until(client, lambda: delivery(read, sent) == "accepted")


async def heard(client, read, text):
    """Wait until an answer of the other desk's people has joined the ticket."""
    await until(client, lambda: [m for m in messages_of(read, "customer") if text in m.text])


async def test_bad_input_33_two_desks_write_to_each_other_as_people_do(office, tmp_path):
    async with (
        desk_at(HELP, office, tmp_path / "ours") as ours,
        desk_at(CARE, office, tmp_path / "theirs") as theirs,
    ):
        contact = intents.create_contact(ours.workspace, name="Packwell", emails=(CARE,))
        opened = intents.open_ticket(
            ours.workspace,
            subject=SUBJECT,
            text="Where are they?",
            requester=contact,
            outgoing=True,
        )
        read = await ours.workspace.open_conversation(opened.ticket)
        there = await until(theirs, lambda: ticket_of(theirs, SUBJECT))
        their_read = await theirs.workspace.open_conversation(there.id)
        (told,) = await until(ours, lambda: messages_of(read, "customer"))
        assert told.automatic  # their acknowledgement: nobody is waiting for an answer to it

        await replied(theirs, their_read, "They left on Monday")
        await heard(ours, read, "They left on Monday")
        await replied(ours, read, "Then where are they now?")
        await heard(theirs, their_read, "Then where are they now?")
        await replied(theirs, their_read, "At the border")
        await heard(ours, read, "At the border")

        # What either had still to say by itself would have come before that.
        assert [len(carried(office, *way)) for way in ((HELP, CARE), (CARE, HELP))] == [2, 3]
        assert [len(list(each.workspace.all(Ticket))) for each in (ours, theirs)] == [1, 1]
        assert not [each for each in messages_of(their_read) if is_answer_to_a_machine(each)]
        # Both tickets note what was said by itself, and that a machine said it.
        assert [each.id for each in messages_of(read) if each.automatic] == [told.id]
        (noted,) = [each for each in messages_of(their_read) if each.automatic]
        assert (noted.type, noted.text.strip() in told.text) == ("reply", True)


def carried(office, sender, address):
    """What one desk has sent to the other."""
    return [mail for mail in office.inbox(address) if sender in str(mail["From"])]


def is_answer_to_a_machine(message: Message) -> bool:
    """Whether something automatic of ours reached the other desk."""
    return message.type == "customer" and message.automatic
