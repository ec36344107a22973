# SPDX-License-Identifier: Apache-2.0
"""How often each command was run lately: what a person uses stands higher."""

from typing import Final

import msgspec

DAYS: Final = 14
"""So many days count, today among them."""

MOST_COMMANDS: Final = 200
DAY_US: Final = 86_400_000_000

_Days = dict[int, int]


class Uses:
    """Counts by command and day, as a text that a setting can keep."""

    def __init__(self, text: str = "") -> None:
        self._days: dict[str, _Days] = _read(text)

    def add(self, command: str, today: int) -> None:
        """A command was run on this day (a number that grows by one each day)."""
        days = self._days.pop(command, {})
        days[today] = days.get(today, 0) + 1
        self._days[command] = days
        self._forget(today)

    def count(self, command: str, today: int) -> int:
        """How often a command was run within the days that count."""
        days = self._days.get(command, {})
        return sum(count for day, count in days.items() if 0 <= today - day < DAYS)

    def text(self) -> str:
        """What `Uses(text)` reads again."""
        return msgspec.json.encode(self._days).decode()

    def _forget(self, today: int) -> None:
        recent = {
            command: {day: count for day, count in days.items() if 0 <= today - day < DAYS}
            for command, days in self._days.items()
        }
        kept = [(command, days) for command, days in recent.items() if days]
        self._days = dict(kept[-MOST_COMMANDS:])


def _read(text: str) -> dict[str, _Days]:
    """Whatever is no such text counts nothing."""
    try:
        return msgspec.json.decode(text, type=dict[str, dict[int, int]])
    except msgspec.MsgspecError:
        return {}
