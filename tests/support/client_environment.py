# SPDX-License-Identifier: Apache-2.0
"""A client's environment for tests: a clock that is moved by hand, seeded chance, no threads."""

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sync_server.contract.idmaker import IdMaker

T = TypeVar("T")

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class InlineLane:
    """A lane that does its work at once, in the thread of the loop."""

    async def run(self, work: Callable[..., T], *arguments: object) -> T:
        await asyncio.sleep(0)
        return work(*arguments)

    def close(self) -> None:
        """Nothing runs on its own."""


class ClientEnvironment:
    """Time passes by `advance`; `sleep` lets it pass and yields once. `slept` keeps the waits."""

    def __init__(self, seed: int = 0) -> None:
        self._at = START
        self._random = random.Random(seed)
        self.slept: list[float] = []
        self.new_id = IdMaker(self.now_us, self.random_bytes)

    def advance(self, **duration: float) -> None:
        self._at += timedelta(**duration)

    def now(self) -> datetime:
        return self._at

    def now_us(self) -> int:
        return (self._at - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)

    def monotonic(self) -> float:
        return (self._at - START).total_seconds()

    def random_bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)

    def jitter(self) -> float:
        return self._random.random()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds=seconds)
        await asyncio.sleep(0)

    def lane(self, name: str, *, workers: int = 1) -> InlineLane:
        return InlineLane()

    def close(self) -> None:
        """Nothing to give back."""


async def settle(turns: int = 50) -> None:
    """Let everything that is ready run."""
    for _ in range(turns):
        await asyncio.sleep(0)
