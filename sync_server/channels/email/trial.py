# SPDX-License-Identifier: Apache-2.0
"""Tries the settings of a mailbox: reads, sends, waits for its own mail, looks at the domain.

Each result is a sentence. No mail is taken or marked as read. The mail that is sent carries a
Message-ID of ours, so that it becomes no ticket when it is read later.
"""

import ssl
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from msgspec import Struct

from sync_server.channels.email.domain_records import DomainRecords, judge, look_up
from sync_server.channels.email.imap import ImapLine, Trust
from sync_server.channels.email.mailbox_reader import store_of
from sync_server.channels.email.sending.assembly import Composed
from sync_server.channels.email.sending.smtp import (
    Deferred,
    Line,
    NoLine,
    Rejected,
    Uncertain,
    always,
    server_of,
)
from sync_server.channels.email.troubles import Trouble
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import TestMailbox, TestReport, TestStep
from sync_server.environment import Environment, Lane
from sync_server.security.signing import Signer

RETURN_S: Final = 20.0
"""How long the trial waits for its own mail."""

FURTHER_S: Final = 5.0
"""How much longer than for the first mail it waits for the second, which left with it."""

LOOK_S: Final = 1.0
PATIENCE_S: Final = 10.0
TRIAL: Final = TicketId("mailbox-trial")
"""What the signed names of a trial name: no ticket has it."""

NOT_BACK: Final = (
    "Its own mail has not come back within {seconds} s. It may be slow, or sorted into another "
    "folder; look into the spam folder of the mailbox"
)

OK, WARNING, ERROR = "ok", "warning", "error"
SENDER: Final = "sender"
"""The cause when a server will not send as the address of the mailbox."""

LookUp = Callable[[str], Awaitable[DomainRecords]]
Remember = Callable[[str, bool], Awaitable[None]]
"""Remembers of an address whether mail to it with a plus arrives."""

NO_PLUS: Final = (
    "Mail to {address} with a + before the @ does not arrive. Answers are recognised by their "
    "Message-ID and subject instead; your provider may be able to switch such addresses on"
)


class _Counts(Struct):
    waiting: int = 0
    unread: int = 0


class MailboxTrial:
    """Tries settings; `await trial(question)` takes half a minute at most."""

    def __init__(
        self,
        environment: Environment,
        signer: Signer,
        *,
        trust: Trust = ssl.create_default_context,
        look_up: LookUp = look_up,
        remember: Remember | None = None,
        return_s: float = RETURN_S,
    ) -> None:
        self._environment = environment
        self._signer = signer
        self._trust = trust
        self._look_up = look_up
        self._remember = remember
        self._return_s = return_s

    async def __call__(self, question: TestMailbox) -> TestReport:
        """Every step until one fails; what depends on that one is left out."""
        lane = self._environment.lane(f"trial {self._environment.new_id()}")
        line = ImapLine(
            store_of(question, question.password), trust=self._trust, patience_s=PATIENCE_S
        )
        try:
            return await self._try(question, line, lane)
        finally:
            line.interrupt()
            await lane.run(line.close)
            lane.close()

    async def _try(self, question: TestMailbox, line: ImapLine, lane: Lane) -> TestReport:
        steps: list[TestStep] = []
        counts = _Counts()
        reads = await self._reads(question, line, lane, counts=counts)
        steps.append(reads)
        sent = self._letters(question.address)
        sends = await self._sends(question, sent)
        steps.append(sends)
        if reads.state == OK and sends.state == OK:
            steps += await self._returns(question, line, lane, sent=sent)
        steps += await self._domain(question)
        return TestReport(steps=tuple(steps), waiting=counts.waiting, unread=counts.unread)

    async def _reads(
        self, question: TestMailbox, line: ImapLine, lane: Lane, *, counts: _Counts
    ) -> TestStep:
        try:
            await lane.run(line.open)
            counts.waiting = len(await lane.run(line.after, 0))
            counts.unread = len(await lane.run(line.unread))
        except Trouble as trouble:
            return TestStep(name="reads", state=ERROR, text=str(trouble), cause=trouble.cause)
        mails = "1 mail" if counts.waiting == 1 else f"{counts.waiting} mails"
        text = f"Signed in at {question.imap_host}; {question.imap_folder} has {mails}"
        return TestStep(name="reads", state=OK, text=f"{text}, {counts.unread} of them unread")

    async def _sends(self, question: TestMailbox, sent: Sequence[Composed]) -> TestStep:
        domain = question.address.rpartition("@")[2]
        begun = self._environment.monotonic()
        try:
            line = await Line.open(
                server_of(question, question.password),
                domain=domain,
                trust=self._trust,
                patience_s=PATIENCE_S,
            )
        except NoLine as problem:
            return TestStep(name="sends", state=ERROR, text=str(problem), cause=problem.cause)
        try:
            taken = await line.send(sent[0], sent[0].recipients, may_go=always)
            for further in sent[1:]:
                # One that is refused does not come back either, and that is told then.
                with suppress(Deferred, Rejected):
                    await line.send(further, further.recipients, may_go=always)
        except (NoLine, Deferred, Rejected) as problem:
            cause = problem.cause if isinstance(problem, NoLine) else SENDER
            return TestStep(name="sends", state=ERROR, text=str(problem), cause=cause)
        except Uncertain:
            text = f"{question.smtp_host} broke the connection while it took a mail. Try again"
            return TestStep(name="sends", state=ERROR, text=text)
        finally:
            await line.close()
        if taken is None or not taken.accepted:
            reasons = "" if taken is None else "; ".join([*taken.refused.values()])
            text = f"{question.smtp_host} does not send as {question.address}: {reasons}"
            return TestStep(name="sends", state=ERROR, text=text, cause=SENDER)
        text = f"{taken.server} took a mail to itself"
        return TestStep(name="sends", state=OK, text=text, took_ms=self._since(begun))

    async def _returns(
        self, question: TestMailbox, line: ImapLine, lane: Lane, *, sent: Sequence[Composed]
    ) -> list[TestStep]:
        """Wait for the plain mail, then for the one to an address with a plus."""
        begun = self._environment.monotonic()
        try:
            took = await self._wait(line, lane, sent[0], until=begun + self._return_s)
            if took is None:
                text = NOT_BACK.format(seconds=round(self._return_s))
                return [TestStep(name="returns", state=WARNING, text=text)]
            took -= begun
            text = f"Its own mail came back after {max(1, round(took))} s"
            back = TestStep(name="returns", state=OK, text=text, took_ms=round(took * 1000))
            steps = [back]
            for further in sent[1:]:
                until = begun + took + min(FURTHER_S, self._return_s)
                came = await self._wait(line, lane, further, until=until) is not None
                if self._remember is not None:
                    await self._remember(question.address, came)
                if not came:
                    text = NO_PLUS.format(address=question.address)
                    steps.append(TestStep(name="answers", state=WARNING, text=text))
            return steps
        except Trouble as trouble:
            return [TestStep(name="returns", state=ERROR, text=str(trouble))]

    async def _wait(
        self, line: ImapLine, lane: Lane, mail: Composed, *, until: float
    ) -> float | None:
        """The instant at which a mail was there; `None` when it was not in time."""
        while True:
            if await lane.run(line.has, mail.message_id):
                return self._environment.monotonic()
            if self._environment.monotonic() > until:
                return None
            await self._environment.sleep(LOOK_S)

    async def _domain(self, question: TestMailbox) -> list[TestStep]:
        records = await self._look_up(question.address.rpartition("@")[2])
        verdicts = judge(records, sender=question.smtp_host, report_to=question.address)
        return [
            TestStep(
                name=verdict.name,
                state=verdict.state,
                text=f"{verdict.text} {verdict.record}".strip(),
                record=verdict.record,
            )
            for verdict in verdicts
        ]

    def _since(self, begun: float) -> int:
        """The milliseconds since an instant of the steady clock."""
        return round((self._environment.monotonic() - begun) * 1000)

    def _letters(self, address: str) -> list[Composed]:
        """A mail to the mailbox's own address, and one to the kind that customers answer to."""
        with_token = self._signer.thread_address(address, TRIAL)
        return [self._letter(address, to) for to in (address, with_token) if to is not None]

    def _letter(self, address: str, to: str) -> Composed:
        message_id = self._signer.message_id(
            "automatic",
            TRIAL,
            address.rpartition("@")[2],
            serial=self._environment.random_bytes(8).hex(),
        )
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"] = address, to
        mail["Subject"] = "A trial of Deskbell"
        mail["Date"] = format_datetime(self._environment.now())
        mail["Message-ID"] = message_id
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content("Deskbell has tried this mailbox. You may delete this mail.\n")
        return Composed(
            data=mail.as_bytes(),
            sender=address,
            recipients=(to,),
            message_id=message_id,
            utf8=not address.isascii(),
        )
