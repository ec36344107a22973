# SPDX-License-Identifier: Apache-2.0
"""Conditions of a rule as the form shows them, and put back into the document as it was written.

The form edits one level of groups; what is nested deeper it keeps. A test that is not complete yet
stands in the form alone. What did not change is written as it was, and a rule in the short form
stays in it as long as that can say what is asked for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sync_server.contract.conditions import (
    GROUPS,
    Condition,
    ConditionError,
    Group,
    Operators,
    Test,
    Value,
    operand_type,
    read,
    write,
)
from ui.models.json_text import encoded
from ui.windows.agent.admin.rule_vocabulary import Vocabulary

NewId = Callable[[], str]

_SHORT: Final = {"is": False, "has": False, "in": True, "has_any": True}
"""Operators that the short form can say, and whether their value is a list there."""


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One test: `values` is what the field is asked for, `path` where that stands.

    `as_written`: the document asks so, also for nothing.
    """

    id: str
    field: str = ""
    operator: str = ""
    values: tuple[Value, ...] = ()
    path: str = ""
    as_written: bool = False

    @property
    def test(self) -> Test | None:
        """What it asks for, once it is complete."""
        if not self.field or not self.operator or not (self.values or self.as_written):
            return None
        is_list = operand_type(self.operator) == "list"
        return Test(self.field, self.operator, self.values if is_list else self.values[0])


@dataclass(frozen=True, slots=True)
class DeepLine:
    """What is nested deeper than the form goes."""

    id: str
    condition: Condition
    path: str = ""


@dataclass(frozen=True, slots=True)
class GroupLines:
    """A group with its lines, and at the top with groups among them."""

    id: str
    mode: str
    parts: "tuple[AskedLine | DeepLine | GroupLines, ...]" = ()
    path: str = ""
    as_written: bool = False


Part = AskedLine | DeepLine | GroupLines


def lines_of(document: object, vocabulary: Vocabulary, new_id: NewId) -> GroupLines | None:
    """The conditions of a document; nothing where they are not understood."""
    if document is None:
        return GroupLines(new_id(), "all", (), "conditions")
    try:
        condition = _read(document, vocabulary)
    except ConditionError:
        return None
    if isinstance(condition, Test):
        test = _test(condition, "conditions", new_id)
        return GroupLines(new_id(), "all", (test,), "conditions")
    return _group(condition, document, "conditions", new_id, depth=0)


def document_of(lines: GroupLines, before: object, vocabulary: Vocabulary) -> object:
    """The document for lines, as much as possible as it was; nothing where nothing is asked for."""
    condition = _condition(lines)
    if not condition.parts and not lines.as_written:
        return None
    known: dict[bytes, object] = {}
    if before is not None:
        try:
            known = dict(_known(_read(before, vocabulary), before))
        except ConditionError:
            known = {}
    if _key(condition) in known:
        return known[_key(condition)]
    if len(condition.parts) == 1 and isinstance(before, Mapping) and "field" in before:
        return _written(condition.parts[0], known)
    if before is None or _is_short(before):
        short = _shortened(condition)
        if short is not None:
            return short
    return _written(condition, known)


def replaced(lines: GroupLines, id: str, part: Part | None) -> GroupLines:
    """The lines with another part in the place of one, or without it."""
    found: list[Part] = []
    for each in lines.parts:
        if each.id == id:
            found += [] if part is None else [part]
        else:
            found.append(replaced(each, id, part) if isinstance(each, GroupLines) else each)
    stays = lines.as_written and len(found) == len(lines.parts)
    return replace(lines, parts=tuple(found), as_written=stays)


def added(lines: GroupLines, group: str, part: Part) -> GroupLines:
    """The lines with one more at the end of a group."""
    if lines.id == group:
        return replace(lines, parts=(*lines.parts, part))
    parts = (
        added(each, group, part) if isinstance(each, GroupLines) else each for each in lines.parts
    )
    return replace(lines, parts=tuple(parts))


def every_test(lines: GroupLines) -> Iterator[AskedLine]:
    """The tests of all groups, in their order."""
    for part in lines.parts:
        if isinstance(part, AskedLine):
            yield part
        elif isinstance(part, GroupLines):
            yield from every_test(part)


def with_places(lines: GroupLines, written: GroupLines) -> GroupLines:
    """Lines with the paths where the document now has what they say."""
    paths = {}
    places = iter(every_test(written))
    for line in every_test(lines):
        if line.test is not None:
            place = next(places, None)
            paths[line.id] = "" if place is None else place.path
    return _placed(lines, paths)


def _placed(lines: GroupLines, paths: Mapping[str, str]) -> GroupLines:
    parts = (
        _placed(each, paths)
        if isinstance(each, GroupLines)
        else replace(each, path=paths.get(each.id, ""))
        if isinstance(each, AskedLine)
        else each
        for each in lines.parts
    )
    return replace(lines, parts=tuple(parts))


def fields_of(lines: GroupLines) -> Iterator[str]:
    """The fields that are asked for."""
    return (line.field for line in every_test(lines) if line.field)


def _read(document: object, vocabulary: Vocabulary) -> Condition:
    operators: Operators = {
        **vocabulary.operators,
        "custom": vocabulary.operators.get("custom", ()),
    }
    return read(document, fields=vocabulary.fields, operators=operators)


def _group(group: Group, document: object, path: str, new_id: NewId, *, depth: int) -> GroupLines:
    parts: list[Part] = []
    for part, (inner, where) in zip(group.parts, _places(group, document, path), strict=True):
        if isinstance(part, Test):
            parts.append(_test(part, where, new_id))
        elif depth:
            parts.append(DeepLine(new_id(), part, where))
        else:
            parts.append(_group(part, inner, where, new_id, depth=depth + 1))
    return GroupLines(new_id(), group.mode, tuple(parts), path, as_written=True)


def _test(test: Test, path: str, new_id: NewId) -> AskedLine:
    values = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    return AskedLine(new_id(), test.field, test.operator, values, path, as_written=True)


def _places(group: Group, document: object, path: str) -> list[tuple[object, str]]:
    """What says each part of a group in a document, and where that stands."""
    assert isinstance(document, Mapping)
    if _is_short(document):
        return [(value, f"{path}.{name}") for name, value in document.items()]
    if len(document) == 1:
        items = document[group.mode]
        return [(item, f"{path}.{group.mode}[{index}]") for index, item in enumerate(items)]
    return [({mode: items}, path) for mode, items in document.items()]


def _known(condition: Condition, document: object) -> Iterator[tuple[bytes, object]]:
    """How each part of conditions is written."""
    yield _key(condition), document
    if isinstance(condition, Group) and not _is_short(document):
        for part, (inner, _) in zip(condition.parts, _places(condition, document, ""), strict=True):
            yield from _known(part, inner)


def _condition(lines: GroupLines) -> Group:
    parts: list[Condition] = []
    for part in lines.parts:
        if isinstance(part, DeepLine):
            parts.append(part.condition)
        elif isinstance(part, GroupLines):
            group = _condition(part)
            parts += [group] if group.parts or part.as_written else []
        elif part.test is not None:
            parts.append(part.test)
    return Group(lines.mode, tuple(parts))


def _written(condition: Condition, known: Mapping[bytes, object]) -> object:
    if _key(condition) in known:
        return known[_key(condition)]
    if isinstance(condition, Group):
        return {condition.mode: [_written(part, known) for part in condition.parts]}
    return write(condition)


def _shortened(condition: Group) -> dict[str, Any] | None:
    """The short form, where it can say the same."""
    found: dict[str, Any] = {}
    for part in condition.parts:
        if not isinstance(part, Test) or part.operator not in _SHORT or part.field in found:
            return None
        is_list = _SHORT[part.operator]
        if is_list != isinstance(part.operand, tuple):
            return None
        found[part.field] = list(part.operand) if isinstance(part.operand, tuple) else part.operand
    return found if condition.mode == "all" else None


def _is_short(document: object) -> bool:
    """Whether conditions name their fields as keys."""
    if not isinstance(document, Mapping) or "field" in document:
        return False
    return not any(key in GROUPS for key in document)


def _key(condition: Condition) -> bytes:
    return encoded(write(condition))
