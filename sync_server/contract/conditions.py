# SPDX-License-Identifier: Apache-2.0
"""The one predicate language: saved views, rules, policies and reports all speak it.

A document is a JSON object. The full form nests groups and tests:

    {"all": [{"field": "status", "is": "open"}, {"none": [{"field": "tags", "has": "vip"}]}]}

The shorthand `{"priority": "high", "category": "billing"}` means that every named field is the
value, or one of the values of a list. `read` turns a document into a typed tree and refuses what it
does not know, with the path and the nearest valid name; `compile_condition` turns a tree into a
function; `write` gives a tree's document, in full form. No document can loop, and a tree holds at
most 200 nodes, its groups 10 deep.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from sync_server.contract.documents import DocumentError, nearest_of
from sync_server.contract.ids import Instant

MAX_NODES: Final = 200
MAX_NESTING: Final = 10

Value = str | int | float | bool | None
Facts = Mapping[str, Any]
"""What a condition is tested on: field name to value (texts, numbers, sets as tuples)."""


class ConditionError(DocumentError):
    """A document that is not a condition."""


class Group(Struct, frozen=True):
    """All, any or none of `parts`. An empty "all" or "none" is true, an empty "any" false."""

    mode: str
    parts: "tuple[Condition, ...]"


class Test(Struct, frozen=True):
    """`operator` applied to a field. The operand's type follows from the operator."""

    field: str
    operator: str
    operand: Value | tuple[Value, ...]


Condition = Group | Test
GROUPS: Final = ("all", "any", "none")


class Field(Struct, frozen=True):
    """A field that conditions may name: its `type` is text, number, instant, set or flag."""

    type: str


Operators = Mapping[str, tuple[str, ...]]
"""Type of a field -> the operators that it has."""

OPERATORS: Final[Operators] = {
    "text": ("is", "is_not", "in", "not_in", "contains", "is_set"),
    "number": ("is", "is_not", "in", "not_in", "at_least", "at_most", "is_set"),
    "instant": ("before", "after", "older_than_s", "newer_than_s", "is_set"),
    "set": ("has", "has_not", "has_any", "is_set"),
    "flag": ("is",),
    "custom": ("is", "is_not", "in", "not_in", "contains", "is_set", "at_least", "at_most"),
}
CUSTOM: Final = "custom."
_OPERANDS: Final[dict[str, str]] = {
    **dict.fromkeys(("in", "not_in", "has_any"), "list"),
    **dict.fromkeys(
        ("at_least", "at_most", "before", "after", "older_than_s", "newer_than_s"), "number"
    ),
    **dict.fromkeys(("contains", "matches"), "text"),
    "is_set": "flag",
}

TICKET_FIELDS: Final[dict[str, Field]] = {
    "number": Field("number"),
    "subject": Field("text"),
    "status": Field("text"),
    "priority": Field("text"),
    "channel": Field("text"),
    "requester": Field("text"),
    "organisation": Field("text"),
    "team": Field("text"),
    "assignee": Field("text"),
    "category": Field("text"),
    "tags": Field("set"),
    "followers": Field("set"),
    "mentioned": Field("set"),
    "messages": Field("number"),
    "last_message_by": Field("text"),
    "opened_at": Field("instant"),
    "updated_at": Field("instant"),
    "last_message_at": Field("instant"),
    "waiting_since": Field("instant"),
    "solved_at": Field("instant"),
    "closed_at": Field("instant"),
    "wake_at": Field("instant"),
    "woken_at": Field("instant"),
}
"""What a condition over tickets may name; `custom.<name>` is a text, number or flag beside them."""

ME: Final = "@me"
"""Stands for the asking agent wherever an agent's id may stand."""


def read(
    document: object,
    *,
    fields: Mapping[str, Field] = TICKET_FIELDS,
    operators: Operators = OPERATORS,
) -> Condition:
    """The condition that a document says, in full form or shorthand. Raises `ConditionError`."""
    reader = _Reader(fields, operators)
    return reader.condition(document, "", 0)


def write(condition: Condition) -> dict[str, object]:
    """The document of a condition, in full form."""
    if isinstance(condition, Group):
        return {condition.mode: [write(part) for part in condition.parts]}
    operand = condition.operand
    return {
        "field": condition.field,
        condition.operator: list(operand) if isinstance(operand, tuple) else operand,
    }


def operand_type(operator: str) -> str:
    """What an operator takes: "list", "number", "text", "flag" or any plain "value"."""
    return _OPERANDS.get(operator, "value")


def each_test(condition: Condition) -> Iterator[Test]:
    """The tests of a tree, in the order of its document."""
    if isinstance(condition, Test):
        yield condition
    else:
        for part in condition.parts:
            yield from each_test(part)


class _Reader:
    def __init__(self, fields: Mapping[str, Field], operators: Operators) -> None:
        self._fields = fields
        self._operators = operators
        self._nodes = 0

    def condition(self, document: object, path: str, depth: int) -> Condition:
        self._count(path)
        if isinstance(document, dict) and "field" in document:
            return self._test(document, path)
        self._check_depth(path, depth)
        if not isinstance(document, dict):
            raise ConditionError(path, "must be an object")
        if any(key in GROUPS for key in document):
            return self._group(document, path, depth)
        return self._shorthand(document, path)

    def _count(self, path: str) -> None:
        """Count a node of the tree, which may have more of them than its document has objects."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise ConditionError(path, f"more than {MAX_NODES} parts; make it two")

    def _check_depth(self, path: str, depth: int) -> None:
        if depth > MAX_NESTING:
            raise ConditionError(path, f"nested deeper than {MAX_NESTING}")

    def _group(self, document: dict[str, object], path: str, depth: int) -> Condition:
        groups: list[Condition] = []
        several = len(document) > 1
        for mode, parts in document.items():
            if mode not in GROUPS:
                raise ConditionError(_join(path, mode), "unknown group", nearest_of(mode, GROUPS))
            if not isinstance(parts, list):
                raise ConditionError(_join(path, mode), "must be a list")
            if several:
                self._count(_join(path, mode))
                self._check_depth(_join(path, mode), depth + 1)
            read_parts = tuple(
                self.condition(part, f"{_join(path, mode)}[{index}]", depth + 1 + several)
                for index, part in enumerate(parts)
            )
            groups.append(Group(mode, read_parts))
        return groups[0] if len(groups) == 1 else Group("all", tuple(groups))

    def _test(self, document: dict[str, object], path: str) -> Test:
        name = document["field"]
        if not isinstance(name, str):
            raise ConditionError(_join(path, "field"), "must be text")
        kind = self._type_of(name, _join(path, "field"))
        operators = [key for key in document if key != "field"]
        if len(operators) != 1:
            raise ConditionError(path, "needs exactly one operator beside the field")
        operator = operators[0]
        allowed = self._operators[kind]
        if operator not in allowed:
            nearest = nearest_of(operator, allowed)
            raise ConditionError(_join(path, operator), f"no operator of a {kind} field", nearest)
        return Test(
            name,
            operator,
            _operand(operator, document[operator], _join(path, operator)),
        )

    def _shorthand(self, document: dict[str, object], path: str) -> Group:
        tests: list[Condition] = []
        for name, value in document.items():
            self._count(_join(path, name))
            kind = self._type_of(name, _join(path, name))
            if isinstance(value, list):
                operator = "has_any" if kind == "set" else "in"
            else:
                operator = "has" if kind == "set" else "is"
            if operator not in self._operators[kind]:
                raise ConditionError(_join(path, name), f"a {kind} field needs an operator")
            tests.append(Test(name, operator, _operand(operator, value, _join(path, name))))
        return Group("all", tuple(tests))

    def _type_of(self, name: str, path: str) -> str:
        if name in self._fields:
            return self._fields[name].type
        if name.startswith(CUSTOM) and len(name) > len(CUSTOM):
            return "custom"
        raise ConditionError(path, f"unknown field {name!r}", nearest_of(name, self._fields))


def _operand(operator: str, value: object, path: str) -> Value | tuple[Value, ...]:
    match operand_type(operator):
        case "list":
            if not isinstance(value, list) or not all(_is_value(item) for item in value):
                raise ConditionError(path, "must be a list of values")
            return tuple(value)
        case "flag" if not isinstance(value, bool):
            raise ConditionError(path, "must be true or false")
        case "number" if isinstance(value, bool) or not isinstance(value, int | float):
            raise ConditionError(path, "must be a number")
        case "text" if not isinstance(value, str):
            raise ConditionError(path, "must be text")
        case _ if not _is_value(value):
            raise ConditionError(path, "must be a plain value")
    return value  # type: ignore[return-value]


def _is_value(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


Predicate = Callable[[Facts, Instant], bool]
"""A compiled condition: facts and the present instant to a verdict."""


Decider = Callable[[Any, Any], bool]
"""An operator at work: a field's value and the operand to a verdict."""


def compile_condition(
    condition: Condition,
    *,
    me: str | None = None,
    others: Mapping[str, Callable[[Any], Decider]] = {},
) -> Predicate:
    """The condition as a function. `me` is the agent that `@me` stands for.

    `others` make the deciders of operators that are no part of the language everywhere, each from
    its operand.
    """
    if isinstance(condition, Group):
        parts = tuple(compile_condition(part, me=me, others=others) for part in condition.parts)
        match condition.mode:
            case "all":
                return _all_of(parts)
            case "any":
                return _any_of(parts)
            case _:
                some = _any_of(parts)
                return lambda facts, now: not some(facts, now)
    return _compile_test(condition, me, others)


def _all_of(parts: tuple[Predicate, ...]) -> Predicate:
    """A loop and no generator: a client asks this of a hundred thousand tickets at its start."""

    def predicate(facts: Facts, now: Instant) -> bool:
        for part in parts:  # noqa: SIM110 - see above
            if not part(facts, now):
                return False
        return True

    return predicate


def _any_of(parts: tuple[Predicate, ...]) -> Predicate:
    def predicate(facts: Facts, now: Instant) -> bool:
        for part in parts:  # noqa: SIM110 - see above
            if part(facts, now):
                return True
        return False

    return predicate


def _compile_test(
    test: Test, me: str | None, others: Mapping[str, Callable[[Any], Decider]]
) -> Predicate:
    name = test.field
    operand: Any = _resolve(test.operand, me)
    if test.operator in ("older_than_s", "newer_than_s"):
        return _compile_age(name, operand, older=test.operator == "older_than_s")
    other = others.get(test.operator)
    decide = _DECIDERS[test.operator] if other is None else other(operand)
    if name.startswith(CUSTOM):
        return lambda facts, _: decide(fact(facts, name), operand)
    return lambda facts, _: decide(facts.get(name), operand)


def _compile_age(name: str, seconds: float, *, older: bool) -> Predicate:
    span = int(seconds * 1_000_000)

    def predicate(facts: Facts, now: Instant) -> bool:
        at = fact(facts, name)
        return at is not None and (now - at > span if older else now - at <= span)

    return predicate


def fact(facts: Facts, name: str) -> Any:
    """The value of a field, `custom.<name>` included; `None` when it is not set."""
    if name.startswith(CUSTOM):
        custom = facts.get("custom") or {}
        return custom.get(name.removeprefix(CUSTOM))
    return facts.get(name)


def _resolve(operand: Value | tuple[Value, ...], me: str | None) -> object:
    if isinstance(operand, tuple):
        return frozenset(me if item == ME else item for item in operand)
    return me if operand == ME else operand


def _comparable(value: Any, operand: Any) -> bool:
    numbers = (int, float)
    return isinstance(value, numbers) and isinstance(operand, numbers)


_DECIDERS: Final[dict[str, Decider]] = {
    "is": lambda value, operand: bool(value == operand),
    "is_not": lambda value, operand: bool(value != operand),
    "in": lambda value, operand: value in operand,
    "not_in": lambda value, operand: value not in operand,
    "contains": lambda value, operand: operand.casefold() in str(value or "").casefold(),
    "is_set": lambda value, operand: (value not in (None, "", ())) is operand,
    "at_least": lambda value, operand: _comparable(value, operand) and value >= operand,
    "at_most": lambda value, operand: _comparable(value, operand) and value <= operand,
    "before": lambda value, operand: value is not None and value < operand,
    "after": lambda value, operand: value is not None and value > operand,
    "has": lambda value, operand: operand in (value or ()),
    "has_not": lambda value, operand: operand not in (value or ()),
    "has_any": lambda value, operand: any(item in operand for item in value or ()),
}
