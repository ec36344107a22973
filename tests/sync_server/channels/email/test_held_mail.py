# SPDX-License-Identifier: Apache-2.0
"""Held mail can be read as text, let in, and is forgotten in the end."""

import asyncio

import msgspec
import pytest

from sync_server.channels.email.decision import Receive
from sync_server.channels.email.recognition import Place
from sync_server.contract.commands import ReceiveMessage
from sync_server.contract.entities import Attachment, Contact, Message
from sync_server.contract.frames import Answer
from sync_server.contract.ids import AgentId, CommandId, TeamId
from sync_server.contract.queries import HeldContent
from sync_server.contract.refusals import Code, Refusal
from sync_server.operations.purging import purge
from tests.support.arriving_mail import written
from tests.support.plain import c, q

STRANGER = "Eve Else <eve@elsewhere.example>"


@pytest.fixture
async def held(post):
    """A stranger's mail that claims the ticket of `post.opened()`."""
    await post.opened()
    await post.take(
        written("Let me in.", sender=STRANGER, In_Reply_To="<first@cust.example>", subject="Re: x")
    )
    (found,) = post.held()
    return found


async def read(post, held):
    frame = HeldContent(held=held.id, text="", cut=False)
    return await post.held_mail.answer(AgentId("ann"), q.ReadHeld(held=held.id), frame)


async def test_held_mail_says_what_it_says_and_why_it_is_held(post, held):
    content = await read(post, held)
    assert content.text.strip() == "Let me in."
    assert [(each.what, each.passed) for each in content.checks] == [
        ("Sender", False),
        ("Held because", False),
    ]
    assert (content.cut, content.files, content.from_sender) == (False, (), 0)


async def test_a_known_sender_shows(post, held):
    await post.standard.do("ann", c.BlockSender(block="max@cust.example"))
    await post.take(written("More."))
    (blocked,) = [each for each in post.held() if each.reason == "blocked"]
    content = await read(post, blocked)
    assert content.checks[0].passed
    assert content.from_sender == 1


async def test_released_mail_is_a_ticket_of_its_own(post, held):
    await post.standard.do("ann", c.ReleaseHeld(held=held.id))
    assert await post.held_mail.work()
    assert post.held() == []
    ticket = post.tickets()[-1]
    contact = await post.standard.row(Contact, ticket.requester)
    assert contact.emails == ("eve@elsewhere.example",)
    message, _ = sorted(post.messages(ticket.id), key=lambda each: each.type)
    assert message.id in {each.message for each in post.raw()}


async def test_bad_input_31_it_and_the_ticket_that_it_meant_name_each_other(post, held):
    """Bad input 31: people find the one from the other; no word of either is in the other."""
    post.standard.environment.advance(minutes=1)
    await post.standard.do("ann", c.ReleaseHeld(held=held.id))
    assert await post.held_mail.work()
    meant, became = post.tickets()
    assert became.follow_up_of is None
    for ticket, other in ((meant, became), (became, meant)):
        said = [message for message in post.messages(ticket.id) if message.type == "note"]
        assert len(said) == 1
        assert f"#{other.number}" in said[0].text
        assert other.subject not in said[0].text
    assert [each.type for each in post.messages(meant.id)] == ["customer", "note"]


async def test_what_was_let_in_before_a_crash_is_linked_by_the_next_start(post, held):
    await post.standard.do("ann", c.ReleaseHeld(held=held.id))
    (raw,) = [each for each in post.raw() if each.held == held.id]
    assert await post.intake.release(raw, Receive(place=Place())) is not None
    assert [len(post.messages(ticket.id)) for ticket in post.tickets()] == [1, 1]
    assert await post.held_mail.work()
    assert [len(post.messages(ticket.id)) for ticket in post.tickets()] == [2, 2]
    assert post.held() == []


async def test_released_mail_joins_the_ticket_unverified(post, held):
    await post.standard.do("ann", c.ReleaseHeld(held=held.id, joins=True))
    assert await post.held_mail.work()
    message = post.messages(held.ticket)[-1]
    assert (message.unverified, message.sender) == (True, "eve@elsewhere.example")
    assert (await post.standard.ticket(held.ticket)).cc == ()
    assert post.held() == []


async def test_what_was_stopped_at_the_door_joins_its_ticket_once_it_is_let_in(post):
    ticket = await post.opened()
    await post.standard.do("ann", c.BlockSender(block="max@cust.example"))
    await post.take(written("More.", In_Reply_To="<first@cust.example>", subject="Re: x"))
    (blocked,) = post.held()
    await post.standard.do("ann", c.ReleaseHeld(held=blocked.id))
    assert await post.held_mail.work()
    assert [message.text.strip() for message in post.messages(ticket.id)][-1] == "More."
    assert not post.messages(ticket.id)[-1].unverified
    assert len(post.tickets()) == 1


async def test_a_stranger_who_was_stopped_at_the_door_joins_nothing(post):
    ticket = await post.opened()
    await post.standard.do("ann", c.BlockSender(block="eve@elsewhere.example"))
    await post.take(
        written("Let me in.", sender=STRANGER, In_Reply_To="<first@cust.example>", subject="Re: x")
    )
    (blocked,) = post.held()
    await post.standard.do("ann", c.ReleaseHeld(held=blocked.id))
    assert await post.held_mail.work()
    assert len(post.messages(ticket.id)) == 1
    assert len(post.tickets()) == 2


async def test_released_twice_it_is_let_in_once(post, held):
    await post.standard.do("ann", c.ReleaseHeld(held=held.id), c.ReleaseHeld(held=held.id))
    assert await post.held_mail.work()
    assert await post.held_mail.work()
    assert len(post.tickets()) == 2


def refusing(whole):
    """Sending commands, while the desk refuses what comes in."""

    def send(command, actor, *, id=None, job=False):
        if not isinstance(command, ReceiveMessage):
            return whole(command, actor, id=id, job=job)
        refusal = Refusal(code=Code.LIMIT)
        answered = asyncio.get_running_loop().create_future()
        answered.set_result(Answer(id=CommandId("x"), ok=False, refusal=refusal))
        return answered

    return send


async def test_what_the_desk_does_not_take_is_shown_again_and_may_be_let_in_anew(
    post, held, monkeypatch, expected_logs
):
    expected_logs.expect("sync_server.channels.email", "refused")
    desk = post.standard.desk
    for _ in range(2):
        await post.standard.do("ann", c.ReleaseHeld(held=held.id, joins=True))
        with monkeypatch.context() as patched:
            patched.setattr(desk, "send", refusing(desk.send))
            assert await post.held_mail.work()
        (shown,) = post.held()
        assert (shown.released_by, shown.joins, shown.reason) == (None, False, held.reason)
        assert shown.detail == "The desk did not take it in: limit"
    await post.standard.do("ann", c.ReleaseHeld(held=held.id))
    assert await post.held_mail.work()
    assert post.held() == []
    types = [each.type for each in post.messages(post.tickets()[-1].id)]
    assert types.count("customer") == 1
    assert len(post.tickets()) == 2


async def test_a_repeat_of_held_mail_is_not_held_again(post, held):
    again = written(
        "Let me in.", sender=STRANGER, In_Reply_To="<first@cust.example>", subject="Re: x"
    )
    await post.take(again)
    assert len(post.held()) == 1


async def test_what_nobody_wanted_for_thirty_days_is_gone(post, held):
    post.standard.environment.advance(days=31)
    await purge(post.standard.desk, post.standard.environment)
    assert post.held() == []


async def test_held_mail_whose_file_is_lost_says_so(post, held, tmp_path):
    for file in (tmp_path / "files").iterdir():
        file.unlink()
    assert "cannot be read" in (await read(post, held)).text


async def test_what_cannot_be_read_can_still_be_let_in(post):
    await post.take(b"no header at all")
    (unreadable,) = post.held()
    await post.standard.do("ann", c.ReleaseHeld(held=unreadable.id))
    assert await post.held_mail.work()
    (ticket,) = post.tickets()
    (attachment,) = [each for each in post.rows(Attachment) if each.ticket == ticket.id]
    assert (attachment.name, attachment.size) == ("mail.eml", 16)
    assert post.held() == []


async def test_released_mail_stays_while_the_desk_takes_nothing(post, held, expected_logs):
    expected_logs.expect("sync_server.channels.email.held_mail", "waits")
    await post.standard.do("ann", c.ReleaseHeld(held=held.id))
    post.standard.desk.read_only = True
    assert not await post.held_mail.work()
    post.standard.desk.read_only = False
    assert await post.held_mail.work()
    assert len(post.tickets()) == 2


async def test_what_came_through_no_mailbox_keeps_its_team(post):
    await post.standard.do("ann", c.BlockSender(block="max@cust.example"))
    await post.take(written("I need a refund."))
    (raw,) = post.raw()
    entered = msgspec.structs.replace(raw, mailbox="form")
    made = await post.intake.release(entered, Receive(place=Place(), team=TeamId("billing")))
    message = await post.standard.row(Message, made)
    ticket = await post.standard.ticket(message.ticket)
    assert (ticket.team, ticket.mailbox) == ("billing", None)


async def test_nobody_is_told_that_mail_of_nobody_has_come(post):
    await post.standard.do("ada", c.ChangeWorkspace(acknowledgement="We have it."))
    await post.take(b"no header at all")
    (unreadable,) = post.held()
    await post.standard.do("ann", c.ReleaseHeld(held=unreadable.id))
    assert await post.held_mail.work()
    (ticket,) = post.tickets()
    (message,) = post.messages(ticket.id)
    assert (message.automatic, message.unverified) == (False, True)


async def test_what_says_not_who_wrote_it_stays_unverified(post):
    await post.take(b"Subject: Hello\r\nTo: help@desk.test\r\n\r\nWho am I?\r\n")
    (nobodys,) = post.held()
    await post.standard.do("ann", c.ReleaseHeld(held=nobodys.id))
    assert await post.held_mail.work()
    (ticket,) = post.tickets()
    (message,) = post.messages(ticket.id)
    assert message.unverified


@pytest.mark.parametrize(
    ("sender", "reason"), [("max@cust.example", "blocked"), ("help@desk.test", "loop")]
)
async def test_what_was_stopped_at_the_door_is_not_acknowledged(post, sender, reason):
    await post.standard.do("ada", c.ChangeWorkspace(acknowledgement="We have it."))
    await post.standard.do("ann", c.BlockSender(block="max@cust.example"))
    await post.take(written("Hello", sender=sender))
    (stopped,) = post.held()
    assert stopped.reason == reason
    await post.standard.do("ann", c.ReleaseHeld(held=stopped.id))
    assert await post.held_mail.work()
    (ticket,) = post.tickets()
    assert [message.type for message in post.messages(ticket.id)] == ["customer"]


async def test_who_was_blocked_meanwhile_gets_no_acknowledgement(post, held):
    await post.standard.do("ada", c.ChangeWorkspace(acknowledgement="We have it."))
    await post.standard.do("ann", c.BlockSender(block="eve@elsewhere.example"))
    await post.standard.do("ann", c.ReleaseHeld(held=held.id))
    assert await post.held_mail.work()
    assert [each.to for each in post.messages() if each.text == "We have it."] == []
