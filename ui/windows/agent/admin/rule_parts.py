# SPDX-License-Identifier: Apache-2.0
"""Triggers and actions of a rule's document as the form shows and changes them.

The form knows the plain ways to write one; what is written in another way it leaves as it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sync_server.contract.clocks import METRICS

Document = Mapping[str, Any]

USUAL: Final = "usual"
"""In the place of a trigger: the two that a rule has which names none."""

USUAL_TRIGGERS: Final = ("created", "becomes_true")
EMPTY: Final[Document] = {"rule": "", "conditions": {}, "actions": {}}
TEAM: Final = ("team", "assign_team")
"""One action under two names."""

STOP: Final = "stop"
AUDIENCE: Final = "for"
"""The key under which a macro says who may ask for it."""

FIRST: Final = METRICS[0]


def triggers_of(document: Document) -> list[dict[str, Any]]:
    """The triggers that are written, in their order; none where the usual ones are meant."""
    value = document.get("triggers")
    found = value if isinstance(value, list | tuple) else [value]
    return [dict(each) for each in found if isinstance(each, Mapping)]


def with_trigger(
    document: Document, place: int, trigger: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The document with another trigger at a place, or without it; behind the last, one more."""
    triggers = triggers_of(document)
    if place >= len(triggers) and not triggers and "triggers" not in document and place:
        triggers = [{"on": each} for each in USUAL_TRIGGERS]
    if trigger is None:
        del triggers[place]
    elif place < len(triggers):
        triggers[place] = dict(trigger)
    else:
        triggers.append(dict(trigger))
    if not triggers:
        return without(document, "triggers")
    is_list = isinstance(document.get("triggers"), list | tuple)
    value = triggers[0] if len(triggers) == 1 and not is_list else triggers
    return put(document, "triggers", value, before="conditions")


def without(document: Document, key: str) -> dict[str, Any]:
    """The document without a key."""
    return {name: value for name, value in document.items() if name != key}


def put(document: Document, key: str, value: object, *, before: str = "") -> dict[str, Any]:
    """The document with a value under a key, which keeps its place; a new one has it in front of
    another, or at the end.
    """
    if key in document or before not in document:
        return {**document, key: value}
    found: dict[str, Any] = {}
    for name, each in document.items():
        if name == before:
            found[key] = value
        found[name] = each
    return found


def actions_of(document: Document) -> dict[str, Any]:
    """The actions as they are written."""
    actions = document.get("actions")
    return dict(actions) if isinstance(actions, Mapping) else {}


def with_action(document: Document, name: str, value: object) -> dict[str, Any]:
    """The document with another value of an action; with nothing, without it."""
    actions = actions_of(document)
    changed = without(actions, name) if value is None else put(actions, name, value)
    return put(document, "actions", changed)


def listed(value: object) -> list[Any]:
    """A list, or one value that stands for a list of it."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def unlisted(values: Sequence[Any], before: object) -> object:
    """The same back: one value stands alone, unless there was a list."""
    if not values:
        return None
    return values[0] if len(values) == 1 and not isinstance(before, list | tuple) else list(values)


def plain_target(value: object) -> str | None:
    """The first reply's target, where it is all that is set; nothing where it is not that plain."""
    if isinstance(value, Mapping) and [*value] == [FIRST]:
        value = value[FIRST]
    return value if isinstance(value, str) else None


def with_target(text: str, before: object) -> object:
    """The same back, as it was written before."""
    if not text:
        return None
    return {FIRST: text} if isinstance(before, Mapping) else text


def reply_of(value: object) -> tuple[str, bool] | None:
    """A reply's text, and whether a person sends it; nothing where it is no reply."""
    if isinstance(value, str):
        return value, False
    if isinstance(value, Mapping) and isinstance(value.get("text"), str):
        return str(value["text"]), value.get("draft") is True
    return None


def with_reply(text: str, *, is_draft: bool) -> object:
    """The same back."""
    if not text:
        return None
    return {"text": text, "draft": True} if is_draft else text


def added_tags(value: object) -> list[str] | None:
    """Tags that are added, where none are removed; nothing where some are."""
    if isinstance(value, Mapping):
        if value.get("remove"):
            return None
        value = value.get("add")
    return [str(each) for each in listed(value)]


def with_tags(tags: Sequence[str], before: object) -> object:
    """The same back, as they were written before."""
    if isinstance(before, Mapping):
        return {"add": list(tags)} if tags else None
    return unlisted(tags, before)
