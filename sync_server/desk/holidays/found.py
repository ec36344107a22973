# SPDX-License-Identifier: Apache-2.0
"""Holidays that were found, and the document of a calendar to which they are added."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from sync_server.domain.calendar.spans import joined

Minutes = tuple[int, int]
"""Start and end of a part of a day, in minutes after its midnight."""


class Holidays(Struct, frozen=True):
    """Whole days with their names, and parts of days."""

    days: Mapping[date, str]
    parts: Mapping[date, tuple[Minutes, ...]] = {}

    def added_to(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """The document of a calendar with these holidays too. What a person named stays so."""
        names = {day.isoformat(): name for day, name in sorted(self.days.items())}
        breaks = dict(document.get("breaks", {}))
        for day, parts in sorted(self.parts.items()):
            known = [_minutes(part) for part in breaks.get(day.isoformat(), ())]
            breaks[day.isoformat()] = [_said(part) for part in joined([*known, *parts])]
        return {
            **document,
            "holidays": sorted({*document.get("holidays", ()), *names}),
            "breaks": breaks,
            "names": {**names, **document.get("names", {})},
        }


def _minutes(part: Any) -> Minutes:
    start, end = (int(each[:2]) * 60 + int(each[3:]) for each in part)
    return start, end if end > start else end + 24 * 60


def _said(part: Minutes) -> list[str]:
    return [_clock(part[0]), _clock(part[1] if part[1] <= 24 * 60 else part[1] - 24 * 60)]


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
