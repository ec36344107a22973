# SPDX-License-Identifier: Apache-2.0
"""The days and hours in which this person works, as the settings have them."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.settings import Settings
from ui.models.words import translate

DAYS: Final = tuple(
    str(each)
    for each in (
        QT_TRANSLATE_NOOP("first_run", "Mon"),
        QT_TRANSLATE_NOOP("first_run", "Tue"),
        QT_TRANSLATE_NOOP("first_run", "Wed"),
        QT_TRANSLATE_NOOP("first_run", "Thu"),
        QT_TRANSLATE_NOOP("first_run", "Fri"),
        QT_TRANSLATE_NOOP("first_run", "Sat"),
        QT_TRANSLATE_NOOP("first_run", "Sun"),
    )
)
"""As they stand on the buttons of a week."""

_USUAL: Final = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The days of the week from Monday = 0, and the hours of each; a break is two times."""

    days: frozenset[int] = _USUAL
    begins: time = time(9)
    ends: time = time(18)
    pause: tuple[time, time] | None = None

    def has(self, day: datetime) -> bool:
        """Whether this is a day of work."""
        return day.weekday() in self.days

    def back_at(self, now: datetime, later: datetime) -> datetime | None:
        """When somebody who works now sees what comes back `later`; None when it is too late.

        Who works at another time than usual is taken at their word.
        """
        begins, ends = (datetime.combine(now, each) for each in (self.begins, self.ends))
        at, then = (each.replace(tzinfo=None) for each in (now, later))
        if not self.has(now) or not begins <= at < ends:
            return later
        if then >= ends:
            return None
        if self.pause is not None:
            first, last = (datetime.combine(now, each) for each in self.pause)
            if first <= then < last:
                return later + (last - then)
        return later


def working_time(settings: Settings) -> WorkingTime:
    """What is set; a week without a day of work is one that nobody has filled in."""
    marks = str(settings.get("working_days"))
    days = frozenset(place for place, mark in enumerate(marks[: len(DAYS)]) if mark == "1")
    begins, _, ends = str(settings.get("working_break")).partition("-")
    return WorkingTime(
        days or _USUAL,
        _clock(str(settings.get("working_from"))),
        _clock(str(settings.get("working_to"))),
        (_clock(begins), _clock(ends)) if ends else None,
    )


def break_words(kept: str) -> str:
    """A break as a person says it: "12:30 to 13:15"."""
    if not kept:
        return translate("first_run", "No break")
    begins, _, ends = kept.partition("-")
    return translate("first_run", "{begins} to {ends}").format(begins=begins, ends=ends)


def _clock(text: str) -> time:
    hours, _, minutes = text.partition(":")
    return time(int(hours), int(minutes))


USUAL: Final = WorkingTime()
"""From Monday to Friday, as long as nothing else is known."""
