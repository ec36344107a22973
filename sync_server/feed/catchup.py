# SPDX-License-Identifier: Apache-2.0
"""Catching up: what a session that is not at the head is sent, decided by sight now.

One algorithm serves resuming, a socket that had no room, and a session whose sight has just
changed. It decides per ticket, not by replaying moves: a ticket that the session may see and that
never left its sight since the cursor arrives as changes, one that may be seen but came, or may have
come, into sight arrives whole, and one that may not be seen is forgotten.

A client may lose the connection after any frame, and then resumes from its last `through`; a long
way is gone in several steps, each by the sight of its own moment. So whether a client holds a
ticket at its cursor is certain only if nothing up to the head moves the ticket into or out of
sight: else it is sent whole. And a ticket is forgotten in the step that passes the change by which
it left: until then that change is ahead, and the ticket is not taken for one that is held.
"""

from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from typing import Final

from msgspec import Raw, Struct

from sync_server.contract import codec
from sync_server.contract.entities import Entity, SavedView, Ticket
from sync_server.contract.frames import (
    FULL,
    OVERVIEW,
    Change,
    Forget,
    Projection,
    ScopeReady,
    Snapshot,
    TicketSnapshot,
)
from sync_server.contract.ids import AgentId, Seq, TicketId
from sync_server.contract.scopes import guest_scope, home_of, is_ticket_scope, ticket_home
from sync_server.domain.sight import AGENT_ROLES, Viewer, is_guest, scopes_of, sight_of
from sync_server.feed.tail import LoggedChange, changes_frame, decode_all
from sync_server.store.reads import GUEST_PREFIX, Glimpse

EVERYTHING: Final = "*"
"""Among the tickets that a step rests on: it rests on the viewer's scopes as well."""


class Standing(Struct, frozen=True, kw_only=True):
    """Where a session stands. `held` is complete at `cursor`, guest scopes included.

    `loading` are scopes that it shall have and does not hold yet. `fresh` maps tickets that were
    sent whole to the seq of that: older changes of them are no news. With `recount` the viewer's
    scopes may differ from the last time.
    """

    agent: AgentId
    held: Mapping[str, Projection]
    loading: Mapping[str, Projection]
    cursor: Seq
    fresh: Mapping[TicketId, Seq]
    recount: bool


class Step(Struct, frozen=True, kw_only=True):
    """What to write, and where the session stands once it is written.

    The frames hold only what may be seen at `seq`. They rest on `tickets`: when the sight of one of
    them changes before they are written, the step is void. `gone`: nobody may look any more.
    """

    seq: Seq
    frames: tuple[bytes, ...] = ()
    held: Mapping[str, Projection] = {}
    loading: Mapping[str, Projection] = {}
    cursor: Seq = 0
    fresh: Mapping[TicketId, Seq] = {}
    tickets: frozenset[str] = frozenset()
    done: bool = True
    gone: bool = False


class PageStep(Struct, frozen=True, kw_only=True):
    """A page of a loading scope, read at `seq`. `next` is where the following page begins.

    `lost`: the viewer no longer has the scope.
    """

    seq: Seq
    frames: tuple[bytes, ...] = ()
    tickets: frozenset[str] = frozenset()
    next: str | None = None
    lost: bool = False


def follow(glimpse: Glimpse, standing: Standing) -> Step:
    """The next step of a session towards the head."""
    viewer = glimpse.viewer(standing.agent)
    head = glimpse.head.seq
    if viewer is None:
        return Step(seq=head, gone=True)
    too_old = standing.cursor < glimpse.head.feed_floor
    look = _Look(glimpse, viewer, standing, start_over=too_old)
    if standing.recount or too_old:
        look.recount()
    entries: tuple[LoggedChange, ...] = ()
    if (standing.held or standing.loading) and not too_old:
        logged = glimpse.log(after=standing.cursor, through=head)
        entries = decode_all(logged, glimpse.member)
    cursor = entries[-1].seq if entries else head
    wires = look.sort(entries)
    frames = (*look.frames(), changes_frame(wires, cursor))
    return Step(
        seq=head,
        frames=frames,
        held=look.ready,
        loading=look.coming,
        cursor=cursor,
        fresh={ticket: seq for ticket, seq in look.fresh.items() if seq > cursor},
        tickets=frozenset(look.rests_on) | {EVERYTHING},
        done=cursor == head,
    )


def page(
    glimpse: Glimpse, agent: AgentId, scope: str, *, projection: Projection, after: str | None
) -> PageStep:
    """A page of a scope that an agent is to hold."""
    viewer = glimpse.viewer(agent)
    seq = glimpse.head.seq
    if viewer is None or scopes_of(viewer, glimpse.teams()).get(scope) != projection:
        return PageStep(seq=seq, lost=True)
    found = glimpse.page(scope, projection, after=after)
    frames = tuple(
        codec.encode(
            Snapshot(
                scope=scope,
                projection=projection,
                seq=seq,
                tables=part,
                first=after is None and number == 0,
            )
        )
        for number, part in enumerate(found.parts or (() if after is not None else ((),)))
    )
    return PageStep(seq=seq, frames=frames, tickets=found.tickets | {EVERYTHING}, next=found.next)


def replay(glimpse: Glimpse, standing: Standing, scope: str, *, after: Seq) -> Step:
    """What happened in a loading scope after its first page, up to the session's cursor.

    Once `done`, the scope is ready. `cursor` of the step is that of the scope.
    """
    viewer = glimpse.viewer(standing.agent)
    head = glimpse.head.seq
    if viewer is None:
        return Step(seq=head, gone=True)
    projection = standing.loading[scope]
    look = _Look(glimpse, viewer, standing, only=scope)
    entries: Sequence[LoggedChange] = ()
    if after < standing.cursor:
        logged = glimpse.log(after=after, through=standing.cursor)
        entries = decode_all(logged, glimpse.member)
    reached = entries[-1].seq if entries else standing.cursor
    wires = look.sort(entries)
    frames = list(look.frames())
    if wires:
        frames.append(changes_frame(wires, standing.cursor))
    held = dict(standing.held)
    done = reached >= standing.cursor
    if done:
        held[scope] = projection
        ready = ScopeReady(
            scope=scope,
            projection=projection,
            through=standing.cursor,
            remaining=len(standing.loading) - 1,
        )
        frames.append(codec.encode(ready))
        if covered := _covered(glimpse, standing, scope=scope):
            held = {name: held[name] for name in held if name not in covered}
            frames.append(codec.encode(Forget(scopes=covered)))
    return Step(
        seq=head,
        frames=tuple(frames),
        held=held,
        loading={name: kind for name, kind in standing.loading.items() if name not in held},
        cursor=reached,
        fresh=standing.fresh,
        tickets=frozenset(look.rests_on) | {EVERYTHING},
        done=done,
    )


def _covered(glimpse: Glimpse, standing: Standing, *, scope: str) -> tuple[str, ...]:
    """Held guest scopes that a ready home makes superfluous."""
    if standing.loading[scope] != FULL or not is_ticket_scope(scope):
        return ()
    return tuple(
        guest
        for guest in standing.held
        if guest.startswith(GUEST_PREFIX)
        and (ticket := glimpse.ticket(_ticket_of(guest))) is not None
        and ticket_home(ticket.team) == scope
    )


def _ticket_of(guest: str) -> TicketId:
    return TicketId(guest.removeprefix(GUEST_PREFIX))


class _Look:
    """One look at the log on behalf of one session. Collects what is to be written."""

    def __init__(
        self,
        glimpse: Glimpse,
        viewer: Viewer,
        standing: Standing,
        *,
        start_over: bool = False,
        only: str | None = None,
    ) -> None:
        self._glimpse = glimpse
        self._viewer = viewer
        self._only = only
        self._standing = standing
        self.ready: dict[str, Projection] = dict(standing.held)
        self.coming: dict[str, Projection] = dict(standing.loading)
        self.fresh: dict[TicketId, Seq] = dict(standing.fresh)
        self.rests_on: set[TicketId] = set()
        self._lost_scopes: list[str] = []
        self._lost_tickets: list[TicketId] = []
        self._covered: list[str] = []
        self._snapshots: list[bytes] = []
        self._reached: Seq = 0
        if start_over:
            self._start_over()

    # -- scopes --------------------------------------------------------------------------------

    def _start_over(self) -> None:
        """The log no longer reaches back to the cursor: nothing counts as held."""
        for scope in self.ready:
            if scope.startswith(GUEST_PREFIX):
                self._lost_tickets.append(_ticket_of(scope))
        wanted = scopes_of(self._viewer, self._glimpse.teams())
        self._lost_scopes += [
            scope
            for scope in self.ready
            if not scope.startswith(GUEST_PREFIX) and scope not in wanted
        ]
        self.ready, self.coming = {}, {}

    def recount(self) -> None:
        """Compare what the viewer may hold now with what the session holds."""
        wanted = scopes_of(self._viewer, self._glimpse.teams())
        known = {**self.coming, **self.ready}
        for scope, projection in known.items():
            if not scope.startswith(GUEST_PREFIX) and wanted.get(scope) != projection:
                self._lost_scopes.append(scope)
                self.ready.pop(scope, None)
        missing = {intern(scope): wanted[scope] for scope in wanted if scope not in self.ready}
        self.coming = dict(sorted(missing.items(), key=_loading_order))
        named = (
            self._glimpse.named_in(self._viewer.agent) if self._viewer.role in AGENT_ROLES else {}
        )
        for guest in [scope for scope in self.ready if scope.startswith(GUEST_PREFIX)]:
            self._recount_guest(guest, named.get(_ticket_of(guest)))
        for ticket, home in named.items():
            if guest_scope(ticket) not in self.ready and wanted.get(home) != FULL:
                self._send_whole(ticket, guest_scope(ticket), FULL)
                self.ready[guest_scope(ticket)] = FULL

    def _recount_guest(self, guest: str, home: str | None) -> None:
        if home is not None and self.ready.get(home) != FULL:
            return
        del self.ready[guest]
        ticket = self._glimpse.ticket(_ticket_of(guest))
        sight = None if ticket is None else sight_of(self._viewer, ticket)
        home_now = "" if ticket is None else ticket_home(ticket.team)
        if sight is None or self.ready.get(home_now) != sight:
            self._lost_tickets.append(_ticket_of(guest))
            return
        self._covered.append(guest)
        if sight == OVERVIEW:
            self._send_whole(_ticket_of(guest), home_now, sight)

    # -- entries -------------------------------------------------------------------------------

    def sort(self, entries: Sequence[LoggedChange]) -> list[bytes]:
        """Decide about entries; those to be sent as they are, encoded, in order."""
        self._reached = entries[-1].seq if entries else self._glimpse.head.seq
        by_ticket: dict[TicketId, list[LoggedChange]] = {}
        for entry in entries:
            if entry.ticket is not None:
                by_ticket.setdefault(entry.ticket, []).append(entry)
        decide = self._follows if self._only is None else self._replays
        sent = {ticket: decide(ticket, of_ticket) for ticket, of_ticket in by_ticket.items()}
        wires: list[bytes] = []
        for entry in entries:
            if entry.ticket is None:
                wires += self._plain(entry)
            else:
                sight = sent[entry.ticket]
                old = entry.seq <= self.fresh.get(entry.ticket, 0)
                if sight is not None and not old and not (entry.is_child and sight == OVERVIEW):
                    wires.append(entry.wire)
        return wires

    def _follows(self, id_: TicketId, entries: Sequence[LoggedChange]) -> Projection | None:
        """With which projection a ticket's changes are sent; `None` when they are not."""
        guest = guest_scope(id_)
        if guest not in self.ready and not any(self._concerns(entry) for entry in entries):
            return None
        self.rests_on.add(id_)
        ticket = self._glimpse.ticket(id_)
        sight = None if ticket is None else sight_of(self._viewer, ticket)
        if ticket is None or sight is None:
            if not all(self._stays(entry) for entry in entries):
                self.ready.pop(guest, None)
                self._lost_tickets.append(id_)
            return None
        if ticket.archived:
            self._leaves(id_, entries[0])
            return None
        home = ticket_home(ticket.team)
        by_home = self.ready.get(home) == sight
        covered = by_home and guest in self.ready
        if (
            not covered
            and all(self._stays(entry, sight) for entry in entries)
            and self._will_stay(id_, sight, after=entries[-1].seq)
        ):
            return sight
        self._enters(id_, ticket, sight, had=self._had(id_, entries[0]))
        return None

    def _enters(self, id_: TicketId, ticket: Ticket, sight: Projection, *, had: bool) -> None:
        """A ticket that may be seen came, or may have come, into sight."""
        guest, home = guest_scope(id_), ticket_home(ticket.team)
        if self.ready.get(home) == sight:
            self._send_whole(id_, home, sight)
            if self.ready.pop(guest, None) is not None:
                self._covered.append(guest)
            return
        is_named = is_guest(self._viewer.agent, ticket)
        if self.coming.get(home) == sight and not (is_named and guest in self.ready):
            if had:
                self._send_whole(id_, home, sight)
            if self.ready.pop(guest, None) is not None:
                self._covered.append(guest)
        elif is_named:
            self._send_whole(id_, guest, FULL)
            self.ready[guest] = FULL
        else:  # its home is new, too: the recount of the scopes brings it
            self.ready.pop(guest, None)
            self._lost_tickets.append(id_)

    def _leaves(self, id_: TicketId, first: LoggedChange) -> None:
        """An archived ticket is no longer held; one that the client never had needs no word."""
        self.ready.pop(guest_scope(id_), None)
        if first.op != "insert" or first.is_child:
            self._lost_tickets.append(id_)

    def _replays(self, id_: TicketId, entries: Sequence[LoggedChange]) -> Projection | None:
        """The same for a scope that is loading: what other scopes show was sent by them."""
        scope = self._only
        assert scope is not None
        inside = [scope in (entry.scope_before, entry.scope_after) for entry in entries]
        if guest_scope(id_) in self.ready or not any(inside):
            return None
        self.rests_on.add(id_)
        ticket = self._glimpse.ticket(id_)
        sight = None if ticket is None else sight_of(self._viewer, ticket)
        stayed = all(
            {entry.scope_before, entry.scope_after} <= {None, scope} and not _returned(entry)
            for entry in entries
        )
        if ticket is None or sight is None:
            if not stayed:
                self._lost_tickets.append(id_)
            return None
        if ticket.archived:
            self._leaves(id_, entries[0])
            return None
        if stayed and sight == self.coming[scope]:
            return sight
        self._shows_elsewhere(id_, ticket_home(ticket.team), sight)
        return None

    def _shows_elsewhere(self, id_: TicketId, home: str, sight: Projection) -> None:
        """A ticket of which the client may hold a page of the loading scope, is shown otherwise.

        What shows it may be still to come: then what the page brought must not outlast it, for
        a later page of less would leave the bodies of this one.
        """
        coming = self.coming.get(home)
        if coming is not None:
            self._send_whole(id_, home, sight if coming == FULL else OVERVIEW)
        elif home not in self.ready:
            self._lost_tickets.append(id_)

    def _concerns(self, entry: LoggedChange) -> bool:
        """Whether a ticket's entry has to do with what the session holds or is to hold."""
        if entry.sight is not None and self._viewer.agent in entry.sight.gained:
            return True
        return any(
            scope in self.ready or scope in self.coming
            for scope in (entry.scope_before, entry.scope_after)
            if scope is not None
        )

    def _stays(self, entry: LoggedChange, sight: Projection | None = None) -> bool:
        """Whether the ticket was in sight before and after an entry, and as much as now."""
        if _returned(entry):
            return False
        if entry.ticket is not None and guest_scope(entry.ticket) in self.ready:
            names = entry.sight
            return names is None or self._viewer.agent not in names.gained | names.lost
        after = entry.scope_after or entry.scope_before or ""
        before = entry.scope_before or after
        held = self.ready.get(after)
        return held is not None and held == self.ready.get(before) and sight in (None, held)

    def _will_stay(self, id_: TicketId, sight: Projection, *, after: Seq) -> bool:
        """The same for the ticket's entries beyond this step."""
        if self._reached >= self._glimpse.head.seq:
            return True
        ahead = decode_all(self._glimpse.ticket_log(id_, after=after))
        return all(self._stays(entry, sight) for entry in ahead)

    def _had(self, id_: TicketId, first: LoggedChange) -> bool:
        """Whether the client may hold the ticket, from before its first entry."""
        before = first.scope_before or first.scope_after
        return guest_scope(id_) in self.ready or before in self.ready

    def _plain(self, entry: LoggedChange) -> Iterable[bytes]:
        """An entry of a row that hangs on no ticket."""
        before, after = entry.scope_before, entry.scope_after
        mine = self.ready if self._only is None else {self._only: FULL}
        if self._only is not None and entry.moved and before in mine and after in self.ready:
            return self._row_went(entry)
        if not entry.moved:
            is_mine = (after or before) in mine and not self._moved_on(entry)
            return (entry.wire,) if is_mine else ()
        if after in mine:
            return (entry.wire,) if before in mine else self._row_came(entry)
        return (_row_left(entry),) if before in mine else ()

    def _moved_on(self, entry: LoggedChange) -> bool:
        """Whether a row was changed in a home that it has left since: it may never have come."""
        if entry.kind != SavedView.kind or entry.op != "update":  # nothing else moves
            return False
        return self._row_there(entry) is None

    def _row_came(self, entry: LoggedChange) -> Iterable[bytes]:
        """A row that moved into a held scope, with all its fields as they are now."""
        found = self._row_there(entry)
        return () if found is None else (_row_is(entry, entry.seq, found[1]),)

    def _row_went(self, entry: LoggedChange) -> Iterable[bytes]:
        """A row that moved from the loading scope into a ready one, which has sent it already.

        Entries from before the move may have been sent since then: it is told as it is now, with
        the version that it has, or that it is gone.
        """
        found = self._row_there(entry)
        return (_row_left(entry) if found is None else _row_is(entry, *found),)

    def _row_there(self, entry: LoggedChange) -> tuple[Seq, Entity] | None:
        """Version and content of a row as it is now, if it is still where the entry left it."""
        found = self._glimpse.row(entry.kind, entry.id)
        return found if found is not None and home_of(found[1]) == entry.scope_after else None

    # -- frames --------------------------------------------------------------------------------

    def _send_whole(self, id_: TicketId, scope: str, projection: Projection) -> None:
        self.rests_on.add(id_)
        whole = self._glimpse.whole_ticket(id_, projection)
        self.fresh[id_] = whole.seq
        for number, part in enumerate(whole.parts, 1):
            frame = TicketSnapshot(
                ticket=id_,
                scope=scope,
                projection=projection,
                seq=whole.seq,
                tables=part,
                first=number == 1,
                last=number == len(whole.parts),
            )
            self._snapshots.append(codec.encode(frame))

    def frames(self) -> Iterable[bytes]:
        """What precedes the changes: what is lost, tickets that came, guest scopes now covered."""
        if self._lost_scopes or self._lost_tickets:
            yield codec.encode(
                Forget(scopes=tuple(self._lost_scopes), tickets=tuple(self._lost_tickets))
            )
        yield from self._snapshots
        if self._covered:
            yield codec.encode(Forget(scopes=tuple(self._covered)))


def _returned(entry: LoggedChange) -> bool:
    return entry.sight is not None and entry.sight.returned


def _row_is(entry: LoggedChange, version: Seq, entity: Entity) -> bytes:
    """A row with all its fields, where the entry left it."""
    change = Change(
        seq=version,
        scope=entry.scope_after or "",
        kind=entry.kind,
        id=entry.id,
        op="insert",
        data=Raw(codec.encode(entity)),
    )
    return codec.encode(change)


def _row_left(entry: LoggedChange) -> bytes:
    """For those who held a row that moved where they hold nothing, it is gone."""
    change = Change(
        seq=entry.seq,
        scope=entry.scope_before or "",
        kind=entry.kind,
        id=entry.id,
        op="delete",
    )
    return codec.encode(change)


def _loading_order(scope: tuple[str, Projection]) -> tuple[bool, str]:
    """Furniture before tickets: a ticket's names are known when it appears."""
    return is_ticket_scope(scope[0]), scope[0]
