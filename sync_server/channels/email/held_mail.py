# SPDX-License-Identifier: Apache-2.0
"""Held mail: says what it says, and takes in what was released.

What nobody wanted for 30 days is let go with everything else that was taken away
(`operations.purging`).
"""

import asyncio
import logging
from datetime import timedelta
from typing import Final

import msgspec

from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.agents_answers import NotNow
from sync_server.channels.email.decision import Receive
from sync_server.channels.email.entering import MAIL_DESK
from sync_server.channels.email.facts import FactReader
from sync_server.channels.email.intake import Intake
from sync_server.channels.email.raw_store import READ_AT_MOST, RawStore
from sync_server.channels.email.reading import MailReader
from sync_server.channels.email.recognition import Place
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import AddNote, DiscardHeld
from sync_server.contract.entities import Held, Ticket
from sync_server.contract.ids import AgentId, HeldId, MessageId, TicketId
from sync_server.contract.queries import HeldCheck, HeldContent, ReadHeld
from sync_server.desk.desk import Desk
from sync_server.desk.transaction import Commit
from sync_server.environment import Environment
from sync_server.security.sealing import SealError
from sync_server.store.engines import Writer
from sync_server.store.incoming import NOTHING, RawMail

_log = logging.getLogger(__name__)

MAX_SHOWN: Final = 20_000
"""Characters of held mail that are shown."""

AGAIN_S: Final = 60.0
LONGEST_WAIT_S: Final = 6 * 3600.0
_MICROSECOND: Final = timedelta(microseconds=1)

_STOPPED: Final = frozenset({"blocked", "flood", "loop"})
"""Why mail is held before anybody asks where it belongs."""


class HeldMail:
    """What becomes of held mail. Belongs to the event loop; `run` is its one task."""

    def __init__(
        self,
        desk: Desk,
        environment: Environment,
        *,
        store: RawStore,
        reader: MailReader,
        intake: Intake,
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._store = store
        self._reader = reader
        self._intake = intake
        self._facts = FactReader(desk.database)
        self._lane = environment.lane("held mail")
        self._wake = asyncio.Event()

    async def answer(self, _agent: AgentId, query: ReadHeld, seen: HeldContent) -> HeldContent:
        """What held mail says, for one who may see it: `seen` is the frame of the answer."""
        raw, seen = await self._lane.run(self._look, query.held, seen)
        if raw is None:
            return msgspec.structs.replace(seen, text="The mail is not kept any more.")
        try:
            data = await self._lane.run(self._store.read, raw.id)
        except (OSError, SealError):
            return msgspec.structs.replace(seen, text="The mail cannot be read from the disk.")
        reading = await self._reader.read(data, whole=raw.size <= READ_AT_MOST)
        if reading.mail is None:
            return msgspec.structs.replace(seen, text=f"It cannot be shown: {reading.problem}.")
        text = reading.mail.text
        return msgspec.structs.replace(
            seen,
            text=text[:MAX_SHOWN],
            cut=len(text) > MAX_SHOWN,
            files=tuple(each.name[:200] for each in reading.mail.attachments[:50]),
        )

    def _look(self, id_: HeldId, seen: HeldContent) -> tuple[RawMail | None, HeldContent]:
        """The mail as it came, and the answer with what the database says about its sender."""
        with self._desk.database.read() as connection:
            facts = self._facts.on(connection, self._desk.roster)
            held = facts.find(Held, id_)
            if held is None:
                return None, seen
            sender = address_key(held.sender)
            earlier = self._facts.incoming.messages_from(
                connection, sender, since=self._since(days=90)
            )
            checks = _checks(held, is_known=facts.contact(sender) is not None)
            raw = self._facts.incoming.of_held(connection, id_)
        return raw, msgspec.structs.replace(seen, checks=checks, from_sender=earlier)

    async def run(self) -> None:
        """Take in what was released, as it is released, until cancelled."""
        undo = self._desk.on_commit(self._on_commit)
        try:
            while True:
                self._wake.clear()
                done = await self.work()
                try:
                    async with asyncio.timeout(LONGEST_WAIT_S if done else AGAIN_S):
                        await self._wake.wait()
                except TimeoutError:
                    continue
        finally:
            undo()

    async def work(self) -> bool:
        """Do what is to be done now; whether all of it could be."""
        done = True
        for id_ in await self._lane.run(self._released):
            try:
                await self._enter(id_)
            except (NotNow, OSError, SealError) as error:
                _log.warning("Released mail waits: %s", error, extra={"action": "release"})
                done = False
        return done

    def _released(self) -> list[HeldId]:
        with self._desk.database.read() as connection:
            return self._facts.incoming.released(connection)

    def _find(self, id_: HeldId) -> tuple[RawMail | None, Held | None]:
        with self._desk.database.read() as connection:
            facts = self._facts.on(connection, self._desk.roster)
            return self._facts.incoming.of_held(connection, id_), facts.find(Held, id_)

    async def _enter(self, id_: HeldId) -> None:
        raw, held = await self._lane.run(self._find, id_)
        if held is None:
            return
        message = None if raw is None else raw.message
        joins = held.joins and held.ticket is not None
        if raw is not None and message is None:
            place = Place(thread=held.ticket if joins else None, unverified=joins)
            seek = not joins and held.reason in _STOPPED
            decided = Receive(place=place, team=held.team)
            message = await self._intake.release(raw, decided, seek=seek)
            if message is None:
                _log.warning("Released mail was refused", extra={"action": "release"})
                return

        def became(writer: Writer) -> None:
            self._facts.incoming.became(writer, id_, message or NOTHING)

        if message is not None:
            await self._desk.transact(became)
            if held.ticket is not None and not joins:
                await self._link(held, held.ticket, MessageId(message))
        await self._discard(id_)

    async def _link(self, held: Held, meant: TicketId, message: MessageId) -> None:
        """Have each of two tickets name the other: the one that a mail was meant for, and the one
        that it became. Nothing else of the one is in the other.
        """
        old, new = await self._lane.run(self._both, meant, message)
        if old is None or new is None:
            return
        for ticket, text in (
            (new, f"This mail was meant for #{old.number}, and was let in as a ticket of its own."),
            (old, f"A mail that was meant for this ticket was held, and let in as #{new.number}."),
        ):
            note = MessageId(derived_id("linked", held.id, ticket.id))
            command = AddNote(ticket=ticket.id, message=note, text=text)
            await self._desk.execute(command, MAIL_DESK, id=derived_id("link", held.id, ticket.id))

    def _both(self, meant: TicketId, message: MessageId) -> tuple[Ticket | None, Ticket | None]:
        with self._desk.database.read() as connection:
            facts = self._facts.on(connection, self._desk.roster)
            became = facts.message(message)
            new = None if became is None else facts.ticket(became.ticket)
            return facts.ticket(meant), new

    async def _discard(self, id_: HeldId) -> None:
        command = DiscardHeld(held=id_)
        await self._desk.execute(command, MAIL_DESK, id=derived_id("discard", id_))

    def _since(self, *, days: int) -> int:
        return self._environment.now_us() - timedelta(days=days) // _MICROSECOND

    def _on_commit(self, commit: Commit) -> None:
        if any(entry.kind == Held.kind for entry in commit.logged):
            self._wake.set()


def _checks(held: Held, *, is_known: bool) -> tuple[HeldCheck, ...]:
    sender = HeldCheck(
        what="Sender",
        result="A customer of this desk" if is_known else "Nobody whom this desk knows",
        passed=is_known,
    )
    reason = HeldCheck(what="Held because", result=held.detail or held.reason, passed=False)
    return sender, reason
