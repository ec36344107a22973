# SPDX-License-Identifier: Apache-2.0
"""From frames to rows: each frame is one transaction that holds its rows, digests and cursor.

So a crash between two frames loses nothing and doubles nothing. Here the server's frames are held
against the rows: what does not fit a ready scope is refused, and that scope is fetched again.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import UNSET, Struct

from app.cache.engine import File
from app.cache.rows import Batch, Key, fields_of
from sync_server.contract import codec, frames
from sync_server.contract.entities import CHILDREN, Row, Ticket
from sync_server.contract.ids import Seq
from sync_server.contract.refusals import Refused
from sync_server.contract.scopes import guest_scope

MERGED_PAGES: Final = 200
"""Of the index of words, in one calm moment: some 20 ms."""


class Misfit(Exception):
    """Frame and cache do not fit. `scope` must be fetched again; nothing was stored."""

    def __init__(self, reason: str, scope: str) -> None:
        self.reason = reason
        self.scope = scope
        super().__init__(f"{reason} ({scope})")


class Applied(Struct, frozen=True, kw_only=True):
    """What a frame did: `rows` as they are now (`None` is gone), after the commit.

    `commands` are the ids of the commands whose effects came; `foreign` counts what was skipped.
    """

    rows: Mapping[Key, Row | None] = {}
    commands: frozenset[str] = frozenset()
    cursor: Seq = 0
    foreign: int = 0


class Position(Struct, frozen=True, kw_only=True):
    """Where the cache stands: what `resume` says."""

    epoch: str = ""
    cursor: Seq = 0
    scopes: Mapping[str, frames.Projection] = {}


def position(file: File) -> Position:
    """Epoch, cursor, and the scopes that are held complete."""
    meta = dict(file.rows("SELECT key, value FROM meta WHERE key IN ('epoch', 'cursor')"))
    held = dict(file.rows("SELECT scope, projection FROM scope WHERE ready = 1"))
    return Position(epoch=meta.get("epoch", ""), cursor=int(meta.get("cursor", "0")), scopes=held)


def get_meta(file: File, key: str) -> str | None:
    """A remembered value: "agent", "role", "contact_at"."""
    row = file.row("SELECT value FROM meta WHERE key = ?", (key,))
    return None if row is None else str(row[0])


def set_meta(file: File, key: str, value: str) -> None:
    """Remember a value."""
    file.run(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2",
        (key, value),
    )


def reset(file: File, epoch: str) -> None:
    """Hold nothing, of a new epoch."""
    with file.transaction():
        for table in ("row", "ticket", "scope", "digest", "words"):
            file.run(f"DELETE FROM {table}")  # noqa: S608 - names from the line above
        set_meta(file, "epoch", epoch)
        set_meta(file, "cursor", "0")
        file.run("DELETE FROM meta WHERE key = 'front'")


def wipe(file: File) -> None:
    """Hold nothing, for good: a loss of power does not bring it back, nor do the file's pages."""
    reset(file, "")
    file.rows("PRAGMA wal_checkpoint(TRUNCATE)")


def tidy(file: File) -> None:
    """What a commit puts off: merge words of the index, and move the log into the file."""
    file.run("INSERT INTO words (words, rank) VALUES ('merge', ?)", (MERGED_PAGES,))
    file.rows("PRAGMA wal_checkpoint(PASSIVE)")


def drop_scope(file: File, scope: str) -> Applied:
    """Give up a scope that cannot be trusted; the server will send it again."""
    return apply(file, frames.Forget(scopes=(scope,)))


def drop_unready(file: File) -> Applied:
    """Drop what was being loaded when the last session ended."""
    unready = tuple(row[0] for row in file.rows("SELECT scope FROM scope WHERE ready = 0"))
    return apply(file, frames.Forget(scopes=unready)) if unready else Applied()


def apply(file: File, frame: frames.Down) -> Applied:
    """Store what a frame says. Raises `Misfit`, `Damaged`, `NoRoom`: then nothing is stored."""
    with file.transaction():
        application = _Application(file)
        try:
            application.take(frame)
        except Refused:
            raise Misfit("a row that is not of the contract", _scope_of(frame)) from None
        application.batch.finish()
        cursor = application.cursor
        if cursor is not None:
            set_meta(file, "cursor", str(cursor))
    return Applied(
        rows=application.batch.touched,
        commands=frozenset(application.commands),
        cursor=cursor or 0,
        foreign=application.foreign,
    )


def _scope_of(frame: frames.Down) -> str:
    if isinstance(frame, frames.Changes):
        return frame.changes[0].scope if frame.changes else ""
    return getattr(frame, "scope", "")


class _Application:
    """One frame on its way into the file."""

    def __init__(self, file: File) -> None:
        self._file = file
        self.batch = Batch(file)
        self.commands: set[str] = set()
        self.cursor: Seq | None = None
        self.foreign = 0
        self._scopes: dict[str, tuple[str, bool]] = {
            scope: (projection, bool(ready))
            for scope, projection, ready in file.rows("SELECT * FROM scope")
        }

    def take(self, frame: frames.Down) -> None:
        match frame:
            case frames.Changes():
                for change in frame.changes:
                    self._change(change)
                self.cursor = frame.through
            case frames.Snapshot():
                self._snapshot(frame)
            case frames.ScopeReady():
                self._hold(frame.scope, frame.projection, ready=True)
                self.cursor = frame.through  # all that is ready is complete up to there
            case frames.TicketSnapshot():
                self._ticket(frame)
            case frames.Forget():
                for scope in frame.scopes:
                    self._forget_scope(scope)
                for ticket in frame.tickets:
                    self._release(guest_scope(ticket))
                    self.batch.remove_ticket(ticket)
            case _:
                raise TypeError(f"{type(frame).__name__} holds no rows")

    # -- changes -------------------------------------------------------------------------------

    def _change(self, change: frames.Change) -> None:
        ticket = change.id if change.kind == Ticket.kind else change.ticket
        scope = self._shown_by(change.scope, ticket)
        if scope is None and not self._held_ticket(change):
            self.foreign += 1
            return
        if change.command is not None:
            self.commands.add(change.command)
        # What is gone already need not have been here: it may have come and gone on the way.
        is_done = self._apply(change) or change.op == "delete"
        if not is_done and self._must_be_held(change, scope):
            raise Misfit(f"{change.op} of a row that is not held", scope or change.scope)
        if scope is None and change.kind == Ticket.kind:
            self._become_guest(change)

    def _apply(self, change: frames.Change) -> bool:
        fields = {} if change.data is UNSET else codec.decode_object(change.data)
        match change.op:
            case "insert":
                return self.batch.put(change.kind, change.seq, {**fields, "id": change.id})
            case "update":
                return self.batch.merge(change.kind, change.id, change.seq, fields)
            case _:
                return self.batch.remove(change.kind, change.id, change.seq)

    def _must_be_held(self, change: frames.Change, scope: str | None) -> bool:
        """Whether a missing row is the server's fault: not while its scope is still loading."""
        projection, ready = self._scopes.get(scope or "", ("", False))
        return ready and not (change.kind in CHILDREN and projection == frames.OVERVIEW)

    def _held_ticket(self, change: frames.Change) -> bool:
        """Whether a change of a scope that is not held tells how a held ticket goes on."""
        ticket = change.id if change.kind == Ticket.kind else change.ticket
        return (
            change.op == "update"
            and ticket is not None
            and self.batch.find(Ticket.kind, ticket) is not None
        )

    def _become_guest(self, change: frames.Change) -> None:
        """The ticket left the scopes that are held, and its holder stays with it."""
        if self.batch.find(Ticket.kind, change.id) is not None:
            self._hold(f"ticket:{change.id}", frames.FULL, ready=True)

    def _shown_by(self, home: str, ticket: str | None) -> str | None:
        if home in self._scopes:
            return home
        guest = f"ticket:{ticket}"
        return guest if guest in self._scopes else None

    # -- snapshots -----------------------------------------------------------------------------

    def _snapshot(self, frame: frames.Snapshot) -> None:
        if frame.first:
            self.batch.remove_home(frame.scope)
            self._hold(frame.scope, frame.projection, ready=False)
        self._put_tables(frame.tables)

    def _ticket(self, frame: frames.TicketSnapshot) -> None:
        if frame.first:
            self.batch.remove_ticket(frame.ticket)
        self._put_tables(frame.tables)
        if frame.scope == guest_scope(frame.ticket):
            self._hold(frame.scope, frame.projection, ready=frame.last)
        elif frame.scope not in self._scopes:
            # Its home is still to come. Should that never happen, the ticket goes with it.
            self._hold(frame.scope, frame.projection, ready=False)

    def _put_tables(self, tables: Iterable[frames.Rows]) -> None:
        for table in tables:
            for raw in table.rows:
                version, fields = fields_of(table.columns, codec.decode_as(list, raw))
                self.batch.put(table.kind, version, fields)

    # -- scopes --------------------------------------------------------------------------------

    def _hold(self, scope: str, projection: str, *, ready: bool) -> None:
        self._scopes[scope] = (projection, ready)
        self._file.run(
            "INSERT INTO scope VALUES (?1, ?2, ?3)"
            " ON CONFLICT DO UPDATE SET projection = ?2, ready = ?3",
            (scope, projection, ready),
        )

    def _release(self, scope: str) -> None:
        if self._scopes.pop(scope, None) is not None:
            self._file.run("DELETE FROM scope WHERE scope = ?", (scope,))

    def _forget_scope(self, scope: str) -> None:
        self._release(scope)
        if not scope.startswith("ticket:"):
            self.batch.remove_home(scope)
            return
        ticket = scope.removeprefix("ticket:")
        home = self.batch.home_of_ticket(ticket)
        shown = self._scopes.get(home or "")
        if shown is None:
            self.batch.remove_ticket(ticket)
        elif shown[0] == frames.OVERVIEW:
            self.batch.remove_children(ticket)
