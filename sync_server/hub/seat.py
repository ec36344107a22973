# SPDX-License-Identifier: Apache-2.0
"""A seat: one connected session's place at the hub, and how far along the log it is."""

from collections.abc import Mapping
from typing import Protocol

from sync_server.contract.frames import Answer, Projection
from sync_server.contract.ids import Seq, TicketId
from sync_server.feed.catchup import Standing
from sync_server.hub.session import Inquire, Session


class Line(Protocol):
    """A connection as the hub needs it. Nothing here waits, except `flush`."""

    @property
    def open(self) -> bool:
        """Whether bytes may still be written."""
        ...

    def buffered(self) -> int:
        """Bytes that were written and have not reached the kernel yet."""
        ...

    def room(self) -> bool:
        """Whether another message may be written now."""
        ...

    def offer(self, data: bytes) -> bool:
        """Write messages if there is room; whether there was."""
        ...

    def write(self, data: bytes) -> None:
        """Write websocket messages, headers included. Ignored once the line is not open."""
        ...

    def close(self, code: int) -> None:
        """Begin to close; what was written before still goes out."""
        ...

    def abort(self) -> None:
        """Drop the connection and everything buffered, at once."""
        ...

    async def flush(self, seconds: float) -> bool:
        """Wait until the peer has everything that was written; false if it takes longer."""
        ...


class Seat:
    """Where one session is in the log, and what is under way for it.

    A *live* seat is at the tail: its `cursor` counts only once it falls behind. `held` is what the
    client holds complete, `loading` what it shall hold; both are replaced, never changed in place.
    While something is read or waits to be written (`busy`), `disturbed` collects what changed.
    """

    __slots__ = (
        "answers",
        "asked",
        "asking",
        "blocked_at",
        "blocked_size",
        "busy",
        "claimed",
        "compares",
        "cursor",
        "disturbed",
        "exposed",
        "fresh",
        "held",
        "key",
        "line",
        "live",
        "loading",
        "missed_presence",
        "name",
        "next_page",
        "paged_to",
        "paging",
        "parcel",
        "ready",
        "recount",
        "replay_at",
        "replaying",
        "session",
        "slot",
        "source",
        "stirred",
        "told",
        "wrote_at",
    )

    def __init__(self, line: Line, session: Session, source: str) -> None:
        self.line = line
        self.session = session
        self.source = source
        self.key = ""
        """What the client shows to the file port. A secret."""
        self.name = ""
        """What colleagues know the session by."""
        self.slot = -1
        self.held: Mapping[str, Projection] = {}
        self.loading: Mapping[str, Projection] = {}
        self.cursor: Seq = 0
        self.fresh: Mapping[TicketId, Seq] = {}
        self.recount = False
        self.claimed = False
        """Whether `held` is still what the client said that it holds."""
        self.live = False
        self.ready = False
        """Whether the client has resumed and so gets changes."""
        self.missed_presence = True
        self.told: Seq = 0
        """The last `through` that was written."""
        self.wrote_at = 0.0
        self.blocked_at: float | None = None
        self.blocked_size = 0
        self.busy = False
        self.disturbed: set[str] | None = None
        self.exposed: frozenset[str] = frozenset()
        """The tickets that a part of what is under way, written already, may speak of."""
        self.stirred: Seq = 0
        """The last commit that altered, or may have altered, what the agent may see."""
        self.parcel: list[bytes] = []
        self.paging: str | None = None
        self.next_page: str | None = None
        self.paged_to: Seq = 0
        """Of when the last page of the loading scope is; it may be ahead of the cursor."""
        self.replaying = False
        self.replay_at: Seq = 0
        self.answers: list[Answer] = []
        self.asked: list[Inquire] = []
        """Queries that wait to be answered, one after the other and only while there is room."""
        self.asking = False
        self.compares = False

    @property
    def standing(self) -> Standing:
        """The seat as `feed.catchup` takes it."""
        return Standing(
            agent=self.session.agent,
            held=self.held,
            loading=self.loading,
            cursor=self.cursor,
            fresh=self.fresh,
            recount=self.recount,
        )
