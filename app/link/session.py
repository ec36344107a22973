# SPDX-License-Identifier: Apache-2.0
"""The client's half of a session as a state machine: frames in, frames out, no I/O.

`hello` -> `welcome` -> `resume` -> live -> closed. Whoever drives it writes what the methods
return and acts on what `receive` gives back. The server is not trusted: what it must not send is
refused here, where order and shape tell, and in `app.cache.apply`, where the rows tell.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Final

from msgspec import Raw, Struct

from sync_server.contract import codec, frames
from sync_server.contract.entities import CHILDREN, KINDS
from sync_server.contract.ids import DeviceId, Seq
from sync_server.contract.refusals import Code, Refusal, Refused
from sync_server.contract.scopes import guest_scope
from sync_server.contract.version import OLDEST_PROTOCOL, PROTOCOL

OPS: Final = frozenset({"insert", "update", "delete"})


class State(Enum):
    """Where a session stands."""

    NEW = "new"
    GREETED = "greeted"
    WELCOMED = "welcomed"
    LIVE = "live"
    CLOSED = "closed"


class Violation(Exception):
    """The server broke the contract. `scope` is to be fetched again; the session is over."""

    def __init__(self, reason: str, scope: str | None = None) -> None:
        self.reason = reason
        self.scope = scope
        super().__init__(f"{reason} ({scope})" if scope else reason)


class Counts(Struct):
    """What a session skipped, for the diagnostics."""

    unknown_kinds: int = 0
    foreign_changes: int = 0


class Session:
    """One connection's life. A new connection needs a new session.

    `held` are the scopes that are ready, `loading` those whose snapshot is under way; `cursor`
    is the seq up to which everything ready has been received.
    """

    def __init__(self, device: DeviceId, *, device_name: str = "") -> None:
        self._device = device
        self._device_name = device_name
        self.state = State.NEW
        self.cursor: Seq = 0
        self.held: dict[str, frames.Projection] = {}
        self.loading: dict[str, frames.Projection] = {}
        self.remaining = 0
        """Scopes that the server has yet to begin, as far as it has said."""
        self.counts = Counts()
        self.welcome: frames.Welcome | None = None
        self._replayed: dict[str, Seq] = {}
        self._asked: set[int] = set()
        self._next_ask = 0
        self._partial: str | None = None

    # -- up ------------------------------------------------------------------------------------

    def hello(self, credential: frames.DeviceToken | frames.Password) -> bytes:
        """The first frame."""
        self._expect(State.NEW)
        self.state = State.GREETED
        return codec.encode(
            frames.Hello(
                protocol=PROTOCOL,
                device=self._device,
                credential=credential,
                device_name=self._device_name[:100],
            )
        )

    def resume(self, epoch: str, cursor: Seq, *, scopes: Mapping[str, frames.Projection]) -> bytes:
        """The frame that says what the cache holds; the session is live once it is written."""
        self._expect(State.WELCOMED)
        self.state = State.LIVE
        self.cursor = cursor
        self.held = dict(scopes)
        return codec.encode(frames.Resume(epoch=epoch, cursor=cursor, scopes=self.held))

    def submit(self, envelopes: Sequence[frames.Envelope]) -> bytes:
        """Commands in the order of their counters."""
        self._expect(State.LIVE)
        return codec.encode(frames.Submit(commands=tuple(envelopes)))

    def ask(self, query: object) -> tuple[int, bytes]:
        """A query: the number under which its answer comes, and the frame."""
        self._expect(State.LIVE)
        self._next_ask += 1
        self._asked.add(self._next_ask)
        raw = Raw(codec.encode(query))
        return self._next_ask, codec.encode(frames.Ask(id=self._next_ask, query=raw))

    def here(self, here: frames.Here) -> bytes:
        """Where the person is."""
        self._expect(State.LIVE)
        return codec.encode(here)

    def compare_digests(self) -> bytes:
        """Ask for the server's digests."""
        self._expect(State.LIVE)
        return codec.encode(frames.CompareDigests())

    def bye(self, *, forget: bool = False) -> bytes:
        """The last frame: the session is closed."""
        self.state = State.CLOSED
        return codec.encode(frames.Bye(forget=forget))

    def _expect(self, state: State) -> None:
        if self.state is not state:
            raise RuntimeError(f"the session is {self.state.value}, not {state.value}")

    # -- down ----------------------------------------------------------------------------------

    def receive(self, data: bytes | str) -> frames.Down | None:
        """What a frame of the server means, once it is known to be sound.

        Changes that this session must not get are left out and counted. `None` when nothing is
        left to do. Raises `Violation`.
        """
        try:
            frame = codec.decode_down(data)
        except Refused:
            self.state = State.CLOSED
            raise Violation("a frame that is not of the contract") from None
        try:
            return self._receive(frame)
        except Violation:
            self.state = State.CLOSED
            raise

    def _receive(self, frame: frames.Down) -> frames.Down | None:
        if isinstance(frame, frames.Closing):
            self.state = State.CLOSED
            return frame
        if self.state is State.GREETED:
            return self._receive_welcome(frame)
        if self.state is not State.LIVE:
            raise Violation(f"{type(frame).__name__} while the session is {self.state.value}")
        match frame:
            case frames.Changes():
                return self._receive_changes(frame)
            case frames.Snapshot():
                return self._receive_snapshot(frame)
            case frames.ScopeReady():
                return self._receive_ready(frame)
            case frames.TicketSnapshot():
                return self._receive_ticket(frame)
            case frames.Forget():
                self._forget(frame)
            case frames.Told():
                return self._receive_told(frame)
            case frames.Resync():
                self.held, self.loading, self.cursor = {}, {}, 0
                self.state = State.WELCOMED
            case frames.Welcome():
                raise Violation("a second welcome")
            case _:
                pass
        return frame

    def _receive_welcome(self, frame: frames.Down) -> frames.Welcome:
        if not isinstance(frame, frames.Welcome):
            raise Violation(f"{type(frame).__name__} before welcome")
        if not OLDEST_PROTOCOL <= frame.protocol <= PROTOCOL:
            raise Violation("a protocol that was not offered")
        if not frame.epoch or not frame.token or frame.next_counter < 1:
            raise Violation("a welcome without epoch, token or counter")
        self.welcome = frame
        self.state = State.WELCOMED
        return frame

    def _receive_changes(self, frame: frames.Changes) -> frames.Changes:
        last = self.cursor
        kept: list[frames.Change] = []
        for change in frame.changes:
            scope = self._place(change)
            if scope is not None and scope in self.loading:
                self._check_replay(change, scope)
            elif change.seq > last:
                last = change.seq
            elif self.loading:  # the replay of a loading scope tells how a row left it
                self.counts.foreign_changes += 1
                continue
            else:
                raise Violation(f"change {change.seq} after {last}", scope)
            if self._usable(change, scope):
                kept.append(change)
        if frame.through < max(last, self.cursor):
            raise Violation(f"through {frame.through} before {last}")
        self.cursor = frame.through
        return frames.Changes(through=frame.through, changes=tuple(kept))

    def _place(self, change: frames.Change) -> str | None:
        """By which of its scopes the session gets a change: a ready one before a loading one."""
        guest = None if change.ticket is None else guest_scope(change.ticket)  # type: ignore[arg-type]
        if change.kind == "ticket":
            guest = guest_scope(change.id)  # type: ignore[arg-type]
        for scopes in (self.held, self.loading):
            if change.scope in scopes:
                return change.scope
            if guest is not None and guest in scopes:
                return guest
        return None

    def _check_replay(self, change: frames.Change, scope: str) -> None:
        """A loading scope has a cursor of its own, behind the session's."""
        if change.seq <= self._replayed.get(scope, 0):
            raise Violation(f"change {change.seq} again while loading", scope)
        self._replayed[scope] = change.seq

    def _usable(self, change: frames.Change, scope: str | None) -> bool:
        """Of a foreign scope only a held ticket may tell: it moved away and its holder is a guest.

        Which tickets are held is known to the cache, so those pass here.
        """
        if scope is None and change.kind != "ticket" and change.kind not in CHILDREN:
            self.counts.foreign_changes += 1
            return False
        if change.kind not in KINDS:
            self.counts.unknown_kinds += 1
            return False
        if change.op not in OPS:
            raise Violation(f"the operation {change.op[:20]!r}", scope)
        return True

    def _receive_snapshot(self, frame: frames.Snapshot) -> frames.Snapshot:
        if frame.first:
            self.held.pop(frame.scope, None)
            self.loading[frame.scope] = frame.projection
            self._replayed.pop(frame.scope, None)
        elif frame.scope not in self.loading:
            raise Violation("a page of a snapshot that has not begun", frame.scope)
        return frames.Snapshot(
            scope=frame.scope,
            projection=frame.projection,
            seq=frame.seq,
            tables=self._known(frame.tables),
            first=frame.first,
        )

    def _receive_ready(self, frame: frames.ScopeReady) -> frames.ScopeReady:
        if frame.scope not in self.loading:
            raise Violation("ready without a snapshot", frame.scope)
        if frame.through < self.cursor:
            raise Violation(f"ready at {frame.through}, behind {self.cursor}", frame.scope)
        del self.loading[frame.scope]
        self._replayed.pop(frame.scope, None)
        self.held[frame.scope] = frame.projection
        self.cursor = frame.through
        self.remaining = frame.remaining
        return frame

    def _receive_ticket(self, frame: frames.TicketSnapshot) -> frames.TicketSnapshot:
        if not frame.first and self._partial != frame.ticket:
            raise Violation("a later page of a ticket that has not begun", frame.scope)
        self._partial = None if frame.last else frame.ticket
        if frame.last and frame.scope == guest_scope(frame.ticket):
            self.held[frame.scope] = frame.projection
        return frames.TicketSnapshot(
            ticket=frame.ticket,
            scope=frame.scope,
            projection=frame.projection,
            seq=frame.seq,
            tables=self._known(frame.tables),
            first=frame.first,
            last=frame.last,
        )

    def _known(self, tables: tuple[frames.Rows, ...]) -> tuple[frames.Rows, ...]:
        known = tuple(table for table in tables if table.kind in KINDS)
        self.counts.unknown_kinds += len(tables) - len(known)
        return known

    def _forget(self, frame: frames.Forget) -> None:
        for scope in (*frame.scopes, *map(guest_scope, frame.tickets)):
            self.held.pop(scope, None)
            self.loading.pop(scope, None)
            self._replayed.pop(scope, None)

    def _receive_told(self, frame: frames.Told) -> frames.Told | None:
        if frame.id not in self._asked:
            return None
        self._asked.discard(frame.id)
        return frame


def gives_up_for_good(refusal: Refusal) -> bool:
    """Whether connecting again with the same credential cannot help."""
    return refusal.code in (Code.SIGN_IN, Code.DEVICE_REVOKED, Code.DISABLED, Code.PROTOCOL)
