# SPDX-License-Identifier: Apache-2.0
"""A described day: who works when and knows what (`day.json`), and who comes (`arrivals.csv`)."""

import csv
import io
import math
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct, field

from sync_server.contract.ids import AgentId, Instant
from sync_server.domain.calendar import BusinessCalendar, CalendarError
from sync_server.domain.calendar.document import DAYS
from sync_server.domain.calendar.local_time import at_minute, zone_of

SECOND: Final = 1_000_000
COLUMNS: Final = ("second_of_day", "channel", "type", "priority", "handle_s", "patience_s")
PRIORITIES: Final = ("0", "1", "2")

AT_ONCE_S: Final = 60
TARGETS_S: Final = {0: 300, 1: 120, 2: 60}
"""The service level: within how long a contact of each priority is to be answered."""


class BadFile(ValueError):
    """A file that describes no day; the text says where in it and why."""


class Contact(Struct, frozen=True, kw_only=True):
    """Somebody who comes. Spans are microseconds; `row` is the line in the file."""

    row: int
    at: Instant
    channel: str
    type: str
    priority: int
    handle: int
    patience: int


class Person(Struct, frozen=True, kw_only=True):
    """Somebody who works: what they know, and the spans in which they take contacts."""

    id: AgentId
    skills: frozenset[str]
    shifts: tuple[tuple[Instant, Instant], ...]


class Day(Struct, frozen=True, kw_only=True):
    """Who works from `begins` to `ends`; each of them at most `capacity` contacts by channel."""

    begins: Instant
    ends: Instant
    capacity: Mapping[str, int]
    people: tuple[Person, ...]


class _Listed(Struct):
    id: Annotated[str, Meta(min_length=1)]
    begins: str = field(name="from")
    ends: str = field(name="to")
    skills: list[str]


class _Agents(Struct):
    capacity: dict[str, Annotated[int, Meta(ge=0)]]
    listed: list[_Listed] = field(name="list")


class _Document(Struct):
    day: date = field(name="date")
    timezone: str
    agents: _Agents


def read_day(path: Path) -> Day:
    """The day of a file. Raises `BadFile`, also when it cannot be read."""
    try:
        document = msgspec.json.decode(_text(path), type=_Document)
    except msgspec.DecodeError as error:
        raise BadFile(f"{path}: {error}") from None
    begins, ends = _bounds(document, path)
    people: dict[str, Person] = {}
    for place, listed in enumerate(document.agents.listed):
        where = f"{path}: agents.list[{place}]"
        if listed.id in people:
            raise BadFile(f"{where}.id: {listed.id!r} is there twice")
        people[listed.id] = Person(
            id=AgentId(listed.id),
            skills=frozenset(listed.skills),
            shifts=_shifts(listed, document.timezone, (begins, ends), where),
        )
    return Day(
        begins=begins,
        ends=ends,
        capacity=document.agents.capacity,
        people=tuple(people.values()),
    )


def _bounds(document: _Document, path: Path) -> tuple[Instant, Instant]:
    try:
        zone = zone_of(document.timezone)
        after = document.day + timedelta(days=1)
        return at_minute(document.day, 0, zone), at_minute(after, 0, zone)
    except (LookupError, ValueError, OSError, OverflowError):
        raise BadFile(f"{path}: timezone: {document.timezone!r} is not known") from None


def _shifts(
    listed: _Listed, timezone: str, bounds: tuple[Instant, Instant], where: str
) -> tuple[tuple[Instant, Instant], ...]:
    """When they work on the day. Who works at night does so on its morning and its evening."""
    frames = [[listed.begins, listed.ends]]
    try:
        calendar = BusinessCalendar.from_dict(
            {"timezone": timezone, "hours": dict.fromkeys(DAYS, frames)}
        )
    except CalendarError as error:
        told = f"from {listed.begins!r} to {listed.ends!r}: {error.problem}"
        raise BadFile(f"{where}: {told}") from None
    return tuple(calendar.open_spans(*bounds))


def read_arrivals(path: Path, day: Day) -> list[Contact]:
    """Who comes on the day, in the order of time. Raises `BadFile` with row and column."""
    rows = csv.reader(io.StringIO(_text(path)), strict=True)
    try:
        header = next(rows, [])
        missing = [name for name in COLUMNS if name not in header]
        if missing:
            raise BadFile(f"{path}: row 1: has no column {missing[0]}")
        contacts = [
            _contact(_Row(path, number, dict(zip(header, row, strict=True))), day)
            for number, row in _filled(rows, len(header), path)
        ]
    except csv.Error as error:
        raise BadFile(f"{path}: row {rows.line_num}: {error}") from None
    return sorted(contacts, key=lambda contact: (contact.at, contact.row))


def _filled(rows: Any, width: int, path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers."""
    for row in rows:
        if row and len(row) != width:
            told = f"has {len(row)} columns and the first row {width}"
            raise BadFile(f"{path}: row {rows.line_num}: {told}")
        if row:
            yield rows.line_num, row


class _Row(Struct):
    """A row while it is read."""

    path: Path
    number: int
    values: dict[str, str]

    def error(self, column: str, problem: str) -> BadFile:
        value = self.values[column]
        told = f"{value!r:.40} {problem}" if value else problem.replace("is ", "is empty, not ", 1)
        return BadFile(f"{self.path}: row {self.number}, column {column}: {told}")

    def span(self, column: str) -> int:
        """A number of seconds, in microseconds."""
        try:
            seconds = float(self.values[column])
        except ValueError:
            seconds = math.nan
        if not 0 <= seconds <= 1e9:
            raise self.error(column, "is no number of seconds from 0 on")
        return round(seconds * SECOND)


def _contact(row: _Row, day: Day) -> Contact:
    at = day.begins + row.span("second_of_day")
    if at >= day.ends:
        raise row.error("second_of_day", "is after the end of the day")
    channel, kind, priority = (row.values[name] for name in ("channel", "type", "priority"))
    if channel not in day.capacity:
        known = ", ".join(day.capacity)
        raise row.error("channel", f"is none of the channels of the agents: {known}")
    if not kind:
        raise row.error("type", "is a type")
    if priority not in PRIORITIES:
        raise row.error("priority", "is no priority: 0, 1 or 2")
    return Contact(
        row=row.number,
        at=at,
        channel=channel,
        type=kind,
        priority=int(priority),
        handle=row.span("handle_s"),
        patience=row.span("patience_s"),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: cannot be read: {error}") from None
