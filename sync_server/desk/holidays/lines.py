# SPDX-License-Identifier: Apache-2.0
"""The lines of an iCalendar file that say when something takes place, and no others.

A reader of such files takes its time for every line, looks up every time zone, and keeps the zones
that a file makes up for the next file too. So it is given only what is read of an event, and no
more of it than is soon read.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from icalendar.timezone import tzp

from sync_server.domain.calendar import CalendarError
from sync_server.domain.calendar.local_time import is_host_zone

PATH: Final = "ical"
NO_CALENDAR: Final = "the file is no calendar that can be read"
MOST_VALUES: Final = 30_000
"""Lines, and further values in their lists."""
MOST_ZONES: Final = 50
LONGEST_ZONE: Final = 100

_DATES: Final = frozenset({b"DTSTART", b"DTEND", b"RDATE", b"EXDATE", b"RECURRENCE-ID"})
_READ: Final = _DATES | {b"UID", b"SUMMARY", b"STATUS", b"DURATION", b"RRULE"}
_WALKED: Final = frozenset({b"VCALENDAR", b"VEVENT"})

_LINE_ENDS: Final = re.compile(rb"[\r\n]+")
_NAME: Final = re.compile(rb"[^:;]*")
_ZONE: Final = re.compile(rb';TZID=("[^"]*"|[^:;,]*)', re.IGNORECASE)


def lines_that_count(data: bytes) -> bytes:
    """What is read of a file. Raises `CalendarError` for too much, or a zone that nobody knows."""
    kept: list[bytes] = []
    zones: set[bytes] = set()
    values = 0
    for name, line in _read_lines(_unfolded(data)):
        values += 1 + line.count(b",") + line.count(b";")
        if values > MOST_VALUES:
            raise CalendarError(PATH, f"the file has more than {MOST_VALUES:,} lines and values")
        if name in _DATES:
            zones.update(_ZONE.findall(line))
            if len(zones) > MOST_ZONES:
                raise CalendarError(PATH, f"the file has more than {MOST_ZONES} time zones")
        kept.append(line)
    for zone in sorted(zones):
        _check_zone(zone.strip(b'"').decode(errors="replace"))
    return b"".join(line + b"\r\n" for line in kept)


def _unfolded(data: bytes) -> list[bytes]:
    """The lines of a file, each of them whole."""
    lines = _LINE_ENDS.sub(b"\n", data)
    return lines.replace(b"\n ", b"").replace(b"\n\t", b"").split(b"\n")


def _read_lines(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Each line that is read, with its name; of a component that is no event, none."""
    left_out: list[bytes] = []
    for line in lines:
        name = _NAME.match(line)[0].upper()  # type: ignore[index]
        if name not in (b"BEGIN", b"END"):
            if name in _READ and not left_out:
                yield name, line
            continue
        component = line[len(name) + 1 :].strip().upper()
        if name == b"BEGIN" and (left_out or component not in _WALKED):
            left_out.append(component)
        elif not left_out:
            yield name, line
        elif name == b"END" and component == left_out[-1]:
            left_out.pop()


def _check_zone(name: str) -> None:
    if len(name) > LONGEST_ZONE or is_host_zone(name) or not _is_known(name):
        raise CalendarError(PATH, f"the time zone {name!r:.40} is not known here")


def _is_known(name: str) -> bool:
    try:
        return tzp.timezone(name) is not None
    except (ValueError, OSError):
        return False
