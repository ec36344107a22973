# SPDX-License-Identifier: Apache-2.0
"""Calendars in words: their special days, and when a time ends by them."""

from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.models.collected_words import WEEKDAYS
from ui.models.words import month_day_words, translate
from ui.widgets.day_list import DayValue
from ui.widgets.week_value import Frames, frames_words
from ui.windows.agent.admin.calendar_document import SpecialDay, written

_LONG_DAYS: Final = tuple(
    str(each)
    for each in (
        QT_TRANSLATE_NOOP("calendars", "Monday"),
        QT_TRANSLATE_NOOP("calendars", "Tuesday"),
        QT_TRANSLATE_NOOP("calendars", "Wednesday"),
        QT_TRANSLATE_NOOP("calendars", "Thursday"),
        QT_TRANSLATE_NOOP("calendars", "Friday"),
        QT_TRANSLATE_NOOP("calendars", "Saturday"),
        QT_TRANSLATE_NOOP("calendars", "Sunday"),
    )
)


def day_value(special: SpecialDay, today: date) -> DayValue:
    """A special day for the list; the year is told of one that is far away."""
    short = month_day_words(datetime.combine(special.day, time()))
    near = (special.day - today).days < 365
    told = short if near else f"{short} {special.day:%y}"
    hours = frames_words(special.frames)
    closed, open_ = (
        translate("calendars", "closed {hours}"),
        translate("calendars", "open {hours}"),
    )
    detail = {
        "closed": "",
        "break": closed.format(hours=hours),
        "hours": open_.format(hours=hours),
    }[special.kind]
    name = (
        special.name
        or {
            "closed": translate("calendars", "Closed"),
            "break": translate("calendars", "Closed for some hours"),
            "hours": translate("calendars", "Open at other hours"),
        }[special.kind]
    )
    weekday = translate("words", WEEKDAYS[special.day.weekday()])
    spoken = ", ".join(
        part for part in (f"{weekday} {short} {special.day.year}", name, detail) if part
    )
    return DayValue(special.key, told, name, detail, spoken)


def example_words(start: datetime, due: datetime) -> str:
    """When two hours end that begin then."""
    told = translate("calendars", "In this calendar, 2 h from {start} ends {end}.")
    return told.format(start=_moment(start), end=_moment(due))


def long_day(day: int) -> str:
    """A day of the week from Monday = 0."""
    return translate("calendars", _LONG_DAYS[day])


def hours_words(frames: Frames) -> str:
    """Frames as the form takes them: "08:00-12:00"."""
    return ", ".join("-".join(pair) for pair in written(frames))


def _moment(moment: datetime) -> str:
    return f"{long_day(moment.weekday())} {moment:%H:%M}"
