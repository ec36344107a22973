# SPDX-License-Identifier: Apache-2.0
"""Shapes: reading, writing and the schema of one place in a document."""

from typing import Any

import jsonschema_rs
import pytest
from msgspec import Struct

from sync_server.domain.rules.shapes import (
    RuleError,
    Shape,
    choice,
    either,
    flag,
    many,
    number,
    record,
    table,
    tagged,
    text,
)


class Box(Struct, frozen=True):
    colour: str
    size: int = 1
    lid: bool = False


class Bag(Struct, frozen=True):
    size: int


COLOURS = choice(["red", "green"])
BOX = record(Box, {"colour": COLOURS, "size": number(1, 9)}, aliases={"sise": "size"})
NAMED = record(Box, {"size": number(1, 9)}, names={"size": "how_big"}, fixed={"colour": "red"})
CONTAINERS: Shape[Box | Bag] = tagged(
    "is",
    {"box": BOX, "bag": record(Bag, {"size": number(1, 9)})},
    lambda made: type(made).__name__.lower(),
)
SHORT = either(BOX, COLOURS, of=Box, to=lambda box: box.colour if box == Box(box.colour) else None)
SHAPES: dict[str, Shape[Any]] = {
    "text": text(5, like="abc"),
    "choice": COLOURS,
    "custom": choice(["size"], prefix="custom."),
    "flag": flag(),
    "number": number(1, 9),
    "many": many(COLOURS, 2),
    "table": table(text(3), flag(), 2),
    "record": BOX,
    "named": NAMED,
    "tagged": CONTAINERS,
    "either": SHORT,
}


@pytest.mark.parametrize(
    ("shape", "value", "found", "written"),
    [
        ("text", "abc", "abc", "abc"),
        ("choice", "red", "red", "red"),
        ("custom", "custom.x", "custom.x", "custom.x"),
        ("flag", True, True, True),
        ("number", 9, 9, 9),
        ("many", "red", ("red",), ["red"]),
        ("many", ["red", "green"], ("red", "green"), ["red", "green"]),
        ("many", ["red", "red"], ("red",), ["red"]),
        ("table", {"b": True, "a": False}, (("a", False), ("b", True)), {"a": False, "b": True}),
        ("record", {"colour": "red", "size": 1}, Box("red"), {"colour": "red"}),
        ("record", {"colour": "red", "sise": 2}, Box("red", 2), {"colour": "red", "size": 2}),
        ("named", {"how_big": 2}, Box("red", 2), {"how_big": 2}),
        ("tagged", {"is": "bag", "size": 3}, Bag(3), {"is": "bag", "size": 3}),
        ("tagged", {"is": "box", "colour": "red"}, Box("red"), {"is": "box", "colour": "red"}),
        ("either", "red", Box("red"), "red"),
        ("either", {"colour": "red"}, Box("red"), "red"),
        ("either", {"colour": "red", "size": 2}, Box("red", 2), {"colour": "red", "size": 2}),
    ],
)
def test_a_value_is_read_and_written_in_one_form(shape, value, found, written):
    of = SHAPES[shape]
    assert of.read(value, "") == found
    assert of.write(found) == written
    schema = jsonschema_rs.validator_for({**of.schema})
    assert schema.is_valid(value)
    assert schema.is_valid(written)


@pytest.mark.parametrize(
    ("shape", "value", "path", "problem", "nearest"),
    [
        ("text", 1, "here", "must be text, like 'abc'", None),
        ("text", "   ", "here", "must be text", None),
        ("text", "abcdef", "here", "is longer than 5 letters", None),
        ("choice", 1, "here", "must be 'red', 'green'", None),
        ("choice", "rde", "here", "'rde' is not known here", "red"),
        ("custom", "custom.", "here", "is not known here", None),
        ("flag", 1, "here", "must be true or false", None),
        ("number", True, "here", "must be a whole number from 1 to 9", None),
        ("number", 10, "here", "must be a whole number from 1 to 9", None),
        ("many", [], "here", "is an empty list", None),
        ("many", ["red", "grean"], "here[1]", "is not known here", "green"),
        ("many", ["red"] * 3, "here", "has 3 entries; there is room for 2", None),
        ("table", {}, "here", "is an empty object", None),
        ("table", {"a": 1}, "here.a", "must be true or false", None),
        ("table", dict.fromkeys("abc", True), "here", "has 3 entries", None),
        ("table", [], "here", "must be an object", None),
        ("record", {}, "here", "must have 'colour'", None),
        ("record", {"colour": "red", "szie": 1}, "here.szie", "is not known here", "size"),
        ("record", {1: "red"}, "here", "must be an object", None),
        ("tagged", {"size": 1}, "here", "must have 'is'", None),
        ("tagged", {"is": "boz"}, "here.is", "'boz' is not known here", "box"),
        ("tagged", {"is": "bag", "colour": "red"}, "here.colour", "is not known here", None),
        ("either", "rde", "here", "is not known here", "red"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_is(shape, value, path, problem, nearest):
    with pytest.raises(RuleError, match=problem) as told:
        SHAPES[shape].read(value, "here")
    assert (told.value.path, told.value.nearest) == (path, nearest)


def test_a_key_and_its_alias_say_it_once_more():
    with pytest.raises(RuleError, match="says 'size' once more"):
        BOX.read({"colour": "red", "size": 1, "sise": 1}, "")


def test_a_whole_is_checked_when_its_parts_are_read():
    def check(box, path):
        raise RuleError(path, f"no {box.colour} box")

    with pytest.raises(RuleError, match="here: no red box"):
        record(Box, {"colour": COLOURS}, check=check).read({"colour": "red"}, "here")


def test_of_many_names_the_first_are_told():
    with pytest.raises(RuleError, match=r"'g', 'h', …$"):
        choice("abcdefghij").read(None, "")
