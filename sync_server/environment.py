# SPDX-License-Identifier: Apache-2.0
"""The seam between the server and the world: time, chance, ids, sleep, threads.

Everything that could make two runs differ comes in through one `Environment` value. Production uses
the real one; a simulation puts its own in its place, and nothing else changes.
"""

import asyncio
import os
import random
import socket
import struct
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Final, Protocol, TypeVar

from sync_server.contract.idmaker import IdMaker

T = TypeVar("T")

RESET_ON_CLOSE: Final = (socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
"""The option of a socket that, closed, sends nothing any more of what the system holds for it."""


class Lane(Protocol):
    """Where blocking work of one kind runs: in order when it has one worker."""

    async def run(self, work: Callable[..., T], *arguments: object) -> T:
        """Run `work(*arguments)` off the loop; give what it gives, raise what it raises.

        Work of a cancelled caller may still run, or may not. Raises `RuntimeError` after `close`.
        """
        ...

    def close(self) -> None:
        """Finish what was accepted and give the threads back."""
        ...


class Environment(Protocol):
    """What the server may know of the world."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...

    def now_us(self) -> int:
        """The present instant in microseconds since 1970-01-01 UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that only ever runs forward."""
        ...

    def random_bytes(self, count: int) -> bytes:
        """Bytes that nobody can guess."""
        ...

    def jitter(self) -> float:
        """A number in [0, 1) to spread things out; not for secrets."""
        ...

    def new_id(self) -> str:
        """A UUIDv7 (RFC 9562) as canonical lower-case text; increasing within a process."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait on this environment's clock."""
        ...

    def lane(self, name: str, *, workers: int = 1) -> Lane:
        """The lane of that name; made, with so many workers, when there is none that is open."""
        ...


class ThreadLane:
    """A lane of real threads."""

    def __init__(self, name: str, workers: int) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix=f"lane {name}")
        self.closed = False

    async def run(self, work: Callable[..., T], *arguments: object) -> T:
        """Run `work(*arguments)` on the lane's threads."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, work, *arguments)

    def close(self) -> None:
        """Wait for what was accepted; further work is an error."""
        self.closed = True
        self._pool.shutdown(wait=True)


class RealEnvironment:
    """The machine's own clock, chance and threads."""

    def __init__(self) -> None:
        self._make_id = IdMaker(self.now_us, self.random_bytes)
        self._one_id_at_a_time = threading.Lock()
        self._lanes: dict[str, ThreadLane] = {}

    def now(self) -> datetime:
        """The machine's clock."""
        return datetime.fromtimestamp(time.time(), UTC)

    def now_us(self) -> int:
        """The machine's clock in microseconds."""
        return time.time_ns() // 1000

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def random_bytes(self, count: int) -> bytes:
        """From the operating system."""
        return os.urandom(count)

    def jitter(self) -> float:
        """From the interpreter's generator."""
        return random.random()

    def new_id(self) -> str:
        """The next id; any thread may ask."""
        with self._one_id_at_a_time:
            return self._make_id()

    def block(self, seconds: float) -> None:
        """Sleep in a process that has no event loop."""
        time.sleep(seconds)

    async def sleep(self, seconds: float) -> None:
        """On the loop's clock."""
        await asyncio.sleep(seconds)

    def lane(self, name: str, *, workers: int = 1) -> ThreadLane:
        """The lane of that name; not the one that was closed, if it was."""
        lane = self._lanes.get(name)
        if lane is None or lane.closed:
            lane = self._lanes[name] = ThreadLane(name, workers)
        return lane

    def close(self) -> None:
        """Close every lane; their threads are given back."""
        for lane in self._lanes.values():
            lane.close()
        self._lanes.clear()
