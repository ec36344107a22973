# SPDX-License-Identifier: Apache-2.0
"""Moments to the second, and how long one was before another: what a dispute needs."""

from datetime import UTC, datetime
from typing import Final

from sync_server.contract.ids import Instant
from ui.models.collected_words import WEEKDAYS
from ui.models.words import month_day_words, translate

_MICROSECONDS: Final = 1_000_000
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400


def date_words(at: Instant) -> str:
    """A day of any year on this computer's calendar: "12 Mar 2027"."""
    moment = datetime.fromtimestamp(at / _MICROSECONDS, UTC).astimezone()
    return f"{month_day_words(moment)} {moment.year}"


def moment_words(at: Instant) -> str:
    """All of a moment on this computer's clock: "Mon 23 Nov 2026, 12:18 CET"."""
    moment = datetime.fromtimestamp(at / _MICROSECONDS, UTC).astimezone()
    weekday = translate("words", WEEKDAYS[moment.weekday()])
    told = translate("words", "{weekday} {date}, {time} {zone}")
    clock, zone = f"{moment:%H:%M}", moment.tzname() or ""
    return told.format(weekday=weekday, date=date_words(at), time=clock, zone=zone).strip()


def time_of_day(at: Instant) -> str:
    """The time of day on this computer's clock: "13:57"."""
    return f"{datetime.fromtimestamp(at / _MICROSECONDS, UTC).astimezone():%H:%M}"


def second_words(at: Instant) -> str:
    """The time of day on this computer's clock, with seconds: "13:57:02"."""
    return f"{datetime.fromtimestamp(at / _MICROSECONDS, UTC).astimezone():%H:%M:%S}"


def duration_words(us: int) -> str:
    """A time between two moments in words: "4 seconds", "12 minutes", "2 hours", "3 days"."""
    seconds = max(1, us // _MICROSECONDS)
    if seconds < _MINUTE:
        one, many = translate("words", "1 second"), translate("words", "{count} seconds")
        count = seconds
    elif seconds < _HOUR:
        one, many = translate("words", "1 minute"), translate("words", "{count} minutes")
        count = seconds // _MINUTE
    elif seconds < _DAY:
        one, many = translate("words", "1 hour"), translate("words", "{count} hours")
        count = seconds // _HOUR
    else:
        one, many = translate("words", "1 day"), translate("words", "{count} days")
        count = seconds // _DAY
    return one if count == 1 else many.format(count=count)
