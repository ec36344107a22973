# SPDX-License-Identifier: Apache-2.0
"""The only place where frames, commands and queries become bytes and back.

Decoding bounds its input first: size, UTF-8, nesting, number of members. What passes here cannot
surprise the JSON parser or the database. Every failure is a `Refused` with a fixed code; the path
of a bad field is named, its value never.
"""

import re
from typing import Any, Final, TypeVar, cast

import msgspec
from msgspec import Raw

from sync_server.contract import frames
from sync_server.contract.commands import COMMANDS, Command
from sync_server.contract.entities import KINDS, Entity
from sync_server.contract.queries import QUERIES, Query
from sync_server.contract.refusals import Code, Refused

MAX_DEPTH: Final = 32
MAX_MEMBERS: Final = 2_000
MAX_INTEGER: Final = 2**53

T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_up = msgspec.json.Decoder(frames.Up)
_down = msgspec.json.Decoder(frames.Down)
_hello = msgspec.json.Decoder(frames.Hello)
_any = msgspec.json.Decoder()
_commands = {name: msgspec.json.Decoder(command) for name, command in COMMANDS.items()}
_queries = {name: msgspec.json.Decoder(query) for name, query in QUERIES.items()}
_entities = {name: msgspec.json.Decoder(entity) for name, entity in KINDS.items()}


class _Tag(msgspec.Struct):
    type: str


_tag = msgspec.json.Decoder(_Tag)
_path = re.compile(r" - at `\$?\.?([^`]{0,80})`$")


def encode(value: object) -> bytes:
    """The JSON of any value of the contract."""
    return _encoder.encode(value)


def decode_up(data: bytes | str) -> frames.Up:
    """A frame from a client that has signed in. Raises `Refused(bad_frame)`."""
    return cast(frames.Up, _decode(_up, _bounded(data)))


def decode_hello(data: bytes | str) -> frames.Hello:
    """The first frame of a connection: nothing else is accepted. Raises `Refused(bad_frame)`."""
    return _decode(_hello, _bounded(data))


def decode_down(data: bytes | str) -> frames.Down:
    """A frame from the server. Raises `Refused(bad_frame)`; the nesting is bounded all the same."""
    raw = data.encode() if isinstance(data, str) else data
    return cast(frames.Down, _decode(_down, raw))


def decode_command(raw: bytes | Raw) -> Command:
    """A command from its JSON. Raises `Refused`: unknown_command, bad_frame or bad_text."""
    data = bytes(raw)
    decoder = _commands.get(_name(data))
    if decoder is None:
        raise Refused(Code.UNKNOWN_COMMAND)
    command = _decode(decoder, data)
    _check_content(data)
    return command


def decode_query(raw: bytes | Raw) -> Query:
    """A query from its JSON. Raises `Refused`: unknown_command, bad_frame or bad_text."""
    data = bytes(raw)
    decoder = _queries.get(_name(data))
    if decoder is None:
        raise Refused(Code.UNKNOWN_COMMAND)
    query = _decode(decoder, data)
    _check_content(data)
    return query


def decode_entity(kind: str, data: bytes | Raw) -> Entity:
    """An entity of a known kind from its JSON object. Raises `Refused(bad_frame)`."""
    return _decode(_entities[kind], bytes(data))


def decode_object(data: bytes | Raw) -> dict[str, Any]:
    """A JSON object as it is. Raises `Refused(bad_frame)`."""
    value = _decode(_any, bytes(data))
    if not isinstance(value, dict):
        raise Refused(Code.BAD_FRAME)
    return value


def decode_as(type_: type[T], data: bytes | Raw) -> T:
    """A value of the given type, for query results. Raises `Refused(bad_frame)`."""
    return _decode(msgspec.json.Decoder(type_), bytes(data))


def check_bounds(data: bytes) -> None:
    """Refuse JSON that is no UTF-8 or nests too deep, before anything parses it.

    Raises `Refused(bad_frame)`.
    """
    _bounded(data)


def tag_of(command: Command | Query) -> str:
    """The name of a command or query on the wire."""
    return str(command.__struct_config__.tag)


def _name(data: bytes) -> str:
    try:
        return _tag.decode(data).type
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise Refused(Code.BAD_FRAME, "type") from None


def _decode(decoder: msgspec.json.Decoder[T], data: bytes) -> T:
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        match = _path.search(str(error))
        raise Refused(Code.BAD_FRAME, match[1] if match else None) from None
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise Refused(Code.BAD_FRAME) from None


def _bounded(data: bytes | str) -> bytes:
    """The bytes of a frame, once it is known to be shallow valid UTF-8 without odd escapes."""
    if isinstance(data, str):
        try:
            raw = data.encode()
        except UnicodeEncodeError:
            raise Refused(Code.BAD_FRAME) from None
    else:
        raw = data
        try:
            raw.decode()
        except UnicodeDecodeError:
            raise Refused(Code.BAD_FRAME) from None
    if _depth(raw) > MAX_DEPTH:
        raise Refused(Code.BAD_FRAME)
    return raw


_structure = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def _depth(raw: bytes) -> int:
    """How deep arrays and objects nest, counting no brackets inside strings.

    Cheap frames (few opening brackets) need no walk; the walk itself stops at the limit.
    """
    if raw.count(b"[") + raw.count(b"{") <= MAX_DEPTH:
        return 0
    depth = 0
    for match in _structure.finditer(raw):
        token = match[0]
        if token in (b"[", b"{"):
            depth += 1
            if depth > MAX_DEPTH:
                return depth
        elif token in (b"]", b"}"):
            depth -= 1
    return 0


_suspicious = re.compile(rb"\\u0000|\x00|[0-9]{16}")


def _check_content(data: bytes) -> None:
    """Refuse what a database cannot store or a reader would round, in free-form parts as well.

    Half a surrogate pair needs no check: the parser refuses it.
    """
    if not _suspicious.search(data) and data.count(b",") <= MAX_MEMBERS:
        return
    members = 0
    pending: list[object] = [_decode(_any, data)]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            if "\0" in item:
                raise Refused(Code.BAD_TEXT)
        elif isinstance(item, int):
            if abs(item) > MAX_INTEGER:
                raise Refused(Code.BAD_FRAME)
        elif isinstance(item, dict):
            members += len(item)
            pending.extend(item.keys())
            pending.extend(item.values())
        elif isinstance(item, list):
            members += len(item)
            pending.extend(item)
        if members > MAX_MEMBERS:
            raise Refused(Code.BAD_FRAME)
