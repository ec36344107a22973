# SPDX-License-Identifier: Apache-2.0
"""Documents of calendars as the page shows and changes them.

What is sound is the server's to say: here everything is read that can be read, and what is not
touched stays as somebody wrote it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from ui.widgets.week_value import DAYS, MIDNIGHT, Frame, Week, clock_words

Document = Mapping[str, Any]
DayKind = Literal["closed", "break", "hours"]
"""A special day: closed for whole, closed in part, or open at other hours than usual."""

EMPTY: Final[Document] = {
    "timezone": "Europe/Berlin",
    "hours": {day: [["09:00", "17:00"]] for day in DAYS[:5]},
}
"""Where a new calendar begins."""

_EXAMPLE: Final = timedelta(hours=2)
_BEFORE_END: Final = 30


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A date that differs from its day of the week."""

    day: date
    kind: DayKind
    name: str = ""
    frames: tuple[Frame, ...] = ()

    @property
    def key(self) -> str:
        """What it is called by: a date has other hours and a break of its own at most."""
        day = self.day.isoformat()
        return f"{day}/break" if self.kind == "break" else day


def week_of(document: Document) -> Week:
    """The frames of each day of a week, those that can be read."""
    hours = document.get("hours")
    hours = hours if isinstance(hours, Mapping) else {}
    return tuple(frames_of(hours.get(day)) for day in DAYS)


def with_week(document: Document, week: Week) -> dict[str, Any]:
    """The document with these hours; days without any are left out."""
    hours = {day: written(frames) for day, frames in zip(DAYS, week, strict=True) if frames}
    return {**document, "hours": hours}


def frames_of(value: object) -> tuple[Frame, ...]:
    """Frames as a document has them, in minutes; beyond 1440 on the next day."""
    if not isinstance(value, list | tuple):
        return ()
    found = (_frame(each) for each in value)
    return tuple(sorted(frame for frame in found if frame is not None))


def written(frames: Iterable[Frame]) -> list[list[str]]:
    """Frames as a document has them."""
    return [[clock_words(start), clock_words(_of_day(end))] for start, end in frames]


def read_frames(text: str) -> tuple[Frame, ...] | None:
    """What a person types: "8-12, 12:45-18:00"; nothing when it is not understood."""
    found: list[Frame] = []
    for part in filter(None, (each.strip() for each in text.replace(";", ",").split(","))):
        start, dash, end = part.replace("\N{EN DASH}", "-").partition("-")
        frame = _frame([_clock(start), _clock(end)]) if dash else None
        if frame is None:
            return None
        found.append(frame)
    return tuple(sorted(found))


def special_days(document: Document, first: date) -> list[SpecialDay]:
    """The dates from a day on that differ, in their order: a date with other hours and a break has
    both, the hours first.
    """
    found: dict[date, SpecialDay] = {}
    breaks: dict[date, SpecialDay] = {}
    names = document.get("names")
    names = names if isinstance(names, Mapping) else {}

    def add(text: object, kind: DayKind, frames: tuple[Frame, ...] = ()) -> None:
        day = _date(text)
        if day is not None and day >= first:
            into = breaks if kind == "break" else found
            into[day] = SpecialDay(day, kind, str(names.get(day.isoformat(), "")), frames)

    for text in _listed(document.get("holidays")):
        add(text, "closed")
    for text, value in _dated(document.get("breaks")):
        add(text, "break", frames_of(value))
    for text, value in _dated(document.get("overrides")):
        frames = frames_of(value)
        add(text, "hours" if frames else "closed", frames)
    cut = (each for day, each in breaks.items() if day not in found or found[day].kind == "hours")
    return sorted((*found.values(), *cut), key=lambda each: (each.day, each.kind == "break"))


def with_day(document: Document, special: SpecialDay) -> dict[str, Any]:
    """The document with a special day instead of what it said of that date: a break is cut out of
    the hours that the date has, and stays when these change.
    """
    kept: dict[DayKind, str] = {"break": "overrides", "hours": "breaks"}
    bare, key = _bare(document, special.day, keeps=kept.get(special.kind)), special.day.isoformat()
    if special.kind == "closed":
        bare["holidays"] = sorted({*map(str, _listed(bare.get("holidays"))), key})
    else:
        field = "breaks" if special.kind == "break" else "overrides"
        dated = dict(_dated(bare.get(field)))
        bare[field] = {**dated, key: written(special.frames)}
    if special.name:
        names = bare.get("names")
        bare["names"] = {**(names if isinstance(names, Mapping) else {}), key: special.name}
    return bare


def without_day(document: Document, special: SpecialDay) -> dict[str, Any]:
    """The document without a special day: a date of which nothing else is said is like any other of
    its day of the week.
    """
    others = (each for each in special_days(document, special.day) if each.key != special.key)
    rest = next((each for each in others if each.day == special.day), None)
    bare = _bare(document, special.day)
    return bare if rest is None else with_day(bare, rest)


def _bare(document: Document, day: date, *, keeps: str | None = None) -> dict[str, Any]:
    """The document with nothing of a date, but in one field. Without hours on that date there are
    none to keep.
    """
    bare = dict(document)
    if any(_date(each) == day for each in _listed(bare.get("holidays"))):
        bare["holidays"] = [each for each in _listed(bare["holidays"]) if _date(each) != day]
    for field in ("breaks", "overrides", "names"):
        dated = _dated(bare.get(field))
        rest = {
            text: value
            for text, value in dated
            if _date(text) != day or (field == keeps and (field == "breaks" or frames_of(value)))
        }
        if len(rest) < len(dated):
            bare[field] = rest
    return bare


def example_start(document: Document, now: datetime) -> datetime:
    """A moment shortly before people go into the longest rest of the week: half an hour before the
    end of the last hours of the last working day. `now` is on the clock of the calendar.
    """
    week = week_of(document)
    worked = [number for number, frames in enumerate(week) if frames]
    if not worked or is_always(document):
        return now.replace(hour=15, minute=30, second=0, microsecond=0)
    last = max(worked, key=lambda day: (not week[(day + 1) % len(week)], day))
    ahead = timedelta(days=(last - now.weekday()) % len(week))
    minute = min(week[last][-1][1], MIDNIGHT) - _BEFORE_END
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + ahead
    return midnight.replace(hour=minute // 60, minute=minute % 60)


def is_always(document: Document) -> bool:
    """Whether the calendar is open around the clock."""
    return document.get("24x7") is True


def _frame(value: object) -> Frame | None:
    if not isinstance(value, list | tuple) or len(value) != 2:
        return None
    start, end = (_minute(each) for each in value)
    if start is None or end is None or start >= MIDNIGHT:
        return None
    return (start, end) if end > start else (start, end + MIDNIGHT)


def _minute(value: object) -> int | None:
    hours, colon, minutes = (value if isinstance(value, str) else "").partition(":")
    if not (colon and hours.isascii() and hours.isdigit() and minutes.isascii()):
        return None
    if not minutes.isdigit() or len(hours) > 2 or len(minutes) != 2 or int(minutes) >= 60:
        return None
    minute = int(hours) * 60 + int(minutes)
    return minute if minute <= MIDNIGHT else None


def _clock(text: str) -> str:
    """A time of day as it is typed: "8" is 08:00."""
    text = text.strip().replace(".", ":")
    return text if ":" in text else f"{text}:00"


def _of_day(end: int) -> int:
    return end if end <= MIDNIGHT else end - MIDNIGHT


def _date(text: object) -> date | None:
    try:
        return date.fromisoformat(text if isinstance(text, str) else "")
    except ValueError:
        return None


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _dated(value: object) -> list[tuple[str, object]]:
    return [*value.items()] if isinstance(value, Mapping) else []
