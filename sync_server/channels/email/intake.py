# SPDX-License-Identifier: Apache-2.0
"""Takes mail in: keeps it, reads it, decides, and executes exactly one command for each.

Mail is kept as it came before anything reads it. A row says what became of it, so whatever happens
between the two is done again, under the same ids. One mail is dealt with after the other; only
commits overlap, as long as no mail of them names another.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

import msgspec

from sync_server.channels.attachments import FileKeeper
from sync_server.channels.email.agents_answers import AgentsAnswers, NotNow
from sync_server.channels.email.decision import (
    AgentAnswers,
    Decision,
    Hold,
    Nothing,
    Receive,
    decide,
    may_ask,
    too_late,
)
from sync_server.channels.email.entering import (
    Entry,
    hold,
    receive,
    unread,
)
from sync_server.channels.email.facts import FactReader, Facts
from sync_server.channels.email.forwarded import attached_mail
from sync_server.channels.email.loops import Loops
from sync_server.channels.email.mail import ParsedMail
from sync_server.channels.email.raw_store import READ_AT_MOST, Arrived, RawStore
from sync_server.channels.email.reading import MailReader, Reading, with_sender
from sync_server.channels.email.recognition import Place, find_place
from sync_server.channels.email.repeats import known_id
from sync_server.channels.email.settling import AT_ONCE, Settling
from sync_server.channels.email.two_teams import for_other_team
from sync_server.contract.ids import MessageId
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.security.signing import Signer
from sync_server.store.engines import Writer
from sync_server.store.incoming import RawMail

_log = logging.getLogger(__name__)


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
        self._signer = signer
        self._reader = reader
        self._facts = FactReader(desk.database)
        self._lane = environment.lane("mail intake")
        # A disk makes many files durable in little more time than one.
        self._disk = environment.lane("mail as it came", workers=AT_ONCE)
        self._loops = Loops()
        self._answers = AgentsAnswers(desk, environment, keeper.folder)
        self._one_at_a_time = asyncio.Lock()
        self._settling = Settling(desk, environment, keeper)

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
                        await self._take_safely(mails[row.id], row, job=job)
            finally:
                await self._settling.settle()

    async def release(
        self, raw: RawMail, decided: Receive, *, seek: bool = False
    ) -> MessageId | None:
        """Take held mail in after all; the message that it became, `None` if it was refused.

        What was stopped before anybody looked where it belongs has its place to `seek` now, and is
        not acknowledged: a machine may answer there. What is refused is held again, and may be
        released anew. Raises `NotNow`, `OSError`, `SealError`.
        """
        async with self._one_at_a_time:
            data = await self._lane.run(self._store.read, raw.id)
            whole = raw.size <= READ_AT_MOST
            reading = await self._reader.read(data, whole=whole)
            mail = with_sender(reading, data, whole=whole)
            if seek:
                place = await self._lane.run(self._place, mail)
                decided = msgspec.structs.replace(decided, place=place)
            if reading.mail is None or reading.mail.sender is None:
                place = msgspec.structs.replace(decided.place, unverified=True)
                decided = msgspec.structs.replace(decided, place=place)
            entry = self._receive(mail, raw, data, decided=decided)
            if reading.problem:
                entry = unread(entry, mail)
            if seek or await self._lane.run(self._ask, lambda facts: _unwelcome(mail, facts)):
                entry = msgspec.structs.replace(entry, answerable=False)
            serial = self._environment.new_id()
            self._settling.add(raw, mail, entry, job=False, serial=serial)
            await self._settling.settle()
            became = await self._lane.run(self._row, raw.id)
            return None if became is None or became.message is None else entry.message

    def _place(self, mail: ParsedMail) -> Place:
        """Where a mail belongs by what is signed in it; a new ticket where anything is doubtful."""
        with self._desk.database.read() as connection:
            facts = self._facts.on(connection, self._desk.roster)
            place = find_place(mail, facts, self._signer)
            if place.problem or place.thread is None or too_late(mail, place.thread, facts):
                return Place()
            return place

    def _row(self, id_: str) -> RawMail | None:
        with self._desk.database.read() as connection:
            return self._facts.incoming.raw(connection, id_)

    def _remember(self, writer: Writer, kept: Sequence[RawMail]) -> list[RawMail]:
        """Write the rows of new mails; all rows, as they are by then."""
        incoming = self._facts.incoming
        known = incoming.raws(writer, [row.id for row in kept])
        new = {row.id: row for row in kept if row.id not in known}
        incoming.put_raw(writer, new.values())
        return [known.get(row.id) or new[row.id] for row in kept]

    # -- one mail ------------------------------------------------------------------------------

    async def _take_safely(self, arrived: Arrived, raw: RawMail, *, job: bool) -> None:
        """Take a mail in; one on which the desk has a fault is held, and stops no other."""
        try:
            await self._take(arrived, raw, job=job)
        except (NotNow, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever a mail nobody foresaw can raise
            name = type(error).__name__
            # Not the error's text: it may repeat what the mail says.
            _log.error("A mail could not be dealt with (%s)", name, extra={"action": "hold"})
            held = Hold(reason="unreadable", detail=f"A fault of the desk: {name}")
            self._settling.add(raw, None, self._hold(held, raw, None), job=job)

    async def _take(self, arrived: Arrived, raw: RawMail, *, job: bool) -> None:
        reading = await self._reader.read(arrived.raw, whole=not arrived.kept)
        mail = reading.mail
        if mail is None:
            held = Hold(reason="unreadable", detail=f"It cannot be shown: {reading.problem}")
            self._settling.add(raw, None, self._hold(held, raw, None), job=job)
            return
        if self._settling.must_settle(mail):
            await self._settling.settle()
        raw, decision = await self._lane.run(self._decide, mail, raw)
        if isinstance(decision, Nothing):
            self._settling.nothing(raw, decision)
            return
        if isinstance(decision, AgentAnswers):
            entered = await self._answers.enter(
                mail, raw, arrived.raw, decision, is_read=not reading.problem
            )
            if entered is not None:
                self._settling.done(entered)
                return
            decision = Hold(
                reason="unverified",
                detail="Its author may write nothing in this ticket",
                ticket=decision.ticket,
            )
        entry = await self._entry(mail, raw, arrived.raw, decision, reading=reading)
        self._settling.add(raw, mail, entry, job=job)

    def _decide(self, mail: ParsedMail, raw: RawMail) -> tuple[RawMail, Decision]:
        """What becomes of a mail, and its row with what it is known by."""
        with self._desk.database.read() as connection:
            facts = self._facts.on(connection, self._desk.roster)
            id_, repeated = known_id(mail, raw, facts)
            raw = msgspec.structs.replace(raw, message_id=id_, fingerprint=mail.fingerprint)
            if repeated is not None:
                hold = for_other_team(raw, repeated, facts, self._desk.roster)
                return raw, hold or Nothing("it came before", repeated)
            return raw, decide(mail, facts, self._signer, loops=self._loops, raw=raw)

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
                forwarded, its_data = inner
                return self._receive(forwarded, raw, its_data, decided=decision, note=mail.text)
        if decision.attached:
            decision = msgspec.structs.replace(decision, attached=False)
        entry = self._receive(mail, raw, data, decided=decision)
        return unread(entry, mail) if reading.problem else entry

    async def _inner(self, mail: ParsedMail) -> tuple[ParsedMail, bytes] | None:
        """The mail that an agent forwarded as an attachment, if a customer wrote it."""
        data = attached_mail(mail)
        inner = None if data is None else (await self._reader.read(data)).mail
        if data is None or inner is None or inner.sender is None:
            return None
        address = inner.sender.address
        is_customers = await self._lane.run(self._ask, lambda facts: may_ask(address, facts))
        return (inner, data) if is_customers else None

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


def _unwelcome(mail: ParsedMail, facts: Facts) -> bool:
    """Whether nothing is to be written by itself to who wrote a mail."""
    address = "" if mail.sender is None else mail.sender.address
    return facts.is_blocked(address) or facts.is_ours(address)
