# SPDX-License-Identifier: Apache-2.0
"""The queue of outgoing mail: message rows that wait, and what has been tried for each.

The rows of messages are the queue; `dispatch` only remembers attempts. A row there that belongs to
no waiting message means nothing and is dropped at the next start.
"""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, and_, bindparam, delete, func, or_, select, update

from sync_server.contract.ids import Instant, MailboxId, MessageId, Seq
from sync_server.store.engines import Connection, Database, Writer
from sync_server.store.ledger import upsert
from sync_server.store.tables import dispatch, message

WAITING: Final = "waiting"


class Progress(Struct, frozen=True, kw_only=True):
    """What has become of a message so far.

    `left` are recipients to whom it has still to be sent, `None` when it has been sent to nobody.
    `taken_by` names the server that took it for others, `refused` those whom it did not take, with
    the reason. `uncertain` counts attempts whose end nobody saw: the mail may have left. `said` is
    why it did not leave at the last one.
    """

    left: tuple[str, ...] | None = None
    taken_by: str = ""
    refused: dict[str, str] = {}
    uncertain: int = 0
    said: str = ""


class Attempts(Struct, frozen=True, kw_only=True):
    """The attempts to send a message: how many, since when, when the next one may begin."""

    message: MessageId
    attempts: int
    first_at: Instant
    next_at: Instant
    progress: Progress


_encode: Final = msgspec.json.Encoder().encode
_decode: Final = msgspec.json.Decoder(Progress).decode


class Outgoing:
    """Statements for one database. Stateless; works inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        compile_ = database.compile
        joined = message.outerjoin(dispatch, dispatch.c.message == message.c.id)
        is_due = and_(
            _is_waiting(),
            or_(message.c.release_at.is_(None), message.c.release_at <= bindparam("now")),
            or_(dispatch.c.next_at.is_(None), dispatch.c.next_at <= bindparam("now")),
        )
        self._waiting = compile_(
            select(message.c.id)
            .where(_is_waiting(), message.c.version <= bindparam("upto"))
            .order_by(message.c.at, message.c.id)
        )
        mailbox = func.coalesce(message.c.mailbox, "")
        self._mailboxes = compile_(select(mailbox).select_from(joined).where(is_due).distinct())
        self._due = compile_(
            select(message.c.id)
            .select_from(joined)
            .where(is_due, mailbox == bindparam("mailbox"))
            .order_by(message.c.at, message.c.id)
            .limit(bindparam("limit"))
        )
        self._next_release = compile_(
            select(func.min(message.c.release_at)).where(
                _is_waiting(), message.c.release_at > bindparam("now")
            )
        )
        self._next_try = compile_(
            select(func.min(dispatch.c.next_at))
            .select_from(joined)
            .where(_is_waiting(), dispatch.c.next_at > bindparam("now"))
        )
        self._find = compile_(
            select(
                dispatch.c.attempts, dispatch.c.first_at, dispatch.c.next_at, dispatch.c.note
            ).where(dispatch.c.message == bindparam("message_"))
        )
        self._still = compile_(
            select(message.c.id).where(_is_waiting(), message.c.id == bindparam("message_"))
        )
        self._put = upsert(database, dispatch, "message")
        self._drop = compile_(delete(dispatch).where(dispatch.c.message == bindparam("message_")))
        waiting = select(message.c.id).where(_is_waiting())
        self._drop_stale = compile_(delete(dispatch).where(dispatch.c.message.not_in(waiting)))
        self._hurry_all = compile_(update(dispatch).values(next_at=bindparam("now_")))
        of_mailbox = waiting.where(message.c.mailbox == bindparam("mailbox_"))
        self._hurry = compile_(
            update(dispatch)
            .where(dispatch.c.message.in_(of_mailbox))
            .values(next_at=bindparam("now_"))
        )

    # -- reading -------------------------------------------------------------------------------

    def mailboxes(self, connection: Connection, *, now: Instant) -> list[MailboxId]:
        """The mailboxes from which something may leave now; an empty id where none is named."""
        return [row[0] for row in connection.rows(self._mailboxes, now=now)]

    def due(
        self, connection: Connection, mailbox: MailboxId, *, now: Instant, limit: int
    ) -> list[MessageId]:
        """What may leave now from a mailbox, oldest first, at most `limit`."""
        found = connection.rows(self._due, mailbox=mailbox, now=now, limit=limit)
        return [row[0] for row in found]

    def waiting(self, connection: Connection, *, upto: Seq) -> list[MessageId]:
        """All that waits and was not changed after an entry of the log, oldest first."""
        return [row[0] for row in connection.rows(self._waiting, upto=upto)]

    def next_at(self, connection: Connection, *, now: Instant) -> Instant | None:
        """When the next message that is not due yet will be."""
        found = [
            connection.rows(statement, now=now)[0][0]
            for statement in (self._next_release, self._next_try)
        ]
        return min((at for at in found if at is not None), default=None)

    def attempts(self, connection: Connection, id_: MessageId) -> Attempts | None:
        """What has been tried for a message."""
        found = connection.rows(self._find, message_=id_)
        if not found:
            return None
        attempts, first_at, next_at, note = found[0]
        return Attempts(
            message=id_,
            attempts=attempts,
            first_at=first_at,
            next_at=next_at,
            progress=_decode(note),
        )

    # -- writing -------------------------------------------------------------------------------

    def claim(self, writer: Writer, wanted: Attempts) -> bool:
        """Begin an attempt: whether the message still waits and nobody else began this one.

        The desk's own transactions run one after the other with this one, so a reply that was
        taken back in time is not claimed.
        """
        if not writer.rows(self._still, message_=wanted.message):
            return False
        known = self.attempts(writer, wanted.message)
        if (known.attempts if known else 0) != wanted.attempts - 1:
            return False
        self.put(writer, wanted)
        return True

    def put(self, writer: Writer, attempts: Attempts) -> None:
        """Remember what has been tried."""
        values: dict[str, Any] = {
            "message": attempts.message,
            "attempts": attempts.attempts,
            "first_at": attempts.first_at,
            "next_at": attempts.next_at,
            "note": _encode(attempts.progress).decode(),
        }
        writer.write(self._put, self._put.bind(values))

    def drop(self, writer: Writer, ids: Sequence[MessageId]) -> None:
        """Forget the attempts for messages that no longer wait."""
        for id_ in ids:
            writer.write(self._drop, self._drop.bind({"message_": id_}))

    def tidy(self, writer: Writer, *, now: Instant, alone: bool) -> None:
        """Forget what belongs to no waiting message; `alone`, let the rest begin at once.

        A server that is the only one knows that whatever was begun has ended with the one before.
        """
        writer.run(self._drop_stale.sql, self._drop_stale.bind({}))
        if alone:
            writer.write(self._hurry_all, self._hurry_all.bind({"now_": now}))

    def hurry(self, writer: Writer, mailbox: MailboxId, *, now: Instant) -> None:
        """Let what waits for another try from this mailbox begin now."""
        writer.write(self._hurry, self._hurry.bind({"mailbox_": mailbox, "now_": now}))


def _is_waiting() -> ColumnElement[bool]:
    return and_(message.c.delivery == WAITING, message.c.retracted == 0)
