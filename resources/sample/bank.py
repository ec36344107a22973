# SPDX-License-Identifier: Apache-2.0
"""Reads the bank of scenarios and turns of speech that lies beside the code."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, get_args

from resources import resource
from resources.sample.model import MessageKind, Priority

_KINDS: Final[dict[str, MessageKind]] = {"c": "customer", "r": "reply", "n": "note"}
_FILES: Final = ("platform", "billing", "logistics", "onboarding", "languages")


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a scenario, before its slots are filled."""

    kind: MessageKind
    template: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A kind of request with the course that its conversation takes.

    `talk` begins with the customer. `attach` is the template of the name of a file that comes with
    the first message, or empty.
    """

    key: str
    team: str
    language: str
    topic: str
    category: tuple[str, ...]
    tags: tuple[str, ...]
    priority: Priority
    attach: str
    subjects: tuple[str, ...]
    talk: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """How people of a language begin and end a message. Each is a choice of templates."""

    opening: tuple[str, ...]
    context: tuple[str, ...]
    closing: tuple[str, ...]
    follow_opening: tuple[str, ...]
    follow_closing: tuple[str, ...]
    reply_opening: tuple[str, ...]
    reply_closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Names of months and weekdays, and the template of a date."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    date: str


@dataclass(frozen=True, slots=True)
class Words:
    """Choices for the plain slots, and the words of each language."""

    choices: dict[str, tuple[str, ...]]
    calendars: dict[str, CalendarWords]
    manners: dict[str, Manner]


def read_toml(*parts: str) -> dict[str, Any]:
    """A data file of this package, parsed."""
    return tomllib.loads(resource("sample", *parts).read_text(encoding="utf-8"))


def category_path(text: str) -> tuple[str, ...]:
    """The path that "A > B" names."""
    return tuple(name.strip() for name in text.split(">"))


def checked_priority(text: str) -> Priority:
    """The priority of that name. Raises ValueError for an unknown one."""
    for priority in get_args(Priority):
        if priority == text:
            known: Priority = priority
            return known
    raise ValueError(f"unknown priority: {text}")


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Every scenario, in the order of the files."""
    found: list[Scenario] = []
    for name in _FILES:
        document = read_toml("scenarios", f"{name}.toml")
        shared = {key: value for key, value in document.items() if key != "scenario"}
        found += [_scenario(shared | entry) for entry in document["scenario"]]
    return tuple(found)


@cache
def words() -> Words:
    """The words for slots and manners."""
    document = read_toml("words.toml")
    return Words(
        choices={key: tuple(value) for key, value in document.items() if isinstance(value, list)},
        calendars={
            language: CalendarWords(tuple(of["months"]), tuple(of["weekdays"]), of["date"])
            for language, of in document["calendar"].items()
        },
        manners={
            language: Manner(**{part: tuple(choices) for part, choices in of.items()})
            for language, of in document["manner"].items()
        },
    )


def _scenario(entry: dict[str, Any]) -> Scenario:
    return Scenario(
        key=entry["key"],
        team=entry["team"],
        language=entry["language"],
        topic=entry["topic"],
        category=category_path(entry["category"]),
        tags=tuple(entry["tags"]),
        priority=checked_priority(entry["priority"]),
        attach=entry.get("attach", ""),
        subjects=tuple(entry["subjects"]),
        talk=tuple(_turn(line) for line in entry["talk"]),
    )


def _turn(line: str) -> Turn:
    mark, _, template = line.partition(": ")
    return Turn(kind=_KINDS[mark], template=template)
