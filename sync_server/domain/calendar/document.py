# SPDX-License-Identifier: Apache-2.0
"""The document that says when people work, read into a plan and refused where it is none.

    {"timezone": "Europe/Berlin",
     "hours": {"mon": [["08:00", "12:00"], ["13:00", "18:00"]], "sat": [["22:00", "06:00"]]},
     "holidays": ["2026-12-25"],
     "overrides": {"2026-12-24": [["08:00", "12:00"]]},
     "breaks": {"2026-11-26": [["10:00", "11:00"]]},
     "24x7": false,
     "names": {"2026-12-25": "Christmas Day"}}

Times of day are those of the zone, to the minute; a frame ends at 24:00 at the latest, or on the
next day at a time before its start. An override says all of a date's frames: none on a holiday by
another name, some on a day that is usually closed, or on a holiday. A night belongs to the date on
which it begins, whatever is said of the next. Breaks are cut out of whatever is open. With "24x7"
nothing else counts. Names are for people.
"""

from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, date
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from msgspec import Struct

from sync_server.contract.documents import DocumentError, nearest_of

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MIDNIGHT: Final = 24 * 60
LONGEST_NIGHT: Final = 12 * 60
"""A frame whose end comes before its start is a night of at most so many minutes; a longer one is
taken for a mistake."""
MOST_DATES: Final = 5_000
"""Dates in each list of a document."""
MOST_FRAMES: Final = 24
"""Frames in a day."""
MOST_LETTERS: Final = 200
"""In the name of a date."""
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2250
NEVER_OPEN: Final = "is never open; give at least one frame, like 09:00 to 17:00"

_KEYS: Final = ("timezone", "hours", "holidays", "overrides", "breaks", "24x7", "names")

Frame = tuple[int, int]
"""Minutes after the midnight with which a date begins: start and end, beyond 1440 on the next."""
Frames = tuple[Frame, ...]


class CalendarError(DocumentError):
    """A document that is no calendar."""

    whole = "the calendar"


class Plan(Struct, frozen=True, kw_only=True):
    """What a document says, checked: the frames of the days of a week, and what dates change."""

    timezone: str
    week: tuple[Frames, ...]
    holidays: tuple[date, ...] = ()
    overrides: tuple[tuple[date, Frames], ...] = ()
    breaks: tuple[tuple[date, Frames], ...] = ()
    always: bool = False
    names: tuple[tuple[date, str], ...] = ()


def read_plan(document: object) -> Plan:
    """The plan of a document. Raises `CalendarError`."""
    whole = _object(document, "")
    for key in whole:
        if key not in _KEYS:
            raise CalendarError(str(key), "is not known here", nearest_of(str(key), _KEYS))
    week = _week(_object(whole.get("hours", {}), "hours"))
    overrides = _dated_frames(whole, "overrides")
    always = whole.get("24x7", False)
    if not isinstance(always, bool):
        raise CalendarError("24x7", "must be true or false")
    if not always and not any(week) and not any(frames for _, frames in overrides):
        raise CalendarError("hours", NEVER_OPEN)
    return Plan(
        timezone=_timezone(whole.get("timezone")),
        week=week,
        holidays=_holidays(whole.get("holidays", [])),
        overrides=overrides,
        breaks=_dated_frames(whole, "breaks"),
        always=always,
        names=_names(_object(whole.get("names", {}), "names")),
    )


def check_dates(document: Mapping[str, Any]) -> None:
    """Refuse the document of a plan that says two things of one date, which is written in two ways.

    Raises `CalendarError`. It is no part of reading: such documents were kept once.
    """
    for key in ("overrides", "breaks", "names"):
        first: dict[date, str] = {}
        for text in document.get(key, ()):
            other = first.setdefault(date.fromisoformat(text), text)
            if other != text:
                raise CalendarError(f"{key}.{text}", f"is the date {other}, which is there already")


def write_plan(plan: Plan) -> dict[str, Any]:
    """The document of a plan: dates and frames in order, every key but unused names."""
    document: dict[str, Any] = {
        "timezone": plan.timezone,
        "hours": {
            day: _written(frames) for day, frames in zip(DAYS, plan.week, strict=True) if frames
        },
        "holidays": [day.isoformat() for day in plan.holidays],
        "overrides": {day.isoformat(): _written(frames) for day, frames in plan.overrides},
        "breaks": {day.isoformat(): _written(frames) for day, frames in plan.breaks},
        "24x7": plan.always,
    }
    if plan.names:
        document["names"] = {day.isoformat(): name for day, name in plan.names}
    return document


def _timezone(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise CalendarError("timezone", "must name a time zone, like 'Europe/Berlin'")
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        nearest = nearest_of(value, sorted(available_timezones()))
        raise CalendarError("timezone", f"there is no zone {value!r}", nearest) from None
    return value


def _week(hours: Mapping[str, object]) -> tuple[Frames, ...]:
    for day in hours:
        if day not in DAYS:
            raise CalendarError(f"hours.{day}", "is no day of the week", nearest_of(day, DAYS))
    week = tuple(_frames(hours.get(day, []), f"hours.{day}") for day in DAYS)
    for index, (frames, then) in enumerate(zip(week, (*week[1:], week[0]), strict=True)):
        if frames and then and frames[-1][1] - MIDNIGHT > then[0][0]:
            after = DAYS[(index + 1) % len(DAYS)]
            raise CalendarError(f"hours.{DAYS[index]}", f"goes on into the hours of {after}")
    return week


def _holidays(value: object) -> tuple[date, ...]:
    if not isinstance(value, list | tuple):
        raise CalendarError("holidays", "must be a list of dates")
    _check_number(value, "holidays")
    days = (_date(item, f"holidays[{index}]") for index, item in enumerate(value))
    return tuple(sorted({*days}))


def _dated_frames(whole: Mapping[str, object], key: str) -> tuple[tuple[date, Frames], ...]:
    found = _object(whole.get(key, {}), key)
    _check_number(found, key)
    dated = ((_date(day, key), _frames(frames, f"{key}.{day}")) for day, frames in found.items())
    return tuple(sorted(dated))


def _names(found: Mapping[str, object]) -> tuple[tuple[date, str], ...]:
    _check_number(found, "names")
    return tuple(sorted((_date(day, "names"), _name(day, name)) for day, name in found.items()))


def _name(day: str, value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= MOST_LETTERS:
        raise CalendarError(f"names.{day}", f"must be 1 to {MOST_LETTERS} letters")
    return value


def _check_number(dates: object, path: str) -> None:
    number = len(dates)  # type: ignore[arg-type]
    if number > MOST_DATES:
        raise CalendarError(path, f"{number} dates are too many; a calendar has room for 5,000")


def _frames(value: object, path: str) -> Frames:
    if not isinstance(value, list | tuple):
        raise CalendarError(path, "must be a list of frames, like [['09:00', '17:00']]")
    if len(value) > MOST_FRAMES:
        raise CalendarError(path, f"has more than {MOST_FRAMES} frames")
    frames = sorted(_frame(item, f"{path}[{index}]") for index, item in enumerate(value))
    for before, then in pairwise(frames):
        if before[1] > then[0]:
            raise CalendarError(path, f"{_said(before)} and {_said(then)} overlap")
    return tuple(frames)


def _frame(value: object, path: str) -> Frame:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise CalendarError(path, "must be a start and an end, like ['09:00', '17:00']")
    start, end = (_minute(item, f"{path}[{index}]") for index, item in enumerate(value))
    if start == MIDNIGHT:
        raise CalendarError(path, "begins at 24:00; write 00:00 of the next day")
    if end > start:
        return start, end
    night = (start, end + MIDNIGHT)
    if end == start or night[1] - start > LONGEST_NIGHT:
        raise CalendarError(path, f"ends at {_clock(end)}, and begins at {_clock(start)} only")
    return night


def _minute(value: object, path: str) -> int:
    text = value if isinstance(value, str) else ""
    hours, colon, minutes = text.partition(":")
    if colon and text.isascii() and hours.isdigit() and minutes.isdigit() and len(minutes) == 2:
        minute = int(hours[:3]) * 60 + int(minutes)
        if int(minutes) < 60 and minute <= MIDNIGHT and len(hours) <= 2:
            return minute
    raise CalendarError(path, f"{value!r:.40} is no time of day, like '09:30' or '24:00'")


def _date(value: object, path: str) -> date:
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise CalendarError(path, f"{value!r:.40} is no date, like '2026-12-24'") from None
    if not FIRST_YEAR <= day.year <= min(LAST_YEAR, MAXYEAR):
        raise CalendarError(path, f"{day} lies outside {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _object(value: object, path: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise CalendarError(path, "must be an object")
    return value


def _written(frames: Frames) -> list[list[str]]:
    return [list(_ends(frame)) for frame in frames]


def _said(frame: Frame) -> str:
    return " to ".join(_ends(frame))


def _ends(frame: Frame) -> Iterator[str]:
    start, end = frame
    yield _clock(start)
    yield _clock(end if end <= MIDNIGHT else end - MIDNIGHT)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
