# SPDX-License-Identifier: Apache-2.0
"""The names in a rule, and the rows that are called so.

People write a team as it is called, as a short name of it, or by its id: "Urgent response",
"urgent-response". Facts and commands know ids alone. A rule is bound when it is saved, and again
when it is made ready to run, because what it names may be gone by then.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final, get_args

from msgspec import Struct
from msgspec.structs import replace

from sync_server.contract.commands import Channel
from sync_server.contract.conditions import Condition, Group, Test
from sync_server.contract.entities import PRIORITIES, STATUSES
from sync_server.domain.calendar.document import DAYS
from sync_server.domain.rules.document import MESSAGE_TYPES
from sync_server.domain.rules.rule import Actions, Recipient, Rule
from sync_server.domain.rules.shapes import RuleError

TEAM: Final = "team"
PERSON: Final = "person"
ROLE: Final = "role"
CATEGORY: Final = "category"
SKILL: Final = "skill"
MAILBOX: Final = "mailbox"
ORGANISATION: Final = "organisation"

MOST_NEAR: Final = 3

_CREATABLE: Final = frozenset({TEAM, CATEGORY, SKILL})
_TELLABLE: Final = (ROLE, TEAM, PERSON)
_FIELDS: Final = {
    "team": TEAM,
    "assignee": PERSON,
    "followers": PERSON,
    "mentioned": PERSON,
    "message.agent": PERSON,
    "category": CATEGORY,
    "mailbox": MAILBOX,
    "organisation": ORGANISATION,
    "customer.organisation": ORGANISATION,
}
"""What the values of a field name."""
_SETS_OF_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "status": STATUSES,
    "priority": PRIORITIES,
    "channel": get_args(Channel),
    "message.type": MESSAGE_TYPES,
    "message.channel": get_args(Channel),
    "calendar.weekday": DAYS,
}
_NAMING: Final = frozenset({"is", "is_not", "in", "not_in", "has", "has_not", "has_any"})
_SHORT: Final = frozenset({"is", "in", "has", "has_any"})
"""Operators that the shorthand has."""


class UnknownName(RuleError):
    """A name that nothing has, or several have. `near` are the nearest that there are."""

    def __init__(
        self, path: str, kind: str, name: str, near: tuple[str, ...], *, called: str = ""
    ) -> None:
        self.kind = kind
        self.name = name
        self.near = near
        super().__init__(
            path, f"there is no {called or kind} {name!r:.80}", near[0] if near else None
        )

    @property
    def creatable(self) -> bool:
        """Whether an administrator may be offered to create it."""
        return self.kind in _CREATABLE


class AmbiguousName(RuleError):
    """A name that several things have."""


class Names(Struct, frozen=True):
    """What things of one kind are called: spelling to id, `None` where several are spelled so."""

    ids: Mapping[str, str | None]
    called: tuple[str, ...]


Directory = Mapping[str, Names]
"""Kind to names. What is named of a kind that is left out is taken as it stands."""


class Bound(Struct, frozen=True):
    """A rule with ids in the place of names; `wrong` are those for which there is none."""

    rule: Rule
    wrong: tuple[RuleError, ...]


def kind_of(field: str) -> str | None:
    """What the values of a field are the names of."""
    return _FIELDS.get(field)


def names(rows: Iterable[tuple[str, ...]]) -> Names:
    """The names of rows, each given as its id and what it is called."""
    ids: dict[str, str | None] = {}
    known = tuple(rows)
    for id, *spellings in known:
        for spelling in {_short(each) for each in spellings if each}:
            ids[spelling] = id if ids.get(spelling, id) == id else None
    ids |= {row[0]: row[0] for row in known}
    return Names(ids, tuple(row[1] if len(row) > 1 and row[1] else row[0] for row in known))


def bind(rule: Rule, directory: Directory) -> Bound:
    """A rule for those who are there: see `Bound`."""
    binder = _Binder(directory)
    bound = replace(
        rule,
        conditions=binder.conditions(rule.conditions),
        actions=binder.actions(rule.actions),
        audience=binder.recipients(rule.audience, "for"),
    )
    return Bound(bound, tuple(binder.wrong))


class _Binder:
    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self.wrong: list[RuleError] = []

    def conditions(self, condition: Condition) -> Condition:
        """The tree with ids. Tests of a shorthand are called by their fields alone."""
        if isinstance(condition, Group) and condition.mode == "all":
            tests = [part for part in condition.parts if isinstance(part, Test)]
            short = len({test.field for test in tests}) == len(condition.parts)
            if short and all(test.operator in _SHORT for test in tests):
                return Group(
                    "all", tuple(self._test(test, f"conditions.{test.field}") for test in tests)
                )
        return self._condition(condition, "conditions")

    def _condition(self, condition: Condition, path: str) -> Condition:
        if isinstance(condition, Test):
            return self._test(condition, f"{path}.{condition.operator}")
        return Group(
            condition.mode,
            tuple(
                self._condition(part, f"{path}.{condition.mode}[{index}]")
                for index, part in enumerate(condition.parts)
            ),
        )

    def _test(self, test: Test, path: str) -> Test:
        if test.operator not in _NAMING:
            return test
        if isinstance(test.operand, tuple):
            items = enumerate(test.operand)
            operand = tuple(self._value(test.field, v, f"{path}[{index}]") for index, v in items)
            return replace(test, operand=operand)
        return replace(test, operand=self._value(test.field, test.operand, path))

    def _value(self, field: str, value: object, path: str) -> object:
        if not isinstance(value, str):
            return value
        words = _SETS_OF_WORDS.get(field)
        if words is not None and value not in words:
            self.wrong.append(UnknownName(path, field, value, _near(value, words)))
        kind = kind_of(field)
        return value if kind is None else self._named(kind, value, path)

    def actions(self, actions: Actions) -> Actions:
        def one(kind: str, key: str) -> str | None:
            name: str | None = getattr(actions, key)
            return None if name is None else self._named(kind, name, f"actions.{key}")

        def some(kind: str, key: str) -> tuple[str, ...]:
            each = enumerate(getattr(actions, key))
            return tuple(self._named(kind, name, f"actions.{key}[{index}]") for index, name in each)

        return replace(
            actions,
            team=one(TEAM, "team"),
            agent=one(PERSON, "agent"),
            category=one(CATEGORY, "category"),
            skills=some(SKILL, "skills"),
            notify=self.recipients(actions.notify, "actions.notify"),
        )

    def recipients(self, named: tuple[Recipient, ...], path: str) -> tuple[Recipient, ...]:
        """Those of a list with ids."""
        each = enumerate(named)
        return tuple(self._recipient(who, f"{path}[{index}]") for index, who in each)

    def _recipient(self, who: Recipient, path: str) -> Recipient:
        if who.kind:
            return replace(who, name=self._named(who.kind, who.name, path))
        found = [kind for kind in _TELLABLE if self._knows(kind, who.name)]
        if len(found) > 1:
            told = f"{who.name!r:.80} is a {' and a '.join(found)}; say which"
            self.wrong.append(AmbiguousName(path, told))
            return who
        if found:
            return Recipient(kind=found[0], name=self._named(found[0], who.name, path))
        if any(kind in self._directory for kind in _TELLABLE):
            listed = [self._directory[kind].called for kind in _TELLABLE if kind in self._directory]
            near = _near(who.name, [name for called in listed for name in called])
            called = "role, team or person"
            self.wrong.append(UnknownName(path, TEAM, who.name, near, called=called))
        return who

    def _knows(self, kind: str, name: str) -> bool:
        known = self._directory.get(kind)
        return known is not None and bool({name, _short(name)} & {*known.ids})

    def _named(self, kind: str, name: str, path: str) -> str:
        """The id of what is called so; the name where there is none."""
        known = self._directory.get(kind)
        if known is None:
            return name
        if not self._knows(kind, name):
            self.wrong.append(UnknownName(path, kind, name, _near(name, known.called)))
            return name
        id = known.ids[name] if name in known.ids else known.ids[_short(name)]
        if id is None:
            self.wrong.append(AmbiguousName(path, f"there is more than one {kind} {name!r:.80}"))
        return id or name


def _near(name: str, called: Iterable[str]) -> tuple[str, ...]:
    by_short = {_short(each): each for each in called}
    return tuple(by_short[each] for each in get_close_matches(_short(name), by_short, MOST_NEAR))


def _short(name: str) -> str:
    """The short name of something: "Urgent response" is "urgent-response"."""
    return "-".join(name.casefold().split())
