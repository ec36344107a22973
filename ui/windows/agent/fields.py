# SPDX-License-Identifier: Apache-2.0
"""The fields of a ticket that a person sets: their names, their values in words, who sets them."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from msgspec import Raw, UnsetType
from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import PendingCommand, Workspace
from sync_server.contract import codec, commands
from sync_server.contract.commands import Command
from sync_server.contract.entities import Agent, Category, Contact, Skill, Team
from sync_server.contract.needs import Need
from ui.models.words import priority_words, status_words, translate

FIELD_TITLES: Final[dict[str, str]] = {
    "status": str(QT_TRANSLATE_NOOP("words", "Status")),
    "priority": str(QT_TRANSLATE_NOOP("words", "Priority")),
    "assignee": str(QT_TRANSLATE_NOOP("words", "Assignee")),
    "team": str(QT_TRANSLATE_NOOP("words", "Team")),
    "category": str(QT_TRANSLATE_NOOP("words", "Category")),
    "needs": str(QT_TRANSLATE_NOOP("words", "Skills")),
    "tags": str(QT_TRANSLATE_NOOP("words", "Tags")),
    "subject": str(QT_TRANSLATE_NOOP("words", "Subject")),
    "requester": str(QT_TRANSLATE_NOOP("words", "Customer")),
    "solution": str(QT_TRANSLATE_NOOP("words", "Solution")),
    "article": str(QT_TRANSLATE_NOOP("words", "Article")),
    "ticks": str(QT_TRANSLATE_NOOP("words", "Done")),
    "checklist": str(QT_TRANSLATE_NOOP("words", "Checklist")),
    "links": str(QT_TRANSLATE_NOOP("words", "Linked")),
}

FIELD_OF: Final[dict[type[Command], str]] = {
    commands.SetStatus: "status",
    commands.SetPriority: "priority",
    commands.SetAssignee: "assignee",
    commands.TakeTicket: "assignee",
    commands.AcceptTicket: "assignee",
    commands.ReleaseTicket: "assignee",
    commands.SetTeam: "team",
    commands.SetCategory: "category",
    commands.SetSolution: "solution",
    commands.TickItem: "ticks",
    commands.SetNeeds: "needs",
    commands.ChangeTags: "tags",
    commands.SetSubject: "subject",
    commands.ChangeRequester: "requester",
}
"""The field that a command sets."""


def field_title(field: str) -> str:
    """The name of a field; one of a newer version is shown as it is."""
    return translate("words", FIELD_TITLES.get(field, field.replace("_", " ").capitalize()))


def fields_of(pending: Iterable[PendingCommand]) -> frozenset[str]:
    """The fields that these commands set."""
    found = (FIELD_OF.get(type(each.command)) for each in pending)
    return frozenset(field for field in found if field is not None)


def raw_value(value: Raw | UnsetType) -> object:
    """A value of a refusal; `None` when there is none."""
    return None if isinstance(value, UnsetType) else codec.decode_as(object, bytes(value))


def value_words(workspace: Workspace, field: str, value: object) -> str:
    """A field's value as a person says it."""
    if field == "needs":
        return needs_words(workspace, needs_in(value)) or _unset_words(field)
    text = value if isinstance(value, str) else None
    if text is None:
        return _unset_words(field) if value is None else str(value)
    if field == "status":
        return status_words(text)
    if field == "priority":
        return priority_words(text)
    return _row_name(workspace, field, text) or text


def needs_in(value: object) -> tuple[Need, ...]:
    """The skills that a ticket asks for, as the log has them; none of a newer form."""
    try:
        return msgspec.convert(value or (), tuple[Need, ...])
    except msgspec.ValidationError:
        return ()


def needs_words(workspace: Workspace, needs: Iterable[Need]) -> str:
    """The skills that a ticket asks for: "German, API 2 (if possible)"."""
    return ", ".join(_need_words(workspace, needs))


def _need_words(workspace: Workspace, needs: Iterable[Need]) -> Iterator[str]:
    wish = translate("words", "{skill} (if possible)")
    for need in needs:
        skill = workspace.get(Skill, need.skill)
        name = need.skill if skill is None else skill.name
        told = f"{name} {need.level}" if need.level > 1 else name
        yield wish.format(skill=told) if need.optional else told


def _unset_words(field: str) -> str:
    if field == "assignee":
        return translate("words", "Nobody")
    return translate("words", "Not set")


def _row_name(workspace: Workspace, field: str, id: str) -> str:
    """The name of the row that a field points to."""
    if field == "assignee":
        agent = workspace.get(Agent, id)
        return "" if agent is None else agent.name
    if field == "team":
        team = workspace.get(Team, id)
        return "" if team is None else team.name
    if field == "category":
        return category_path(workspace, id)
    if field == "requester":
        contact = workspace.get(Contact, id)
        return "" if contact is None else contact.name
    return ""


def category_path(workspace: Workspace, id: str | None) -> str:
    """A category with what it is under, from the top."""
    names: list[str] = []
    seen: set[str] = set()
    while id is not None and id not in seen:
        seen.add(id)
        category = workspace.get(Category, id)
        if category is None:
            break
        names.append(category.name)
        id = category.parent
    return " \u203a ".join(reversed(names))
