# SPDX-License-Identifier: Apache-2.0
"""Working time counted second by second: slow, and too simple to be wrong.

It looks at the wall clock of the zone at every minute. A clock that is moved back counts as
standing still until it shows something new, so what begins or ends in an hour that comes twice does
so the first time.
"""

import random
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES: Final = (
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # moves its clock by half an hour
    "America/Santiago",  # moves it at midnight
    "Africa/Casablanca",  # moves it for a month
    "Asia/Kathmandu",
)

Moments = tuple[datetime, datetime]


class SlowCalendar:
    """The seconds of some days from `first` on (aware), and whether each is worked."""

    def __init__(self, document: Mapping[str, Any], first: datetime, *, days: int) -> None:
        self.first = first.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        self._document = document
        self._zone = ZoneInfo(document["timezone"])
        minutes = days * 24 * 60
        shown = self._wall(self.first - timedelta(days=1))
        seconds = bytearray()
        for minute in range(-24 * 60, minutes):
            shown = max(shown, self._wall(self.first + timedelta(minutes=minute)))
            if minute >= 0:
                seconds += bytes([self._is_worked(shown)]) * 60
        self._seconds = bytes(seconds)

    def elapsed(self, start: datetime, end: datetime, pauses: Iterable[Moments] = ()) -> timedelta:
        seconds = self._without(pauses)
        return timedelta(seconds=sum(seconds[self._place(start) : self._place(end)]))

    def due(
        self, start: datetime, duration: timedelta, pauses: Iterable[Moments] = ()
    ) -> datetime | None:
        seconds = self._without(pauses)
        left = duration // timedelta(seconds=1)
        place = self._place(start)
        while left:
            place = seconds.find(1, place) + 1
            if not place:
                return None
            left -= 1
        return self.first + timedelta(seconds=place)

    def is_open(self, at: datetime) -> bool:
        return bool(self._seconds[self._place(at)])

    def _without(self, pauses: Iterable[Moments]) -> bytearray:
        seconds = bytearray(self._seconds)
        for start, end in pauses:
            first, last = max(0, self._place(start)), max(0, self._place(end))
            seconds[first:last] = bytes(len(seconds[first:last]))
        return seconds

    def _place(self, at: datetime) -> int:
        return (at - self.first) // timedelta(seconds=1)

    def _wall(self, at: datetime) -> datetime:
        return at.astimezone(self._zone).replace(tzinfo=None, fold=0)

    def _is_worked(self, wall: datetime) -> bool:
        if self._document["24x7"]:
            return True
        yesterday = wall.date() - timedelta(days=1)
        open_ = self._is_in(self._frames(wall.date()), wall, wall.date())
        open_ = open_ or self._is_in(self._frames(yesterday), wall, yesterday)
        cut = self._document["breaks"]
        return open_ and not any(
            self._is_in(cut.get(day.isoformat(), ()), wall, day) for day in (wall.date(), yesterday)
        )

    def _frames(self, day: date) -> Any:
        name = day.isoformat()
        if name in self._document["overrides"]:
            return self._document["overrides"][name]
        if name in self._document["holidays"]:
            return ()
        return self._document["hours"].get(DAYS[day.weekday()], ())

    @staticmethod
    def _is_in(frames: Any, wall: datetime, day: date) -> bool:
        midnight = datetime.combine(day, time())
        for start, end in frames:
            begins, ends = (midnight + timedelta(minutes=_minutes(each)) for each in (start, end))
            if ends <= begins:
                ends += timedelta(days=1)
            if begins <= wall < ends:
                return True
        return False


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


class RandomCalendar:
    """A calendar, a stretch of time and pauses in it, all from one seed.

    Half of the stretches lie about a night in which some clocks are changed.
    """

    DAYS: Final = 4

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        self._chance = chance
        self.zone = ZoneInfo(chance.choice(ZONES))
        self.first = self._first_day()
        self.dates = [self.first.date() + timedelta(days=each) for each in range(-1, 6)]
        self.document = {
            "timezone": self.zone.key,
            "hours": self._week(),
            "holidays": [day.isoformat() for day in self.dates if chance.random() < 0.1],
            "overrides": {
                day.isoformat(): self._day(latest=24) for day in self.dates if chance.random() < 0.1
            },
            "breaks": {
                day.isoformat(): self._day(latest=24) for day in self.dates if chance.random() < 0.2
            },
            "24x7": chance.random() < 0.02,
        }
        self.start, self.end = sorted(self._moment() for _ in range(2))
        self.middle = self.start + (self.end - self.start) * chance.random()
        self.middle = self.middle.replace(microsecond=0)
        self.pauses = [
            (min(pair), max(pair))
            for pair in ((self._moment(), self._moment()) for _ in range(chance.randrange(3)))
        ]
        self.duration = timedelta(seconds=chance.randrange(3 * 3600))

    def slow(self) -> SlowCalendar:
        return SlowCalendar(self.document, self.first, days=self.DAYS)

    def _first_day(self) -> datetime:
        day = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=self._chance.randrange(1_400))
        if self._chance.random() < 0.5:
            return day
        after = (day + timedelta(days=each) for each in range(400))
        for before, then in pairwise(after):
            offsets = {each.astimezone(self.zone).utcoffset() for each in (before, then)}
            if len(offsets) > 1:
                return before - timedelta(days=self._chance.randrange(2))
        return day

    def _moment(self) -> datetime:
        return self.first + timedelta(seconds=self._chance.randrange(self.DAYS * 24 * 3600))

    def _week(self) -> dict[str, list[list[str]]]:
        """Frames of the days, some of which go on in the next morning."""
        week = {day: self._day(latest=24) for day in DAYS}
        for day, then in zip(DAYS, (*DAYS[1:], DAYS[0]), strict=True):
            if self._chance.random() < 0.3 and (not week[day] or week[day][-1][1] < "21:00"):
                first = _minutes(week[then][0][0]) if week[then] else 9 * 60
                week[day].append(["21:00", _said(self._chance.randint(0, min(first, 9 * 60)))])
        return {day: frames for day, frames in week.items() if frames} or {
            "mon": [["00:00", "24:00"]]
        }

    def _day(self, *, latest: int) -> list[list[str]]:
        """Up to three frames that do not touch each other out of order."""
        step = self._chance.choice((1, 15, 30))
        many = 2 * self._chance.randrange(4)
        marks = sorted(self._chance.sample(range(0, latest * 60 + 1, step), many))
        return [[_said(a), _said(b)] for a, b in zip(marks[::2], marks[1::2], strict=True)]


def _said(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
