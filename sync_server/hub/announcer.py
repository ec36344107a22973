# SPDX-License-Identifier: Apache-2.0
"""What a commit does to the seats: who gets it, who must look for themselves, who must go.

The commit is the tick: it is handled in the same turn of the loop, before anybody is answered.
"""

import asyncio
import logging
from typing import Final

from sync_server.contract.ids import Seq
from sync_server.contract.refusals import Code, Refusal
from sync_server.desk.transaction import Commit
from sync_server.feed.audience import NOBODY, Mask, slots_of
from sync_server.feed.catchup import EVERYTHING
from sync_server.feed.tail import Batch, LoggedChange
from sync_server.hub.fanout import Share, changes_message, shares
from sync_server.hub.floor import Floor
from sync_server.hub.seat import Line, Seat
from sync_server.store.changelog import Logged

_log = logging.getLogger(__name__)

FLUSH_S: Final = 1.0
"""How long a command that takes sight away waits for a socket that still buffers bytes."""

REMEMBERED: Final = 512
"""Commits whose disturbed sockets are remembered for the barrier."""


class Announcer:
    """Takes commits from the desk, and entries of other writers from the log."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._touched: dict[Seq, list[Line]] = {}

    def on_commit(self, commit: Commit) -> None:
        """Announce what the desk committed.

        A gap before it, or a fault of ours, makes every seat read for itself.
        """
        tail = self._floor.tail
        before = tail.seq
        if commit.last_seq <= before:
            return
        if commit.logged and tail.follows(commit.first_seq):
            try:
                self.announce(commit.logged)
            except Exception:  # noqa: BLE001 - one entry must not silence all that follow
                _log.exception("Cannot announce up to %d", commit.last_seq)
            else:
                return
        self.skip_to(commit.last_seq, before=before)

    def announce(self, logged: tuple[Logged, ...]) -> None:
        """The entries that follow the tail."""
        floor = self._floor
        before = floor.tail.seq
        batch = floor.tail.take(logged)
        stirred = self._stir(batch, before)
        for share in shares(floor.audience, batch.changes, floor.live & ~stirred):
            self._send(share, batch.last, before)
        self._move_presence(batch)
        floor.tail_moved()

    def skip_to(self, seq: Seq, *, before: Seq) -> None:
        """Entries up to `seq` were not told, or not to all: every seat reads for itself.

        A seat reads from `before` on, or from where it was told already.
        """
        floor = self._floor
        floor.tail.seq = seq
        for seat in floor.seats():
            self._disturb(seat, EVERYTHING, seq, before=max(before, seat.told))
            seat.recount = True
        self._remember(seq, [seat.line for seat in floor.seats()])
        floor.tail_moved()

    async def barrier(self, commit: Commit) -> None:
        """Return once no socket buffers bytes that the commit may have made forbidden."""
        lines = [
            line
            for seq in range(commit.first_seq, commit.last_seq + 1)
            for line in self._touched.pop(seq, ())
        ]
        if lines:
            await asyncio.gather(*map(_flush_or_abort, dict.fromkeys(lines)))

    # -- parts ---------------------------------------------------------------------------------

    def _stir(self, batch: Batch, before: Seq) -> Mask:
        """Set aside the seats whose sight the batch alters; close those of disabled agents."""
        floor = self._floor
        stirred = NOBODY
        lines: list[Line] = []
        for change in batch.changes:
            mask = floor.audience.disturbed(change)
            stirred |= mask
            what = _rests_on(change)
            for slot in slots_of(mask):
                seat = floor.seat(slot)
                # The author's own answer follows in the same stream what is buffered there.
                if seat.session.device != change.device:
                    lines.append(seat.line)
                seat.recount = seat.recount or change.roster is not None
                self._disturb(seat, what, batch.last, before=before)
            for slot in slots_of(floor.audience.unsettled(change) & ~floor.live & ~mask):
                seat = floor.seat(slot)
                if what in seat.exposed and seat.session.device != change.device:
                    lines.append(seat.line)
                _mark(seat, what, batch.last)
            if change.roster is not None and change.roster.disabled:
                self._close_agents(change)
        self._remember(batch.last, lines)
        return stirred

    def _remember(self, seq: Seq, lines: list[Line]) -> None:
        """Keep for the barrier whose lines may still buffer what a commit made forbidden."""
        if lines:
            self._touched[seq] = lines
            if len(self._touched) > REMEMBERED:
                del self._touched[next(iter(self._touched))]

    def _disturb(self, seat: Seat, what: str, seq: Seq, *, before: Seq) -> None:
        _mark(seat, what, seq)
        self._floor.fall_behind(seat, before)

    def _close_agents(self, change: LoggedChange) -> None:
        assert change.roster is not None
        for agent in change.roster.agents or ():
            for seat in self._floor.of_agent(agent):
                close_at_once(self._floor, seat, Refusal(code=Code.DISABLED))

    def _send(self, share: Share, through: Seq, before: Seq) -> None:
        data = changes_message((change.wire for change in share.changes), through)
        if len(data) <= self._floor.limits.write_bytes:
            self._floor.share(share.mask, data, through=through, before=before)
            return
        for slot in slots_of(share.mask):
            self._floor.fall_behind(self._floor.seat(slot), before)

    def _move_presence(self, batch: Batch) -> None:
        presence = self._floor.presence
        if not len(presence):
            return
        for change in batch.changes:
            if change.moved and change.kind == "ticket" and change.ticket is not None:
                presence.move(change.ticket, change.scope_after or "")


def _mark(seat: Seat, what: str, seq: Seq) -> None:
    """Note that what was read for a seat may be more than its agent may see now."""
    seat.stirred = seq
    if seat.disturbed is not None:
        seat.disturbed.add(what)


def close_at_once(floor: Floor, seat: Seat, refusal: Refusal) -> None:
    """End a session whose right has ended: what it has not been sent yet it does not get."""
    if seat.line.buffered():
        seat.line.abort()
        floor.rise(seat)
    else:
        floor.end_with(seat, refusal)


def _rests_on(change: LoggedChange) -> str:
    if change.roster is not None or change.ticket is None:
        return EVERYTHING
    return change.ticket


async def _flush_or_abort(line: Line) -> None:
    if not await line.flush(FLUSH_S):
        line.abort()
