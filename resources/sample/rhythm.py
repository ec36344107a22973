# SPDX-License-Identifier: Apache-2.0
"""When people write: customers by day and hour of their own zone, agents in office hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

_DAY_WEIGHTS: Final = (1.25, 1.1, 1.0, 1.0, 0.85, 0.12, 0.08)
"""How much is written on each day of the week, Monday first."""

_HOUR_WEIGHTS: Final = (
    0.1, 0.05, 0.05, 0.05, 0.1, 0.3, 0.8, 2.2, 5.5, 9.0, 9.8, 8.6,
    5.6, 6.8, 8.4, 8.0, 6.4, 4.2, 2.0, 1.2, 0.9, 0.6, 0.4, 0.2,
)  # fmt: skip
_MOST_DAYS: Final = 400


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of the day, in a zone, in which somebody writes. They must not span a clock change."""

    zone: ZoneInfo
    opens: time
    closes: time
    weekend: bool = False

    def after(self, at: datetime, gap: timedelta) -> datetime:
        """The instant that lies `gap` of these hours after `at`."""
        local = at.astimezone(self.zone)
        for _ in range(_MOST_DAYS):
            opens, closes = self._window(local.date())
            start = max(local, opens)
            if start < closes:
                if start + gap <= closes:
                    return (start + gap).astimezone(UTC)
                gap -= closes - start
            local = self._midnight(local.date() + timedelta(days=1))
        raise ValueError("a gap of more than a year")

    def before(self, at: datetime, gap: timedelta) -> datetime:
        """The instant that lies `gap` of these hours before `at`."""
        local = at.astimezone(self.zone)
        for _ in range(_MOST_DAYS):
            opens, closes = self._window(local.date())
            end = min(local, closes)
            if end > opens:
                if end - gap >= opens:
                    return (end - gap).astimezone(UTC)
                gap -= end - opens
            local = self._midnight(local.date()) - timedelta(microseconds=1)
        raise ValueError("a gap of more than a year")

    def _window(self, day: date) -> tuple[datetime, datetime]:
        opens = datetime.combine(day, self.opens, self.zone)
        if not self.weekend and day.weekday() >= 5:
            return opens, opens
        return opens, datetime.combine(day, self.closes, self.zone)

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


OFFICE: Final = Hours(ZoneInfo("Europe/Berlin"), time(8), time(18))
"""When the agents of Brightwater work."""


def customer_hours(zone: str, *, keen: bool) -> Hours:
    """When a customer of that zone writes back; keen ones in the evening and on Sundays too."""
    if keen:
        return Hours(ZoneInfo(zone), time(7), time(22), weekend=True)
    return Hours(ZoneInfo(zone), time(7, 30), time(19))


def arrival(random: Random, earliest: datetime, latest: datetime, *, zone: str) -> datetime:
    """A moment at which somebody of that zone writes to us, within both limits."""
    local_zone = ZoneInfo(zone)
    first = earliest.astimezone(local_zone).date()
    count = (latest.astimezone(local_zone).date() - first).days + 1
    days = [first + timedelta(days=offset) for offset in range(count)]
    weights = [_DAY_WEIGHTS[day.weekday()] for day in days]
    for _ in range(50):
        day = random.choices(days, weights)[0]
        hour = random.choices(range(24), _HOUR_WEIGHTS)[0]
        moment = time(hour, random.randrange(60), random.randrange(60))
        at = datetime.combine(day, moment, local_zone).astimezone(UTC)
        if earliest <= at <= latest:
            return at
    span = int((latest - earliest).total_seconds())
    return earliest + timedelta(seconds=random.randint(0, span))


def some_time(random: Random, *, median: float, most: float) -> timedelta:
    """A span of whole seconds around a median of minutes, with a long tail up to `most`."""
    minutes = min(median * random.lognormvariate(0.0, 0.9), most)
    return timedelta(seconds=max(20, int(minutes * 60)))
