# SPDX-License-Identifier: Apache-2.0
"""What has been tried for each message, and saying how it ended: the dispatcher's one memory."""

import logging
from typing import Final, cast

from msgspec import Struct, structs

from sync_server.channels.email.sending.verdict import Verdict, after_waiting, delay_s
from sync_server.channels.email.sending.waiting import MICROSECONDS
from sync_server.channels.email.sending.words import note
from sync_server.contract.commands import RecordDelivery
from sync_server.contract.entities import Message
from sync_server.contract.ids import Instant, MailboxId, MessageId
from sync_server.contract.refusals import RETRYABLE
from sync_server.desk.actor import SYSTEM, Actor
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.engines import SQLITE, Writer
from sync_server.store.outgoing import Attempts, Outgoing, Progress
from sync_server.store.rows import AllRows

_log = logging.getLogger(__name__)

SENDER: Final = Actor(kind=SYSTEM, id="mail-out", via="mail", device="mail-out")
"""Who writes down what became of a mail."""

LEASE: Final = 15 * 60 * 1_000_000
"""Microseconds that an attempt may take before another server may begin one."""

MAX_REASON: Final = 200
"""Characters of why a mail server did not take a mail for one recipient."""

RECORD_AGAIN_S: Final = 5.0
RECORD_TRIES: Final = 60


class Look(Struct, frozen=True, kw_only=True):
    """What can be done now, and when there will be more."""

    mailboxes: tuple[MailboxId, ...]
    next_at: Instant | None


class Journal:
    """Belongs to the event loop; the database is asked on lanes."""

    def __init__(self, desk: Desk, environment: Environment) -> None:
        self._desk = desk
        self._environment = environment
        self._lane = environment.lane("mail out")
        self._rows = Outgoing(desk.database)
        self._messages = AllRows(desk.database)["message"]
        self._untold: dict[MessageId, RecordDelivery] = {}
        """How messages ended that the desk has not taken down yet; they must not be sent again."""

    # -- looking -------------------------------------------------------------------------------

    async def tidy(self) -> None:
        """Begin where another process ended."""
        now = self._environment.now_us()
        alone = self._desk.database.dialect == SQLITE
        await self._desk.transact(lambda writer: self._rows.tidy(writer, now=now, alone=alone))

    async def hurry(self, mailbox: MailboxId) -> None:
        """A mailbox has other settings: what waited for another try need not."""
        now = self._environment.now_us()
        await self._desk.transact(lambda writer: self._rows.hurry(writer, mailbox, now=now))

    async def look(self) -> Look:
        """What may leave now."""
        now = self._environment.now_us()
        # Batches that began while a reply could still be taken back, or be given a file, have ended
        # after this: the desk's transactions run one after the other.
        await self._desk.transact(_nothing)
        return await self._lane.run(self._look, now)

    async def due(self, mailbox: MailboxId, limit: int) -> list[MessageId]:
        """What may leave now from a mailbox."""
        return await self._lane.run(self._due, mailbox, limit, self._environment.now_us())

    async def attempts(self, id_: MessageId) -> Attempts:
        """What has been tried for a message; nothing, as a rule."""
        found = await self._lane.run(self._attempts, id_)
        now = self._environment.now_us()
        return found or Attempts(
            message=id_, attempts=0, first_at=now, next_at=now, progress=Progress()
        )

    # -- writing -------------------------------------------------------------------------------

    async def claim(self, before: Attempts) -> bool:
        """Begin an attempt: whether the message may leave. Until told else, its end is unknown."""
        progress = structs.replace(before.progress, uncertain=before.progress.uncertain + 1)
        wanted = structs.replace(
            before,
            attempts=before.attempts + 1,
            next_at=self._environment.now_us() + LEASE,
            progress=progress,
        )
        return await self._desk.transact(lambda writer: self._rows.claim(writer, wanted))

    async def later(self, before: Attempts, progress: Progress) -> None:
        """An attempt ended without an end for the message: try again, or give up."""
        now = self._environment.now_us()
        verdict = after_waiting(progress, first_at=before.first_at, now=now)
        if verdict is not None:
            await self.end(before.message, verdict)
            return
        delay = delay_s(before.attempts + 1, self._environment.jitter())
        tried = structs.replace(
            before,
            attempts=before.attempts + 1,
            next_at=now + int(delay * MICROSECONDS),
            progress=progress,
        )
        await self._desk.transact(lambda writer: self._rows.put(writer, tried))
        await self._tell(before.message, progress.said)

    async def end(self, id_: MessageId, verdict: Verdict, *, message_id: str | None = None) -> None:
        """Say how it ended. Only then the attempts are forgotten.

        Rows have Message-IDs without angle brackets.
        """
        told = RecordDelivery(
            message=id_,
            delivery=verdict.delivery,
            note=verdict.note,
            refused=tuple(verdict.refused),
            reasons=tuple(said[:MAX_REASON] for said in verdict.refused.values()),
            message_id=None if message_id is None else message_id.strip("<>"),
        )
        self._untold.setdefault(id_, told)
        await self.has_ended(id_)

    async def has_ended(self, id_: MessageId) -> bool:
        """Whether a message that still waits has ended all the same: then that is told anew."""
        ended = self._untold.get(id_)
        if ended is None:
            return False
        if await self._record(ended):
            del self._untold[id_]
            await self._desk.transact(lambda writer: self._rows.drop(writer, [id_]))
        return True

    async def _tell(self, id_: MessageId, said: str) -> None:
        """Say why a message still waits, where that is news."""
        words = note(said)
        if await self._lane.run(self._told, id_) != words:
            await self._record(RecordDelivery(message=id_, delivery="waiting", note=words))

    async def _record(self, command: RecordDelivery) -> bool:
        """Write down what is known, and try again while there is no room for it.

        False when that went on for too long; what will never be taken down is over.
        """
        id_ = self._environment.new_id()
        is_over = False
        for _ in range(RECORD_TRIES):
            answer = await self._desk.execute(command, SENDER, id=id_)
            if answer.ok or answer.refusal is None:
                return True
            is_over = answer.refusal.code not in RETRYABLE
            if is_over:
                break
            await self._environment.sleep(RECORD_AGAIN_S)
        _log.warning("Cannot record what became of a mail", extra={"action": "mail_out"})
        return is_over

    # -- on the lane ---------------------------------------------------------------------------

    def _look(self, now: Instant) -> Look:
        with self._desk.database.read() as reader:
            mailboxes = tuple(self._rows.mailboxes(reader, now=now))
            return Look(mailboxes=mailboxes, next_at=self._rows.next_at(reader, now=now))

    def _due(self, mailbox: MailboxId, limit: int, now: Instant) -> list[MessageId]:
        with self._desk.database.read() as reader:
            return self._rows.due(reader, mailbox, now=now, limit=limit)

    def _attempts(self, id_: MessageId) -> Attempts | None:
        with self._desk.database.read() as reader:
            return self._rows.attempts(reader, id_)

    def _told(self, id_: MessageId) -> str | None:
        with self._desk.database.read() as reader:
            stored = self._messages.load(reader, id_)
        return None if stored is None else cast(Message, stored.entity).delivery_note


def _nothing(_: Writer) -> None:
    """A transaction of nothing."""
