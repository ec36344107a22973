# SPDX-License-Identifier: Apache-2.0
"""What an agent writes in a window arrives at a real mail server, once, and the window says so."""

import asyncio
from collections import Counter
from contextlib import closing

import pytest

from app import intents
from sync_server.contract.commands import File
from sync_server.operations.requests import AddMailbox, ServerSettings
from tests.end_to_end.computers import found_company, joined
from tests.support.live_client import Desk, until
from tests.support.server_process import ADA, serving
from tests.support.smtp_peer import DROP, HOSTNAME, NEVER, PASSWORD, smtp_peer

PATIENCE_S = 40
"""A server that was killed is started anew meanwhile, on a machine that has other things to do."""

HANA = "hana@k.example"


@pytest.fixture
async def peer(tmp_path, monkeypatch):
    """The mail server behind the desk's mailbox; the desk knows its authority."""
    async with smtp_peer(tmp_path) as running:
        monkeypatch.setenv("SSL_CERT_FILE", str(running.authority))
        yield running


@pytest.fixture
async def server(desk_templates, tmp_path, peer):
    """A served desk whose mail leaves by the peer."""
    async with serving(desk_templates, tmp_path) as running:
        yield running


@pytest.fixture
async def ada(server, peer, tmp_path):
    """The administrator's window, at a desk with a mailbox."""
    codes = await found_company(server)
    settings = {"smtp_host": "localhost", "smtp_port": peer.port, "smtp_security": "tls"}
    await server.ask(
        AddMailbox(
            address="help@desk.example",
            password=PASSWORD,
            name="Lantern Help",
            servers=ServerSettings(imap_host="localhost", imap_port=1, **settings),
            untried=True,
        )
    )
    async with joined(Desk(tmp_path / "ada"), ADA, codes[ADA]) as client:
        yield client


async def open_ticket(client):
    opened = intents.open_ticket(client.workspace, subject="The lift is stuck", text="Since noon")
    await until(client, lambda: not client.workspace.pending)
    return opened.ticket


async def said(client, ticket, message, holds):
    """Wait until something is so of a message in the window; the message."""
    looked = asyncio.Event()
    with (
        await client.workspace.open_conversation(ticket) as conversation,
        closing(client.workspace.changed.connect(lambda _: looked.set())),
    ):
        async with asyncio.timeout(PATIENCE_S):
            while not (found := _found(conversation, message, holds)):
                looked.clear()
                await looked.wait()
    return found


def _found(conversation, message, holds):
    fitting = (entry.message for entry in conversation.entries if entry.message.id == message)
    return next((each for each in fitting if holds(each)), None)


def ended(message):
    return message.delivery not in (None, "waiting")


async def test_a_reply_is_accepted_and_the_window_says_by_whom(ada, peer):
    ticket = await open_ticket(ada)
    file = await ada.attach_data(b"PNG" * 1000, name="Ansicht Aufzug.png")
    assert isinstance(file, File)
    reply = intents.reply(
        ada.workspace, ticket=ticket, text="We are on our way", to=(HANA,), files=(file,)
    )
    message = await said(ada, ticket, reply.message, ended)
    assert (message.delivery, message.delivery_note) == ("accepted", HOSTNAME)
    [received] = peer.taken
    assert received.recipients == (HANA,)
    mail = received.mail
    assert mail["From"] == "Lantern Help <help@desk.example>"
    assert mail["Message-ID"] == f"<{message.message_id}>"
    [attached] = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (
        "Ansicht Aufzug.png",
        b"PNG" * 1000,
    )


@pytest.mark.long
async def test_a_ticket_that_begins_with_a_mail_reaches_everybody_and_hides_who_is_hidden(
    ada, peer
):
    hana = intents.create_contact(ada.workspace, name="Hana Ito", emails=(HANA,))
    opened = intents.open_ticket(
        ada.workspace,
        subject="Depot moves",
        text="Where do returns go?",
        requester=hana,
        outgoing=True,
        cc=("ken@k.example",),
        bcc=("law@elsewhere.example",),
    )
    message = await said(ada, opened.ticket, opened.message, ended)
    assert message.delivery == "accepted"
    [received] = peer.taken
    assert received.recipients == (HANA, "ken@k.example", "law@elsewhere.example")
    mail = received.mail
    assert (mail["To"], mail["Cc"]) == (f"Hana Ito <{HANA}>", "ken@k.example")
    assert b"law@" not in received.data


async def test_a_reply_that_is_taken_back_within_its_time_never_leaves(ada, peer):
    ticket = await open_ticket(ada)
    wrong = intents.reply(ada.workspace, ticket=ticket, text="Wrong", to=(HANA,), hold_s=5)
    await until(ada, lambda: not ada.workspace.pending)
    intents.retract_reply(ada.workspace, message=wrong.message)
    await until(ada, lambda: not ada.workspace.pending)
    right = intents.reply(ada.workspace, ticket=ticket, text="Right", to=(HANA,), hold_s=6)
    await said(ada, ticket, right.message, ended)
    assert ["Right" in each.data.decode() for each in peer.taken] == [True]


@pytest.mark.long
async def test_what_is_refused_says_why_and_is_sent_again_to_another_address(ada, peer):
    peer.refuses = {HANA: "552 5.2.2 Mailbox full"}
    ticket = await open_ticket(ada)
    reply = intents.reply(ada.workspace, ticket=ticket, text="We are coming", to=(HANA,))
    message = await said(ada, ticket, reply.message, ended)
    assert (message.delivery, message.delivery_note) == (
        "refused",
        f"{HOSTNAME}: Mailbox full (552)",
    )
    intents.send_again(ada.workspace, message=reply.message, to=("hana@home.example",))
    await said(ada, ticket, reply.message, lambda message: message.delivery == "accepted")
    assert peer.taken[0].recipients == ("hana@home.example",)


@pytest.mark.long
@pytest.mark.parametrize("fault", [DROP, NEVER])
async def test_a_server_killed_after_the_mail_was_taken_sends_one_copy(ada, peer, server, fault):
    """SMTP took it, nobody heard so: one copy more, with the same Message-ID, and no third."""
    peer.answers = [fault]
    ticket = await open_ticket(ada)
    reply = intents.reply(ada.workspace, ticket=ticket, text="We are coming", to=(HANA,))
    await peer.mails(1)
    await server.kill()
    await server.start()
    message = await said(ada, ticket, reply.message, ended)
    assert message.delivery == "accepted"
    assert [each.mail["Message-ID"] for each in peer.taken] == [f"<{message.message_id}>"] * 2


@pytest.mark.long
async def test_mail_written_while_the_server_was_away_leaves_once_when_it_is_back(
    ada, peer, server
):
    ticket = await open_ticket(ada)
    await server.kill()
    replies = [
        intents.reply(ada.workspace, ticket=ticket, text=f"Step {number}", to=(HANA,), anyway=True)
        for number in range(5)
    ]
    await server.start()
    for reply in replies:
        await said(ada, ticket, reply.message, ended)
    assert len({each.mail["Message-ID"] for each in peer.taken}) == len(peer.taken) == 5


@pytest.mark.long
async def test_a_forward_leaves_with_the_customers_words(ada, peer):
    ticket = await open_ticket(ada)
    forward = intents.forward(ada.workspace, ticket=ticket, to=("works@lifts.example",))
    await said(ada, ticket, forward.message, ended)
    [received] = peer.taken
    assert received.mail["Subject"].startswith("Fwd: The lift is stuck")
    assert "Since noon" in received.mail.get_body(("plain",)).get_content()


@pytest.mark.long
async def test_kills_while_mail_leaves_lose_nothing_and_cost_at_most_one_copy_each(
    ada, peer, server
):
    """The server dies three times among thirty mails."""
    ticket = await open_ticket(ada)
    replies = [
        intents.reply(ada.workspace, ticket=ticket, text=f"Step {number}", to=(HANA,), anyway=True)
        for number in range(30)
    ]
    for killed in range(3):
        await peer.mails(killed * 8 + 1)
        await server.kill()
        await server.start()
    await peer.mails(30)
    for reply in replies:
        message = await said(ada, ticket, reply.message, ended)
        assert message.delivery == "accepted"
    sent = Counter(each.mail["Message-ID"] for each in peer.taken)
    assert len(sent) == 30
    assert max(sent.values()) <= 2
    assert sum(sent.values()) <= 33
