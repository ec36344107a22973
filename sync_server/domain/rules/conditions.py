# SPDX-License-Identifier: Apache-2.0
"""The conditions of rules: `contract.conditions` over the fields of rules, and with patterns."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from sync_server.contract.conditions import (
    CUSTOM,
    GROUPS,
    Condition,
    ConditionError,
    Facts,
    Group,
    Predicate,
    Test,
    compile_condition,
    each_test,
    fact,
    operand_type,
    read,
    write,
)
from sync_server.contract.ids import Instant
from sync_server.domain.rules.fields import FIELDS, MATCHES, RULE_OPERATORS
from sync_server.domain.rules.patterns import check_pattern, matcher
from sync_server.domain.rules.shapes import PLAIN_VALUE, RuleError, Schema, Shape, prefixed


class Found(Struct, frozen=True):
    """What one test found: whether it `holds` for the value that the field has."""

    test: Test
    value: object
    holds: bool


def conditions() -> Shape[Condition]:
    """Conditions as a part of a document; their schema is the definition of that name."""
    return Shape(read=_read_conditions, write=write, schema=_REFERENCE)


def compiled(condition: Condition) -> Predicate:
    """Conditions as a function, which looks for patterns only where the rest does not decide."""
    return compile_condition(_patterns_last(condition), others={MATCHES: matcher})


class Explainer:
    """What each test of conditions finds, in the order of the document."""

    __slots__ = ("_tests",)

    def __init__(self, condition: Condition) -> None:
        self._tests = tuple((test, compiled(test)) for test in each_test(condition))

    def __call__(self, facts: Facts, now: Instant) -> tuple[Found, ...]:
        return tuple(
            Found(test, fact(facts, test.field), holds(facts, now)) for test, holds in self._tests
        )


def _patterns_last(condition: Condition) -> Condition:
    if isinstance(condition, Test):
        return condition
    parts = sorted(condition.parts, key=lambda part: MATCHES in {*_operators(part)})
    return Group(condition.mode, tuple(_patterns_last(part) for part in parts))


def _operators(condition: Condition) -> Iterator[str]:
    return (test.operator for test in each_test(condition))


def placed_tests(condition: Condition, path: str) -> Iterator[tuple[str, Test]]:
    """Every test of conditions at a path, with the path of its own in the full form."""
    if isinstance(condition, Test):
        yield path, condition
        return
    for index, part in enumerate(condition.parts):
        yield from placed_tests(part, f"{path}.{condition.mode}[{index}]")


def _read_conditions(value: object, path: str) -> Condition:
    try:
        condition = read(value, fields=FIELDS, operators=RULE_OPERATORS)
    except ConditionError as error:
        where = f"{path}.{error.path}" if error.path else path
        raise RuleError(where, error.problem, error.nearest) from None
    for where, test in placed_tests(condition, path):
        if test.operator == MATCHES:
            check_pattern(str(test.operand), f"{where}.{MATCHES}")
    return condition


def conditions_schema() -> dict[str, Any]:
    """Groups, tests and the shorthand, from the same tables that reading goes by."""
    names: dict[str, list[str]] = {}
    for name, field in FIELDS.items():
        names.setdefault(field.type, []).append(name)
    custom = prefixed(CUSTOM)
    tests = [_test_schema({"enum": listed}, kind) for kind, listed in names.items()]
    short = {name: _shorthand_schema(field.type) for name, field in FIELDS.items()}
    groups = {mode: {"type": "array", "items": _REFERENCE} for mode in GROUPS}
    return {
        "anyOf": [
            {
                "type": "object",
                "properties": groups,
                "minProperties": 1,
                "additionalProperties": False,
            },
            *tests,
            _test_schema(custom, "custom"),
            {
                "type": "object",
                "properties": {name: schema for name, schema in short.items() if schema},
                "patternProperties": {custom["pattern"]: _shorthand_schema("custom")},
                "additionalProperties": False,
            },
        ]
    }


def _test_schema(field: Mapping[str, Any], kind: str) -> dict[str, Any]:
    operators = {name: _OPERANDS[operand_type(name)] for name in RULE_OPERATORS[kind]}
    return {
        "type": "object",
        "properties": {"field": field, **operators},
        "required": ["field"],
        "minProperties": 2,
        "maxProperties": 2,
        "additionalProperties": False,
    }


def _shorthand_schema(kind: str) -> dict[str, Any] | None:
    """A value, or a list of some, as far as the fields of a type have an operator for it."""
    operators = RULE_OPERATORS[kind]
    forms = [PLAIN_VALUE] if {"is", "has"} & {*operators} else []
    forms += [_OPERANDS["list"]] if {"in", "has_any"} & {*operators} else []
    return {"anyOf": forms} if forms else None


_REFERENCE: Final = {"$ref": "#/$defs/conditions"}
_OPERANDS: Final[dict[str, Schema]] = {
    "value": PLAIN_VALUE,
    "list": {"type": "array", "items": PLAIN_VALUE},
    "number": {"type": "number"},
    "text": {"type": "string"},
    "flag": {"type": "boolean"},
}
