# SPDX-License-Identifier: Apache-2.0
"""Reading tickets from CSV, as other help desks and spreadsheets write it.

Columns (any order, any case, spaces, dashes and underscores alike; other columns are kept apart):

- `subject` (also title, summary), `body` (description, message, text, content): one must not be
  empty
- `requester_email` (email, from, customer_email, contact_email), required
- `requester_name` (name, customer, customer_name, contact_name)
- `created_at` (created, date, opened_at): `2026-03-09 14:05`, ISO 8601, `09.03.2026 14:05`, the
  form of mail, or seconds since 1970; without a time zone it counts as UTC
- `status`: one of the desk's, or resolved, done, in progress, waiting, hold
- `priority`: one of the desk's, or medium, critical, none
- `category` (type, topic), `tags` (labels; separated by comma or semicolon)
- `external_id` (id, ticket_id, number, key)

Separators are comma, semicolon, tab or bar; text is UTF-8, UTF-16 with its mark, or Windows-1252.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BufferedReader, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sync_server.channels.email.addresses import parse_addresses
from sync_server.channels.email.headers import parse_date
from sync_server.channels.email.text import clean_line, clean_name, clean_text
from sync_server.contract.entities import PRIORITIES, STATUSES
from sync_server.operations.archive_items import ArchivedRow, Position, SetAside

MAX_FIELD = 1024 * 1024
"""Characters of one field, and lines that one row may span."""
MAX_ROW_LINES = 20_000
_MAX_COLUMNS = 200
_CHUNK = 64 * 1024
_DELIMITERS = ",;\t|"

_COLUMNS = {
    "subject": ("subject", "title", "summary"),
    "body": ("body", "description", "message", "text", "content"),
    "requester_email": ("requesteremail", "email", "from", "customeremail", "contactemail"),
    "requester_name": ("requestername", "name", "customer", "customername", "contactname"),
    "created_at": ("createdat", "created", "date", "openedat"),
    "status": ("status", "state"),
    "priority": ("priority",),
    "category": ("category", "type", "topic"),
    "tags": ("tags", "labels"),
    "external_id": ("externalid", "id", "ticketid", "number", "key"),
}
_GIVEN_BY_THE_DESK = ("merged", "deleted")
_STATUS_WORDS = {
    "resolved": "solved",
    "done": "solved",
    "inprogress": "open",
    "waiting": "pending",
    "hold": "on_hold",
    **{word.replace("_", ""): word for word in STATUSES if word not in _GIVEN_BY_THE_DESK},
}
_PRIORITY_WORDS = {
    "medium": "normal",
    "none": "normal",
    "critical": "urgent",
    **{priority: priority for priority in PRIORITIES},
}


class Layout(NamedTuple):
    """How a table is written: its delimiter, its headers, and which column holds what."""

    delimiter: str
    headers: tuple[str, ...]
    columns: Mapping[str, int]


class _BadRow(Exception):
    """A row that cannot become a ticket; the text says why."""


def find_columns(head: bytes) -> Layout | None:
    """The layout that the first line tells, or None when this is no table of tickets."""
    text = head.decode(_encoding_of_mark(head) or "utf-8", "replace").removeprefix("\ufeff")
    first = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""
    best: Layout | None = None
    for delimiter in _DELIMITERS:
        row = next(csv.reader([first], delimiter=delimiter), [])
        layout = Layout(delimiter, tuple(clean_line(cell, 100) for cell in row), _columns(row))
        if best is None or len(layout.columns) > len(best.columns):
            best = layout
    if best is None or len(best.headers) > _MAX_COLUMNS or "requester_email" not in best.columns:
        return None
    return best if {"subject", "body"} & best.columns.keys() else None


def _columns(headers: list[str]) -> Mapping[str, int]:
    plain = [re.sub(r"[\s_-]", "", header).casefold() for header in headers]
    found: dict[str, int] = {}
    for column, names in _COLUMNS.items():
        # The first of the names counts, so that `customer_email` yields to `requester_email`.
        position = next((plain.index(name) for name in names if name in plain), None)
        if position is not None:
            found[column] = position
    return found


def _encoding_of_mark(head: bytes) -> str | None:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _encoding(path: Path) -> str:
    """The encoding that the whole file can be read in. Costs one pass without keeping anything."""
    with path.open("rb") as file:
        marked = _encoding_of_mark(file.read(4))
        if marked is not None:
            return marked
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
        return "utf-8"


class _Lines:
    """The lines of a table for the reader of rows, of bounded length, counted.

    When a row turns out to be broken, the lines it swallowed after its first are given again: one
    quote that is never closed must not take the rest of the table with it.
    """

    def __init__(self, file: BufferedReader, encoding: str, position: Position) -> None:
        self._text = TextIOWrapper(file, encoding, errors="replace", newline="")
        self._file = file
        self._position = position
        self._again: list[str] = []
        self._row: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._row) >= MAX_ROW_LINES:
            raise csv.Error(f"a quote is not closed within {MAX_ROW_LINES} lines")
        line = self._again.pop() if self._again else self._text.readline(MAX_FIELD)
        self._position.read = self._file.tell()
        if not line:
            raise StopIteration
        self.number += 1
        self._row.append(line)
        return line

    def row_done(self) -> int:
        """Forget the lines of the row; gives the number of its first one."""
        first = self.number - len(self._row) + 1
        self._row.clear()
        return first

    def row_broken(self) -> int:
        """Give the row's lines after its first again; gives the number of the first one."""
        first = self.number - len(self._row) + 1
        self._again.extend(reversed(self._row[1:]))
        self.number = first
        self._row.clear()
        return first


_MAX_REREAD = 50


def read_csv(path: Path, position: Position) -> Iterator[ArchivedRow | SetAside]:
    """The rows of a table. A bad one is set aside and the next one read."""
    encoding = _encoding(path)
    with path.open("rb") as file:
        layout = find_columns(file.read(_CHUNK))
        if layout is None:
            yield SetAside(clean_line(path.name, 100), "no_columns", "The first line names none")
            return
        file.seek(0)
        # The limit belongs to the interpreter; nothing else in this program reads CSV.
        csv.field_size_limit(MAX_FIELD)
        lines = _Lines(file, encoding, position)
        reread = 0
        is_header = True
        while True:
            # A strict reader reports an unclosed quote at the end instead of making it a field.
            reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                reread += 1
                is_header = False
                last = lines.number
                at = lines.row_broken() if reread <= _MAX_REREAD else lines.row_done()
                where = f"line {at}" if reread <= _MAX_REREAD else f"lines {at} to {last}"
                yield SetAside(where, "bad_row", f"The row cannot be read: {error}")
                continue
            at = lines.row_done()
            if not any(cell.strip() for cell in row):
                continue
            if is_header:
                is_header = False
                continue
            yield _row(f"line {at}", row, layout)


def _row(label: str, cells: list[str], layout: Layout) -> ArchivedRow | SetAside:
    try:
        return _ticket(label, cells, layout)
    except _BadRow as bad:
        return SetAside(label, "bad_row", str(bad))


def _ticket(label: str, cells: list[str], layout: Layout) -> ArchivedRow:
    if len(cells) > len(layout.headers):
        raise _BadRow(f"{len(cells)} values for {len(layout.headers)} columns")
    cells = cells + [""] * (len(layout.headers) - len(cells))
    values = {name: _original(cells[at]) for name, at in layout.columns.items()}
    subject = clean_line(values.get("subject", ""), 1000)
    body = clean_text(values.get("body", "")).strip()
    if not subject and not body:
        raise _BadRow("Neither a subject nor a text")
    requester = values["requester_email"].encode("utf-8", "replace")
    address = next(parse_addresses(requester[:1000]), None)
    if address is None:
        raise _BadRow("The requester's address is missing or not valid")
    known = set(layout.columns.values())
    return ArchivedRow(
        label=label,
        subject=subject,
        body=body,
        requester_email=address.address,
        requester_name=clean_name(values.get("requester_name", "") or address.name, 200),
        created_at=_instant(values.get("created_at", "").strip()),
        status=_word(values.get("status", ""), _STATUS_WORDS, "status"),
        priority=_word(values.get("priority", ""), _PRIORITY_WORDS, "priority"),
        category=clean_line(values.get("category", ""), 200) or None,
        tags=_tags(values.get("tags", "")),
        external_id=clean_line(values.get("external_id", ""), 200) or None,
        extra={
            header: clean_text(_original(cell)).strip()
            for at, (header, cell) in enumerate(zip(layout.headers, cells, strict=True))
            if at not in known and header and cell.strip()
        },
    )


def _original(cell: str) -> str:
    """A cell without the apostrophe that exports put before what a spreadsheet would compute."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in tuple("=+-@\t\r\0") else cell


def _word(value: str, words: Mapping[str, str], column: str) -> str | None:
    plain = re.sub(r"[\s_-]", "", value).casefold()
    if not plain:
        return None
    if plain not in words:
        raise _BadRow(f"Unknown {column} '{clean_line(value, 40)}'")
    return words[plain]


def _tags(value: str) -> tuple[str, ...]:
    pieces = (clean_line(piece, 60).casefold() for piece in re.split(r"[,;]", value))
    return tuple(dict.fromkeys(islice((piece for piece in pieces if piece), 50)))


_GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,? +(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_SECONDS = re.compile(r"\d{9,11}")


def _instant(value: str) -> datetime | None:
    """An instant as UTC. Dates with slashes are refused: nobody can say which number is the day."""
    if not value:
        return None
    try:
        if _SECONDS.fullmatch(value):
            return datetime.fromtimestamp(int(value), UTC)
        if german := _GERMAN_DATE.fullmatch(value):
            day, month, year, hour, minute, second = (int(part or 0) for part in german.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        when = datetime.fromisoformat(value.removesuffix(" UTC"))
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    mail_date = parse_date(value.encode("utf-8", "replace")) if value[:1].isalpha() else None
    if mail_date is None:
        raise _BadRow(f"Not a date: '{clean_line(value, 40)}'. Write it as 2026-03-09 14:05")
    return mail_date
