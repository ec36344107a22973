# SPDX-License-Identifier: Apache-2.0
"""What may stand in the document of a rule, read from the JSON Schema that the server gives."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self

from sync_server.contract.conditions import CUSTOM, Field, Operators

Schema = Mapping[str, Any]

_CUSTOM: Final = "custom"
_SET: Final = "set"
"""Types of fields that the short form has rules of its own for."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Fields of conditions with the operators of their types; triggers and actions by name.

    `triggers` has the keys that each kind of trigger may have, with the words that may stand there
    where only some may; `actions` the same of each action.
    """

    fields: Mapping[str, Field] = field(default_factory=dict)
    operators: Operators = field(default_factory=dict)
    triggers: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    actions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    """Every name that the schema knows, for whoever types one."""

    @classmethod
    def read(cls, schema: Schema) -> Self:
        """A schema of another version may say less, but nothing that is not understood."""
        properties = schema.get("properties", {})
        fields, operators = _fields(schema)
        actions = properties.get("actions", {}).get("properties", {})
        return cls(
            fields=fields,
            operators=operators,
            triggers=_triggers(properties.get("triggers", {})),
            actions={name: _words(each) for name, each in actions.items()},
            names=tuple(sorted({*_names(schema)})),
        )

    def operators_of(self, name: str) -> tuple[str, ...]:
        """What a field may be asked for; one that is not known here is taken for a desk's own."""
        known = self.fields.get(name)
        return tuple(self.operators.get(_CUSTOM if known is None else known.type, ()))

    def is_flag(self, name: str) -> bool:
        """Whether a field is either true or false."""
        return self.operators_of(name) == ("is",)


def _fields(schema: Schema) -> tuple[dict[str, Field], dict[str, tuple[str, ...]]]:
    """What tests name, and for each of their kinds the operators beside the field."""
    fields: dict[str, Field] = {}
    operators: dict[str, tuple[str, ...]] = {}
    tests = schema.get("$defs", {}).get("conditions", {}).get("anyOf", [])
    for number, test in enumerate(tests):
        parts = test.get("properties", {})
        named = parts.get("field", {})
        beside = tuple(name for name in parts if name != "field")
        if "enum" in named:
            kind = _SET if "has" in beside else str(number)
            operators[kind] = beside
            fields |= dict.fromkeys(map(str, named["enum"]), Field(kind))
        elif str(named.get("pattern", "")).startswith("^custom"):
            operators[_CUSTOM] = beside
    return fields, operators


def _triggers(schema: Schema) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for each in _objects(schema):
        parts = each["properties"]
        if "const" in parts.get("on", {}):
            beside = {name: _words(part) for name, part in parts.items() if name != "on"}
            found.setdefault(str(parts["on"]["const"]), beside)
    return found


def _objects(schema: Schema) -> Iterator[Schema]:
    """Schemas of objects that may stand here, alone or in a list."""
    if "properties" in schema:
        yield schema
    for inner in (*schema.get("anyOf", ()), *_listed(schema.get("items"))):
        yield from _objects(inner)


def _words(schema: Schema) -> tuple[str, ...]:
    """The words that may stand here, alone or in a list, where only some may."""
    if "enum" in schema:
        return tuple(map(str, schema["enum"]))
    inner = (*schema.get("anyOf", ()), *_listed(schema.get("items")))
    return next((words for each in inner if (words := _words(each))), ())


def _names(schema: object) -> Iterator[str]:
    if isinstance(schema, Mapping):
        properties = schema.get("properties")
        if isinstance(properties, Mapping):
            yield from (str(name) for name in properties)
        yield from (str(word) for word in schema.get("enum", ()))
        if "const" in schema:
            yield str(schema["const"])
        for inner in schema.values():
            yield from _names(inner)
    elif isinstance(schema, Sequence) and not isinstance(schema, str):
        for inner in schema:
            yield from _names(inner)


def _listed(schema: object) -> tuple[Schema, ...]:
    return (schema,) if isinstance(schema, Mapping) else ()


def is_own(name: str) -> bool:
    """Whether a field is one of the desk's own."""
    return name.startswith(CUSTOM) and name != CUSTOM
