# SPDX-License-Identifier: Apache-2.0
"""Agents who are not at their desk are told by mail, once, and may answer it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from sync_server.channels.email.parse import parse_mail
from sync_server.channels.email.sending.answers import Source, answer_to_notice
from sync_server.channels.email.sending.notices import Notices
from sync_server.channels.email.sending.round import Lines
from sync_server.config import Language
from sync_server.contract.ids import AgentId, ContactId, Instant, TicketId
from sync_server.desk.signing_key import read_signer
from sync_server.security.signing import Signer
from sync_server.store.notices import NoticeRows
from tests.support.plain import c
from tests.support.sending_desk import SendingDesk
from tests.support.smtp_peer import DROP, NEVER, SmtpPeer
from tests.support.standard_desk import HUB_ACTOR


@pytest.fixture
async def signer(sending: SendingDesk) -> Signer:
    return await read_signer(sending.standard.desk, sending.environment)


@pytest.fixture
async def telling(sending: SendingDesk, signer: Signer, peer: SmtpPeer) -> AsyncIterator["Telling"]:
    """The desk tells its agents; nobody is there."""
    running = Telling(sending, signer, peer)
    await running.start()
    yield running
    await running.stop()


class Watched(Notices):
    """Says while it sends."""

    is_sending = False

    async def _send_due(self) -> Instant | None:
        self.is_sending = True
        try:
            return await super()._send_due()
        finally:
            self.is_sending = False


class Telling:
    """The task, to start and to stop."""

    def __init__(
        self, sending: SendingDesk, signer: Signer, peer: SmtpPeer, *, language: Language = "en"
    ) -> None:
        self.sending = sending
        self._make = lambda: Watched(
            sending.standard.desk,
            sending.environment,
            lines=Lines(sending.secrets, peer.trust, data_patience_s=5),
            signer=signer,
            language=language,
        )
        self._notices = self._make()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._notices = self._make()
        self._task = asyncio.create_task(self._notices.run())
        await self.sending.environment.pass_time(2)

    async def stop(self) -> None:
        assert self._task is not None
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def look(self) -> None:
        """Let it look, and let what it began end."""
        await self.sending.environment.pass_time(2)
        async with asyncio.timeout(20):
            while self.waiting() or self._notices.is_sending:
                await self.sending.environment.settle()

    def waiting(self) -> bool:
        database = self.sending.standard.database
        now = self.sending.environment.now_us()
        with database.read() as reader:
            return bool(NoticeRows(database).due(reader, now=now, limit=1))


async def test_a_german_desk_tells_in_german(sending, peer, signer):
    telling = Telling(sending, signer, peer, language="de")
    await telling.start()
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await telling.look()
    [received] = peer.taken
    assert received.mail["Subject"].startswith("Ihnen zugewiesen: #")
    text = received.mail.get_body(("plain",)).get_content()
    assert text.startswith("Ihnen wurde ein Ticket zugewiesen.")
    assert "Beginnen Sie mit #note" in text
    await telling.stop()


async def test_who_is_given_a_ticket_is_told(telling, sending, peer, signer):
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await telling.look()
    [received] = peer.taken
    mail = received.mail
    assert received.recipients == ("ann@desk.test",)
    assert mail["Subject"] == "Assigned to you: #2 About fresh"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert parse_mail(received.data).automatic
    body = mail.get_body(("plain",)).get_content()
    assert "deskbell://ticket/fresh" in body
    assert "> Please help with fresh\r\n\r\n-- \r\nWrite above this mail" in body
    address = mail["Reply-To"].addresses[0].addr_spec
    assert signer.noticed_ticket(address, AgentId("ann")) == "fresh"
    assert signer.noticed_ticket(address, AgentId("ben")) is None


async def test_the_mail_has_no_link_to_the_customers_page(telling, sending, peer, signer):
    token = signer.page_token(TicketId("fresh"), ContactId("kim"), expires_at=2**50)
    text = f"As on https://help.desk.example/r/{token} I said"
    note = c.AddNote(ticket="opened", message="n1", text=text, mentions=("ben",))
    await sending.standard.do("ann", note)
    await telling.look()
    [received] = peer.taken
    assert "> As on […] I said" in received.mail.get_body(("plain",)).get_content()


async def test_who_is_mentioned_is_told_with_the_note(telling, sending, peer):
    note = c.AddNote(ticket="opened", message="n1", text="Is this ours?", mentions=("ben",))
    await sending.standard.do("ann", note)
    await telling.look()
    [received] = peer.taken
    assert received.recipients == ("ben@desk.test",)
    assert received.mail["Subject"].startswith("You are mentioned: #")
    assert "> Is this ours?" in received.mail.get_body(("plain",)).get_content()


async def test_who_is_mentioned_in_a_call_or_a_new_ticket_is_told_what_was_said(
    telling, sending, peer
):
    called = c.LogCall(
        ticket="opened", message="n1", call=c.Call(), text="Kim rang: ours?", mentions=("ben",)
    )
    began = c.OpenTicket(
        ticket="new", message="n2", subject="Keys", text="Who has them?", mentions=("lea",)
    )
    await sending.standard.do("ann", called, began)
    await telling.look()
    told = {each.recipients[0]: each.mail.get_body(("plain",)).get_content() for each in peer.taken}
    assert "> Kim rang: ours?" in told["ben@desk.test"]
    assert "> Who has them?" in told["lea@desk.test"]


async def test_nobody_is_told_of_what_they_did_themselves(telling, sending, peer):
    await sending.standard.do("ann", c.TakeTicket(ticket="fresh"))
    await telling.look()
    assert peer.taken == []


async def test_who_is_at_the_desk_is_not_told(telling, sending, peer):
    await sending.standard.do(HUB_ACTOR, c.SetReachable(agent="ann", reachable=True))
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await telling.look()
    assert peer.taken == []


@pytest.mark.parametrize(("wish", "count"), [("mail_assigned", 0), ("mail_mentioned", 1)])
async def test_who_does_not_want_it_is_not_told(telling, sending, peer, wish, count):
    await sending.standard.do("ann", c.SetPreferences(**{wish: False}))
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await telling.look()
    assert len(peer.taken) == count


async def test_several_news_of_one_ticket_are_one_mail(telling, sending, peer):
    mention = c.AddNote(ticket="fresh", message="n1", text="Yours?", mentions=("ann",))
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"), mention)
    await telling.look()
    assert [each.mail["Subject"] for each in peer.taken] == ["You are mentioned: #2 About fresh"]


async def test_what_happened_while_the_server_was_away_is_told_once(telling, sending, peer):
    await telling.stop()
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await telling.start()
    await telling.look()
    await telling.stop()
    await telling.start()
    await telling.look()
    assert len(peer.taken) == 1


async def test_old_tickets_are_no_news_on_the_first_day(telling, peer):
    await telling.look()
    assert peer.taken == []


async def test_a_notice_that_cannot_leave_is_tried_again_while_it_is_news(telling, sending, peer):
    peer.answers = ["451 4.3.0 Later"]
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await telling.look()
    assert peer.taken == []
    await sending.environment.pass_time(120)
    await telling.look()
    assert len(peer.taken) == 1


async def test_what_is_no_news_any_more_is_not_sent_late(telling, sending, peer):
    peer.answers = ["451 4.3.0 Later"]
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await telling.look()
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ada"))
    await sending.environment.pass_time(120)
    await telling.look()
    assert peer.taken == []


async def test_a_notice_whose_end_nobody_saw_is_not_sent_twice(telling, sending, peer):
    peer.answers = [DROP]
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await telling.look()
    await sending.environment.pass_time(600)
    await telling.look()
    assert len(peer.taken) == 1


async def test_a_server_killed_while_it_sends_a_notice_does_not_send_it_again(
    telling, sending, peer
):
    peer.answers = [NEVER]
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await sending.environment.pass_time(2)
    await peer.mails(1)
    await telling.stop()
    await telling.start()
    await telling.look()
    assert len(peer.taken) == 1


async def test_what_waited_in_a_backup_may_have_left_and_is_not_sent(telling, sending, peer):
    peer.answers = ["451 4.3.0 Later"]
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await telling.look()
    await telling.stop()
    await restore(sending)
    await telling.start()
    await sending.environment.pass_time(600)
    await telling.look()
    assert peer.taken == []


async def restore(sending: SendingDesk) -> None:
    """The log becomes another one."""
    await sending.standard.desk.transact(
        lambda writer: writer.run("UPDATE head SET epoch = 'restored'")
    )


async def test_an_address_that_is_refused_is_not_tried_again(telling, sending, peer):
    peer.refuses = {"ann@desk.test": "550 5.1.1 Unknown"}
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await telling.look()
    peer.refuses = {}
    await sending.environment.pass_time(600)
    await telling.look()
    assert peer.taken == []


async def test_another_log_is_read_from_its_end(telling, sending, peer):
    """After a restore nobody is told again of what is old."""
    await telling.stop()
    await sending.standard.do("ada", c.SetAssignee(ticket="fresh", assignee="ann"))
    await restore(sending)
    await telling.start()
    await telling.look()
    assert peer.taken == []


async def test_who_answered_in_vain_is_told_at_the_desk_too(telling, sending, peer):
    await sending.standard.do(HUB_ACTOR, c.SetReachable(agent="ann", reachable=True))
    await answer_to_notice(
        sending.standard.desk,
        sending.environment,
        agent=AgentId("ann"),
        ticket=TicketId("fresh"),
        text="Whose words?",
        source=Source("<1@home.test>", arrived_at=1),
        is_certain=False,
    )
    await sending.environment.pass_time(61)
    await telling.look()
    [received] = peer.taken
    assert received.recipients == ("ann@desk.test",)
    assert received.mail["Subject"] == "Not sent: #2 About fresh"
    assert "> Whose words?" in received.mail.get_body(("plain",)).get_content()
