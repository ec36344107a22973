# SPDX-License-Identifier: Apache-2.0
"""Until when a ticket can be put off: what is offered, and what a person may type."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final

from sync_server.contract.ids import Instant
from ui.models.collected_words import WEEKDAYS
from ui.models.local_time import instant, local
from ui.models.wake_dates import USUAL_DAYS, day_words, wake_date
from ui.models.words import time_words, translate
from ui.models.working_time import USUAL, WorkingTime

_MICROSECONDS: Final = 1_000_000
_HOURS: Final = (1, 3)
_DAYS: Final = (1, USUAL_DAYS, 5)
_MOST_DAYS: Final = 366
_ENGLISH: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN: Final = re.compile(r"(\d{1,3})\s*(m|min|h|d)")
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d\d)")
_UNITS: Final = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days"}


def wake_times(now: Instant, *, work: WorkingTime = USUAL) -> Iterator[Instant]:
    """What is offered: some hours from now, then the mornings of some working days.

    What would come back in the break comes after it, and what would after work not today.
    """
    minute = 60 * _MICROSECONDS
    for hours in _HOURS:
        at = (now // minute + 60 * hours) * minute
        back = work.back_at(local(now), local(at))
        if back is not None:
            yield int(back.timestamp()) * _MICROSECONDS
    for days in _DAYS:
        yield wake_date(now, days, work=work)


def wake_words(at: Instant, now: Instant, *, work: WorkingTime = USUAL) -> str:
    """A moment to come: "15:00" today, "Thu 26 Nov" for a morning, else "Thu 26 Nov 15:00"."""
    moment = local(at)
    if moment.date() == local(now).date():
        return time_words(at, now)
    day = day_words(at)
    return day if moment.time() == work.begins else f"{day} {moment:%H:%M}"


def typed_time(text: str, now: Instant, *, work: WorkingTime = USUAL) -> Instant | None:
    """What a person typed: "2 h", "3 d", "15:00", "fri" or "fri 14:30"; nothing else, no past."""
    words = text.casefold().strip()
    span = _SPAN.fullmatch(words)
    if span is not None:
        return _after(now, int(span[1]), _UNITS[span[2]], work.begins)
    parts = words.split()
    clock = _clock(parts[-1]) if parts else None
    day = parts if clock is None else parts[:-1]
    if not parts:
        return None
    today = local(now)
    if clock is not None and not day:
        first = _at(today, clock)
        return first if first > now else _at(today + timedelta(days=1), clock)
    ahead = _days_ahead(" ".join(day), today)
    return None if ahead is None else _at(today + timedelta(days=ahead), clock or work.begins)


def _after(now: Instant, count: int, unit: str, morning: time) -> Instant | None:
    """So much later; days end in the morning."""
    if not count or (unit == "days" and count > _MOST_DAYS):
        return None
    later = local(now) + timedelta(**{unit: count})
    return _at(later, morning if unit == "days" else later.time())


def _clock(word: str) -> time | None:
    found = _CLOCK.fullmatch(word)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def _days_ahead(word: str, today: datetime) -> int | None:
    """How many days after today; a weekday is the next one, never today."""
    if word in ("tomorrow", translate("words", "tomorrow").casefold()):
        return 1
    named = [translate("words", day).casefold() for day in WEEKDAYS]
    for names in (_ENGLISH, named):
        for place, name in enumerate(names):
            if word.startswith(name):
                return (place - today.weekday() - 1) % 7 + 1
    return None


def _at(day: datetime, clock: time) -> Instant:
    """That time of that day, on this computer's clock."""
    moment = datetime.combine(day.date(), clock.replace(second=0, microsecond=0))
    return instant(moment)
