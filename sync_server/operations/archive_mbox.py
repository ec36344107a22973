# SPDX-License-Identifier: Apache-2.0
"""Reading an mbox of any size: one message in memory at a time."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sync_server.channels.email.mail import Reason
from sync_server.channels.email.text import clean_line
from sync_server.operations.archive_items import ArchivedMail, Position, SetAside

_LINE = 256 * 1024
"""Longest piece of a line that is read at once; a longer line comes in several."""
_DATED = re.compile(rb"From .*\b\d{1,2}:\d{2}\b.*\b\d{4}\b")
_ESCAPED = re.compile(rb">+From ")


def read_mbox(
    path: Path, position: Position, *, max_mail: int
) -> Iterator[ArchivedMail | SetAside]:
    """The messages of an mbox in order. One over `max_mail` bytes is passed by, not loaded.

    A "From " line begins a message after an empty line, and, when the first one of the file
    carries a date as it should, only with a date: so a sentence that begins with "From" ends no
    message. `>From ` loses one `>`. The last message may be cut off.
    """
    name = clean_line(path.name, 100)
    with path.open("rb") as file:
        for number, (raw, size) in enumerate(_messages(file, position, max_mail=max_mail), start=1):
            label = f"{name}, message {number}"
            if raw is None:
                yield SetAside(label, Reason.TOO_LARGE, f"{size} bytes, at most {max_mail}")
            else:
                yield ArchivedMail(label, raw)


class _Message:
    """A message while its lines arrive; of one that is too large only the size is kept."""

    def __init__(self, max_mail: int) -> None:
        self._max_mail = max_mail
        self._raw = bytearray()
        self._size = 0

    def add(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size <= self._max_mail:
            self._raw += piece
        else:
            self._raw.clear()

    def take(self) -> Iterator[tuple[bytes | None, int]]:
        """The message, if there is one, without the empty line that ends it; then start anew."""
        if self._size > self._max_mail:
            yield None, self._size
        elif self._raw:
            raw = bytes(self._raw)
            for line_end in (b"\r\n", b"\n"):
                if raw.endswith(2 * line_end):
                    raw = raw[: -len(line_end)]
                    break
            yield raw, len(raw)
        self._raw.clear()
        self._size = 0


def _messages(
    file: BinaryIO, position: Position, *, max_mail: int
) -> Iterator[tuple[bytes | None, int]]:
    """Each message's bytes, or None for one that is too large, and its size."""
    message = _Message(max_mail)
    separators_have_dates: bool | None = None
    after_blank = at_line_start = True
    while line := file.readline(_LINE):
        position.read += len(line)
        may_separate = at_line_start and after_blank and line.startswith(b"From ")
        if may_separate and (not separators_have_dates or _DATED.match(line)):
            if separators_have_dates is None:
                separators_have_dates = _DATED.match(line) is not None
            yield from message.take()
            after_blank = False
        else:
            message.add(line[1:] if at_line_start and _ESCAPED.match(line) else line)
            after_blank = at_line_start and line in (b"\n", b"\r\n")
        at_line_start = line.endswith(b"\n")
    yield from message.take()
