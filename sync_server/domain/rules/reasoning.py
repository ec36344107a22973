# SPDX-License-Identifier: Apache-2.0
"""What can be said of a rule's conditions when only a part of the facts is known.

Knowledge is a value per field; of tags it is one per tag (`tags.vip`), whether the ticket has it.
Nothing is said where it is not certain: `None` means that it may be either.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from sync_server.contract.conditions import CUSTOM, Condition, Group, Predicate, Test
from sync_server.domain.rules.conditions import compiled
from sync_server.domain.rules.rule import Actions, wishes

Known = Mapping[str, Any]
Allowed = dict[str, frozenset[Any]]
"""Field to the values of which it must have one."""

_TAGS: Final = "tags"


def verdict(condition: Condition, known: Known) -> bool | None:
    """Whether conditions hold, as far as it is certain."""
    if isinstance(condition, Test):
        return _tested(condition, known)
    found = [verdict(part, known) for part in condition.parts]
    if condition.mode == "all":
        return _not(_some([_not(each) for each in found]))
    return _some(found) if condition.mode == "any" else _not(_some(found))


def required(condition: Condition) -> Allowed:
    """What must be so wherever conditions hold; they never do where a field has no value left."""
    allowed: Allowed = {}
    if isinstance(condition, Test):
        return _values(condition)
    if condition.mode == "all":
        for part in condition.parts:
            narrow(allowed, required(part))
    elif condition.mode == "none":
        for part in condition.parts:
            narrow(allowed, _contrary(part))
    return allowed


def narrow(allowed: Allowed, more: Allowed) -> None:
    """Let only what both allow be left in the first."""
    for field, values in more.items():
        allowed[field] = allowed.get(field, values) & values


def certain(allowed: Allowed) -> dict[str, Any]:
    """The fields for which one value is left."""
    return {field: next(iter(values)) for field, values in allowed.items() if len(values) == 1}


def possible(condition: Condition, allowed: Allowed) -> bool:
    """Whether conditions may hold where a field has one of the values that are allowed."""
    together = dict(allowed)
    narrow(together, required(condition))
    known = certain(together)
    return verdict(condition, known) is not False and all(
        any(verdict(condition, {**known, field: value}) is not False for value in values)
        for field, values in together.items()
    )


def assigned(actions: Actions) -> dict[str, Any]:
    """What is known after actions were done."""
    return {
        wish.owned: wish.value
        for wish in wishes(actions)
        if wish.owned is not None and wish.action != "snooze"
    }


def asked_of(condition: Condition) -> frozenset[str]:
    """The fields that conditions ask for."""
    if isinstance(condition, Test):
        return frozenset({condition.field})
    return frozenset().union(*(asked_of(part) for part in condition.parts))


def field_of(key: str) -> str:
    """The field that knowledge is about."""
    return _TAGS if key.startswith(f"{_TAGS}.") else key


def _some(found: list[bool | None]) -> bool | None:
    if True in found:
        return True
    return None if None in found else False


def _not(found: bool | None) -> bool | None:  # noqa: FBT001 - it is what is negated
    return None if found is None else not found


def _tested(test: Test, known: Known) -> bool | None:
    if test.field == _TAGS:
        return _tag_tested(test, known)
    if test.field not in known or test.operator in ("older_than_s", "newer_than_s"):
        return None
    value = known[test.field]
    custom = {test.field.removeprefix(CUSTOM): value}
    return _compiled(test)({test.field: value, "custom": custom}, 0)


@lru_cache(maxsize=4096)
def _compiled(test: Test) -> Predicate:
    """The same test is asked of every other rule."""
    return compiled(test)


def _tag_tested(test: Test, known: Known) -> bool | None:
    operand: Any = test.operand
    if test.operator == "has":
        return known.get(f"{_TAGS}.{operand}")
    if test.operator == "has_not":
        return _not(known.get(f"{_TAGS}.{operand}"))
    if test.operator == "has_any":
        return _some([known.get(f"{_TAGS}.{tag}") for tag in operand])
    return None


def _values(test: Test) -> Allowed:
    """What a test that holds leaves of its field."""
    operand: Any = test.operand
    match test.field, test.operator:
        case "tags", ("has" | "has_not") as operator:
            return {f"{_TAGS}.{operand}": frozenset({operator == "has"})}
        case _, "is":
            return {test.field: frozenset({operand})}
        case _, "in":
            return {test.field: frozenset(operand)}
    return {}


def _contrary(condition: Condition) -> Allowed:
    """What is left where conditions do not hold."""
    if isinstance(condition, Group):
        return required(Group("none", condition.parts)) if condition.mode == "any" else {}
    operand: Any = condition.operand
    match condition.field, condition.operator:
        case "tags", "has":
            return {f"{_TAGS}.{operand}": frozenset({False})}
        case "tags", "has_not":
            return {f"{_TAGS}.{operand}": frozenset({True})}
        case _, "is_not":
            return {condition.field: frozenset({operand})}
        case _, "not_in":
            return {condition.field: frozenset(operand)}
    return {}
