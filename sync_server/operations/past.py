# SPDX-License-Identifier: Apache-2.0
"""An environment whose date can be set back, to enter what happened as it happened."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sync_server.contract.ids import Instant
from sync_server.environment import Environment, Lane


class PastEnvironment:
    """Another environment, but for its date within `at`. Waits and lanes are the other one's."""

    def __init__(self, present: Environment) -> None:
        self._present = present
        self._at: Instant | None = None

    @contextmanager
    def at(self, instant: Instant) -> Iterator[None]:
        """It is this instant, through the whole block."""
        self._at = instant
        try:
            yield
        finally:
            self._at = None

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.now_us() / 1_000_000, UTC)

    def now_us(self) -> int:
        return self._present.now_us() if self._at is None else self._at

    def monotonic(self) -> float:
        return self._present.monotonic()

    def random_bytes(self, count: int) -> bytes:
        return self._present.random_bytes(count)

    def jitter(self) -> float:
        return self._present.jitter()

    def new_id(self) -> str:
        return self._present.new_id()

    async def sleep(self, seconds: float) -> None:
        await self._present.sleep(seconds)

    def lane(self, name: str, *, workers: int = 1) -> Lane:
        return self._present.lane(name, workers=workers)
