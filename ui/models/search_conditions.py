# SPDX-License-Identifier: Apache-2.0
"""The tokens of a search as a condition of the predicate language, and what may stand in them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.views.definitions import OPEN
from app.workspace.workspace import Workspace
from sync_server.contract.conditions import ME
from sync_server.contract.entities import PRIORITIES, Agent, Category, Tag, Team
from sync_server.contract.ids import Instant
from ui.models.local_time import instant, local
from ui.models.palette_match import fold
from ui.models.search_people import People
from ui.models.search_query import SearchQuery, Token
from ui.models.words import PRIORITY_WORDS, STATUS_WORDS, translate

Document = dict[str, Any]

_MICROSECONDS: Final = 1_000_000
_IS: Final[dict[str, Document]] = {
    "open": {"field": "status", "in": OPEN},
    "unassigned": {"field": "assignee", "is_set": False},
    "mine": {"field": "assignee", "is": ME},
    "followed": {"field": "followers", "has": ME},
    "mentioned": {"field": "mentioned", "has": ME},
}
_HAS: Final = {
    "assignee": "assignee",
    "team": "team",
    "category": "category",
    "customer": "requester",
    "company": "organisation",
    "tags": "tags",
}
FILES: Final = "attachment"
"""What a token `has:` names that no field of a ticket knows."""

_PROBLEMS: Final = {
    "customer": str(QT_TRANSLATE_NOOP("search", "No customer is called \u201c{value}\u201d.")),
    "team": str(QT_TRANSLATE_NOOP("search", "No team is called \u201c{value}\u201d.")),
    "assignee": str(QT_TRANSLATE_NOOP("search", "Nobody here is called \u201c{value}\u201d.")),
    "category": str(QT_TRANSLATE_NOOP("search", "No category is called \u201c{value}\u201d.")),
    "before": str(QT_TRANSLATE_NOOP("search", "Write the day like 2026-11-23.")),
}
_MOST_CUSTOMERS: Final = 500


class UnknownValue(ValueError):
    """A token that means nothing; `words` is a sentence for the person."""

    def __init__(self, token: Token, words: str = "") -> None:
        told = _PROBLEMS.get(
            token.field, str(QT_TRANSLATE_NOOP("search", "\u201c{token}\u201d means nothing here."))
        )
        told = words or translate("search", told)
        self.words = told.format(value=token.value, token=token.text)
        super().__init__(token.text)


def conditions(query: SearchQuery, workspace: Workspace, people: People) -> Document:
    """All tokens must hold; several of one field are alternatives, except tags, which must all
    be there. Raises `UnknownValue`.
    """
    by_field: dict[str, list[Document]] = {}
    reader = _Reader(workspace, people)
    for token in query.tokens:
        if wants_files(token):
            continue  # known to the messages alone
        by_field.setdefault(token.field, []).append(reader.read(token))
    parts: list[Document] = []
    for field, some in by_field.items():
        parts.extend(some if field in ("tag", "has", "before") else [_any(some)])
    return {"all": parts}


def view_conditions(query: SearchQuery, workspace: Workspace, people: People) -> Document:
    """The same for a view, which knows words by the subject only."""
    found = conditions(query, workspace, people)
    for token in filter(wants_files, query.tokens):
        raise UnknownValue(token, translate("search", "A view cannot look for attachments."))
    for word in query.words.split():
        found["all"].append({"field": "subject", "contains": word})
    return found


def wants_files(token: Token) -> bool:
    """Whether a token asks for tickets with attachments."""
    named = (FILES, f"{FILES}s", fold(translate("search", "attachment")))
    return token.field == "has" and fold(token.value) in named


def _any(some: list[Document]) -> Document:
    return some[0] if len(some) == 1 else {"any": some}


class _Reader:
    """What the value of a token means, field by field; `None` for nothing."""

    def __init__(self, workspace: Workspace, people: People) -> None:
        self._workspace = workspace
        self._people = people
        self._makers: dict[str, Callable[[str], Document | None]] = {
            "customer": self._customer,
            "tag": lambda value: {"field": "tags", "has": value},
            "is": _is,
            "team": self._team,
            "assignee": self._assignee,
            "category": self._category,
            "priority": lambda value: _one_of("priority", fold(value), PRIORITY_WORDS),
            "before": _before,
            "has": _has,
        }

    def read(self, token: Token) -> Document:
        document = self._makers[token.field](token.value)
        if document is None:
            raise UnknownValue(token)
        return document

    def _team(self, value: str) -> Document | None:
        return _named("team", value, ((each.id, each.name) for each in self._workspace.all(Team)))

    def _assignee(self, value: str) -> Document | None:
        if fold(value) in ("me", fold(translate("search", "me"))):
            return {"field": "assignee", "is": ME}
        if fold(value) in ("nobody", fold(translate("words", "Nobody"))):
            return {"field": "assignee", "is_set": False}
        names = ((agent.id, agent.name) for agent in self._workspace.all(Agent))
        return _named("assignee", value, names)

    def _category(self, value: str) -> Document | None:
        names = ((category.id, category.name) for category in self._workspace.all(Category))
        return _named("category", value, names)

    def _customer(self, value: str) -> Document | None:
        found = self._people.find(value, kinds=("contact", "organisation"), most=_MOST_CUSTOMERS)
        exact = [person for person in found if fold(person.name) == fold(value)]
        chosen = exact or found
        contacts = [person.id for person in chosen if person.kind == "contact"]
        companies = [person.id for person in chosen if person.kind == "organisation"]
        parts: list[Document] = [
            {"field": field, "in": ids}
            for field, ids in (("requester", contacts), ("organisation", companies))
            if ids
        ]
        return _any(parts) if parts else None


def _is(value: str) -> Document | None:
    value = fold(value)
    if value in _IS:
        return _IS[value]
    return _one_of("status", value.replace(" ", "_"), STATUS_WORDS)


def _one_of(field: str, value: str, words: dict[str, str]) -> Document | None:
    """By the name on the wire, or by the word that is shown."""
    for key, word in words.items():
        if value in (key, fold(translate("words", word)).replace(" ", "_")):
            return {"field": field, "is": key}
    return None


def _before(value: str) -> Document | None:
    at = day_start(value)
    return None if at is None else {"field": "last_message_at", "before": at}


def _has(value: str) -> Document | None:
    field = _HAS.get(fold(value))
    return None if field is None else {"field": field, "is_set": True}


def _named(field: str, value: str, names: Iterator[tuple[Any, str]]) -> Document | None:
    """Those with this name, else those in whose name a word begins like it."""
    wanted = fold(value)
    exact: list[str] = []
    alike: list[str] = []
    for id, name in names:
        folded = fold(name)
        if folded == wanted:
            exact.append(str(id))
        elif f" {wanted}" in f" {folded}":
            alike.append(str(id))
    found = exact or alike
    return {"field": field, "in": found} if found else None


def day_start(text: str) -> Instant | None:
    """The first instant of a day, as this computer counts days; `None` for no day."""
    try:
        day = date.fromisoformat(text)
        return instant(datetime.combine(day, time()))
    except (ValueError, OverflowError, OSError):
        return None


def day_words(at: Instant) -> str:
    """The day of an instant, as a token takes it."""
    return local(at).date().isoformat()


def values_for(field: str, workspace: Workspace, people: People, begun: str) -> Iterator[str]:
    """What a token of a field may hold, the likelier first."""
    if field == "customer":
        kinds = ("contact", "organisation")
        for person in people.find(begun, kinds=kinds, most=8):  # type: ignore[arg-type]
            yield person.name
    elif field == "is":
        yield from (*_IS, *(each for each in STATUS_WORDS if each not in _IS))
    elif field == "priority":
        yield from reversed(PRIORITIES)
    elif field == "has":
        yield from (FILES, *_HAS)
    elif field == "tag":
        yield from sorted(tag.id for tag in workspace.all(Tag))
    elif field == "team":
        yield from sorted(team.name for team in workspace.all(Team) if not team.disabled)
    elif field == "category":
        yield from sorted(each.name for each in workspace.all(Category) if not each.disabled)
    elif field == "assignee":
        yield "me"
        yield "nobody"
        yield from sorted(agent.name for agent in workspace.all(Agent) if not agent.disabled)
    elif field == "before":
        now = workspace.now_us()
        for days in (1, 7, 30, 365):
            yield day_words(now - days * 86_400 * _MICROSECONDS)
