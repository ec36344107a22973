# SPDX-License-Identifier: Apache-2.0
"""The change log: one row per changed entity, gapless, chained, readable from any seq.

`digest = HMAC-SHA256(salt, payload as stored)`; `chain = SHA256(previous chain ‖ header ‖ digest)`,
the header being the length-prefixed seq, at, command, actor, via, kind, id, op, scope before and
scope after. Blanking payload and salt (erasure, retention) leaves the chain verifiable.
"""

import hmac
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, Final

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType
from sqlalchemy import CTE, ColumnElement, bindparam, func, insert, select, update

from sync_server.contract.ids import Instant, Seq
from sync_server.store.engines import POSTGRESQL, Connection, Database
from sync_server.store.tables import head, log, ticket

GENESIS: Final = bytes(32)
"""The chain value before the first entry."""


class Logged(Struct, frozen=True, kw_only=True):
    """A change as the log holds it. `payload` is JSON `{"before": {…}, "after": {…}}`.

    `before` and `after` hold the changed fields: only `after` for an insert, only `before` for a
    delete. What the desk did of itself has its `causes` beside them. `payload` is `None` once
    blanked. The scopes are home scopes; a child of a ticket has its ticket's. `ticket` names the
    ticket that the row is or hangs on; `previous` is the seq of the entry about that ticket before
    this one.
    """

    seq: Seq
    at: Instant
    command: str
    device: str
    actor: str
    via: str
    kind: str
    id: str
    op: str
    scope_before: str | None
    scope_after: str | None
    ticket: str | None
    payload: bytes | None
    previous: Seq | None = None


class Payload(Struct, frozen=True, omit_defaults=True):
    """Both halves of a payload, undecoded."""

    before: Raw | UnsetType = UNSET
    after: Raw | UnsetType = UNSET


class _Causes(Struct, frozen=True):
    causes: dict[str, object] = {}


_causes: Final = msgspec.json.Decoder(_Causes)


def causes_of(logged: Logged) -> dict[str, object]:
    """Why the desk did it, by name, where it did so of itself."""
    return _causes.decode(logged.payload).causes if logged.payload else {}


class Head(Struct, frozen=True):
    """Where the log ends, and from where deltas are still served."""

    epoch: str
    seq: Seq
    chain: bytes
    feed_floor: Seq
    next_number: int


class BrokenChain(Exception):
    """An entry that is not as it was written. `seq` names the first one."""

    def __init__(self, seq: Seq, problem: str) -> None:
        self.seq = seq
        super().__init__(f"Log entry {seq}: {problem}")


def payload_digest(salt: bytes, payload: bytes) -> bytes:
    """The commitment to a payload that the chain holds."""
    return hmac.digest(salt, payload, "sha256")


def next_chain(previous: bytes, logged: Logged, digest: bytes) -> bytes:
    """The chain value after an entry."""
    parts = (
        str(logged.seq),
        str(logged.at),
        logged.command,
        logged.actor,
        logged.via,
        logged.kind,
        logged.id,
        logged.op,
        logged.scope_before or "",
        logged.scope_after or "",
    )
    header = "".join([f"{len(part.encode())}:{part}" for part in parts])
    return sha256(previous + header.encode() + digest).digest()


_COLUMNS = ("seq", "at", "command", "device", "actor", "via", "kind", "id", "op")
_COLUMNS_ALL = (*_COLUMNS, "scope_before", "scope_after", "ticket", "payload", "previous")

_INSERT = insert(log).values(
    {name: bindparam(name) for name in (*_COLUMNS_ALL, "salt", "digest", "chain")}
)
_AFTER = (
    select(*(log.c[name] for name in _COLUMNS_ALL))
    .where(log.c.seq > bindparam("after"), log.c.seq <= bindparam("through"))
    .order_by(log.c.seq)
    .limit(bindparam("limit"))
)
_CHAIN = (
    select(*(log.c[name] for name in (*_COLUMNS_ALL, "salt", "digest", "chain")))
    .where(log.c.seq > bindparam("after"))
    .order_by(log.c.seq)
    .limit(bindparam("limit"))
)
_HEAD = select(head.c.epoch, head.c.seq, head.c.chain, head.c.feed_floor, head.c.next_number)
_LOCKED_HEAD = _HEAD.with_for_update()
_MOVE_HEAD = update(head).values(
    seq=bindparam("seq"), chain=bindparam("chain"), next_number=bindparam("next_number")
)
_NEW_HEAD = insert(head).values({column.name: bindparam(column.name) for column in head.columns})


def ticket_thread(
    *, before: ColumnElement[Any] | None = None, after: int | ColumnElement[Any] = 0
) -> CTE:
    """The `seq`s of a ticket's own log entries, those of its messages and files included.

    The ticket is the parameter `ticket_`. Given the entry `before`, only those before it are
    followed, if it is one of the ticket's; and none up to `after`.
    """
    end: ColumnElement[Any] = ticket.c.last_entry
    if before is not None:
        known = select(log.c.previous).where(log.c.seq == before, log.c.ticket == ticket.c.id)
        end = func.coalesce(known.scalar_subquery(), end)
    first = select(end.label("seq")).where(ticket.c.id == bindparam("ticket_"), end > after)
    thread = first.cte("thread", recursive=True)
    return thread.union_all(
        select(log.c.previous)
        .join(thread, thread.c.seq == log.c.seq)
        .where(log.c.previous > after, log.c.previous < log.c.seq)
    )


class ChangeLog:
    """Reads and writes the log of one database."""

    def __init__(self, database: Database) -> None:
        self._insert = database.compile(_INSERT)
        self._after = database.compile(_AFTER)
        self._chain = database.compile(_CHAIN)
        self._head = database.compile(_HEAD)
        locked = _LOCKED_HEAD if database.dialect == POSTGRESQL else _HEAD
        self._locked_head = database.compile(locked)
        self._move_head = database.compile(_MOVE_HEAD)
        self._new_head = database.compile(_NEW_HEAD)

    def head(self, connection: Connection) -> Head:
        """Where the log ends, in the connection's snapshot."""
        return Head(*connection.run(self._head.sql)[0])

    def lock_head(self, writer: Connection) -> Head:
        """The head, locked until the transaction ends: the first statement of every batch."""
        return Head(*writer.run(self._locked_head.sql)[0])

    def found(self, writer: Connection, epoch: str) -> None:
        """Start an empty log under a new epoch, unless there is one."""
        if not writer.run(self._head.sql):
            values = {
                "id": 1,
                "epoch": epoch,
                "seq": 0,
                "chain": GENESIS,
                "feed_floor": 0,
                "next_number": 1,
            }
            writer.write(self._new_head, self._new_head.bind(values))

    def append(
        self, writer: Connection, entries: Sequence[Logged], salts: Sequence[bytes], chain: bytes
    ) -> bytes:
        """Write entries that follow each other; the chain value after the last."""
        parameters = []
        for logged, salt in zip(entries, salts, strict=True):
            payload = logged.payload or b""
            digest = payload_digest(salt, payload)
            chain = next_chain(chain, logged, digest)
            parameters.append(
                (
                    logged.seq,
                    logged.at,
                    logged.command,
                    logged.device,
                    logged.actor,
                    logged.via,
                    logged.kind,
                    logged.id,
                    logged.op,
                    logged.scope_before,
                    logged.scope_after,
                    logged.ticket,
                    payload,
                    salt,
                    digest,
                    chain,
                    logged.previous,
                )
            )
        writer.write_many(self._insert, parameters)
        return chain

    def move_head(self, writer: Connection, *, seq: Seq, chain: bytes, next_number: int) -> None:
        """Say where the log ends now."""
        values = {"seq": seq, "chain": chain, "next_number": next_number}
        writer.write(self._move_head, self._move_head.bind(values))

    def read(
        self, connection: Connection, *, after: Seq, through: Seq = 2**62, limit: int = 1000
    ) -> list[Logged]:
        """Entries with `after < seq <= through`, in order, at most `limit`."""
        found = connection.rows(self._after, after=after, through=through, limit=limit)
        return [Logged(**dict(zip(_COLUMNS_ALL, row, strict=True))) for row in found]

    def verify(
        self, connection: Connection, *, after: Seq = 0, chain: bytes | None = None
    ) -> Iterator[Seq]:
        """Walk the log and yield each verified seq; raises `BrokenChain` at the first fault.

        Checks that seqs are gapless from 1, that every payload fits its digest, that every digest
        fits the chain, and that the chain ends where the head says. With `after` only the entries
        after that one are looked at; its chain value is `chain`, or the stored one.
        """
        end = self.head(connection)
        seq = after
        if chain is None:
            chain = self._chain_at(connection, after)
        while True:
            page = connection.rows(self._chain, after=seq, limit=1000)
            if not page:
                break
            for row in page:
                logged = Logged(**dict(zip(_COLUMNS_ALL, row, strict=False)))
                salt, digest, stored_chain = row[len(_COLUMNS_ALL) :]
                if logged.seq != seq + 1:
                    raise BrokenChain(seq + 1, "is missing")
                if logged.payload is not None and payload_digest(salt, logged.payload) != digest:
                    raise BrokenChain(logged.seq, "its content was changed")
                chain = next_chain(chain, logged, digest)
                if chain != stored_chain:
                    raise BrokenChain(logged.seq, "it does not follow from the entry before it")
                seq = logged.seq
                yield seq
        if seq != end.seq or chain != end.chain:
            raise BrokenChain(min(seq, end.seq) + 1, "the log does not end where its head says")

    def _chain_at(self, connection: Connection, seq: Seq) -> bytes:
        if seq == 0:
            return GENESIS
        found = connection.rows(self._chain, after=seq - 1, limit=1)
        if not found or found[0][0] != seq:
            raise BrokenChain(seq, "is missing")
        return bytes(found[0][-1])
