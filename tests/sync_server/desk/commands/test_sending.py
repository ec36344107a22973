# SPDX-License-Identifier: Apache-2.0
"""What a message needs to leave by mail: a mailbox, recipients, its place in the queue."""

import pytest

from sync_server.contract.entities import Attachment, Message
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import HUB_ACTOR, OPERATOR_ACTOR

SECOND = 1_000_000


def reply(**more):
    return c.Reply(**{"ticket": "opened", "message": "r", "text": "Hello", "anyway": True, **more})


def mailbox(name, **more):
    values = {"imap_host": "a.test", "smtp_host": "a.test", "user": "u", "secret": "spare"}
    address = f"{name}@desk.test"
    return c.ConnectMailbox(**{"mailbox": name, "address": address, **values, **more})


async def sent(standard, **more):
    await standard.do("ann", reply(**more))
    return await standard.row(Message, "r")


async def test_a_reply_waits_to_leave_from_the_teams_mailbox(standard):
    message = await sent(standard)
    assert (message.delivery, message.mailbox) == ("waiting", "post")
    assert message.to == ("kim@acme.test",)


async def test_a_reply_leaves_from_where_the_customer_wrote_to(standard):
    await standard.do("ada", mailbox("shop"))
    first = c.ReceiveMessage(
        ticket="new",
        message="m",
        contact="x",
        sender="kim@acme.test",
        text="Hello",
        mailbox="shop",
        team="support",
    )
    await standard.do(HUB_ACTOR, first)
    assert (await sent(standard, ticket="new")).mailbox == "shop"


async def test_a_ticket_of_no_mailboxs_team_is_answered_from_the_first(standard):
    await standard.do("ben", reply(ticket="billed"))
    assert (await standard.row(Message, "r")).mailbox == "post"


async def test_a_disconnected_mailbox_sends_nothing(standard):
    await standard.do("ada", c.ChangeMailbox(mailbox="post", disabled=True))
    message = await sent(standard)
    assert (message.delivery, message.mailbox) == (None, None)


@pytest.mark.parametrize(("name", "code"), [("gone", Code.NOT_FOUND), ("shut", Code.BAD_VALUE)])
async def test_a_mailbox_that_cannot_send_is_no_choice(standard, name, code):
    await standard.do("ada", mailbox("shut"), c.ChangeMailbox(mailbox="shut", disabled=True))
    answer = await standard.ask("ann", reply(mailbox=name))
    assert (answer.refusal.code, answer.refusal.field) == (code, "mailbox")


async def test_nobody_to_write_to_is_nothing_to_send(standard):
    await standard.do("ann", c.OpenTicket(ticket="own", message="o", subject="x", text="x"))
    assert (await sent(standard, ticket="own")).delivery is None


async def test_a_taken_back_reply_never_leaves(standard):
    held = await sent(standard, hold_s=10)
    assert held.release_at == standard.environment.now_us() + 10 * SECOND
    await standard.do("ann", c.RetractReply(message="r"))
    message = await standard.row(Message, "r")
    assert (message.retracted, message.delivery, message.text) == (True, None, "")


async def test_whoever_gets_a_copy_gets_the_next_one_too(standard):
    copied = ("boss@acme.test", "KIM@home.test", "help@desk.test")
    await sent(standard, cc=copied)
    assert (await standard.ticket("opened")).cc == ("boss@acme.test",)


async def test_a_blind_copy_joins_nobody(standard):
    message = await sent(standard, bcc=("law@desk.test",))
    assert message.bcc == ("law@desk.test",)
    assert (await standard.ticket("opened")).cc == ()


async def test_a_ticket_may_begin_with_what_we_write(standard):
    """The customer waits for nothing then."""
    opened = c.OpenTicket(
        ticket="out",
        message="o",
        subject="Your order",
        text="It is on its way",
        requester="kim",
        team="support",
        outgoing=True,
        cc=("boss@acme.test",),
        bcc=("law@desk.test",),
        hold_s=5,
    )
    await standard.do("ann", opened)
    ticket, message = await standard.ticket("out"), await standard.row(Message, "o")
    assert (ticket.status, ticket.waiting_since, ticket.last_message_by) == ("open", None, "reply")
    assert (ticket.cc, ticket.mailbox) == (("boss@acme.test",), "post")
    assert (message.type, message.to, message.delivery) == ("reply", ("kim@acme.test",), "waiting")
    assert message.bcc == ("law@desk.test",)


async def test_a_forward_moves_no_clock_and_names_its_files(standard):
    file = c.File(id="ann.file1", name="label.pdf")
    await standard.do("ann", reply(files=(file,)))
    before = await standard.ticket("opened")
    forward = c.Forward(
        ticket="opened",
        message="f",
        about="opened-1",
        text="Is this yours?",
        to=("third@party.test",),
        attachments=("ann.file1",),
        status="on_hold",
    )
    await standard.do("ann", forward)
    ticket, message = await standard.ticket("opened"), await standard.row(Message, "f")
    assert (ticket.waiting_since, ticket.last_message_at) == (
        before.waiting_since,
        before.last_message_at,
    )
    assert (ticket.status, ticket.cc) == ("on_hold", ())
    assert (message.type, message.about, message.enclosed) == (
        "forward",
        "opened-1",
        ("ann.file1",),
    )
    assert (message.delivery, message.mailbox) == ("waiting", "post")


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"about": "opened-note"}, Code.BAD_VALUE, "about"),
        ({"about": "pended-1"}, Code.BAD_VALUE, "about"),
        ({"attachments": ("gone",)}, Code.NO_FILE, "attachments"),
        ({"status": "closed"}, Code.BAD_MOVE, "status"),
    ],
)
async def test_a_forward_gives_away_nothing_that_it_must_not(standard, more, code, field):
    forward = c.Forward(**{"ticket": "opened", "message": "f", "to": ("a@b.test",), **more})
    answer = await standard.ask("ann", forward)
    assert (answer.refusal.code, answer.refusal.field) == (code, field)


async def test_a_desk_without_mail_forwards_nothing(standard):
    await standard.do("ada", c.ChangeMailbox(mailbox="post", disabled=True))
    forward = c.Forward(ticket="opened", message="f", to=("a@b.test",))
    assert (await standard.ask("ann", forward)).refusal.code == Code.NOT_FOUND


async def test_participants_have_an_end(standard):
    many = tuple(f"a{number}@x.test" for number in range(100))
    await standard.do("ann", c.ChangeParticipants(ticket="opened", add=many))
    answer = await standard.ask(
        "ann", c.ChangeParticipants(ticket="opened", add=("one@more.test",))
    )
    assert (answer.refusal.code, answer.refusal.field) == (Code.LIMIT, "cc")


async def test_machines_answer_too(standard):
    await standard.do(OPERATOR_ACTOR, reply())
    assert (await standard.row(Message, "r")).agent is None


@pytest.mark.parametrize(
    ("agent", "ticket", "code"),
    [("ann", "opened", Code.FORBIDDEN), ("ben", "billed", None), ("ada", "billed", None)],
)
async def test_one_writes_from_the_addresses_of_the_tickets_team(standard, agent, ticket, code):
    await standard.do("ada", mailbox("bills", team="billing"))
    answer = await standard.ask(agent, reply(ticket=ticket, mailbox="bills"))
    assert (answer.refusal and (answer.refusal.code, answer.refusal.field)) == (
        code and (code, "mailbox")
    )


@pytest.mark.parametrize(("agent", "code"), [("ann", None), ("ada", None), ("ben", Code.FORBIDDEN)])
async def test_who_writes_to_a_customer_for_a_team_works_there(standard, agent, code):
    opened = c.OpenTicket(
        ticket="o",
        message="om",
        subject="About your order",
        text="Hello",
        requester="kim",
        team="support",
        outgoing=True,
    )
    answer = await standard.ask(agent, opened)
    assert (answer.refusal and answer.refusal.code) == code


async def test_files_of_a_note_are_not_forwarded(standard):
    """The note has it since before."""
    assert (await standard.row(Attachment, "ann.file0")).message == "opened-note"
    forward = c.Forward(ticket="opened", message="f", to=("a@b.test",), attachments=("ann.file0",))
    answer = await standard.ask("ann", forward)
    assert (answer.refusal.code, answer.refusal.field) == (Code.NO_FILE, "attachments")
