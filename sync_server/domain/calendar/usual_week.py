# SPDX-License-Identifier: Apache-2.0
"""A week in which every day of work has the same hours: how a calendar says it, and its outline."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from sync_server.domain.calendar.document import DAYS, MIDNIGHT, read_plan


class UsualWeek(Struct, frozen=True):
    """Days from Monday = 0, and minutes after midnight in a zone."""

    timezone: str
    days: tuple[int, ...]
    begins: int
    ends: int


def outline(document: Mapping[str, Any]) -> UsualWeek | None:
    """From when to when somebody works on the days of a document; `None` when no week has any.

    What lies between, such as a break, does not show. Raises `CalendarError`.
    """
    plan = read_plan(document)
    if plan.always:
        return UsualWeek(plan.timezone, tuple(range(len(DAYS))), 0, MIDNIGHT)
    days = tuple(day for day, frames in enumerate(plan.week) if frames)
    if not days:
        return None
    begins = min(plan.week[day][0][0] for day in days)
    ends = max(plan.week[day][-1][1] for day in days)
    return UsualWeek(plan.timezone, days, begins, min(ends, MIDNIGHT))


def with_week(document: Mapping[str, Any], week: UsualWeek) -> dict[str, Any]:
    """A document with other hours: its dates stay as they are."""
    frame = [_clock(week.begins), _clock(week.ends)]
    return {
        **document,
        "timezone": week.timezone,
        "hours": {DAYS[day]: [frame] for day in sorted({*week.days})},
        "24x7": False,
    }


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
