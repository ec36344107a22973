# SPDX-License-Identifier: Apache-2.0
"""An environment for a server or a client whose time and chance are the test's.

On a virtual loop time is the loop's, and passes by itself when everybody waits. On any other loop a
`ManualClock` stands still until the test advances it.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Protocol, TypeVar

from sync_server.contract.idmaker import IdMaker

T = TypeVar("T")

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning."""

_SECOND_US = 1_000_000
_START_US = int(START.timestamp()) * _SECOND_US
_TURNS = 25
"""How many turns of the loop `advance` leaves to others: no task may need more to its next wait."""


class Clock(Protocol):
    """Seconds that only ever grow, and waiting for them."""

    def time(self) -> float: ...

    async def sleep(self, seconds: float) -> None: ...


class LoopClock:
    """The time of the running loop: for a virtual one."""

    def time(self) -> float:
        return asyncio.get_running_loop().time()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class ManualClock:
    """Stands still until `advance`; sleepers wake in the order of their instants."""

    def __init__(self) -> None:
        self._now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def time(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        waking = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self._now + seconds, next(self._order), waking))
        await waking

    async def advance(self, seconds: float) -> None:
        """Let time pass, and each sleeper wake at its own instant and act on it."""
        end = self._now + seconds
        await _let_others_run()
        while self._sleepers and self._sleepers[0][0] <= end:
            self._now, _, waking = heappop(self._sleepers)
            with suppress(asyncio.InvalidStateError):  # its sleeper was cancelled
                waking.set_result(None)
            await _let_others_run()
        self._now = end


async def _let_others_run() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)


class SimulatedLane:
    """Work runs on the loop itself, each piece whole, in order, after a wait drawn from the seed.

    With several workers so many pieces wait at a time, and may overtake each other.
    """

    def __init__(self, pause: Callable[[], float], clock: Clock, workers: int) -> None:
        self._pause = pause
        self._clock = clock
        self._free = workers
        self._queue: deque[asyncio.Future[None]] = deque()
        self.closed = False

    async def run(self, work: Callable[..., T], *arguments: object) -> T:
        if self.closed:
            raise RuntimeError("the lane is closed")
        await self._take_worker()
        try:
            await self._clock.sleep(self._pause())
            return work(*arguments)
        finally:
            self._give_worker_back()

    def close(self) -> None:
        """Further work is an error; what was accepted still runs."""
        self.closed = True

    async def _take_worker(self) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_worker_back()
            raise

    def _give_worker_back(self) -> None:
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)  # the worker passes on without being free in between
                return
        self._free += 1


class SimulatedEnvironment:
    """Satisfies the environments of server and client; everything follows from clock and seed.

    `skew` is how far this node's calendar clock is off; set it at any time to make the clock jump.
    `lane_pause_s` is the longest wait before a piece of work runs; 0 runs it at once.
    """

    def __init__(
        self, seed: int = 0, *, clock: Clock | None = None, lane_pause_s: float = 0.0
    ) -> None:
        self._clock = LoopClock() if clock is None else clock
        self._random = random.Random(seed)
        self._lanes: dict[str, SimulatedLane] = {}
        self._lane_pause_s = lane_pause_s
        self.skew = timedelta()
        self.new_id = IdMaker(self.now_us, self.random_bytes)

    def now(self) -> datetime:
        return START + timedelta(microseconds=self.now_us() - _START_US)

    def now_us(self) -> int:
        passed = round(self._clock.time() * _SECOND_US)
        return _START_US + passed + self.skew // timedelta(microseconds=1)

    def monotonic(self) -> float:
        return self._clock.time()

    def random_bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)

    def jitter(self) -> float:
        return self._random.random()

    async def sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds)

    def lane(self, name: str, *, workers: int = 1) -> SimulatedLane:
        lane = self._lanes.get(name)
        if lane is None or lane.closed:
            lane = self._lanes[name] = SimulatedLane(self._pause, self._clock, workers)
        return lane

    def close(self) -> None:
        for lane in self._lanes.values():
            lane.close()

    def _pause(self) -> float:
        return self._random.random() * self._lane_pause_s
