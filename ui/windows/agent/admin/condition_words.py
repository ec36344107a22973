# SPDX-License-Identifier: Apache-2.0
"""Conditions as people say them: "plan is Gold and priority is High or Urgent"."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.conditions import Condition, ConditionError, Group, Test, read
from sync_server.contract.entities import Organisation
from ui.models.words import translate
from ui.windows.agent.fields import field_title, value_words

_CUSTOM: Final = "custom."
_TITLES: Final[Mapping[str, str]] = {
    "organisation": str(QT_TRANSLATE_NOOP("words", "Company")),
    "channel": str(QT_TRANSLATE_NOOP("words", "Channel")),
    "opened_at": str(QT_TRANSLATE_NOOP("words", "Opened")),
}
_TESTS: Final[Mapping[str, str]] = {
    "is": str(QT_TRANSLATE_NOOP("conditions", "{field} is {value}")),
    "in": str(QT_TRANSLATE_NOOP("conditions", "{field} is {value}")),
    "is_not": str(QT_TRANSLATE_NOOP("conditions", "{field} is not {value}")),
    "not_in": str(QT_TRANSLATE_NOOP("conditions", "{field} is not {value}")),
    "contains": str(QT_TRANSLATE_NOOP("conditions", "{field} contains {value}")),
    "has": str(QT_TRANSLATE_NOOP("conditions", "{field} has {value}")),
    "has_any": str(QT_TRANSLATE_NOOP("conditions", "{field} has {value}")),
    "has_not": str(QT_TRANSLATE_NOOP("conditions", "{field} has not {value}")),
    "at_least": str(QT_TRANSLATE_NOOP("conditions", "{field} is at least {value}")),
    "at_most": str(QT_TRANSLATE_NOOP("conditions", "{field} is at most {value}")),
}


def condition_words(workspace: Workspace, document: object) -> str:
    """What a document of conditions asks for; nothing for one that asks for nothing."""
    try:
        return _words(workspace, read(document))
    except ConditionError:
        return translate("conditions", "conditions that are not understood")


def condition_title(field: str) -> str:
    """The name of a field in a condition; a desk's own field is called as the desk calls it."""
    if field.startswith(_CUSTOM):
        return field.removeprefix(_CUSTOM).replace("_", " ").capitalize()
    return translate("words", _TITLES[field]) if field in _TITLES else field_title(field)


def condition_value(workspace: Workspace, field: str, value: object) -> str:
    """A value that a field is tested for."""
    if isinstance(value, bool):
        return translate("words", "Yes") if value else translate("words", "No")
    if field == "organisation":
        found = workspace.get(Organisation, str(value))
        return str(value) if found is None else found.name
    return value_words(workspace, field, value)


def _words(workspace: Workspace, condition: Condition) -> str:
    if isinstance(condition, Test):
        return _test_words(workspace, condition)
    parts = [
        f"({words})" if isinstance(part, Group) and len(part.parts) > 1 else words
        for part in condition.parts
        if (words := _words(workspace, part))
    ]
    if condition.mode == "none":
        told = translate("conditions", "not {condition}")
        return told.format(condition=_any(parts)) if parts else ""
    return _any(parts) if condition.mode == "any" else _all(parts)


def _test_words(workspace: Workspace, test: Test) -> str:
    title = condition_title(test.field)
    if test.operator == "is_set":
        told = (
            translate("conditions", "{field} is set")
            if test.operand
            else translate("conditions", "{field} is not set")
        )
        return told.format(field=title)
    values = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    value = _any([condition_value(workspace, test.field, each) for each in values])
    told = _TESTS.get(test.operator, "")
    if not told:
        return f"{title} {test.operator.replace('_', ' ')} {value}"
    return translate("conditions", told).format(field=title, value=value)


def _all(parts: list[str]) -> str:
    return translate("conditions", " and ").join(parts)


def _any(parts: list[str]) -> str:
    return translate("conditions", " or ").join(parts)
