# SPDX-License-Identifier: Apache-2.0
"""Reads what a request brings: its body and its parameters, within limits, naming what is wrong."""

import re
from collections.abc import Collection
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct
from starlette.requests import ClientDisconnect, Request

from sync_server.channels.api.rest.problems import Problem
from sync_server.channels.api.rest.shapes import ONE_LINE, WITHOUT_NUL
from sync_server.contract import codec
from sync_server.contract.refusals import Refused

BODY_BYTES: Final = 1024 * 1024
ROWS: Final = 200
"""Rows of a page at most."""

DEFAULT_ROWS: Final = 100
MAX_DIGITS: Final = 16

_UNKNOWN: Final = re.compile(r"unknown field `([^`]*)`(?: - at `\$\.?([^`]*)`)?$")
_MISSING: Final = re.compile(r"missing required field `([^`]*)`(?: - at `\$\.?([^`]*)`)?$")
_PLACE: Final = re.compile(r" - at `\$\.?([^`]*)`$")
_JSON: Final = re.compile(r"application/json *(; *charset *= *\"?utf-8\"? *)?", re.IGNORECASE)

B = TypeVar("B", bound=Struct)


async def read_body(request: Request) -> bytes:
    """The body as it came. Raises `Problem`: bad-media-type, too-large."""
    headers = request.headers
    if not _JSON.fullmatch(headers.get("Content-Type", "")) or "Content-Encoding" in headers:
        raise Problem("bad-media-type")
    length = headers.get("Content-Length", "0")
    if not length.isdecimal() or len(length) > MAX_DIGITS or int(length) > BODY_BYTES:
        raise Problem("too-large", headers={"Connection": "close"})
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > BODY_BYTES:
                raise Problem("too-large", headers={"Connection": "close"})
    except ClientDisconnect:
        raise Problem("bad-body", headers={"Connection": "close"}) from None
    return bytes(body)


def decode(shape: type[B], body: bytes) -> B:
    """The value that a body stands for. Raises `Problem`, which names the field.

    Duplicate names: the last one counts, for every use of the value. To look through a mebibyte of
    brackets takes a fifth of a second, so this is no work for the loop.
    """
    try:
        codec.check_bounds(body)
    except Refused:
        raise Problem("bad-body") from None
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.ValidationError as error:
        raise _problem_of(str(error)) from None
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise Problem("bad-body") from None


def _problem_of(error: str) -> Problem:
    """Which field is at fault; the library's words themselves go nowhere."""
    for pattern, kind in ((_UNKNOWN, "unknown-field"), (_MISSING, "bad-field")):
        if match := pattern.search(error):
            return Problem(kind, ".".join(filter(None, (match[2], match[1]))))
    place = _PLACE.search(error)
    if place is None:
        return Problem("bad-body")
    is_text = repr(WITHOUT_NUL)[1:-1] in error or repr(ONE_LINE)[1:-1] in error
    return Problem("bad-text" if is_text else "bad-field", place[1])


class Parameters:
    """The parameters of a request. Raises `Problem` for unknown and repeated ones."""

    def __init__(self, request: Request, known: Collection[str]) -> None:
        self._values: dict[str, str] = {}
        for name, value in request.query_params.multi_items():
            if name not in known or name in self._values:
                raise Problem("bad-parameter", name)
            self._values[name] = value

    def number(self, name: str, *, least: int, most: int, default: int) -> int:
        """A whole number in decimal digits. Raises `Problem`."""
        text = self._values.get(name)
        if text is None:
            return default
        if not (text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS):
            raise Problem("bad-parameter", name)
        if not least <= int(text) <= most:
            raise Problem("bad-parameter", name)
        return int(text)

    def text(self, name: str, type_: Any) -> str | None:
        """A text of a type of the contract, or `None` when it is left out. Raises `Problem`."""
        text = self._values.get(name)
        if text is None:
            return None
        try:
            return str(msgspec.convert(text, type_))
        except msgspec.ValidationError:
            raise Problem("bad-parameter", name) from None


def path_id(request: Request, name: str, type_: Any) -> str:
    """An id in the path. What is no id stands for nothing. Raises `Problem`."""
    try:
        return str(msgspec.convert(request.path_params[name], type_))
    except msgspec.ValidationError:
        raise Problem("not-found") from None
