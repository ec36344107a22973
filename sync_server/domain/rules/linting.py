# SPDX-License-Identifier: Apache-2.0
"""What is wrong with rules taken together, in sentences that name them.

Rules that trigger themselves or one another without an end, those that never have a turn, and two
that want different things at once. Of the first it rather says too much, of the others too little.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain, combinations, islice
from typing import Any, Final, Self

from msgspec import Struct

from sync_server.contract.conditions import Condition
from sync_server.contract.ids import RuleId
from sync_server.domain.rules.event import ActiveRule
from sync_server.domain.rules.reasoning import (
    Allowed,
    asked_of,
    assigned,
    certain,
    field_of,
    narrow,
    possible,
    required,
    verdict,
)
from sync_server.domain.rules.rule import (
    BECOMES_TRUE,
    CHANGED,
    CREATED,
    MESSAGE,
    When,
    Wish,
    wishes,
)

MOST_FINDINGS: Final = 100
"""Whoever has so many to mend has seen enough for now."""

_BY: Final = "rule"
_TRUTH: Final = ""
"""Stands among changed fields for the conditions of a rule, which may become true by it."""


class Lint(StrEnum):
    """What kind of thing is wrong."""

    LOOP = "loop"
    NEVER = "never"
    CONFLICT = "conflict"


class Finding(Struct, frozen=True):
    """Something that is wrong with some rules, for people."""

    lint: Lint
    rules: tuple[RuleId, ...]
    sentence: str


def lint(rules: Sequence[ActiveRule]) -> tuple[Finding, ...]:
    """What is wrong with rules that stand in this order, the worst first."""
    seen = [_Seen.of(rule) for rule in rules]
    findings = chain(_loops(seen), _never(seen), _conflicts(seen))
    return tuple(islice(findings, MOST_FINDINGS))


class _Seen(Struct, frozen=True, kw_only=True):
    """A rule, and what follows from it alone."""

    id: RuleId
    active: ActiveRule
    conditions: Condition
    asked: frozenset[str]
    required: Allowed
    assigned: Mapping[str, Any]
    wishes: tuple[Wish, ...]
    written: frozenset[str]
    """The types of the messages that it writes."""

    @classmethod
    def of(cls, rule: ActiveRule) -> Self:
        actions, conditions = rule.rule.actions, rule.rule.conditions
        sent = actions.reply is not None and not actions.reply.draft
        noted = actions.note is not None
        return cls(
            id=rule.id,
            active=rule,
            conditions=conditions,
            asked=asked_of(conditions),
            required=required(conditions),
            assigned=assigned(actions),
            wishes=tuple(wishes(actions)),
            written=frozenset({"reply"} if sent else ()) | frozenset({"note"} if noted else ()),
        )

    @property
    def name(self) -> str:
        return f'"{self.active.rule.name}"'

    @property
    def stops(self) -> bool:
        return self.active.rule.actions.stop

    @property
    def repeats(self) -> bool:
        return self.active.rule.repeats

    @property
    def whens(self) -> tuple[When, ...]:
        return self.active.whens


# -- loops -------------------------------------------------------------------------------------

_Wakes = Mapping[RuleId, Sequence[_Seen]]
"""Rule to those that it may trigger."""


def _loops(rules: Sequence[_Seen]) -> Iterator[Finding]:
    wakes = {one.id: [other for other in rules if _wakes(one, other)] for one in rules}
    told: set[RuleId] = set()
    for number, rule in enumerate(rules):
        if rule in wakes[rule.id]:
            sentence = f"{rule.name} triggers itself by {_listed(_done(rule))}."
            yield Finding(Lint.LOOP, (rule.id,), sentence)
        for other in rules[number + 1 :]:
            mutual = other in wakes[rule.id] and rule in wakes[other.id]
            if mutual and _goes_on((rule, other)):
                told |= {rule.id, other.id}
                yield Finding(Lint.LOOP, (rule.id, other.id), _undoing(rule, other))
    for circle in _circles(rules, wakes):
        if _goes_on(circle) and not told & {each.id for each in circle}:
            way = ", which triggers ".join(each.name for each in (*circle[1:], circle[0]))
            sentence = f"{circle[0].name} triggers {way}: they go round in a circle."
            yield Finding(Lint.LOOP, tuple(each.id for each in circle), sentence)


def _goes_on(circle: Sequence[_Seen]) -> bool:
    """Whether rules would do something each time round: setting the same again is nothing."""
    places: dict[tuple[str, str], object] = {}
    return any(
        wish.place is None or places.setdefault(wish.place, wish.value) != wish.value
        for rule in circle
        for wish in rule.wishes
    )


def _undoing(one: _Seen, other: _Seen) -> str:
    for key, mine, theirs in _differences(one, other):
        return (
            f"{one.name} and {other.name} undo each other: "
            f"one {_said(key, mine)}, the other {_said(key, theirs)}."
        )
    return f"{one.name} and {other.name} trigger each other."


def _circles(rules: Sequence[_Seen], wakes: _Wakes) -> Iterator[tuple[_Seen, ...]]:
    """Of every circle of three rules and more one way round it."""
    seen: set[RuleId] = set()
    for start in rules:
        way = _way_back(start, wakes) if start.id not in seen else ()
        if len(way) > 2:
            seen |= {each.id for each in way}
            yield way


def _way_back(start: _Seen, wakes: _Wakes) -> tuple[_Seen, ...]:
    """The shortest way from a rule to itself over others."""
    ways: list[tuple[_Seen, ...]] = [(start,)]
    met = {start.id}
    for way in ways:
        for woken in wakes[way[-1].id]:
            if woken is start and len(way) > 1:
                return way
            if woken.id not in met:
                met.add(woken.id)
                ways.append((*way, woken))
    return ()


def _wakes(one: _Seen, other: _Seen) -> bool:
    """Whether what a rule does may trigger another, or itself."""
    done = {
        key: value
        for key, value in one.assigned.items()
        if one.required.get(key) != frozenset({value})
    }
    changed = {field_of(key) for key in done}
    if one is not other and changed & other.asked and _may_fail(other, one.required):
        changed |= {_TRUTH}
    if not any(_calls(one, when, changed) for when in other.whens):
        return False
    after = one.required | {key: frozenset({value}) for key, value in done.items()}
    return possible(other.conditions, after)


def _calls(one: _Seen, when: When, changed: set[str]) -> bool:
    """Whether what a rule does meets a trigger."""
    if when.by and _BY not in when.by:
        return False
    if when.event == CHANGED:
        return bool(changed.intersection(when.fields) if when.fields else changed - {_TRUTH})
    if when.event == MESSAGE:
        return bool(one.written.intersection(when.types) if when.types else one.written)
    return when.event == BECOMES_TRUE and _TRUTH in changed


def _may_fail(rule: _Seen, before: Allowed) -> bool:
    """Whether conditions may not hold yet: only then can they become true."""
    return verdict(rule.conditions, certain(before)) is not True


def _done(rule: _Seen) -> list[str]:
    """What others may take for the cause: the fields that a rule sets, the messages it writes."""
    fields = dict.fromkeys(field_of(key) for key in rule.assigned)
    messages = sorted(rule.written, reverse=True)
    return [f"a change of {field}" for field in fields] + [f"a {each}" for each in messages]


# -- never -------------------------------------------------------------------------------------


def _never(rules: Sequence[_Seen]) -> Iterator[Finding]:
    for number, rule in enumerate(rules):
        if not possible(rule.conditions, {}):
            sentence = f"{rule.name} never runs: its conditions contradict each other."
            yield Finding(Lint.NEVER, (rule.id,), sentence)
            continue
        for earlier in rules[:number]:
            told = _in_front(earlier, rule)
            if told:
                yield Finding(Lint.NEVER, (rule.id, earlier.id), f"{rule.name} {told}")
                break


def _in_front(earlier: _Seen, rule: _Seen) -> str | None:
    """How an earlier rule leaves a later one nothing to do, if it does."""
    nothing = _leaves_nothing(earlier, rule)
    if not (earlier.stops or nothing) or not _covers(earlier, rule):
        return None
    if earlier.stops:
        return f"never runs: {earlier.name} comes first and stops the others."
    return f"never does anything: {earlier.name} comes first and sets the same."


def _covers(earlier: _Seen, rule: _Seen) -> bool:
    """Whether an earlier rule certainly runs whenever another does."""
    if rule.active.timed or rule.active.manual or not rule.whens:
        return False
    same = earlier.conditions == rule.conditions
    if not same and verdict(earlier.conditions, certain(rule.required)) is not True:
        return False
    if same and {*earlier.whens} == {*rule.whens}:
        return earlier.repeats or not rule.repeats
    return all(
        any(_includes(mine, when, same=same) for mine in earlier.whens)
        and (when.event == CREATED or earlier.repeats)
        for when in rule.whens
    )


def _includes(mine: When, when: When, *, same: bool) -> bool:
    """Whether a trigger is met whenever another is, which is of a rule with the same conditions."""
    if mine.event != when.event or (when.event == BECOMES_TRUE and not same):
        return False
    pairs = (
        (mine.by, when.by),
        (mine.channel, when.channel),
        (mine.fields, when.fields),
        (mine.types, when.types),
    )
    return all(not wide or (narrower and {*narrower} <= {*wide}) for wide, narrower in pairs)


def _leaves_nothing(earlier: _Seen, rule: _Seen) -> bool:
    taken = {wish.place for wish in earlier.wishes}
    return not rule.stops and all(
        wish.place is not None and wish.place in taken for wish in rule.wishes
    )


# -- conflicts ---------------------------------------------------------------------------------


def _conflicts(rules: Sequence[_Seen]) -> Iterator[Finding]:
    for one, other in combinations(rules, 2):
        if one.stops or not _at_once(one, other):
            continue
        for key, mine, theirs in _differences(one, other):
            if _together(one, other):
                sentence = (
                    f"{one.name} {_said(key, mine)}, and {other.name} {_said(key, theirs)} for "
                    f"the same tickets: {one.name} comes first and has its way."
                )
                yield Finding(Lint.CONFLICT, (one.id, other.id), sentence)
            break


def _differences(one: _Seen, other: _Seen) -> Iterator[tuple[str, object, object]]:
    """What two rules set to different values."""
    for key, mine in one.assigned.items():
        theirs = other.assigned.get(key, mine)
        if mine != theirs:
            yield key, mine, theirs


def _at_once(one: _Seen, other: _Seen) -> bool:
    """Whether one event may trigger both."""
    return bool({*one.active.timed} & {*other.active.timed}) or any(
        _overlap(mine, theirs) for mine in one.whens for theirs in other.whens
    )


def _overlap(mine: When, theirs: When) -> bool:
    events = {mine.event, theirs.event}
    if CREATED in events and events & {CHANGED, BECOMES_TRUE}:
        return False
    return all(
        not few or not others or bool({*few} & {*others})
        for few, others in ((mine.by, theirs.by), (mine.channel, theirs.channel))
    )


def _together(one: _Seen, other: _Seen) -> bool:
    """Whether the conditions of both may hold at once."""
    allowed = dict(one.required)
    narrow(allowed, other.required)
    return possible(one.conditions, allowed) and possible(other.conditions, allowed)


# -- words -------------------------------------------------------------------------------------


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _said(key: str, value: object) -> str:
    if key.startswith("tags."):
        return f"{'adds' if value else 'removes'} the tag {key.removeprefix('tags.')}"
    return f"sets {key} to {value}"
