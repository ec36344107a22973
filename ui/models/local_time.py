# SPDX-License-Identifier: Apache-2.0
"""Moments on the clock of the person: that of this computer, or of a zone that they chose."""

from datetime import UTC, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from sync_server.contract.ids import Instant

_MICROSECONDS: Final = 1_000_000


class _Clock:
    """One for the program, as its locale is. Without a zone it is this computer's."""

    zone: ZoneInfo | None = None


_CLOCK: Final = _Clock()


def use_zone(name: str) -> None:
    """Tell moments in this zone from now on; in this computer's for no name, or an unknown one."""
    _CLOCK.zone = _zone(name)


def local(at: Instant) -> datetime:
    """A moment on the person's clock."""
    return datetime.fromtimestamp(at / _MICROSECONDS, UTC).astimezone(_CLOCK.zone)


def there(at: Instant, zone: str) -> datetime:
    """A moment on the clock of a zone; on the person's for no zone, or an unknown one."""
    return local(at).astimezone(_zone(zone) or _CLOCK.zone)


def instant(moment: datetime) -> Instant:
    """When the person's clock shows this, which has no zone."""
    return int(moment.replace(tzinfo=_CLOCK.zone).timestamp()) * _MICROSECONDS


def place_words(zone: str) -> str:
    """The place by which a zone is known: "Berlin"."""
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):  # no such zone, a folder of zones, no name at all
        return None


@cache
def zones() -> tuple[str, ...]:
    """The time zones that people choose from: places, and UTC."""
    places = (zone for zone in available_timezones() if "/" in zone and "Etc/" not in zone)
    return (*sorted(places), "UTC")
