# SPDX-License-Identifier: Apache-2.0
"""Values in words: statuses, priorities, ages, times, sizes. Everything passes the translation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from sync_server.contract.ids import Instant
from ui.models.collected_words import MONTHS
from ui.models.local_time import local

_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400
_MICROSECONDS: Final = 1_000_000
_UNITS: Final = ("B", "KB", "MB", "GB")
_WITH_TENTHS: Final = 2
_ONE_MORE: Final = 1000
"""So much of a unit is told in the next one: no figure has four digits before its point."""


translate = QCoreApplication.translate

STATUS_WORDS: Final = {
    "new": str(QT_TRANSLATE_NOOP("words", "New")),
    "open": str(QT_TRANSLATE_NOOP("words", "Open")),
    "pending": str(QT_TRANSLATE_NOOP("words", "Pending")),
    "on_hold": str(QT_TRANSLATE_NOOP("words", "On hold")),
    "solved": str(QT_TRANSLATE_NOOP("words", "Solved")),
    "closed": str(QT_TRANSLATE_NOOP("words", "Closed")),
    "merged": str(QT_TRANSLATE_NOOP("words", "Merged")),
    "spam": str(QT_TRANSLATE_NOOP("words", "Spam")),
    "deleted": str(QT_TRANSLATE_NOOP("words", "Deleted")),
}
PRIORITY_WORDS: Final = {
    "low": str(QT_TRANSLATE_NOOP("words", "Low")),
    "normal": str(QT_TRANSLATE_NOOP("words", "Normal")),
    "high": str(QT_TRANSLATE_NOOP("words", "High")),
    "urgent": str(QT_TRANSLATE_NOOP("words", "Urgent")),
}


def status_words(status: str) -> str:
    """The name of a status; one of a newer version is shown as it is."""
    return translate("words", STATUS_WORDS.get(status, status))


def priority_words(priority: str) -> str:
    """The name of a priority; one of a newer version is shown as it is."""
    return translate("words", PRIORITY_WORDS.get(priority, priority))


def number_words(number: int) -> str:
    """A ticket's number as people say it; before the server has given one it is new."""
    return f"#{number}" if number else translate("words", "new")


def listed_words(words: Sequence[str], most: int | None = None) -> str:
    """Several in one: "Platform, Billing and Sales". Of more than `most` the rest is a number."""
    if most is not None and len(words) > most:
        more = translate("words", "{count} more").format(count=len(words) - most)
        words = (*words[:most], more)
    if len(words) < 2:
        return "".join(words)
    told = translate("words", "{some} and {last}")
    return told.format(some=", ".join(words[:-1]), last=words[-1])


def age_words(since: Instant, now: Instant) -> str:
    """How long ago: "now", "6 min", "1 h", "2 d". Never a colon, so that it is no time of day."""
    seconds = max(0, now - since) // _MICROSECONDS
    if seconds < _MINUTE:
        return translate("words", "now")
    if seconds < _HOUR:
        return translate("words", "{count} min").format(count=seconds // _MINUTE)
    if seconds < _DAY:
        return translate("words", "{count} h").format(count=seconds // _HOUR)
    return translate("words", "{count} d").format(count=seconds // _DAY)


def long_age_words(since: Instant, now: Instant) -> str:
    """How long ago with two units: "1 h 39 ago"."""
    seconds = max(0, now - since) // _MICROSECONDS
    if seconds < _MINUTE:
        return translate("words", "just now")
    if _HOUR <= seconds < _DAY:
        hours, rest = divmod(seconds, _HOUR)
        minutes = f"{rest // _MINUTE:02}"
        return translate("words", "{hours} h {minutes} ago").format(hours=hours, minutes=minutes)
    return translate("words", "{age} ago").format(age=age_words(since, now))


def time_words(at: Instant, now: Instant) -> str:
    """A moment on this computer's clock: "13:32" today, "12 Nov 13:32" this year."""
    moment, today = local(at), local(now)
    clock = f"{moment:%H:%M}"
    if moment.date() == today.date():
        return clock
    day = month_day_words(moment)
    if moment.year == today.year:
        return f"{day} {clock}"
    return f"{day} {moment.year}"


def month_day_words(moment: datetime) -> str:
    """A day of the year: "12 Nov"."""
    month = translate("words", MONTHS[moment.month - 1])
    return translate("words", "{day} {month}").format(day=moment.day, month=month)


def size_words(size: int) -> str:
    """Bytes as people read them: "18 KB", "1.9 MB". In steps of 1,024, as limits are set, and
    rounded up: what is over a limit does not look like it, and who frees that much has room.
    """
    unit, place = 1, 0
    while size >= _ONE_MORE * unit and place + 1 < len(_UNITS):
        unit, place = 1024 * unit, place + 1
    if place < _WITH_TENTHS:
        return f"{-(-size // unit)} {_UNITS[place]}"
    tenths = -(-10 * size // unit)
    whole, tenth = divmod(tenths, 10)
    told = QLocale().toString(tenths / 10, "f", 1) if tenth else str(whole)
    return f"{told} {_UNITS[place]}"
