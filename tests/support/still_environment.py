# SPDX-License-Identifier: Apache-2.0
"""A server's environment for tests: the clock stands still until it is moved, chance is seeded.

Lanes run their work at once, in the caller's thread, so a test sees every effect when it continues.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sync_server.contract.idmaker import IdMaker

T = TypeVar("T")

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday morning."""


class InlineLane:
    """A lane without threads."""

    async def run(self, work: Callable[..., T], *arguments: object) -> T:
        return work(*arguments)

    def close(self) -> None:
        """Nothing runs on its own."""


class StillEnvironment:
    """Time passes by `advance` and by `sleep`, which does not wait."""

    def __init__(self, seed: int = 0) -> None:
        self._at = START
        self._random = random.Random(seed)
        self.new_id = IdMaker(self.now_us, self.random_bytes)

    def advance(self, **duration: float) -> None:
        """Let time pass; the arguments are those of `timedelta`."""
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
        self.advance(seconds=seconds)

    def lane(self, name: str, *, workers: int = 1) -> InlineLane:
        return InlineLane()
