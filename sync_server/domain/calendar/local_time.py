# SPDX-License-Identifier: Apache-2.0
"""Times of day of a zone as instants, on the nights on which the clock changes too."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

SECOND: Final = 1_000_000
DAY: Final = 24 * 3600 * SECOND
MICROSECOND: Final = timedelta(microseconds=1)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_HOST_ZONES: Final = frozenset({"localtime", "posixrules", "Factory", "posix", "right"})


def since_epoch(at: datetime) -> timedelta:
    """The time since 1970 UTC. Raises `ValueError` for a time that has no zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at - EPOCH


def instant_of(at: datetime) -> int:
    """Microseconds since 1970 UTC. Raises `ValueError` for a time that has no zone."""
    return since_epoch(at) // MICROSECOND


def moment_of(instant: int) -> datetime:
    """The inverse of `instant_of`, in UTC."""
    return EPOCH + timedelta(microseconds=instant)


def is_host_zone(name: str) -> bool:
    """Whether a name means another zone, or none, on another machine, or counts leap seconds."""
    return name.partition("/")[0] in _HOST_ZONES


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The zone of that name."""
    return ZoneInfo(name)


def at_minute(day: date, minute: int, zone: ZoneInfo) -> int:
    """The instant at which the clocks of a zone show a minute of a day.

    `minute` counts from the midnight with which the day begins; from 1440 on it is on the next day.
    An hour that comes twice counts the first time. A time that is left out is the instant at which
    the clock is moved forward.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    first = instant_of(wall.replace(tzinfo=zone))
    shown = moment_of(first).astimezone(zone).replace(tzinfo=None)
    if shown == wall:
        return first
    # The time does not exist: `shown` is as far behind the change as `wall` is from what it was.
    return _change_between(first - DAY, first, zone)


def _change_between(before: int, after: int, zone: ZoneInfo) -> int:
    """The instant, to the second, at which the offset of `after` begins."""
    offset = moment_of(after).astimezone(zone).utcoffset()
    low, high = before // SECOND, after // SECOND
    while low + 1 < high:
        middle = (low + high) // 2
        if moment_of(middle * SECOND).astimezone(zone).utcoffset() == offset:
            high = middle
        else:
            low = middle
    return high * SECOND
