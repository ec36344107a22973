# SPDX-License-Identifier: Apache-2.0
"""Moments to the second, and how long one was before another: what a dispute needs."""

from typing import Final

from sync_server.contract.ids import Instant
from ui.models.collected_words import WEEKDAYS
from ui.models.local_time import local
from ui.models.words import month_day_words, translate
from ui.widgets import plural

_MICROSECONDS: Final = 1_000_000
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400


def date_words(at: Instant) -> str:
    """A day of any year on this computer's calendar: "12 Mar 2027"."""
    moment = local(at)
    return f"{month_day_words(moment)} {moment.year}"


def moment_words(at: Instant) -> str:
    """All of a moment on this computer's clock: "Mon 23 Nov 2026, 12:18 CET"."""
    moment = local(at)
    weekday = translate("words", WEEKDAYS[moment.weekday()])
    told = translate("words", "{weekday} {date}, {time} {zone}")
    clock, zone = f"{moment:%H:%M}", moment.tzname() or ""
    return told.format(weekday=weekday, date=date_words(at), time=clock, zone=zone).strip()


def time_of_day(at: Instant) -> str:
    """The time of day on this computer's clock: "13:57"."""
    return f"{local(at):%H:%M}"


def second_words(at: Instant) -> str:
    """The time of day on this computer's clock, with seconds: "13:57:02"."""
    return f"{local(at):%H:%M:%S}"


def duration_words(us: int) -> str:
    """A time between two moments in words: "4 seconds", "12 minutes", "2 hours", "3 days"."""
    seconds = max(1, us // _MICROSECONDS)
    if seconds < _MINUTE:
        return plural.tr("%n seconds", "1 second", seconds)
    if seconds < _HOUR:
        return plural.tr("%n minutes", "1 minute", seconds // _MINUTE)
    if seconds < _DAY:
        return plural.tr("%n hours", "1 hour", seconds // _HOUR)
    return plural.tr("%n days", "1 day", seconds // _DAY)
