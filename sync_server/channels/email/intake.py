# SPDX-License-Identifier: Apache-2.0
"""Takes mail in: keeps it, reads it, decides, and executes exactly one command for each.

Mail is kept as it came before anything reads it. A row says what became of it, so whatever happens
between the two is done again, under the same ids. One mail is dealt with after the other; only
commits overlap, as long as no mail of them names another.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.channels.attachments import FileKeeper
from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.acknowledging import Acknowledger
from sync_server.channels.email.agents_answers import AgentsAnswers, NotNow
from sync_server.channels.email.decision import (
    AgentAnswers,
    Decision,
    Hold,
    Nothing,
    Receive,
    decide,
    may_ask,
)
from sync_server.channels.email.entering import (
    MAIL,
    MAIL_DESK,
    Entry,
    hold,
    receive,
)
from sync_server.channels.email.facts import FactReader, Facts
from sync_server.channels.email.forwarded import attached_mail
from sync_server.channels.email.loops import Loops
from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.raw_store import READ_AT_MOST, Arrived, RawStore
from sync_server.channels.email.reading import MailReader, Reading
from sync_server.channels.email.recognition import named_ids
from sync_server.channels.email.repeats import known_id
from sync_server.channels.email.threads import thread_id
from sync_server.contract.commands import AddNote, ReceiveMessage
from sync_server.contract.frames import Answer
from sync_server.contract.ids import MessageId
from sync_server.contract.refusals import RETRYABLE, Code, Refusal
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.security.signing import Signer
from sync_server.store.engines import Writer
from sync_server.store.incoming import NOTHING, RawMail

_log = logging.getLogger(__name__)

AT_ONCE: Final = 32
"""Commands that wait for their commit together."""


class _Waiting(Struct, frozen=True, kw_only=True):
    """A mail whose command is to be executed, under an id that it has each time."""

    raw: RawMail
    mail: ParsedMail | None
    entry: Entry
    id: str
    job: bool


class Intake:
    """The one way by which mail becomes rows. Belongs to the event loop."""

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        *,
        store: RawStore,
        keeper: FileKeeper,
        signer: Signer,
        reader: MailReader,
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._store = store
        self._keeper = keeper
        self._signer = signer
        self._reader = reader
        self._facts = FactReader(desk.database)
        self._lane = environment.lane("mail intake")
        # A disk makes many files durable in little more time than one.
        self._disk = environment.lane("mail as it came", workers=AT_ONCE)
        self._loops = Loops()
        self._acknowledger = Acknowledger(desk, environment)
        self._answers = AgentsAnswers(desk, environment, keeper.folder)
        self._one_at_a_time = asyncio.Lock()
        self._waiting: list[_Waiting] = []
        self._done: list[RawMail] = []
        self._named: set[str] = set()
        """Message-IDs of the mails whose commands wait for their commit."""

    async def take(self, arrived: Sequence[Arrived], *, job: bool = False) -> None:
        """Take mails in, in order; all of them have become something when this returns.

        What came before is recognised. With `job` it goes behind what people do. Raises `NotNow`,
        and `OSError` when the mail cannot be kept; both leave what was not taken for the next time.
        """
        async with self._one_at_a_time:
            # The same mail may stand twice in one mailbox.
            mails = {mail.id: mail for mail in arrived}
            kept = await asyncio.gather(
                *(self._disk.run(self._store.keep, mail, id_) for id_, mail in mails.items())
            )
            await self._disk.run(self._store.sync)
            rows = await self._desk.transact(lambda writer: self._remember(writer, kept))
            try:
                for row in rows:
                    if not row.is_done:
                        await self._take(mails[row.id], row, job=job)
            finally:
                await self._settle()

    async def release(self, raw: RawMail, decided: Receive) -> MessageId | None:
        """Take held mail in after all; the message that it became. Raises `NotNow`, `OSError`."""
        async with self._one_at_a_time:
            data = await self._lane.run(self._store.read, raw.id)
            reading = await self._reader.read(data, whole=raw.size <= READ_AT_MOST)
            if reading.mail is None or reading.mail.sender is None:
                return None
            entry = self._receive(reading.mail, raw, data, decided=decided)
            self._send(raw, reading.mail, entry, job=False, serial="released")
            await self._settle()
            return entry.message

    def _remember(self, writer: Writer, kept: Sequence[RawMail]) -> list[RawMail]:
        """Write the rows of new mails; all rows, as they are by then."""
        incoming = self._facts.incoming
        known = incoming.raws(writer, [row.id for row in kept])
        new = {row.id: row for row in kept if row.id not in known}
        incoming.put_raw(writer, new.values())
        return [known.get(row.id) or new[row.id] for row in kept]

    # -- one mail ------------------------------------------------------------------------------

    async def _take(self, arrived: Arrived, raw: RawMail, *, job: bool) -> None:
        reading = await self._reader.read(arrived.raw, whole=not arrived.kept)
        mail = reading.mail
        if mail is None:
            held = Hold(reason="unreadable", detail=f"It cannot be shown: {reading.problem}")
            self._send(raw, None, self._hold(held, raw, None), job=job)
            return
        if len(self._waiting) >= AT_ONCE or not self._named.isdisjoint(_ids_of(mail)):
            await self._settle()
        raw, decision = await self._lane.run(self._decide, mail, raw)
        if isinstance(decision, Nothing):
            self._note_nothing(raw, decision)
            return
        if isinstance(decision, AgentAnswers):
            entered = await self._answers.enter(mail, raw, arrived.raw, decision)
            if entered is not None:
                self._done.append(entered)
                return
            decision = Hold(
                reason="unverified",
                detail="Its author may write nothing in this ticket",
                ticket=decision.ticket,
            )
        entry = await self._entry(mail, raw, arrived.raw, decision, reading=reading)
        self._send(raw, mail, entry, job=job)

    def _decide(self, mail: ParsedMail, raw: RawMail) -> tuple[RawMail, Decision]:
        """What becomes of a mail, and its row with what it is known by."""
        with self._desk.database.read() as connection:
            facts = self._facts.on(connection, self._desk.roster)
            id_, repeated = known_id(mail, raw, facts)
            raw = msgspec.structs.replace(raw, message_id=id_, fingerprint=mail.fingerprint)
            if repeated is not None:
                return raw, Nothing("it came before", repeated)
            return raw, decide(mail, facts, self._signer, loops=self._loops, at=raw.at)

    async def _entry(
        self,
        mail: ParsedMail,
        raw: RawMail,
        data: bytes,
        decision: Receive | Hold,
        *,
        reading: Reading,
    ) -> Entry:
        if isinstance(decision, Hold):
            return self._hold(decision, raw, mail)
        if decision.attached and not reading.problem:
            inner = await self._inner(mail)
            if inner is not None:
                return self._receive(inner, raw, data, decided=decision, note=mail.text)
        if decision.attached:
            decision = msgspec.structs.replace(decision, attached=False)
        entry = self._receive(mail, raw, data, decided=decision)
        return msgspec.structs.replace(entry, answerable=entry.answerable and not reading.problem)

    async def _inner(self, mail: ParsedMail) -> ParsedMail | None:
        """The mail that an agent forwarded as an attachment, if a customer wrote it."""
        data = attached_mail(mail)
        inner = None if data is None else (await self._reader.read(data)).mail
        if inner is None or inner.sender is None:
            return None
        address = inner.sender.address
        is_customers = await self._lane.run(self._ask, lambda facts: may_ask(address, facts))
        return inner if is_customers else None

    def _ask(self, question: Callable[[Facts], bool]) -> bool:
        with self._desk.database.read() as connection:
            return question(self._facts.on(connection, self._desk.roster))

    def _receive(
        self, mail: ParsedMail, raw: RawMail, data: bytes, *, decided: Receive, note: str = ""
    ) -> Entry:
        return receive(
            mail,
            raw,
            data,
            decided=decided,
            mailbox=self._desk.roster.mailboxes.get(raw.mailbox),
            now=self._environment.now_us(),
            note=note,
        )

    def _hold(self, decided: Hold, raw: RawMail, mail: ParsedMail | None) -> Entry:
        return hold(decided, raw, mail, self._desk.roster.mailboxes.get(raw.mailbox))

    # -- commands ------------------------------------------------------------------------------

    def _send(
        self,
        raw: RawMail,
        mail: ParsedMail | None,
        entry: Entry,
        *,
        job: bool,
        serial: str = "",
    ) -> None:
        """Have a command executed, together with those of others."""
        id_ = derived_id("take", raw.id, serial) if serial else derived_id("take", raw.id)
        self._waiting.append(_Waiting(raw=raw, mail=mail, entry=entry, id=id_, job=job))
        if mail is not None:
            self._named |= {raw.message_id, mail.message_id or raw.message_id}

    async def _settle(self) -> None:
        """Execute what waits, and note what became of each mail. Raises `NotNow`, `OSError`."""
        waiting, self._waiting = self._waiting, []
        self._named.clear()
        problem: Refusal | None = None
        try:
            await self._keeper.keep(
                {id_: data for each in waiting for id_, data in each.entry.files.items()}
            )
            answers = await asyncio.gather(
                *(
                    self._desk.send(each.entry.command, MAIL, id=each.id, job=each.job)
                    for each in waiting
                )
            )
            for each, answer in zip(waiting, answers, strict=True):
                problem = await self._end(each, answer) or problem
        finally:
            done, self._done = self._done, []
            await self._note(done)
        if problem is not None:
            raise NotNow(str(problem.code))

    async def _end(self, each: _Waiting, answer: Answer) -> Refusal | None:
        """Note what a mail became; the refusal, if it may be taken in later."""
        if answer.ok or _is_there(answer.refusal):
            self._done.append(_became(each.raw, each.entry))
            await self._follow(each, answer)
        elif answer.refusal is not None and answer.refusal.code in RETRYABLE:
            return answer.refusal
        else:
            self._done.append(await self._refused(each, answer.refusal))
        return None

    async def _follow(self, each: _Waiting, answer: Answer) -> None:
        """What follows a message: the note of who forwarded it, an acknowledgement."""
        command = each.entry.command
        if not isinstance(command, ReceiveMessage):
            return
        if each.entry.note:
            note = AddNote(
                ticket=command.thread or command.ticket,
                message=MessageId(derived_id("note", each.raw.id)),
                text=f"Written above the forwarded mail:\n\n{each.entry.note}"[:60_000],
            )
            await self._desk.execute(note, MAIL_DESK, id=derived_id("add note", each.raw.id))
        if each.entry.answerable and answer.number is not None:
            await self._acknowledger.acknowledge(command, arrived_at=each.raw.at)

    async def _refused(self, each: _Waiting, refusal: Refusal | None) -> RawMail:
        """Hold what the desk would not take; that loses nothing."""
        code = "unknown" if refusal is None else str(refusal.code)
        _log.warning("A mail was refused (%s) and is held", code, extra={"action": "hold"})
        held = Hold(reason="unreadable", detail=f"The desk did not take it in: {code}")
        entry = self._hold(held, each.raw, each.mail)
        id_ = derived_id("take", each.raw.id, "refused")
        answer = await self._desk.execute(entry.command, MAIL, id=id_)
        if not answer.ok:
            raise NotNow(code)
        return _became(each.raw, entry)

    def _note_nothing(self, raw: RawMail, decision: Nothing) -> None:
        _log.info("Nothing became of a mail: %s", decision.why, extra={"action": "drop"})
        self._done.append(msgspec.structs.replace(raw, message=decision.message or NOTHING))

    async def _note(self, rows: Iterable[RawMail]) -> None:
        done = list(rows)
        if done:
            incoming = self._facts.incoming
            await self._desk.transact(lambda writer: incoming.put_raw(writer, done))


def _ids_of(mail: ParsedMail) -> set[str]:
    return {*named_ids(mail), thread_id(mail)}


def _is_there(refusal: Refusal | None) -> bool:
    """Whether the command was executed before, in other words: before a crash."""
    return refusal is not None and refusal.code in (Code.ID_CONFLICT, Code.EXISTS)


def _became(raw: RawMail, entry: Entry) -> RawMail:
    return msgspec.structs.replace(raw, message=entry.message, held=entry.held)
