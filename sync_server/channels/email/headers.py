# SPDX-License-Identifier: Apache-2.0
"""Header fields: split, unfolded, decoded, in time linear in their length.

The standard library's parser of structured headers recurses, takes quadratic time and raises on
hostile input, and its results differ between the versions of Python that Deskbell runs on; so
Deskbell reads the few headers that it needs by itself.
"""

import binascii
import re
import string
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from sync_server.channels.email.text import decode_text

MAX_IDS = 100
MAX_ID_LENGTH = 998
_MAX_PARAMS = 8192
_NAME = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")


class Headers:
    """The header fields of one part, by lower-case name, in the order they were written."""

    def __init__(self, fields: list[tuple[str, bytes]]) -> None:
        self._fields: dict[str, list[bytes]] = {}
        for name, value in fields:
            self._fields.setdefault(name, []).append(value)

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def names(self) -> frozenset[str]:
        """The names of all fields, in lower case."""
        return frozenset(self._fields)

    def first(self, name: str) -> bytes | None:
        """The first field of this name, unfolded. A second `From` or `Subject` is ignored."""
        values = self._fields.get(name)
        return values[0] if values else None

    def all(self, name: str) -> list[bytes]:
        """Every field of this name."""
        return self._fields.get(name, [])

    def word(self, name: str) -> str:
        """The field as lower-case ASCII without comments after a semicolon, for closed sets."""
        value = self.first(name) or b""
        return value.partition(b";")[0].strip().lower().decode("ascii", "replace")


def read_headers(
    raw: bytes, start: int, end: int, *, allowed: int = sys.maxsize
) -> tuple[Headers, int]:
    """Read the header block at `start`; gives the fields and where the body begins.

    A line that is neither a field nor a continuation ends the block and belongs to the body. A
    block of more than `allowed` bytes is not read to its end: the caller sees it by the place.
    """
    fields: list[tuple[str, bytes]] = []
    lines: list[bytes] = []
    name = ""
    at = start
    while at < end and at - start <= allowed:
        line_end = raw.find(b"\n", at, end)
        following = end if line_end < 0 else line_end + 1
        line = raw[at:following].rstrip(b"\r\n")
        if not line:
            at = following
            break
        if line[:1] in b" \t":
            lines.append(line)
        elif match := _NAME.match(line):
            _finish(fields, name, lines)
            name, lines = match[1].decode("ascii").lower(), [line[match.end() :]]
        elif not (at == start and line.startswith((b"From ", b">From "))):
            break
        at = following
    _finish(fields, name, lines)
    return Headers(fields), at


def _finish(fields: list[tuple[str, bytes]], name: str, lines: list[bytes]) -> None:
    if name:
        fields.append((name, b"".join(lines).strip()))


class _Word(NamedTuple):
    charset: str
    data: bytes


_ENCODED_WORD = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\r\n]*)\?=")
_BETWEEN = re.compile(rb"[ \t\r\n]*")


def decode_words(value: bytes, body_charset: str | None = None) -> str:
    """Decode a header's RFC 2047 words and its stray 8-bit text.

    Adjacent words of one charset are joined before decoding, because many mailers split a
    character between two words. Stray text that is no UTF-8 is taken to be in the charset of the
    mail's body, where that is known.
    """
    if b"=?" not in value:
        return _decode_stray(value, body_charset)
    pieces: list[str] = []
    run: list[_Word] = []
    at = 0
    for match in _ENCODED_WORD.finditer(value):
        between = value[at : match.start()]
        if not run or _BETWEEN.fullmatch(between) is None:
            pieces.append(_decode_run(run))
            pieces.append(_decode_stray(between, body_charset))
            run = []
        charset = match[1].partition(b"*")[0].decode("ascii", "replace")
        run.append(_Word(charset.lower(), _word_bytes(match[2], match[3])))
        at = match.end()
    pieces.append(_decode_run(run))
    pieces.append(_decode_stray(value[at:], body_charset))
    return "".join(pieces)


def _decode_stray(data: bytes, body_charset: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return decode_text(data, body_charset)


def _decode_run(run: list[_Word]) -> str:
    pieces: list[str] = []
    joined = bytearray()
    charset = ""
    for word in run:
        if word.charset != charset:
            pieces.append(decode_text(bytes(joined), charset))
            joined.clear()
            charset = word.charset
        joined += word.data
    pieces.append(decode_text(bytes(joined), charset))
    return "".join(pieces)


def _word_bytes(encoding: bytes, data: bytes) -> bytes:
    if encoding in b"qQ":
        return binascii.a2b_qp(data, header=True)
    return decode_base64(data)


_NOT_BASE64 = bytes(set(range(256)) - set(string.ascii_letters.encode() + b"0123456789+/"))


def decode_base64(data: bytes | memoryview) -> bytes:
    """Decode base64 that may lack padding, be cut, or have foreign characters in it.

    It may be nearly all of a mail, so there are few copies of it.
    """
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        pass
    letters = bytes(data).translate(None, _NOT_BASE64)
    whole = len(letters) - len(letters) % 4
    last = letters[whole:]
    decoded = binascii.a2b_base64(memoryview(letters)[:whole])
    del letters
    return decoded + binascii.a2b_base64(last + b"=" * (-len(last) % 4)) if last[1:] else decoded


_PARAM = re.compile(
    rb";[ \t]*([!-:<>-~]{1,100}?)[ \t]*=[ \t]*(?:\"((?:[^\"\\]|\\.)*)\"?|([^;\"]*))", re.DOTALL
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


def parse_params(value: bytes) -> Mapping[str, str]:
    """The parameters after the first semicolon, RFC 2231 continuations and charsets decoded."""
    plain: dict[str, bytes] = {}
    sections: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for match in _PARAM.finditer(value[:_MAX_PARAMS]):
        quoted = match[2]
        data = match[3].strip() if quoted is None else _ESCAPED.sub(rb"\1", quoted)
        section = _SECTION.fullmatch(match[1].decode("ascii").lower())
        if section is None:
            continue
        name, number, extended = section.groups()
        if number is None and extended is None:
            plain.setdefault(name, data)
        else:
            pieces = sections.setdefault(name, {})
            pieces.setdefault(int(number or 0), (data, extended is not None))
    decoded = {name: decode_words(data) for name, data in plain.items()}
    decoded.update({name: _join_sections(pieces) for name, pieces in sections.items()})
    return decoded


def _join_sections(pieces: Mapping[int, tuple[bytes, bool]]) -> str:
    charset: str | None = None
    joined = bytearray()
    for position, number in enumerate(sorted(pieces)):
        data, extended = pieces[number]
        if extended:
            if position == 0 and data.count(b"'") >= 2:
                label, _, data = data.split(b"'", 2)
                charset = label.decode("ascii", "replace")
            data = unquote_to_bytes(data)
        joined += data
    return decode_text(bytes(joined), charset)


_MESSAGE_ID = re.compile(rb"<\s*([^<>\s]{1,998})\s*>")
_BARE_ID = re.compile(rb"[^<>\s]+@[^<>\s]+")


def parse_message_ids(value: bytes | None) -> Iterator[str]:
    """The Message-IDs in a header, without angle brackets, which one alone may lack."""
    if not value:
        return
    found = _MESSAGE_ID.findall(value)
    if not found and len(value) <= MAX_ID_LENGTH and _BARE_ID.fullmatch(value):
        found = [value]
    for message_id in found:
        yield message_id.decode("utf-8", "replace").replace("\x00", "")


def parse_date(value: bytes | None) -> datetime | None:
    """A date header as UTC; None when it is missing or is no date."""
    if not value or len(value) > 200:
        return None
    try:
        date = parsedate_to_datetime(value.decode("ascii", "replace"))
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        # The standard library answers a bad date with whichever of these its reading ends in.
        return None
