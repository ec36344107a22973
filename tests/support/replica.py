# SPDX-License-Identifier: Apache-2.0
"""A strict model of what a client holds: it applies frames, and fails for what must not come.

Written from the contract alone, so that server and client are both held against a third reading.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from sync_server.contract import frames
from sync_server.contract.codec import decode_entity, decode_object
from sync_server.contract.digests import digest_text, row_digest
from sync_server.contract.entities import CHILDREN, KINDS, Entity, Ticket
from sync_server.contract.frames import FULL
from sync_server.contract.ids import TicketId
from sync_server.contract.scopes import guest_scope, home_of
from sync_server.store.reads import kinds_of

Key = tuple[str, str]


class Replica:
    """Rows by kind and id with their versions, the scopes held and loading, and the cursor."""

    def __init__(self) -> None:
        self.epoch = ""
        self.cursor = 0
        self.held: dict[str, str] = {}
        self.loading: dict[str, str] = {}
        self.rows: dict[Key, tuple[int, Entity]] = {}
        self.answers: list[frames.Answer] = []
        self.digests: list[frames.Digests] = []
        self.told: list[frames.Told] = []
        self.people: dict[str, frames.Somebody] = {}
        self.closing: frames.Closing | None = None
        self.complaints: list[frames.Complaint] = []
        self.welcome: frames.Welcome | None = None
        self.seqs: list[int] = []
        self._gone: set[str] = set()
        self._replayed: dict[str, int] = {}

    def interrupted(self) -> None:
        """The connection is gone: what was not complete does not count."""
        for scope in list(self.loading):
            self._forget_scope(scope)
        self.people = {}

    def apply(self, frame: frames.Down) -> None:
        """Take a frame in."""
        name = type(frame).__name__.lower()
        getattr(self, f"_take_{name}")(frame)

    # -- frames --------------------------------------------------------------------------------

    def _take_welcome(self, frame: frames.Welcome) -> None:
        self.welcome = frame
        if not self.epoch:
            self.epoch = frame.epoch

    def _take_resync(self, frame: frames.Resync) -> None:
        self.__init__()  # type: ignore[misc]
        self.epoch = frame.epoch

    def _take_scopeready(self, frame: frames.ScopeReady) -> None:
        assert frame.scope in self.loading, f"ready without snapshot: {frame.scope}"
        assert frame.through >= self.cursor
        self.held[frame.scope] = self.loading.pop(frame.scope)

    def _take_forget(self, frame: frames.Forget) -> None:
        for scope in frame.scopes:
            self._forget_scope(scope)
        for ticket in frame.tickets:
            self.held.pop(guest_scope(ticket), None)
            self._drop_ticket(ticket)

    def _take_answers(self, frame: frames.Answers) -> None:
        self.answers += frame.answers
        for answer in frame.answers:
            assert (answer.seq or 0) <= self.cursor, "an answer before its changes"

    def _take_digests(self, frame: frames.Digests) -> None:
        self.digests.append(frame)

    def _take_told(self, frame: frames.Told) -> None:
        self.told.append(frame)

    def _take_closing(self, frame: frames.Closing) -> None:
        self.closing = frame

    def _take_complaint(self, frame: frames.Complaint) -> None:
        self.complaints.append(frame)

    def _take_changes(self, frame: frames.Changes) -> None:
        last = self.cursor
        for change in frame.changes:
            scope = self._placed(change)
            assert scope is not None, f"a change that is not for this session: {change}"
            if scope in self.loading:
                assert change.seq > self._replayed.get(scope, 0)
                self._replayed[scope] = change.seq
            else:
                assert change.seq > last, f"{change.seq} after {last}"
                last = change.seq
                self.seqs.append(change.seq)
            self._change(change, scope)
        assert frame.through >= last
        self.cursor = frame.through

    def _placed(self, change: frames.Change) -> str | None:
        ticket = change.id if change.kind == "ticket" else change.ticket
        guest = guest_scope(TicketId(ticket or ""))
        for scopes in (self.held, self.loading):
            if change.scope in scopes:
                return change.scope
            if guest in scopes:
                return guest
        return None

    def _change(self, change: frames.Change, scope: str) -> None:
        known_scopes = {**self.loading, **self.held}
        as_guest = guest_scope(TicketId(change.ticket or "")) in self.held
        whole = known_scopes[scope] == FULL or as_guest
        assert whole or change.kind == "ticket", "a body for an overview"
        key = (change.kind, change.id)
        known = self.rows.get(key)
        if known is not None and known[0] >= change.seq:
            return
        if change.op == "delete":
            self.rows.pop(key, None)
        elif change.op == "insert":
            assert isinstance(change.data, msgspec.Raw)
            self._put(change.kind, change.seq, decode_entity(change.kind, change.data))
        elif known is not None:
            assert isinstance(change.data, msgspec.Raw)
            values = {**msgspec.to_builtins(known[1]), **decode_object(change.data)}
            self._put(change.kind, change.seq, msgspec.convert(values, KINDS[change.kind]))
        else:
            ticket = change.id if change.kind == "ticket" else change.ticket
            assert scope in self.loading or ticket in self._gone, f"a row unknown here: {change}"

    def _take_snapshot(self, frame: frames.Snapshot) -> None:
        if frame.first:
            self._forget_scope(frame.scope)
            self._replayed.pop(frame.scope, None)
            self.loading[frame.scope] = frame.projection
        assert self.loading.get(frame.scope) == frame.projection
        self._tables(frame.tables, frame.seq)

    def _take_ticketsnapshot(self, frame: frames.TicketSnapshot) -> None:
        if frame.first:
            self._drop_ticket(frame.ticket)
        self._tables(frame.tables, frame.seq)
        if frame.last and frame.scope == guest_scope(frame.ticket):
            self.held[frame.scope] = frame.projection

    def _tables(self, tables: Iterable[frames.Rows], seq: int) -> None:
        for table in tables:
            for raw in table.rows:
                version, *values = msgspec.json.decode(raw)
                entity = msgspec.convert(
                    dict(zip(table.columns, values, strict=True)), KINDS[table.kind]
                )
                assert version <= seq
                known = self.rows.get((table.kind, entity.id))
                if known is None or known[0] < version:
                    self._put(table.kind, version, entity)

    def _put(self, kind: str, version: int, entity: Entity) -> None:
        if isinstance(entity, Ticket) and entity.archived:
            self._gone.add(entity.id)
            self._drop_ticket(entity.id)
        else:
            self.rows[(kind, entity.id)] = (version, entity)

    def _forget_scope(self, scope: str) -> None:
        self.held.pop(scope, None)
        self.loading.pop(scope, None)
        for (kind, id_), (_, entity) in list(self.rows.items()):
            if kind in CHILDREN:
                continue
            if kind == "ticket":
                if not self._shown(entity):
                    self._drop_ticket(id_)
            elif home_of(entity) == scope:
                del self.rows[(kind, id_)]

    def _shown(self, ticket: Entity) -> bool:
        return any(
            home_of(ticket) in scopes or guest_scope(TicketId(ticket.id)) in scopes
            for scopes in (self.held, self.loading)
        )

    def _drop_ticket(self, ticket: str) -> None:
        self.rows.pop(("ticket", ticket), None)
        for key, (_, entity) in list(self.rows.items()):
            if key[0] in CHILDREN and getattr(entity, "ticket", "") == ticket:
                del self.rows[key]

    def _take_presence(self, frame: frames.Presence) -> None:
        if frame.full:
            self.people = {}
        for somebody in frame.people:
            if somebody.ticket is None:
                self.people.pop(somebody.session, None)
            else:
                self.people[somebody.session] = somebody

    # -- questions -----------------------------------------------------------------------------

    def tickets(self) -> set[str]:
        return {id_ for kind, id_ in self.rows if kind == "ticket"}

    def ids(self, kind: str) -> set[str]:
        return {id_ for known, id_ in self.rows if known == kind}

    def get(self, kind: str, id_: str) -> Any:
        return self.rows[(kind, id_)][1]

    def own_digests(self) -> dict[str, dict[str, str]]:
        """The digests of the held scopes, from the rows."""
        found = {
            scope: dict.fromkeys(kinds_of(scope, projection), 0)
            for scope, projection in self.held.items()
        }
        for (kind, id_), (version, entity) in self.rows.items():
            ticket = id_ if kind == "ticket" else getattr(entity, "ticket", "")
            home = home_of(self.get("ticket", ticket) if kind in CHILDREN else entity)
            on_ticket = kind == "ticket" or kind in CHILDREN
            guests = (guest_scope(TicketId(ticket)),) if on_ticket else ()
            for scope in (home, *guests):
                if kind in found.get(scope, ()):
                    found[scope][kind] ^= row_digest(kind, id_, version)
        return {
            scope: {kind: digest_text(value) for kind, value in kinds.items()}
            for scope, kinds in found.items()
        }
