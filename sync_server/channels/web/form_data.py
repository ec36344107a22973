# SPDX-License-Identifier: Apache-2.0
"""Reads what a browser sends of a form (`multipart/form-data`, RFC 7578), within limits.

Files are held in memory, so their number and size are bounded here, and together by `Shares`. A
file beyond that is read and dropped: the text that came with it is not lost, and the person can be
told.
"""

import hashlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from msgspec import Struct
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from sync_server.channels.web.allowances import Shares
from sync_server.config import KIB

FIELDS_BYTES: Final = 512 * KIB
"""Of all fields; more than a message may have, so that what is too long can be told and kept."""

PARTS: Final = 40
PART_HEADERS: Final = 8
PART_HEADER_BYTES: Final = 32 * KIB


_quiet = logging.getLogger(f"{__name__}.parser")
_quiet.setLevel(logging.ERROR)  # what strangers send wrongly is answered; it is no news for the log


class Upload(Struct, frozen=True):
    """A file of a form under the name that its sender gives. Without `data` it was too much."""

    name: str
    media_type: str
    size: int
    data: bytes | None


class FormData(Struct, frozen=True):
    """What a form says. A file input that was left empty is not among the files."""

    fields: Mapping[str, str]
    files: tuple[Upload, ...]

    def digest(self, *names: str) -> str:
        """One text for the same form with the same names, and no other."""
        parts = [*names, *(text for item in sorted(self.fields.items()) for text in item)]
        for file in self.files:
            content = hashlib.sha256(file.data or b"").hexdigest()
            parts += [file.name, file.media_type, content]
        digest = hashlib.sha256()
        for part in parts:
            encoded = part.encode("utf-8", "surrogatepass")
            digest.update(len(encoded).to_bytes(8) + encoded)
        return digest.hexdigest()


class _Reading:
    """A form while its pieces arrive."""

    def __init__(self, shares: Shares, key: str, *, file_bytes: int) -> None:
        self.fields: dict[str, str] = {}
        self.files: list[Upload] = []
        self.held = 0
        self.complete = False
        self._text_bytes = 0
        self._shares = shares
        self._key = key
        self._file_bytes = file_bytes
        self._parts = 0
        self._begin()

    def _begin(self) -> None:
        self._header, self._value = bytearray(), bytearray()
        self._disposition = self._media_type = b""
        self._name = ""
        self._file_name: str | None = None
        self._data: bytearray | None = bytearray()
        self._size = 0

    def on_part_begin(self) -> None:
        self._begin()
        self._parts += 1
        if self._parts > PARTS:
            raise _bad("The form has too many fields.")

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def on_header_end(self) -> None:
        name = bytes(self._header).lower()
        if name == b"content-disposition":
            self._disposition = bytes(self._value)
        elif name == b"content-type":
            self._media_type = bytes(self._value)
        self._header, self._value = bytearray(), bytearray()

    def on_headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        if b"name" not in options:
            raise _bad("A field of the form has no name.")
        self._name = options[b"name"].decode("utf-8", "replace")
        if b"filename" in options:
            self._file_name = options[b"filename"].decode("utf-8", "replace")

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        count = end - start
        self._size += count
        if self._file_name is None:
            self._text_bytes += count
            if self._text_bytes > FIELDS_BYTES:
                raise _bad("The text of the form is too long.", status=413)
        elif self._data is not None and not self._hold(count):
            self._shares.give_back(self._key, len(self._data))
            self.held -= len(self._data)
            self._data = None
        if self._data is not None:
            self._data += data[start:end]

    def _hold(self, count: int) -> bool:
        if self.held + count > self._file_bytes or not self._shares.take(self._key, count):
            return False
        self.held += count
        return True

    def on_part_end(self) -> None:
        if self._file_name is None:
            assert self._data is not None
            if self._name in self.fields:
                raise _bad("A field of the form comes twice.")
            self.fields[self._name] = self._data.decode("utf-8", "replace")
        elif self._file_name or self._size:
            media_type = self._media_type.partition(b";")[0].decode("ascii", "ignore").strip()
            kept = None if self._data is None else bytes(self._data)
            self.files.append(Upload(self._file_name, media_type.lower(), self._size, kept))

    def on_end(self) -> None:
        self.complete = True


class FormReader:
    """Reads forms; `file_bytes` is for all files of one form together."""

    def __init__(self, shares: Shares, *, file_bytes: int) -> None:
        self._shares = shares
        self._file_bytes = file_bytes

    @contextmanager
    def room(self, key: str) -> Iterator[_Reading]:
        """Room for the files of one form, held as long as the block lasts."""
        reading = _Reading(self._shares, key, file_bytes=self._file_bytes)
        try:
            yield reading
        finally:
            self._shares.give_back(key, reading.held)

    async def read(self, request: Request, reading: _Reading) -> FormData:
        """What a request's body says. Raises `HTTPException` for what is no form."""
        kind, options = parse_options_header(request.headers.get("Content-Type", ""))
        if kind != b"multipart/form-data" or b"boundary" not in options:
            raise HTTPException(415, "Send the form as multipart/form-data.")
        callbacks = {
            name: getattr(reading, name) for name in dir(_Reading) if name.startswith("on_")
        }
        try:
            parser = MultipartParser(
                options[b"boundary"],
                callbacks,  # type: ignore[arg-type]
                max_header_count=PART_HEADERS,
                max_header_size=PART_HEADER_BYTES,
            )
            parser.logger = _quiet
            async for piece in request.stream():
                parser.write(piece)
        except FormParserError as error:
            raise _bad("The form is not complete.") from error
        except ClientDisconnect as error:
            raise _bad("The form did not arrive in time.", status=408) from error
        if not reading.complete:
            raise _bad("The form is not complete.")
        return FormData(reading.fields, tuple(reading.files))


def _bad(words: str, *, status: int = 400) -> HTTPException:
    return HTTPException(status, words)
