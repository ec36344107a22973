# SPDX-License-Identifier: Apache-2.0
"""JSON as a person typed it: where each value stands, and other values put into the same text.

A document changes in a form and in its text. What the form does not touch keeps its order and its
spacing in the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self

import msgspec

from ui.models.json_layout import laid_out

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_BYTE: Final = re.compile(r"\(byte (\d+)\)")
_STEP: Final = re.compile(r"\.?([^.\[]+)|\[(\d+)\]")
MOST_LETTERS: Final = 64_000
"""What is longer is sent to no server: it is no document that anybody reads."""

_DEEPEST: Final = 28
"""No document of the desk is nested so deep, and none so deep is taken by a server."""

Key = str | int


class NoJson(ValueError):
    """A text that is no JSON, or too deep to be any of ours; `line` and `column` count from 1."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}")
        self.line = line
        self.column = column


@dataclass(slots=True)
class Place:
    """Where a value stands: its first letter and what comes after its last; its members by key.

    `begins` has where each member begins, for one of an object with its key.
    """

    start: int
    end: int = 0
    members: "dict[Key, Place]" = field(default_factory=dict)
    begins: dict[Key, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JsonText:
    """A text, the value that it says, and where everything in it stands."""

    text: str
    value: Any
    root: Place

    @classmethod
    def read(cls, text: str) -> Self:
        """Raises `NoJson`."""
        try:
            value = msgspec.json.decode(text)
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
            raise NoJson(*_place_of(str(error), text)) from None
        return cls(text, value, _places_in(text))

    def at(self, path: str) -> Place:
        """Where the value of a path like `actions.notify[1]` stands, or the nearest around it."""
        place = self.root
        while path:
            found = _inside(place, path)
            if found is None:
                break
            place, path = found
        return place

    def lines_of(self, place: Place) -> range:
        """The lines on which a place is, counted from 0."""
        return range(self._line(place.start), self._line(place.end) + 1)

    def changed_lines(self, before: object) -> frozenset[int]:
        """The lines on which it says other than a document did."""
        changed = _changed(self.root, self.value, before)
        return frozenset(line for place in changed for line in self.lines_of(place))

    def rewritten(self, document: object) -> str:
        """The text, with the values of a document where it has others."""
        return _written(self.text, self.root, self.value, document)

    def _line(self, at: int) -> int:
        return self.text.count("\n", 0, at)


def same(one: object, other: object) -> bool:
    """Whether two values are the same JSON, in the same order; 1 and true are not."""
    return encoded(one) == encoded(other)


def encoded(value: object) -> bytes:
    """A value as JSON, the same for the same one."""
    return msgspec.json.encode(value)


def _places_in(text: str) -> Place:
    """Where the values of a text stand that is JSON."""
    root = Place(-1)  # holds the value as if it were a list of one
    open_places = [root]
    key: str | None = None
    key_start = 0
    expects_key = False
    for found in _TOKEN.finditer(text):
        mark, start = found[0], found.start()
        holder = open_places[-1]
        if mark in "]}":
            open_places.pop().end = found.end()
            expects_key = False
        elif mark == ",":
            expects_key = text[holder.start] == "{"
        elif mark == ":":
            expects_key = False
        elif expects_key:
            key, key_start = msgspec.json.decode(mark, type=str), start
        else:
            place = Place(start, found.end())
            name: Key = len(holder.members) if key is None else key
            holder.members[name] = place
            holder.begins[name] = start if key is None else key_start
            key = None
            if mark in "[{":
                open_places.append(place)
                expects_key = mark == "{"
                if len(open_places) > _DEEPEST:
                    raise NoJson(*_line_and_column(text[:start]))
    return root.members[0]


def _inside(place: Place, path: str) -> tuple[Place, str] | None:
    """The member to which a path leads first, with the rest of it; a key may have dots in it."""
    step = _STEP.match(path)
    if step is None:
        return None
    if step[2] is not None:
        member = place.members.get(int(step[2]))
        return None if member is None else (member, path[step.end() :])
    path = path.removeprefix(".")
    keys = sorted((key for key in place.members if isinstance(key, str)), key=len, reverse=True)
    for key in keys:
        rest = path[len(key) :]
        if path.startswith(key) and (not rest or rest[0] in ".["):
            return place.members[key], rest
    return None


def _changed(place: Place, value: object, before: object) -> Iterator[Place]:
    if same(value, before):
        return
    if isinstance(value, Mapping) and isinstance(before, Mapping) and place.members:
        for key, member in place.members.items():
            if key in before:
                yield from _changed(member, value[key], before[key])
            else:
                yield Place(place.begins[key], member.end)
    else:
        yield place


def _written(text: str, place: Place, old: object, new: object) -> str:
    if same(old, new):
        return text[place.start : place.end]
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old and new:
        return _object(text, place, old, new)
    if isinstance(old, list) and isinstance(new, list) and old and new:
        return _list(text, place, old, new)
    return laid_out(new, _indent_at(text, place.start))


def _object(text: str, place: Place, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    members: list[tuple[Key | None, str]] = []
    for key, value in new.items():
        if key in place.members:
            at = place.members[key]
            name = text[place.begins[key] : at.start]
            members.append((key, name + _written(text, at, old[key], value)))
        else:
            name = f"{laid_out(key)}: "
            members.append((None, name + laid_out(value, _inner_indent(text, place))))
    return _joined(text, place, members)


def _list(text: str, place: Place, old: list[Any], new: list[Any]) -> str:
    """What is the same at the beginning and at the end stays; in between, one by one."""
    first = 0
    while first < min(len(old), len(new)) and same(old[first], new[first]):
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and same(old[-1 - last], new[-1 - last]):
        last += 1
    known: dict[int, int] = {each: each for each in range(first)}
    known |= {len(new) - 1 - each: len(old) - 1 - each for each in range(last)}
    if len(old) == len(new):
        known = {each: each for each in range(len(new))}
    members: list[tuple[Key | None, str]] = []
    for index, value in enumerate(new):
        if index in known:
            number = known[index]
            members.append((number, _written(text, place.members[number], old[number], value)))
        else:
            members.append((None, laid_out(value, _inner_indent(text, place))))
    return _joined(text, place, members)


def _joined(text: str, place: Place, members: Sequence[tuple[Key | None, str]]) -> str:
    """Members with the room in front of each that it had, and new ones with what others have."""
    gaps = {key: _gap(text, at) for key, at in place.begins.items()}
    rooms = list(gaps.values())
    first = rooms[0]
    after = rooms[1] if len(rooms) > 1 else first if "\n" in first else " "
    parts = [text[place.start]]
    for index, (key, words) in enumerate(members):
        own = gaps.get(key) if key is not None else None
        if index == 0:
            parts.append(first)
        else:
            parts.append("," + (after if own is None or own == first else own))
        parts.append(words)
    end = max(member.end for member in place.members.values())
    parts.append(text[end : place.end])
    return "".join(parts)


def _gap(text: str, at: int) -> str:
    """The room in front of a place."""
    before = text[:at]
    return before[len(before.rstrip()) :]


def _indent_at(text: str, at: int) -> int:
    """How far the line of a place is moved in."""
    line = text[text.rfind("\n", 0, at) + 1 :]
    return len(line) - len(line.lstrip(" "))


def _inner_indent(text: str, place: Place) -> int:
    """How far the members of a place are moved in."""
    return _indent_at(text, next(iter(place.begins.values())))


def _place_of(problem: str, text: str) -> tuple[int, int]:
    """Line and column of what the decoder did not understand; else the end."""
    found = _BYTE.search(problem)
    data = text.encode(errors="replace")
    before = data[: int(found[1])] if found else data
    return _line_and_column(before.decode(errors="ignore"))


def _line_and_column(before: str) -> tuple[int, int]:
    lines = before.split("\n")
    return len(lines), len(lines[-1]) + 1
