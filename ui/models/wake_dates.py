# SPDX-License-Identifier: Apache-2.0
"""When a ticket that waits comes back: some working days from now, in the morning."""

from datetime import datetime, timedelta
from typing import Final

from sync_server.contract.ids import Instant
from ui.models.collected_words import WEEKDAYS
from ui.models.local_time import instant, local
from ui.models.words import month_day_words, translate
from ui.models.working_time import USUAL, WorkingTime

USUAL_DAYS: Final = 3
_MICROSECONDS: Final = 1_000_000
_WEEK_US: Final = 7 * 86_400 * _MICROSECONDS


def wake_date(now: Instant, days: int, *, work: WorkingTime = USUAL) -> Instant:
    """When work begins on this computer's day that is `days` working days after today."""
    day = local(now)
    left = days
    while left:
        day += timedelta(days=1)
        left -= work.has(day)
    morning = datetime.combine(day.date(), work.begins)
    return instant(morning)


def day_words(at: Instant) -> str:
    """The day of a moment: "Thu 26 Nov"."""
    moment = local(at)
    weekday = translate("words", WEEKDAYS[moment.weekday()])
    return f"{weekday} {month_day_words(moment)}"


def short_day_words(at: Instant, now: Instant) -> str:
    """The same where there is little room: "Thu 26" in the coming week, "5 Jan" after it."""
    weekday, day, month = day_words(at).split(" ", 2)
    near = 0 <= at - now < _WEEK_US
    return f"{weekday} {day}" if near else f"{day} {month}"
