# SPDX-License-Identifier: Apache-2.0
"""The moment that all pictures share, and a clock that hardly leaves it."""

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from app.environment import RealEnvironment

ZONE: Final = "Europe/Berlin"
_SLOWER: Final = 100
"""How much slower the clock of the pictures runs: times on them stay the same for minutes."""


def last_monday() -> datetime:
    """The last Monday, 13:57:48 in Berlin. Not a fixed date: certificates have to be valid."""
    now = RealEnvironment().now().astimezone(ZoneInfo(ZONE))
    monday = now.date() - timedelta(days=now.weekday())
    moment = datetime(monday.year, monday.month, monday.day, 13, 57, 48, tzinfo=ZoneInfo(ZONE))
    return moment if moment < now else moment - timedelta(days=7)


class SlowEnvironment(RealEnvironment):
    """The real one, whose date begins at a moment and goes on slowly. Waits are real."""

    def __init__(self, begins: datetime) -> None:
        super().__init__()
        self._begins_us = round(begins.timestamp() * 1_000_000)
        self._began = self.monotonic()

    def pass_seconds(self, seconds: int) -> None:
        """So much later, for everybody who shares this."""
        self._begins_us += seconds * 1_000_000

    def now(self) -> datetime:
        """Near the moment."""
        return datetime.fromtimestamp(self.now_us() / 1_000_000, UTC)

    def now_us(self) -> int:
        """Near the moment, in microseconds."""
        return self._begins_us + round((self.monotonic() - self._began) * 1_000_000 / _SLOWER)
