# SPDX-License-Identifier: Apache-2.0
"""What a rule can name, and the words for it: teams, people, categories, and values of fields.

A rule names what there is by its short name, as a person would: "Urgent response" is
"urgent-response".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from app.workspace.workspace import Workspace
from sync_server.contract.entities import (
    PRIORITIES,
    Agent,
    Category,
    Mailbox,
    Organisation,
    Skill,
    Tag,
    Team,
)
from ui.models.words import STATUS_WORDS, priority_words, status_words, translate
from ui.widgets.choice import Choice
from ui.windows.agent.admin.rule_vocabulary import Vocabulary
from ui.windows.agent.admin.rule_words import DAYS, ROLES, named_title, word_title
from ui.windows.agent.fields import category_path

Named = Sequence[tuple[str, str, str]]
"""Ids, by what name a rule has them, and what people call them."""

_ONE_NAME: Final = re.compile(r'\{"\w+": "([^"\\]+)"\}')
_KINDS: Final[Mapping[str, str]] = {
    "team": "team",
    "assign_team": "team",
    "assignee": "agent",
    "agent": "agent",
    "message.agent": "agent",
    "followers": "agent",
    "mentioned": "agent",
    "category": "category",
    "skills": "skill",
    "organisation": "organisation",
    "customer.organisation": "organisation",
    "mailbox": "mailbox",
    "tags": "tag",
}
"""Fields and actions whose values are the names of something."""


def value_choices(
    workspace: Workspace, vocabulary: Vocabulary, field: str, values: Iterable[str]
) -> list[Choice]:
    """What is offered for a field or an action; a value that is there stays as it is written."""
    if field in _KINDS:
        return _named(_rows(workspace, _KINDS[field]), values)
    if field == "notify":
        return _notified(workspace, values)
    return [Choice(word, told) for word, told in _words(vocabulary, field)]


def names_of(workspace: Workspace) -> list[str]:
    """The short names of all that a rule may name, but for organisations: a desk has many."""
    kinds = ("team", "agent", "category", "skill", "tag", "mailbox")
    return sorted({name for kind in kinds for _, name, _ in _rows(workspace, kind)})


def short_name(name: str) -> str:
    """How a rule names something."""
    return "-".join(name.casefold().split())


def _words(vocabulary: Vocabulary, field: str) -> list[tuple[str, str]]:
    """The words that a field may be, with what they are called."""
    if field == "priority":
        return [(each, priority_words(each)) for each in reversed(PRIORITIES)]
    if field == "status":
        return [(each, status_words(each)) for each in STATUS_WORDS]
    if field == "calendar.weekday":
        return [(each, word_title(each)) for each in DAYS]
    if vocabulary.is_flag(field):
        return [("true", translate("words", "Yes")), ("false", translate("words", "No"))]
    created = vocabulary.triggers.get("created", {})
    message = vocabulary.triggers.get("message", {})
    words = {
        "channel": created.get("channel", ()),
        "message.channel": created.get("channel", ()),
        "last_message_by": ("customer", "agent"),
        "message.type": message.get("types", ()),
    }.get(field, ())
    return [(each, word_title(each)) for each in words]


def _notified(workspace: Workspace, values: Iterable[str]) -> list[Choice]:
    """Roles first, then teams and people."""
    written = list(values)
    roles = [Choice(each, word_title(each)) for each in ROLES]
    others = [*_rows(workspace, "team"), *_rows(workspace, "agent")]
    known = {choice.key for choice in roles}
    found = [each for each in _named(others, written) if each.key not in known]
    return [*roles, *found]


def _named(rows: Named, values: Iterable[str]) -> list[Choice]:
    """A choice for each row, under the name by which the rule has it already."""
    written = {short_name(value): value for value in values} | {value: value for value in values}
    found: dict[str, Choice] = {}
    for id, name, label in rows:
        key = written.get(id) or written.get(short_name(name)) or name
        found.setdefault(key, Choice(key, label))
    for value in written.values():
        found.setdefault(value, Choice(value, named_title(_bare(value))))
    return sorted(found.values(), key=lambda each: each.label.casefold())


def _bare(value: str) -> str:
    """The name in what says of whom it is one: {"role": "team-lead"}."""
    told = _ONE_NAME.fullmatch(value)
    return value if told is None else told[1]


def _rows(workspace: Workspace, kind: str) -> list[tuple[str, str, str]]:
    if kind == "tag":
        return [(str(each.id), str(each.id), str(each.id)) for each in workspace.all(Tag)]
    if kind == "organisation":  # of which a desk has too many to know them by anything else
        return [(str(each.id), each.name, each.name) for each in workspace.all(Organisation)]
    if kind == "category":
        return [
            (str(each.id), short_name(each.name), category_path(workspace, each.id))
            for each in workspace.all(Category)
            if not each.disabled
        ]
    if kind == "mailbox":
        return [(str(each.id), short_name(each.name), each.name) for each in workspace.all(Mailbox)]
    return [
        (str(each.id), short_name(each.name), each.name)
        for each in workspace.all(_ENTITIES[kind])
        if not each.disabled
    ]


_ENTITIES: Final[Mapping[str, type[Team | Agent | Skill]]] = {
    "team": Team,
    "agent": Agent,
    "skill": Skill,
}
