# SPDX-License-Identifier: Apache-2.0
"""What a place in a rule's document may hold: how it is read, written, and told as JSON Schema.

All three come from one `Shape`, so that a schema never says other than what is checked.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import fields

from sync_server.contract.documents import DocumentError, nearest_of

T = TypeVar("T")
P = TypeVar("P")
S = TypeVar("S", bound=Struct)
H = TypeVar("H", bound=Hashable)

Schema = Mapping[str, Any]


class RuleError(DocumentError):
    """A document that is no rule, or names what there is not."""

    whole = "the rule"


class Shape(Struct, Generic[T], frozen=True, kw_only=True):
    """`read` takes a value and its path and raises `RuleError`; `write` is its inverse."""

    read: Callable[[object, str], T]
    write: Callable[[T], object]
    schema: Schema


PLAIN_VALUE: Final[Schema] = {"type": ["string", "number", "boolean", "null"]}


def prefixed(prefix: str) -> Schema:
    """Names that begin so, and go on."""
    return {"type": "string", "pattern": f"^{prefix.replace('.', '[.]')}."}


def join(path: str, name: str) -> str:
    """The path of a key of the object at a path."""
    return f"{path}.{name}" if path else name


def text(most: int, *, like: str = "") -> Shape[str]:
    """Some letters, at most so many."""

    def read(value: object, path: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise RuleError(path, f"must be text{f', like {like!r}' if like else ''}")
        if len(value) > most:
            raise RuleError(path, f"is longer than {most:,} letters")
        return value

    schema = {"type": "string", "pattern": r"\S", "maxLength": most}
    return Shape(read=read, write=str, schema=schema)


def choice(names: Iterable[str], *, prefix: str | None = None) -> Shape[str]:
    """One of the names, or with the prefix any other."""
    known = tuple(names)

    def read(value: object, path: str) -> str:
        if not isinstance(value, str):
            raise RuleError(path, f"must be {_listed(known)}")
        if value in known or (prefix and value.startswith(prefix) and value != prefix):
            return value
        raise RuleError(path, f"{value!r:.60} is not known here", nearest_of(value, known))

    schema: Schema = {"enum": list(known)}
    if prefix:
        schema = {"anyOf": [schema, prefixed(prefix)]}
    return Shape(read=read, write=str, schema=schema)


def flag() -> Shape[bool]:
    def read(value: object, path: str) -> bool:
        if not isinstance(value, bool):
            raise RuleError(path, "must be true or false")
        return value

    return Shape(read=read, write=bool, schema={"type": "boolean"})


def number(least: int, most: int) -> Shape[int]:
    """A whole number."""

    def read(value: object, path: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise RuleError(path, f"must be a whole number from {least} to {most}")
        return value

    return Shape(
        read=read, write=int, schema={"type": "integer", "minimum": least, "maximum": most}
    )


def many(shape: Shape[H], most: int) -> Shape[tuple[H, ...]]:
    """A list without repetitions, or one value that stands for a list of it."""

    def read(value: object, path: str) -> tuple[H, ...]:
        if not isinstance(value, list | tuple):
            return (shape.read(value, path),)
        if not value:
            raise RuleError(path, "is an empty list; leave it out")
        if len(value) > most:
            raise RuleError(path, f"has {len(value):,} entries; there is room for {most}")
        found = (shape.read(item, f"{path}[{index}]") for index, item in enumerate(value))
        return tuple(dict.fromkeys(found))

    listed = {"type": "array", "items": shape.schema, "minItems": 1, "maxItems": most}
    return Shape(
        read=read,
        write=lambda values: [shape.write(value) for value in values],
        schema={"anyOf": [shape.schema, listed]},
    )


def table(names: Shape[str], shape: Shape[T], most: int) -> Shape[tuple[tuple[str, T], ...]]:
    """An object of any of the names, as pairs in their order."""

    def read(value: object, path: str) -> tuple[tuple[str, T], ...]:
        found = as_object(value, path)
        if not found:
            raise RuleError(path, "is an empty object; leave it out")
        if len(found) > most:
            raise RuleError(path, f"has {len(found):,} entries; there is room for {most}")
        return tuple(
            (names.read(name, join(path, name)), shape.read(found[name], join(path, name)))
            for name in sorted(found)
        )

    schema = {
        "type": "object",
        "propertyNames": names.schema,
        "additionalProperties": shape.schema,
        "minProperties": 1,
        "maxProperties": most,
    }
    return Shape(
        read=read,
        write=lambda pairs: {name: shape.write(value) for name, value in pairs},
        schema=schema,
    )


def either(
    whole: Shape[T], plain: Shape[P], *, of: Callable[[P], T], to: Callable[[T], P | None]
) -> Shape[T]:
    """An object, or in its place the plain value that says the same; that one is written."""

    def read(value: object, path: str) -> T:
        return (
            whole.read(value, path) if isinstance(value, Mapping) else of(plain.read(value, path))
        )

    def write(value: T) -> object:
        short = to(value)
        return whole.write(value) if short is None else plain.write(short)

    return Shape(read=read, write=write, schema={"anyOf": [plain.schema, whole.schema]})


def record(
    cls: type[S],
    shapes: Mapping[str, Shape[Any]],
    *,
    names: Mapping[str, str] = {},
    aliases: Mapping[str, str] = {},
    fixed: Mapping[str, object] = {},
    check: Callable[[S, str], None] | None = None,
) -> Shape[S]:
    """An object whose keys are the fields of a struct; a field with its default is not written.

    A field that is called otherwise in the document is in `names` (field to key). `aliases` are
    other words for keys that may be left out, `fixed` are fields that are no part of the document.
    `check` sees the whole.
    """
    keys = {names.get(field, field): (field, shape) for field, shape in shapes.items()}
    infos = {info.name: info for info in fields(cls)}
    known = (*keys, *aliases)

    def read(value: object, path: str) -> S:
        values: dict[str, Any] = {}
        for name, item in as_object(value, path).items():
            key = aliases.get(name, name)
            if key not in keys:
                raise RuleError(join(path, name), "is not known here", nearest_of(name, known))
            field, shape = keys[key]
            if field in values:
                raise RuleError(join(path, name), f"says {key!r} once more")
            values[field] = shape.read(item, join(path, name))
        for key, (field, _) in keys.items():
            if field not in values and infos[field].required:
                raise RuleError(path, f"must have {key!r}")
        made = cls(**fixed, **values)
        if check is not None:
            check(made, path)
        return made

    def write(made: S) -> dict[str, object]:
        return {
            key: shape.write(value)
            for key, (field, shape) in keys.items()
            for value in [getattr(made, field)]
            if infos[field].required or value != infos[field].default
        }

    properties = {key: shape.schema for key, (_, shape) in keys.items()}
    schema = {
        "type": "object",
        "properties": properties | {name: properties[key] for name, key in aliases.items()},
        "required": [key for key, (field, _) in keys.items() if infos[field].required],
        "additionalProperties": False,
    }
    return Shape(read=read, write=write, schema=schema)


def tagged(key: str, shapes: Mapping[str, Shape[Any]], tag_of: Callable[[T], str]) -> Shape[T]:
    """An object of one of several kinds; `key` says of which."""
    kinds = choice(shapes)

    def read(value: object, path: str) -> T:
        found = as_object(value, path)
        if key not in found:
            raise RuleError(path, f"must have {key!r}")
        shape = shapes[kinds.read(found[key], join(path, key))]
        made: T = shape.read({name: item for name, item in found.items() if name != key}, path)
        return made

    def write(made: T) -> object:
        tag = tag_of(made)
        written: Any = shapes[tag].write(made)
        return {key: tag, **written}

    def schema_of(tag: str, schema: Schema) -> Schema:
        return {
            **schema,
            "properties": {key: {"const": tag}, **schema["properties"]},
            "required": [key, *schema["required"]],
        }

    schemas = [schema_of(tag, shape.schema) for tag, shape in shapes.items()]
    return Shape(read=read, write=write, schema={"anyOf": schemas})


def as_object(value: object, path: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise RuleError(path, "must be an object")
    return value


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(repr(name) for name in names[:8]) + (", …" if len(names) > 8 else "")
