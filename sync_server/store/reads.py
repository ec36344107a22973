# SPDX-License-Identifier: Apache-2.0
"""What the feed reads: rows of a scope in pages, a ticket whole, guests, digests, the log.

Everything that one `Glimpse` gives is of one moment, `head.seq`. A glimpse belongs to the thread
that opened it and remembers what it read, so that looking on behalf of many sessions costs little
more than looking once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct
from sqlalchemy import Select, Table, bindparam, or_, select

from sync_server.contract.digests import EMPTY, digest_text, row_digest
from sync_server.contract.entities import CHILDREN, KINDS, Entity, Ticket
from sync_server.contract.frames import FULL, Projection, Rows
from sync_server.contract.ids import AgentId, DeviceId, MembershipId, Seq, TeamId, TicketId
from sync_server.contract.scopes import (
    AGENT_PREFIX,
    AUDIT,
    DESK,
    DIRECTORY,
    HELD,
    HELD_PREFIX,
    is_ticket_scope,
)
from sync_server.domain.sight import Viewer
from sync_server.store import tables
from sync_server.store.changelog import ChangeLog, Head, Logged, ticket_thread
from sync_server.store.engines import Connection, Database, Statement
from sync_server.store.rows import AllRows, unsigned
from sync_server.store.tables import FLAG, JSON, kind_table, storage_of

PAGE_ROWS: Final = 1000
PART_BYTES: Final = 448 * 1024
"""Rows of a page, and bytes of one part, where nothing else is asked for. A frame is a part and a
little around it."""

TICKET_ROWS: Final = 10
"""Rows that a ticket with its children is reckoned as."""

PAST_EVERY_ID: Final = "z" * 81
"""Sorts after every id, in every collation."""

GUEST_PREFIX: Final = "ticket:"

Part = tuple[Rows, ...]
"""Rows that fit one frame."""

_encode = msgspec.json.Encoder().encode


class Page(Struct, frozen=True, kw_only=True):
    """Some rows of a scope. `next` continues after them; `None` says that they were the last."""

    seq: Seq
    parts: tuple[Part, ...]
    tickets: frozenset[TicketId]
    next: str | None


class WholeTicket(Struct, frozen=True, kw_only=True):
    """A ticket and its children, ready to travel."""

    seq: Seq
    parts: tuple[Part, ...]


class _Rows:
    """Reads one kind's rows as JSON arrays `[version, field, …]`."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.table = kind_table(kind)
        fields = msgspec.structs.fields(KINDS[kind])
        self.names = tuple(field.name for field in fields)
        forms = [storage_of(field.type)[1] for field in fields]
        self._flags = [i for i, form in enumerate(forms, 1) if form == FLAG]
        self._objects = [i for i, form in enumerate(forms, 1) if form == JSON]

    def select(self) -> Select[Any]:
        """Version and fields, in the order in which `raw` takes them."""
        return select(self.table.c.version, *(self.table.c[name] for name in self.names))

    def raw(self, row: Sequence[Any]) -> Raw:
        """A row as a JSON array."""
        values = list(row)
        for i in self._flags:
            if values[i] is not None:
                values[i] = bool(values[i])
        for i in self._objects:
            if values[i] is not None:
                values[i] = Raw(values[i].encode())
        return Raw(_encode(values))


_ROWS: Final = {kind: _Rows(kind) for kind in KINDS}
_TICKET: Final = tables.ticket

_KINDS_OF: Final[dict[str, tuple[str, ...]]] = {
    DESK: (
        "agent",
        "team",
        "membership",
        "category",
        "skill",
        "tag",
        "view",
        "availability",
        "mailbox",
        "canned",
        "workspace",
        "calendar",
        "sla_policy",
        "rule",
        "gate",
        "published",
    ),
    DIRECTORY: ("contact", "organisation", "block"),
    HELD: ("held",),
    HELD_PREFIX: ("held",),
    AUDIT: ("security", "api_key"),
    AGENT_PREFIX: ("view", "read_mark", "draft", "canned", "preferences", "alert"),
}


_OWNER_OF: Final = {
    "view": "owner",
    "canned": "owner",
    "read_mark": "agent",
    "draft": "agent",
    "alert": "agent",
    "preferences": "id",
}
"""The column that names whose a row is, of the kinds that one agent alone may hold."""

_OWNED: Final = frozenset({"view", "canned"})
"""Kinds whose rows without an owner are everybody's."""


def kinds_of(scope: str, projection: Projection) -> tuple[str, ...]:
    """The kinds whose rows a holder of the scope gets."""
    if is_ticket_scope(scope):
        return ("ticket", *CHILDREN) if projection == FULL else ("ticket",)
    return _KINDS_OF[_family(scope)[0]]


def _family(scope: str) -> tuple[str, str]:
    """The kind of a scope without tickets, and whose it is."""
    for prefix in (AGENT_PREFIX, HELD_PREFIX):
        if scope.startswith(prefix):
            return prefix, scope.removeprefix(prefix)
    return scope, ""


def _page_of(kind: str, scope: str) -> Select[Any]:
    """Rows of a kind in a scope without tickets, by id; parameters: owner, after, limit."""
    rows = _ROWS[kind]
    statement = rows.select().where(rows.table.c.id > bindparam("after"))
    if kind in _OWNED and scope == DESK:
        statement = statement.where(rows.table.c.owner.is_(None))
    elif scope == HELD:
        statement = statement.where(rows.table.c.team.is_(None))
    elif scope == HELD_PREFIX:
        statement = statement.where(rows.table.c.team == bindparam("owner"))
    elif scope == AGENT_PREFIX:
        column = rows.table.c[_OWNER_OF[kind]]
        statement = statement.where(column == bindparam("owner"))
    return statement.order_by(rows.table.c.id).limit(bindparam("limit"))


def _children_between(kind: str) -> Select[Any]:
    """Children of the unarchived tickets of a home whose ids lie in a range."""
    rows = _ROWS[kind]
    return (
        rows.select()
        .join(_TICKET, _TICKET.c.id == rows.table.c.ticket)
        .where(
            _TICKET.c.home == bindparam("home_"),
            _TICKET.c.archived == 0,
            _TICKET.c.id >= bindparam("lowest"),
            _TICKET.c.id <= bindparam("highest"),
        )
        .order_by(rows.table.c.ticket.desc(), *_child_order(rows.table))
    )


def _child_order(table: Table) -> tuple[Any, ...]:
    return (table.c.at, table.c.id) if table.name == "message" else (table.c.id,)


class Reads:
    """The statements of one database. Safe to share between threads."""

    def __init__(
        self, database: Database, *, page_rows: int = PAGE_ROWS, part_bytes: int = PART_BYTES
    ) -> None:
        self.database = database
        self.page_rows = page_rows
        self.part_bytes = part_bytes
        self.log = ChangeLog(database)
        compile_ = database.compile
        self.kind_rows = AllRows(database)
        ticket = _ROWS["ticket"]
        self.tickets = compile_(
            ticket.select()
            .where(
                _TICKET.c.home == bindparam("home_"),
                _TICKET.c.archived == 0,
                _TICKET.c.id < bindparam("before"),
            )
            .order_by(_TICKET.c.id.desc())
            .limit(bindparam("limit"))
        )
        self.children = {kind: compile_(_children_between(kind)) for kind in CHILDREN}
        self.pages = {
            (scope, kind): compile_(_page_of(kind, scope))
            for scope, kinds in _KINDS_OF.items()
            for kind in kinds
        }
        self.by_id = {
            kind: compile_(rows.select().where(rows.table.c.id == bindparam("id_")))
            for kind, rows in _ROWS.items()
        }
        self.of_ticket = {
            kind: compile_(
                _ROWS[kind]
                .select()
                .where(kind_table(kind).c.ticket == bindparam("ticket_"))
                .order_by(*_child_order(kind_table(kind)))
            )
            for kind in CHILDREN
        }
        self.named_in = compile_(
            select(tables.guest.c.ticket, _TICKET.c.home)
            .join(_TICKET, _TICKET.c.id == tables.guest.c.ticket)
            .where(tables.guest.c.agent == bindparam("agent_"), _TICKET.c.archived == 0)
            .order_by(tables.guest.c.ticket.desc())
        )
        agent, membership = tables.agent, tables.membership
        self.agent = compile_(
            select(agent.c.role, agent.c.disabled).where(agent.c.id == bindparam("agent_"))
        )
        self.levels = compile_(
            select(membership.c.team, membership.c.level).where(
                membership.c.agent == bindparam("agent_")
            )
        )
        self.teams = compile_(select(tables.team.c.id).order_by(tables.team.c.id))
        self.place = compile_(select(membership.c.agent).where(membership.c.id == bindparam("id_")))
        log, thread = tables.log, ticket_thread(after=bindparam("after"))
        self.ticket_log = compile_(
            select(log.c.seq, log.c.op, log.c.scope_before, log.c.scope_after, log.c.payload)
            .join(thread, thread.c.seq == log.c.seq)
            .where(log.c.kind == "ticket", log.c.seq > bindparam("after"))
            .order_by(log.c.seq)
        )
        self.digests = compile_(
            select(tables.digest.c.kind, tables.digest.c.value).where(
                tables.digest.c.scope == bindparam("scope_")
            )
        )
        self.ticket_digests = compile_(
            select(
                _TICKET.c.version,
                _TICKET.c.archived,
                _TICKET.c.message_digest,
                _TICKET.c.attachment_digest,
            ).where(_TICKET.c.id == bindparam("id_"))
        )
        device = tables.device
        self.device = compile_(
            select(device.c.id).where(
                or_(
                    device.c.token == bindparam("token_"),
                    device.c.previous_token == bindparam("token_"),
                )
            )
        )
        self.reachable = compile_(
            select(tables.availability.c.id).where(tables.availability.c.reachable == 1)
        )

    @contextmanager
    def glimpse(self) -> Iterator["Glimpse"]:
        """The database as it is at one moment."""
        with self.database.read() as connection:
            yield Glimpse(self, connection)


class Glimpse:
    """One read snapshot, and what was read in it. The head is its first read."""

    def __init__(self, reads: Reads, connection: Connection) -> None:
        self._reads = reads
        self.connection = connection
        self.head: Head = reads.log.head(connection)
        self._viewers: dict[AgentId, Viewer | None] = {}
        self._teams: tuple[TeamId, ...] | None = None
        self._tickets: dict[TicketId, Ticket | None] = {}
        self._whole: dict[tuple[TicketId, Projection], WholeTicket] = {}
        self._log: dict[tuple[Seq, Seq], list[Logged]] = {}

    # -- who sees what -------------------------------------------------------------------------

    def viewer(self, agent: AgentId) -> Viewer | None:
        """How an agent looks at the desk; `None` for an unknown or disabled one."""
        if agent not in self._viewers:
            found = self.connection.rows(self._reads.agent, agent_=agent)
            if not found or found[0][1]:
                self._viewers[agent] = None
            else:
                levels = dict(self.connection.rows(self._reads.levels, agent_=agent))
                self._viewers[agent] = Viewer(agent=agent, role=found[0][0], levels=levels)
        return self._viewers[agent]

    def teams(self) -> tuple[TeamId, ...]:
        """Every team of the desk."""
        if self._teams is None:
            self._teams = tuple(row[0] for row in self.connection.rows(self._reads.teams))
        return self._teams

    def member(self, membership: MembershipId) -> AgentId | None:
        """Whose membership it is."""
        found = self.connection.rows(self._reads.place, id_=membership)
        return found[0][0] if found else None

    def named_in(self, agent: AgentId) -> dict[TicketId, str]:
        """The unarchived tickets that name an agent, newest first, with their homes."""
        return dict(self.connection.rows(self._reads.named_in, agent_=agent))

    def reachable(self) -> frozenset[AgentId]:
        """The agents whose availability says that they are connected."""
        return frozenset(row[0] for row in self.connection.rows(self._reads.reachable))

    def device_of(self, token: str) -> DeviceId | None:
        """The device that a token (as it is stored) belongs to."""
        found = self.connection.rows(self._reads.device, token_=token)
        return found[0][0] if found else None

    # -- rows ----------------------------------------------------------------------------------

    def ticket(self, id_: TicketId) -> Ticket | None:
        """A ticket's row, archived or not."""
        if id_ not in self._tickets:
            found = self.row("ticket", id_)
            self._tickets[id_] = found[1] if found and isinstance(found[1], Ticket) else None
        return self._tickets[id_]

    def row(self, kind: str, id_: str) -> tuple[Seq, Entity] | None:
        """Version and entity of a row."""
        found = self.connection.rows(self._reads.by_id[kind], id_=id_)
        if not found:
            return None
        return found[0][0], self._reads.kind_rows[kind].read(found[0][1:])

    def whole_ticket(self, id_: TicketId, projection: Projection) -> WholeTicket:
        """A ticket in as many parts as its size needs, the row first; no part if it is gone."""
        key = (id_, projection)
        if key not in self._whole:
            pieces = self._pieces("ticket", self._reads.by_id["ticket"], id_=id_)
            if projection == FULL:
                for kind in CHILDREN:
                    pieces += self._pieces(kind, self._reads.of_ticket[kind], ticket_=id_)
            self._whole[key] = WholeTicket(
                seq=self.head.seq, parts=tuple(_parts(pieces, self._reads.part_bytes))
            )
        return self._whole[key]

    def page(self, scope: str, projection: Projection, *, after: str | None) -> Page:
        """The rows of a scope that follow `after` (`None`: the first ones)."""
        if is_ticket_scope(scope):
            return self._ticket_page(scope, projection, after)
        return self._plain_page(scope, after)

    def _ticket_page(self, home: str, projection: Projection, after: str | None) -> Page:
        """Tickets by falling id: ids begin with the moment of their making and never change."""
        before = PAST_EVERY_ID if after is None else after
        statement = self._reads.tickets
        limit = max(1, self._reads.page_rows // TICKET_ROWS)
        rows = self.connection.rows(statement, home_=home, before=before, limit=limit)
        ticket = _ROWS["ticket"]
        ids = [row[1] for row in rows]
        pieces = [("ticket", ticket.raw(row)) for row in rows]
        if projection == FULL and ids:
            for kind in CHILDREN:
                pieces += self._pieces(
                    kind, self._reads.children[kind], home_=home, lowest=ids[-1], highest=ids[0]
                )
        return Page(
            seq=self.head.seq,
            parts=tuple(_parts(pieces, self._reads.part_bytes)),
            tickets=frozenset(ids),
            next=ids[-1] if len(ids) == limit else None,
        )

    def _plain_page(self, scope: str, after: str | None) -> Page:
        kinds = kinds_of(scope, FULL)
        start, _, last = (kinds[0], "", "") if after is None else after.partition("\0")
        family, whose = _family(scope)
        owner = {"owner": whose, "limit": self._reads.page_rows}
        pieces: list[tuple[str, Raw]] = []
        next_: str | None = None
        for kind in kinds[kinds.index(start) :]:
            statement = self._reads.pages[(family, kind)]
            rows = self.connection.rows(statement, after=last, **owner)
            last = ""
            pieces += [(kind, _ROWS[kind].raw(row)) for row in rows]
            if len(rows) == self._reads.page_rows:
                next_ = f"{kind}\0{rows[-1][1]}"
                break
        return Page(
            seq=self.head.seq,
            parts=tuple(_parts(pieces, self._reads.part_bytes)),
            tickets=frozenset(),
            next=next_,
        )

    def _pieces(self, kind: str, statement: Statement, **values: Any) -> list[tuple[str, Raw]]:
        rows = _ROWS[kind]
        return [(kind, rows.raw(row)) for row in self.connection.rows(statement, **values)]

    # -- log and digests -----------------------------------------------------------------------

    def log(self, *, after: Seq, through: Seq) -> list[Logged]:
        """Entries with `after < seq <= through`: at least one if there is any, and at most as many
        as a session is sent at once.
        """
        key = (after, through)
        if key not in self._log:
            page = self._reads.log.read(
                self.connection, after=after, through=through, limit=self._reads.page_rows
            )
            size = 0
            for count, entry in enumerate(page):
                size += len(entry.payload or b"")
                if size > self._reads.part_bytes and count:
                    page = page[:count]
                    break
            self._log[key] = page
        return self._log[key]

    def ticket_log(self, ticket: TicketId, *, after: Seq) -> list[Logged]:
        """All entries of a ticket's own row after a seq, without their authors."""
        found = self.connection.rows(self._reads.ticket_log, ticket_=ticket, after=after)
        return [
            Logged(
                seq=seq,
                at=0,
                command="",
                device="",
                actor="",
                via="",
                kind="ticket",
                id=ticket,
                op=op,
                scope_before=scope_before,
                scope_after=scope_after,
                ticket=ticket,
                payload=payload,
            )
            for seq, op, scope_before, scope_after, payload in found
        ]

    def digests(self, scopes: Mapping[str, Projection]) -> dict[str, dict[str, str]]:
        """Per scope and kind that its holder gets, the digest of the unarchived rows."""
        return {
            scope: self._scope_digests(scope, projection) for scope, projection in scopes.items()
        }

    def _scope_digests(self, scope: str, projection: Projection) -> dict[str, str]:
        if scope.startswith(GUEST_PREFIX):
            values = self._guest_digests(scope.removeprefix(GUEST_PREFIX))
        else:
            found = self.connection.rows(self._reads.digests, scope_=scope)
            values = {kind: unsigned(value) for kind, value in found}
        return {kind: digest_text(values.get(kind, EMPTY)) for kind in kinds_of(scope, projection)}

    def _guest_digests(self, ticket: str) -> dict[str, int]:
        found = self.connection.rows(self._reads.ticket_digests, id_=ticket)
        if not found or found[0][1]:
            return {}
        version, _, messages, attachments = found[0]
        return {
            "ticket": row_digest("ticket", ticket, version),
            "message": unsigned(messages),
            "attachment": unsigned(attachments),
        }


def _parts(pieces: Iterable[tuple[str, Raw]], part_bytes: int) -> Iterator[Part]:
    """Rows in their order, cut where a part is full, the rows of a kind together."""
    tables_: dict[str, list[Raw]] = {}
    size = 0
    for kind, raw in pieces:
        length = len(bytes(raw))
        if size and size + length > part_bytes:
            yield _part(tables_)
            tables_, size = {}, 0
        tables_.setdefault(kind, []).append(raw)
        size += length
    if tables_:
        yield _part(tables_)


def _part(tables_: dict[str, list[Raw]]) -> Part:
    return tuple(
        Rows(kind=kind, columns=_ROWS[kind].names, rows=tuple(rows))
        for kind, rows in tables_.items()
    )
