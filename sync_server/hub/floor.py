# SPDX-License-Identifier: Apache-2.0
"""The floor: all seats, who among them is live, and the writing to them.

A live seat is at the tail of the log and gets each commit as it happens. Every other seat is behind
and catches up by reading; it is *restless* while there is something to do for it.
"""

import asyncio

from sync_server.config import Limits
from sync_server.contract import codec
from sync_server.contract.frames import Answer, Answers, Closing, Somebody
from sync_server.contract.frames import Presence as PresenceFrame
from sync_server.contract.ids import AgentId, DeviceId, Seq
from sync_server.contract.refusals import Refusal
from sync_server.environment import Environment
from sync_server.feed.audience import Audience, Mask, slots_of
from sync_server.feed.tail import Tail
from sync_server.hub.fanout import changes_message, message
from sync_server.hub.presence import Presence
from sync_server.hub.seat import Line, Seat
from sync_server.hub.session import CloseCode, End, Phase, Session


class Floor:
    """Registry of seats. Belongs to the event loop; nothing here waits."""

    def __init__(self, environment: Environment, limits: Limits, tail: Tail) -> None:
        self.environment = environment
        self.limits = limits
        self.tail = tail
        self.audience = Audience()
        self.presence = Presence()
        self.live: Mask = 0
        self.restless: dict[Seat, None] = {}
        self.wake = asyncio.Event()
        self.told_of_presence = asyncio.Event()
        self._seats: dict[int, Seat] = {}
        self._by_agent: dict[AgentId, list[Seat]] = {}
        self._by_key: dict[str, Seat] = {}
        self._ahead: list[Seat] = []

    # -- coming and going ----------------------------------------------------------------------

    def enter(self, line: Line, source: str) -> Seat:
        """A seat for a new connection; it counts from sign-in on."""
        return Seat(line, Session(self.limits), source)

    def sit(self, seat: Seat, key: str) -> Seat | None:
        """Give a seat whose agent has signed in its place; the seat that must go for it.

        `key` is what the client will show to the file port.
        """
        agent = seat.session.agent
        seat.slot = self.audience.join(agent)
        seat.key = key
        seat.name = self.environment.random_bytes(8).hex()
        self._seats[seat.slot] = seat
        self._by_key[seat.key] = seat
        others = self._by_agent.setdefault(agent, [])
        others.append(seat)
        return others[0] if len(others) > self.limits.sessions_per_agent else None

    def rise(self, seat: Seat) -> None:
        """Take a seat away. Safe to call twice, and before it was sat on."""
        seat.session.phase = Phase.CLOSED
        self.restless.pop(seat, None)
        seat.parcel = []
        if seat.slot < 0:
            return
        self.live &= ~(1 << seat.slot)
        seat.live = False
        self.audience.leave(seat.slot)
        del self._seats[seat.slot]
        del self._by_key[seat.key]
        of_agent = self._by_agent[seat.session.agent]
        of_agent.remove(seat)
        if not of_agent:
            del self._by_agent[seat.session.agent]
        if seat in self._ahead:
            self._ahead.remove(seat)
        seat.slot = -1
        if self.presence.leave(seat.name):
            self.told_of_presence.set()

    def end(self, seat: Seat, end: End) -> None:
        """Say why and close. A peer that does not read is not waited for."""
        if seat.line.room():
            seat.line.write(message(codec.encode(Closing(refusal=end.refusal))))
        seat.line.close(end.code)
        self.rise(seat)

    def end_with(self, seat: Seat, refusal: Refusal, code: int = CloseCode.ENDED) -> None:
        """The same by the server's own decision."""
        self.end(seat, seat.session.end(refusal, code))

    # -- finding -------------------------------------------------------------------------------

    def seat(self, slot: int) -> Seat:
        """The seat at a slot."""
        return self._seats[slot]

    def seats(self) -> list[Seat]:
        """All seats of signed-in sessions."""
        return list(self._seats.values())

    def of_agent(self, agent: AgentId) -> list[Seat]:
        """An agent's seats, oldest first."""
        return list(self._by_agent.get(agent, ()))

    def of_device(self, device: DeviceId) -> list[Seat]:
        """The seats of one device."""
        return [seat for seat in self._seats.values() if seat.session.device == device]

    def by_key(self, key: str) -> Seat | None:
        """The seat whose client holds `key`."""
        return self._by_key.get(key)

    # -- live and behind -----------------------------------------------------------------------

    def stir(self, seat: Seat) -> None:
        """There is something to do for a seat."""
        if seat.slot >= 0 and not seat.busy:
            self.restless[seat] = None
            self.wake.set()

    def fall_behind(self, seat: Seat, cursor: Seq) -> None:
        """A live seat has everything up to `cursor` and must read on by itself."""
        if seat.live:
            seat.live = False
            seat.cursor = cursor
            self.live &= ~(1 << seat.slot)
        self.stir(seat)

    def place(self, seat: Seat) -> None:
        """Let the audience know what a seat holds and loads now."""
        if len(self.presence):
            seat.missed_presence = True
        self.audience.place(seat.slot, held=seat.held, loading=seat.loading)

    def rejoin(self, seat: Seat) -> None:
        """Let a seat be live if it has come to the tail, else let it read on."""
        if seat.live or seat.recount or seat.replaying:
            self.stir(seat)
        elif seat.cursor == self.tail.seq:
            seat.live = True
            seat.blocked_at = None
            self.live |= 1 << seat.slot
            self.deliver(seat)
            if seat.missed_presence and not seat.loading:
                self._tell_all(seat)
            if seat.loading or seat.compares:
                self.stir(seat)
        elif seat.cursor > self.tail.seq:
            if seat not in self._ahead:
                self._ahead.append(seat)
        else:
            self.stir(seat)

    def tail_moved(self) -> None:
        """Seats that had read further than the tail may be at it now.

        One that reads on meanwhile is let in when that is written, or would get it twice.
        """
        ahead, self._ahead = self._ahead, []
        for seat in ahead:
            if not (seat.live or seat.busy):
                self.rejoin(seat)

    def position(self, seat: Seat) -> Seq:
        """Up to where a seat has been sent everything."""
        return self.tail.seq if seat.live else seat.cursor

    def has_room(self, seat: Seat) -> None:
        """A seat's socket has drained."""
        seat.blocked_at = None
        self.deliver(seat)
        self.stir(seat)

    def blocked(self, seat: Seat) -> None:
        """A seat's socket has no room: it waits at its cursor until it drains."""
        if seat.blocked_at is None:
            seat.blocked_at = self.environment.monotonic()
            seat.blocked_size = seat.line.buffered()
        self.restless.pop(seat, None)

    # -- writing -------------------------------------------------------------------------------

    def send(self, seat: Seat, frame: bytes) -> None:
        """Write one frame that is no change, whatever the room."""
        seat.line.write(message(frame))

    def share(self, mask: Mask, data: bytes, *, through: Seq, before: Seq) -> None:
        """Write the same changes to many live seats; who has no room falls behind at `before`."""
        now = self.environment.monotonic()
        for slot in slots_of(mask):
            seat = self._seats[slot]
            if seat.line.offer(data):
                seat.told = through
                seat.wrote_at = now
            else:
                self.fall_behind(seat, before)
                self.blocked(seat)

    def beat(self, seat: Seat) -> None:
        """Tell a seat how far it is, without changes."""
        seat.told = self.position(seat)
        seat.wrote_at = self.environment.monotonic()
        seat.line.write(changes_message((), seat.told))

    def answer(self, seat: Seat, answers: list[Answer]) -> None:
        """Answer commands, once the seat has been sent what they changed."""
        seat.answers += answers
        self.deliver(seat)

    def deliver(self, seat: Seat) -> None:
        """Write the answers that a seat has come to, and the position if it does not know it."""
        if not seat.answers or not seat.line.room():
            return
        position = self.position(seat)
        due = [answer for answer in seat.answers if (answer.seq or 0) <= position]
        if not due:
            return
        seat.answers = [answer for answer in seat.answers if (answer.seq or 0) > position]
        if max(answer.seq or 0 for answer in due) > seat.told:
            self.beat(seat)
        self.send(seat, codec.encode(Answers(answers=tuple(due))))

    # -- presence ------------------------------------------------------------------------------

    def tell_presence(self) -> None:
        """Write what changed about who is where to those who may see it, departures first."""
        news = self.presence.news()
        for going in (True, False):
            letters: dict[Mask, list[Somebody]] = {}
            for told in news:
                if (told.somebody.ticket is None) is going:
                    seeing = self.audience.seeing(told.ticket, told.home)
                    letters.setdefault(seeing, []).append(told.somebody)
            for mask, people in letters.items():
                data = message(codec.encode(PresenceFrame(people=tuple(people))))
                for slot in slots_of(mask):
                    self._tell(self._seats[slot], data)

    def _tell(self, seat: Seat, data: bytes) -> None:
        """Presence goes to live seats only: what a seat that is behind may see is not settled."""
        if not (seat.live and seat.line.offer(data)):
            seat.missed_presence = True

    def _tell_all(self, seat: Seat) -> None:
        """Write everybody's place, as far as the seat may see it."""
        bit = 1 << seat.slot
        people = self.presence.everybody(
            lambda ticket, home: bool(self.audience.seeing(ticket, home) & bit)
        )
        seat.missed_presence = False
        self.send(seat, codec.encode(PresenceFrame(people=tuple(people), full=True)))
