# SPDX-License-Identifier: Apache-2.0
"""What rules want of a ticket when something happens to it.

All rules look at one snapshot, in their order, and what they want is done together afterwards. The
first to want a field has it; a rule that says stop is the last. What the rules did is then an event
of its own, so that others may follow, ten deep at most, and each rule once.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from sync_server.contract.conditions import Facts, fact
from sync_server.contract.ids import Instant, RuleId, TicketId
from sync_server.domain.rules.conditions import Found
from sync_server.domain.rules.event import (
    ActiveRule,
    Due,
    Event,
    History,
    Mark,
    due_of,
    met,
)
from sync_server.domain.rules.rule import Reached, Timed, Wish, wishes

DEEPEST: Final = 10
"""So often may rules follow on what rules did."""

_NOTHING: Final = Mark(None, holds=False)


class Effect(Struct, frozen=True):
    """Something to be done, and the rule and version that want it."""

    rule: RuleId
    version: int
    wish: Wish


class Ran(Struct, frozen=True):
    """A rule ran, because its conditions held for what they found."""

    rule: RuleId
    version: int
    found: tuple[Found, ...]


class Why(StrEnum):
    """Why something was left out."""

    CONDITIONS = "conditions"
    """A person asked for it or its moment has come, and its conditions do not hold."""
    EPISODE = "episode"
    """The rule ran already in this episode."""
    CASCADE = "cascade"
    """The rule ran already, and this follows from it."""
    STOPPED = "stopped"
    """An earlier rule said stop."""
    BY_HAND = "by_hand"
    """A person set the field in this episode."""
    TAKEN = "taken"
    """An earlier rule wants something else there."""
    SAME = "same"
    """It is so already, or an earlier rule wants it too."""


class Skipped(Struct, frozen=True):
    """A rule, or one `wish` of it, that was left out; `other` is the rule that was in its way."""

    rule: RuleId
    version: int
    why: Why
    wish: Wish | None = None
    other: RuleId | None = None


class Run(Struct, frozen=True):
    """What rules want after one event. `marks` are those to keep, in place of the earlier ones."""

    effects: tuple[Effect, ...]
    ran: tuple[Ran, ...]
    skipped: tuple[Skipped, ...]
    marks: Mapping[RuleId, Mark]


class Cascade(Struct, frozen=True):
    """All that followed on one event, pass by pass; `cut` where it was deeper than it may be."""

    runs: tuple[Run, ...]
    cut: bool = False


Follow = Callable[[Run, Event, Facts], tuple[Event, Facts] | None]
"""Does what rules want, and gives the event that it is with the facts afterwards; or nothing."""


def matches(rule: ActiveRule, facts: Facts, now: Instant) -> tuple[bool, tuple[Found, ...]]:
    """Whether a rule's conditions hold, and what each of them found."""
    return rule.fits(facts, now), rule.explain(facts, now)


def run(
    rules: Sequence[ActiveRule],
    event: Event,
    facts: Facts,
    *,
    history: History,
    ran: frozenset[tuple[TicketId, RuleId]] = frozenset(),
) -> Run:
    """What the rules want after an event. `ran` are those that it followed from already."""
    passing = _Pass(event, facts, history, ran)
    for rule in rules:
        passing.ask(rule)
    return passing.result()


def cascade(
    rules: Sequence[ActiveRule],
    event: Event,
    facts: Facts,
    *,
    history: History,
    follow: Follow,
    ran: frozenset[tuple[TicketId, RuleId]] = frozenset(),
) -> Cascade:
    """What the rules want after an event, and after what they did, and so on.

    `ran` are those that the event followed from.
    """
    runs: list[Run] = []
    while True:
        done = run(rules, event, facts, history=history, ran=ran)
        runs.append(done)
        ran |= {(event.ticket, each.rule) for each in done.ran}
        history = replace(history, marks={**history.marks, **done.marks})
        followed = follow(done, event, facts) if done.effects else None
        if followed is None:
            return Cascade(tuple(runs))
        event, facts = followed
        if len(runs) > DEEPEST:
            more = run(rules, event, facts, history=history, ran=ran)
            return Cascade(tuple(runs), cut=bool(more.ran))


def imagine(done: Run, event: Event, facts: Facts) -> tuple[Event, Facts] | None:
    """The event and the facts if what rules want were done, as far as that is known beforehand."""
    after = dict(facts)
    for effect in done.effects:
        _put(after, effect.wish)
    changed = {
        field
        for effect in done.effects
        if (field := effect.wish.sets) and fact(after, field) != fact(facts, field)
    }
    said = [each.wish.action for each in done.effects if each.wish.action in ("reply", "note")]
    if not changed and not said:
        return None
    return (
        Event(
            ticket=event.ticket,
            at=event.at,
            by="rule",
            channel=event.channel,
            before=facts,
            changed=frozenset(changed),
            message=said[-1] if said else None,
        ),
        after,
    )


def _put(facts: dict[str, Any], wish: Wish) -> None:
    match wish.action:
        case "fields":
            facts["custom"] = {**(facts.get("custom") or {}), wish.name: wish.value}
        case "tags":
            others = tuple(tag for tag in facts.get("tags") or () if tag != wish.name)
            facts["tags"] = (*others, wish.name) if wish.value else others
        case "snooze":
            pass  # its end depends on a calendar
        case _ if wish.sets:
            facts[wish.sets] = wish.value


class _Pass:
    """One walk through the rules over one snapshot."""

    def __init__(
        self,
        event: Event,
        facts: Facts,
        history: History,
        ran: frozenset[tuple[TicketId, RuleId]],
    ) -> None:
        self._event = event
        self._facts = facts
        self._history = history
        self._before = ran
        self._stopped_by: RuleId | None = None
        self._effects: list[Effect] = []
        self._ran: list[Ran] = []
        self._skipped: list[Skipped] = []
        self._marks: dict[RuleId, Mark] = {}
        self._taken: dict[Wish | tuple[str, str], Effect] = {}

    def result(self) -> Run:
        return Run(tuple(self._effects), tuple(self._ran), tuple(self._skipped), self._marks)

    def ask(self, rule: ActiveRule) -> None:
        """Take up what a rule wants, if it is its turn."""
        event, mark = self._event, self._mark(rule)
        asked = rule.manual and event.asked == rule.id
        due = due_of(rule, event, mark) if event.due else ()
        called, watched = asked or bool(due), mark.holds
        if not (called or watched or (event.seen and rule.whens)):
            return
        if due:
            mark = self._marks[rule.id] = replace(mark, fired=_fired(mark, due))
        if not rule.fits(self._facts, event.at):
            if watched:
                self._marks[rule.id] = replace(mark, holds=False)
            if called:
                self._skip(rule, Why.CONDITIONS)
            return
        if not (called or met(rule, event)):
            return
        if reason := self._in_the_way(rule, ran_already=watched and not called):
            self._skip(rule, *reason)
        else:
            self._take(rule, due, mark, guarded=not asked)

    def _mark(self, rule: ActiveRule) -> Mark:
        """What is marked of a rule; when the ticket was reopened since, only moments are."""
        mark = self._history.marks.get(rule.id, _NOTHING)
        if mark.began is None or mark.began >= self._history.since:
            return mark
        return Mark(None, holds=False, fired=mark.fired)

    def _in_the_way(
        self, rule: ActiveRule, *, ran_already: bool
    ) -> tuple[Why, RuleId | None] | None:
        if (self._event.ticket, rule.id) in self._before:
            return Why.CASCADE, None
        if ran_already:
            return Why.EPISODE, None
        if self._stopped_by is not None:
            return Why.STOPPED, self._stopped_by
        return None

    def _take(self, rule: ActiveRule, due: tuple[Due, ...], mark: Mark, *, guarded: bool) -> None:
        began = self._event.at if mark.began is None else mark.began
        if rule.whens or rule.timed:
            holds = bool(rule.whens) and not rule.rule.repeats
            self._marks[rule.id] = replace(mark, began=began, holds=holds)
        found = rule.explain(self._facts, self._event.at)
        self._ran.append(Ran(rule.id, rule.version, found))
        begins = min((each.since for each in due), default=began)
        for wish in wishes(rule.rule.actions):
            self._want(rule, wish, begins if guarded else None)
        if rule.rule.actions.stop:
            self._stopped_by = rule.id

    def _want(self, rule: ActiveRule, wish: Wish, began: Instant | None) -> None:
        if began is not None and self._history.by_hand.get(wish.by_hand or "", began) > began:
            self._skip(rule, Why.BY_HAND, wish=wish)
            return
        place, effect = wish.place or wish, Effect(rule.id, rule.version, wish)
        other = self._taken.setdefault(place, effect)
        if other is not effect:
            why = Why.SAME if other.wish.value == wish.value else Why.TAKEN
            self._skip(rule, why, other.rule, wish=wish)
        elif _is_so(self._facts, wish):
            self._skip(rule, Why.SAME, wish=wish)
        else:
            self._effects.append(effect)

    def _skip(
        self,
        rule: ActiveRule,
        why: Why,
        other: RuleId | None = None,
        *,
        wish: Wish | None = None,
    ) -> None:
        self._skipped.append(Skipped(rule.id, rule.version, why, wish, other))


def _fired(mark: Mark, due: tuple[Due, ...]) -> tuple[tuple[Timed | Reached, Instant], ...]:
    """The moments of a rule that have come, of each trigger the newest."""
    return tuple((dict(mark.fired) | {each.trigger: each.since for each in due}).items())


def _is_so(facts: Facts, wish: Wish) -> bool:
    """Whether the ticket is already as a rule wants it."""
    field = wish.sets
    if wish.action == "tags":
        return (wish.name in (facts.get("tags") or ())) is wish.value
    if field is None or wish.action == "snooze":
        return False
    return bool(fact(facts, field) == wish.value)
