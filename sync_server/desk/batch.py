# SPDX-License-Identifier: Apache-2.0
"""A batch: the rows and log entries of one transaction, held in memory until it ends.

Rows that commands touch are kept in an identity map. A command's writes stay in its unit of work
until it succeeds; then they are adopted: each changed row gets its seq and its log entry. A refused
command therefore leaves nothing behind, without a savepoint. Rows reach the database once per
batch, or earlier when a lookup needs them there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from sync_server.contract.digests import row_digest
from sync_server.contract.entities import CHILDREN, KINDS, Entity, Ticket
from sync_server.contract.frames import Answer
from sync_server.contract.ids import AgentId, Instant, Seq
from sync_server.contract.scopes import agent_scope, home_of, ticket_home
from sync_server.desk.actor import Actor
from sync_server.desk.memory import Change, Memory
from sync_server.desk.recent import Key, RecentRows
from sync_server.desk.roster import SIGHT_KINDS
from sync_server.store.changelog import ChangeLog, Head, Logged
from sync_server.store.engines import Writer
from sync_server.store.ledger import Ledger
from sync_server.store.rows import Stored


class _Edit(NamedTuple):
    """What a command does to one row: `None` stands for "not there".

    `fields` are those that differ, when the row is there before and after. The scopes are its home
    before and after; a child's follow from its ticket when the edit is adopted. A child that goes
    to another ticket is two edits: it is gone from the one, and there in the other, so that whoever
    sees one of them alone is told no more and no less than that.
    """

    kind: str
    id: str
    before: Entity | None
    after: Entity | None
    fields: tuple[str, ...]
    op: str
    payload: bytes
    scope_before: str | None
    scope_after: str | None


_FIELDS: Final = {
    kind: tuple(field.name for field in msgspec.structs.fields(entity))
    for kind, entity in KINDS.items()
}
_UNTRACKED: Final = frozenset(
    {
        "id",
        "updated_at",
        "messages",
        "waiting_since",
        "last_message_by",
        "clocks",
        "queued_at",
        "unrouted",
        "route_at",
        "last_owner",
        "asked",
        "offered_to",
        "given",
        "marks",
        "by_hand",
        "promised",
    }
)
"""Fields that no person edits: they never conflict, so their last change is not kept."""

OWN: Final = agent_scope(AgentId(""))
"""How the homes begin of what one agent alone holds: nobody else loses it with its end."""

_SIGHT_FIELDS: Final = frozenset({"team", "assignee", "followers", "mentioned"})

_encode = msgspec.json.Encoder().encode
_canonical = msgspec.json.Encoder(order="deterministic").encode


class Batch:
    """One transaction's state. Lives on the desk's thread; dropped when the transaction fails."""

    def __init__(
        self,
        writer: Writer,
        rows: RecentRows,
        ledger: Ledger,
        *,
        log: ChangeLog,
        head: Head,
        memory: Memory,
        now: Instant,
        random_bytes: Callable[[int], bytes],
    ) -> None:
        self.writer = writer
        self.rows = rows.rows
        self._recent = rows
        self.ledger = ledger
        self.memory = memory
        self.now = now
        self.entries: list[Logged] = []
        self.answers: dict[tuple[str, str], Answer] = {}
        self.next_number = head.next_number
        self.seq = head.seq
        self._log = log
        self._chain = head.chain
        self._logged = 0
        self._random_bytes = random_bytes
        self._map: dict[Key, Stored | None] = {}
        self._dirty: dict[Key, Stored] = {}
        self._unsaved: dict[Key, tuple[str, ...]] = {}
        """The fields of a dirty row that are not saved, where one edit is all there was."""
        self._digests: dict[tuple[str, str], int] = {}

    def load(self, kind: str, id_: str) -> Stored | None:
        """The row under an id as the batch sees it: `None`, or a `Stored` that may be deleted."""
        key = (kind, id_)
        if key not in self._map:
            self._map[key] = self._recent.load(self.writer, kind, id_)
        return self._map[key]

    def prefetch(self, kind: str, ids: Iterable[str]) -> None:
        """Load rows in few statements; `load` finds them, or that they are not there."""
        wanted = [id_ for id_ in ids if (kind, id_) not in self._map]
        if len(wanted) > 1:
            self._map.update({(kind, id_): None for id_ in wanted})
            for id_, stored in self._recent.load_many(self.writer, kind, wanted):
                self._map[(kind, id_)] = stored

    def adopt(
        self,
        touched: dict[Key, Entity | None],
        *,
        command: str,
        actor: Actor,
        causes: Mapping[Key, Mapping[str, object]] | None = None,
    ) -> tuple[Seq | None, bool]:
        """Make a command's writes part of the batch, or raise and leave the batch as it was.

        Gives the seq of its last change (`None` when nothing changed), and whether it may have
        taken sight of something from somebody.
        """
        edits = self._edits(touched, causes or {})
        for edit in edits:
            key = (edit.kind, edit.id)
            stored = self._map[key] = self._map[key] or Stored(None)
            self.seq += 1
            self.entries.append(self._change(edit, stored, command=command, actor=actor))
            self._dirty[key] = stored
            # A second edit of a row is compared with what is saved when it is written.
            self._unsaved[key] = edit.fields if stored.saved is edit.before else ()
        self.memory = self.memory.with_changes(
            Change(edit.kind, edit.id, edit.before, edit.after) for edit in edits
        )
        return (self.seq if edits else None), any(map(_takes_sight, edits))

    def changes(self, touched: Mapping[Key, Entity | None]) -> Iterator[Change]:
        """What a command has written so far, beside what was there before it."""
        for (kind, id_), after in touched.items():
            stored = self.load(kind, id_)
            yield Change(kind, id_, None if stored is None else stored.entity, after)

    def _edits(
        self, touched: dict[Key, Entity | None], causes: Mapping[Key, Mapping[str, object]]
    ) -> list[_Edit]:
        """What a command's writes change. All that may fail of `adopt` is here."""
        edits: list[_Edit] = []
        new_tickets: set[str] = set()
        for kind, id_, before, after in self._steps(touched):
            fields = _differing(kind, before, after)
            if not fields and (before is None) is (after is None):
                continue
            op, payload = _payload(before, after, fields, causes.get((kind, id_)))
            was = is_ = None
            if kind not in CHILDREN:
                was = None if before is None else home_of(before)
                is_ = None if after is None else home_of(after)
            elif _ticket_of(before, after) not in new_tickets:
                self._parent(kind, _ticket_of(before, after))
            if kind == "ticket":
                new_tickets.add(id_)
            edits.append(_Edit(kind, id_, before, after, fields, op, payload, was, is_))
        return edits

    def _steps(self, touched: Mapping[Key, Entity | None]) -> Iterator[Change]:
        """Each row before and after; what goes to another ticket in two steps."""
        for change in self.changes(touched):
            if change.kind in CHILDREN and _changes_ticket(change.before, change.after):
                yield change._replace(after=None)
                yield change._replace(before=None)
            else:
                yield change

    def _parent(self, kind: str, ticket_id: str) -> tuple[Stored, dict[str, int]]:
        """A child's ticket, and the digests of its children."""
        parent = self.load("ticket", ticket_id)
        if parent is None or parent.child_digests is None:
            raise LookupError(f"{kind} of an unknown ticket")
        return parent, parent.child_digests

    def flush_rows(self) -> None:
        """Write the changed rows, so that SQL sees them. Inside the transaction, of course."""
        if not self._dirty:
            return
        dirty, self._dirty = self._dirty, {}
        unsaved, self._unsaved = self._unsaved, {}
        groups: dict[tuple[str, str, tuple[str, ...]], list[Stored]] = {}
        for (kind, id_), stored in dirty.items():
            saved, entity = stored.saved, stored.entity
            if entity is None:
                if saved is not None:
                    self.writer.write(self.rows[kind].delete, (id_,))
            elif saved is None:
                groups.setdefault((kind, "insert", ()), []).append(stored)
            else:
                fields = unsaved.get((kind, id_)) or _differing(kind, saved, entity)
                groups.setdefault((kind, "update", fields), []).append(stored)
            self.ledger.derive(self.writer, kind, saved, entity)
            stored.saved = entity
        for (kind, op, fields), stored_rows in groups.items():
            self._write_group(kind, op, fields, stored_rows)

    def flush_log(self) -> None:
        """Write the entries, so that histories have them."""
        entries = self.entries[self._logged :]
        if entries:
            salts = self._random_bytes(32 * len(entries))
            self._chain = self._log.append(
                self.writer,
                entries,
                [salts[i : i + 32] for i in range(0, len(salts), 32)],
                self._chain,
            )
            self._logged = len(self.entries)

    def finish(self) -> None:
        """Write everything that the batch holds; the caller commits."""
        self.flush_rows()
        self.ledger.fold_digests(self.writer, self._digests)
        self.flush_log()
        if self.entries:
            self._log.move_head(
                self.writer, seq=self.seq, chain=self._chain, next_number=self.next_number
            )

    def committed(self) -> None:
        """The transaction is over: what it used may be used again."""
        self._recent.keep(self._map)

    def _write_group(
        self, kind: str, op: str, fields: tuple[str, ...], stored_rows: list[Stored]
    ) -> None:
        rows = self.rows[kind]
        if op == "insert":
            parameters: Iterable[Any] = [rows.insert_parameters(row) for row in stored_rows]
            self.writer.write_many(rows.insert, parameters)
            return
        statement = rows.update_statement(fields)
        self.writer.write_many(
            statement, [rows.update_parameters(row, statement) for row in stored_rows]
        )

    def _change(self, edit: _Edit, stored: Stored, *, command: str, actor: Actor) -> Logged:
        """Move a row to its next version and say so in a log entry."""
        scope_before, scope_after, ticket = self._count(edit, stored)
        previous = None if ticket is None else self._follow(ticket)
        if edit.op == "update":
            _note_fields(stored, edit, self.seq)
        stored.entity = edit.after
        stored.version = self.seq
        return Logged(
            seq=self.seq,
            at=self.now,
            command=command,
            device=actor.device,
            actor=actor.id,
            via=actor.via,
            kind=edit.kind,
            id=edit.id,
            op=edit.op,
            scope_before=scope_before,
            scope_after=scope_after,
            ticket=ticket,
            payload=edit.payload,
            previous=previous,
        )

    def _follow(self, ticket: str) -> Seq | None:
        """Append to a ticket's own thread of log entries; the seq of the one before."""
        stored, _ = self._parent("ticket", ticket)
        previous, stored.last_entry = stored.last_entry, self.seq
        return previous or None

    def _count(self, edit: _Edit, stored: Stored) -> tuple[str | None, str | None, str | None]:
        """Fold an edit into the digests; its home before and after, and its ticket."""
        kind, id_, before, after = edit.kind, edit.id, edit.before, edit.after
        old_digest = row_digest(kind, id_, stored.version) if before is not None else 0
        new_digest = row_digest(kind, id_, self.seq) if after is not None else 0
        if kind in CHILDREN:
            ticket = _ticket_of(before, after)
            scope = self._count_child(kind, ticket, old_digest ^ new_digest)
            return (
                scope if before is not None else None,
                scope if after is not None else None,
                ticket,
            )
        if kind == "ticket":
            self._count_ticket(edit, stored, old_digest, new_digest)
            return edit.scope_before, edit.scope_after, id_
        self._fold(edit.scope_before, kind, old_digest)
        self._fold(edit.scope_after, kind, new_digest)
        return edit.scope_before, edit.scope_after, None

    def _count_child(self, kind: str, ticket_id: str, flips: int) -> str:
        """Fold a child's digest into its ticket and scope; the scope."""
        parent, digests = self._parent(kind, ticket_id)
        digests[kind] ^= flips
        self._dirty[("ticket", ticket_id)] = parent
        home = parent.home or ticket_home(None)
        ticket = parent.entity
        if isinstance(ticket, Ticket) and not ticket.archived:
            self._fold(home, kind, flips)
        return home

    def _count_ticket(self, edit: _Edit, stored: Stored, old_digest: int, new_digest: int) -> None:
        """Fold a ticket's digest, and those of its children when they move or leave with it."""
        if stored.child_digests is None:
            stored.child_digests = dict.fromkeys(CHILDREN, 0)
        old_home = _counted_home(edit.before)
        new_home = _counted_home(edit.after)
        self._fold(old_home, "ticket", old_digest)
        self._fold(new_home, "ticket", new_digest)
        if old_home != new_home:
            for kind, value in stored.child_digests.items():
                self._fold(old_home, kind, value)
                self._fold(new_home, kind, value)
        if isinstance(edit.after, Ticket):
            stored.home = ticket_home(edit.after.team)

    def _fold(self, scope: str | None, kind: str, value: int) -> None:
        if scope is not None and value:
            key = (scope, kind)
            self._digests[key] = self._digests.get(key, 0) ^ value


def _differing(kind: str, before: Entity | None, after: Entity | None) -> tuple[str, ...]:
    """The fields in which two states of a row differ; none when it is not there in both."""
    if before is None or after is None:
        return ()
    values = zip(
        _FIELDS[kind], msgspec.structs.astuple(before), msgspec.structs.astuple(after), strict=True
    )
    # Almost all fields are the very same objects: those are not worth a call.
    return tuple(name for name, was, is_ in values if was is not is_ and differs(was, is_))


def differs(was: object, is_: object) -> bool:
    """Whether two values are not the same in JSON: to Python 1, 1.0 and `True` are equal."""
    if was is is_:
        return False
    if was != is_ or type(was) is not type(is_):
        return True
    return isinstance(was, dict) and bool(was) and _canonical(was) != _canonical(is_)


def _ticket_of(before: Entity | None, after: Entity | None) -> str:
    """The ticket that a child hangs on."""
    return str(getattr(after or before, "ticket"))  # noqa: B009 - either kind of child


def _changes_ticket(before: Entity | None, after: Entity | None) -> bool:
    """Whether a child that stays hangs on another ticket than it did."""
    stays = before is not None and after is not None
    return stays and _ticket_of(before, None) != _ticket_of(None, after)


def _counted_home(ticket: Entity | None) -> str | None:
    """The home in whose digest a ticket counts: none for an archived one."""
    if not isinstance(ticket, Ticket) or ticket.archived:
        return None
    return ticket_home(ticket.team)


def _takes_sight(edit: _Edit) -> bool:
    """Whether a change can end somebody's sight of a row."""
    if edit.before is None:
        return False
    if edit.kind in SIGHT_KINDS:
        return True
    if edit.after is None:
        return not (edit.scope_before or "").startswith(OWN)
    if edit.kind == "ticket":
        return not _SIGHT_FIELDS.isdisjoint(edit.fields)
    return edit.scope_before != edit.scope_after


def _payload(
    before: Entity | None,
    after: Entity | None,
    fields: tuple[str, ...],
    causes: Mapping[str, object] | None,
) -> tuple[str, bytes]:
    """The operation and the changed fields before and after, as they are logged."""
    why: dict[str, object] = {"causes": causes} if causes else {}
    if before is None:
        return "insert", _encode({"after": after, **why})
    if after is None:
        return "delete", _encode({"before": before, **why})
    old = {name: getattr(before, name) for name in fields}
    new = {name: getattr(after, name) for name in fields}
    return "update", _encode({"before": old, "after": new, **why})


def _note_fields(stored: Stored, edit: _Edit, seq: Seq) -> None:
    """Remember for each edited field that it changed at `seq`; custom fields one by one."""
    for name in edit.fields:
        if name in _UNTRACKED:
            continue
        if name == "custom":
            was, is_ = getattr(edit.before, name), getattr(edit.after, name)
            for key in {*was, *is_}:
                if differs(was.get(key), is_.get(key)):
                    stored.field_seq[f"custom.{key}"] = seq
        else:
            stored.field_seq[name] = seq
