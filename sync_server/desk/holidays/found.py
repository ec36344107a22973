# SPDX-License-Identifier: Apache-2.0
"""Holidays that were found, and the document of a calendar to which they are added."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from sync_server.domain.calendar.document import LONGEST_NIGHT, MIDNIGHT
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
        breaks = {_iso(day): list(parts) for day, parts in document.get("breaks", {}).items()}
        for day, parts in sorted(self.parts.items()):
            _cut(breaks, day, parts)
        return {
            **document,
            "holidays": sorted({*map(_iso, document.get("holidays", ())), *names}),
            "breaks": breaks,
            "names": {**names, **{_iso(day): it for day, it in document.get("names", {}).items()}},
        }


def _cut(breaks: dict[str, Any], day: date, parts: Iterable[Minutes]) -> None:
    """Add to the breaks of a day: what becomes too long for a night with that ends at midnight, and
    goes on with the next day.
    """
    known = (_minutes(part) for part in breaks.get(day.isoformat(), ()))
    whole = joined([*known, *parts])
    start, end = whole[-1]
    if end > MIDNIGHT and end - start > LONGEST_NIGHT:
        whole[-1] = start, MIDNIGHT
        _cut(breaks, day + timedelta(days=1), [(0, end - MIDNIGHT)])
    breaks[day.isoformat()] = [_said(part) for part in whole]


def _iso(day: str) -> str:
    """A date as it is written here, however somebody else wrote it."""
    return date.fromisoformat(day).isoformat()


def _minutes(part: Any) -> Minutes:
    start, end = (
        int(hour) * 60 + int(minute) for hour, minute in (each.split(":") for each in part)
    )
    return start, end if end > start else end + MIDNIGHT


def _said(part: Minutes) -> list[str]:
    return [_clock(part[0]), _clock(part[1] if part[1] <= MIDNIGHT else part[1] - MIDNIGHT)]


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
