# SPDX-License-Identifier: Apache-2.0
"""What the desk writes beside rows and log: outcomes, counters, digests, derived rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from sync_server.contract.addresses import address_key
from sync_server.contract.entities import Contact, Entity, Message, Organisation, Ticket
from sync_server.contract.ids import Instant
from sync_server.domain.sight import guests_of
from sync_server.store import tables
from sync_server.store.engines import SQLITE, Connection, Database, Listing, Statement, Writer
from sync_server.store.rows import signed, unsigned


class Outcome(NamedTuple):
    """How a command ended: SHA-256 of its bytes and the encoded answer."""

    device: str
    id: str
    counter: int | None
    body: bytes
    answer: bytes
    at: Instant


class Sender(NamedTuple):
    """A device's send counters: the next one expected, and up to where outcomes were pruned."""

    next_counter: int
    pruned_counter: int


class Ledger:
    """Statements for one database. Stateless; runs inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        compile_ = database.compile
        outcome = tables.outcome
        self._outcomes = Listing(
            database.compiler,
            lambda ids: select(outcome.c.id, outcome.c.body, outcome.c.answer).where(
                outcome.c.device == bindparam("device_"), outcome.c.id.in_(ids)
            ),
        )
        self._add_outcome = compile_(_insert_all(outcome))
        assert self._add_outcome.names == Outcome._fields  # so that a row is its own parameters
        self._old_outcomes = compile_(
            select(outcome.c.device, outcome.c.counter).where(outcome.c.at < bindparam("before"))
        )
        self._drop_outcomes = compile_(delete(outcome).where(outcome.c.at < bindparam("before")))
        self._sender = compile_(
            select(tables.sender.c.next_counter, tables.sender.c.pruned_counter).where(
                tables.sender.c.device == bindparam("device_")
            )
        )
        self._put_sender = upsert(database, tables.sender, "device")
        self._digest = compile_(
            select(tables.digest.c.value).where(
                tables.digest.c.scope == bindparam("scope_"),
                tables.digest.c.kind == bindparam("kind_"),
            )
        )
        self._put_digest = upsert(database, tables.digest, "scope", "kind")
        self._derived = {
            "ticket": _Derived(database, tables.guest, "ticket"),
            "contact": _Derived(database, tables.contact_address, "contact"),
            "organisation": _Derived(database, tables.organisation_domain, "organisation"),
            "message": _Derived(database, tables.mail_id, "message"),
        }

    def outcomes(
        self, connection: Connection, device: str, ids: Sequence[str]
    ) -> list[tuple[str, bytes, bytes]]:
        """Id, body hash and encoded answer of those of a device's commands that have ended."""
        found = self._outcomes.rows(connection, ids, device_=device)
        return [(id_, body, answer) for id_, body, answer in found]

    def add_outcomes(self, writer: Writer, outcomes: Iterable[Outcome]) -> None:
        """Remember how commands ended."""
        writer.write_many(self._add_outcome, outcomes)

    def prune_outcomes(self, writer: Writer, *, before: Instant) -> None:
        """Forget outcomes older than `before`, and remember per device up to which counter."""
        highest: dict[str, int] = {}
        for device, counter in writer.rows(self._old_outcomes, before=before):
            if counter is not None:
                highest[device] = max(counter, highest.get(device, 0))
        for device, counter in highest.items():
            sender = self.sender(writer, device)
            pruned = max(counter, sender.pruned_counter)
            self.put_sender(writer, device, Sender(sender.next_counter, pruned))
        writer.write(self._drop_outcomes, (before,))

    def sender(self, connection: Connection, device: str) -> Sender:
        """A device's counters; a device that never sent starts at 1."""
        found = connection.run(self._sender.sql, (device,))
        return Sender(*found[0]) if found else Sender(1, 0)

    def put_sender(self, writer: Writer, device: str, sender: Sender) -> None:
        """Store a device's counters."""
        values = {"device": device, **sender._asdict()}
        writer.write(self._put_sender, self._put_sender.bind(values))

    def fold_digests(self, writer: Writer, flips: Mapping[tuple[str, str], int]) -> None:
        """XOR values into the digests of scopes and kinds."""
        parameters = []
        for (scope, kind), flip in flips.items():
            found = writer.run(self._digest.sql, (scope, kind))
            value = signed((unsigned(found[0][0]) if found else 0) ^ flip)
            parameters.append(self._put_digest.bind({"scope": scope, "kind": kind, "value": value}))
        if parameters:
            writer.write_many(self._put_digest, parameters)

    def derive(
        self, writer: Writer, kind: str, before: Entity | None, after: Entity | None
    ) -> None:
        """Bring the rows that are derived from an entity up to date."""
        derived = self._derived.get(kind)
        if derived is not None:
            derived.apply(writer, derived_rows(before), derived_rows(after))


class _Derived:
    """A table whose rows follow from an entity of one kind."""

    def __init__(self, database: Database, table: Table, owner: str) -> None:
        keys = list(table.primary_key.columns)
        self._insert = database.compile(_insert_all(table))
        self._delete = database.compile(
            delete(table).where(
                *(column == bindparam(f"{column.name}_") for column in keys),
                *(
                    ()
                    if owner in table.primary_key.columns
                    else (table.c[owner] == bindparam("owner_"),)
                ),
            )
        )
        self._names = [column.name for column in table.columns]
        self._keys = [column.name for column in keys]
        self._owner = owner

    def apply(
        self, writer: Writer, before: set[tuple[str, ...]], after: set[tuple[str, ...]]
    ) -> None:
        for row in before - after:
            values = dict(zip(self._names, row, strict=True))
            bound = {f"{key}_": values[key] for key in self._keys}
            bound["owner_"] = values[self._owner]
            writer.write(self._delete, self._delete.bind(bound))
        for row in after - before:
            writer.write(self._insert, self._insert.bind(dict(zip(self._names, row, strict=True))))


def derived_rows(entity: Entity | None) -> set[tuple[str, ...]]:
    """The derived rows of an entity, each in its table's column order."""
    match entity:
        case Ticket():
            return {(entity.id, agent) for agent in guests_of(entity)}
        case Contact():
            return {(address_key(email), entity.id) for email in entity.emails}
        case Organisation():
            return {(address_key(domain), entity.id) for domain in entity.domains}
        case Message(message_id=str(message_id)):
            return {(message_id, entity.id, entity.ticket)}
    return set()


def _insert_all(table: Table) -> Any:
    return insert(table).values(_binds(table))


def _binds(table: Table) -> dict[str, Any]:
    return {column.name: bindparam(column.name) for column in table.columns}


def upsert(database: Database, table: Table, *keys: str) -> Statement:
    """`INSERT … ON CONFLICT (keys) DO UPDATE` of every other column."""
    dialect: Any = sqlite if database.dialect == SQLITE else postgresql
    statement = dialect.insert(table).values(_binds(table))
    others = {name: statement.excluded[name] for name in _binds(table) if name not in keys}
    return database.compile(statement.on_conflict_do_update(index_elements=list(keys), set_=others))
