# SPDX-License-Identifier: Apache-2.0
"""What happens to a ticket, what happened before, and which triggers of a rule that meets.

An **episode** is how long a rule has one thing to say about a ticket. For what is counted from an
instant it begins at that instant, and another instant is another episode. For everything else it
begins when the rule first runs after the ticket was opened or reopened, and while the conditions
hold the rule does not run again unless it repeats. A field that a person set after an episode began
is theirs until it is over.
"""

from collections.abc import Mapping

from msgspec import Struct

from sync_server.contract.conditions import Facts, Predicate
from sync_server.contract.ids import Instant, RuleId, TicketId
from sync_server.domain.rules.conditions import Explainer, compiled
from sync_server.domain.rules.rule import (
    CHANGED,
    CREATED,
    MESSAGE,
    Manual,
    Reached,
    Rule,
    Timed,
    When,
)


class Due(Struct, frozen=True):
    """The moment of a rule's trigger (`ActiveRule.timed`) has come, counted from `since`."""

    rule: RuleId
    trigger: Timed | Reached
    since: Instant


class Event(Struct, frozen=True, kw_only=True):
    """One thing that happened to a ticket, with all that it did.

    `before` are the facts from before it, where there was a ticket. `message` is the type of the
    message that came with it. `asked` is the rule that a person runs by hand.
    """

    ticket: TicketId
    at: Instant
    by: str
    channel: str = "desk"
    created: bool = False
    before: Facts | None = None
    changed: frozenset[str] = frozenset()
    message: str | None = None
    due: tuple[Due, ...] = ()
    asked: RuleId | None = None

    @property
    def seen(self) -> bool:
        """Whether something happened that rules may wait for; else it is about certain rules."""
        return self.created or bool(self.changed) or self.message is not None


class Mark(Struct, frozen=True):
    """What a rule did on a ticket. While it `holds` the rule does not run again by itself.

    It `began` when it first ran, if it did. `fired` are its moments that have come, whether its
    conditions held then or not, and the instants that they were counted from.
    """

    began: Instant | None
    holds: bool = True
    fired: tuple[tuple[Timed | Reached, Instant], ...] = ()


class History(Struct, frozen=True):
    """What rules need to know of a ticket's past.

    `since` is when it was opened or last reopened, `by_hand` when a person last set something
    (`rule.tag_by_hand`).
    """

    since: Instant
    marks: Mapping[RuleId, Mark] = {}
    by_hand: Mapping[str, Instant] = {}


class ActiveRule(Struct, frozen=True):
    """A version of a rule in force, made ready to be asked often."""

    id: RuleId
    version: int
    rule: Rule
    fits: Predicate
    explain: Explainer
    whens: tuple[When, ...]
    timed: tuple[Timed | Reached, ...]
    manual: bool


def activate(id: RuleId, version: int, rule: Rule) -> ActiveRule:
    """A rule whose names are bound, with its conditions compiled."""
    return ActiveRule(
        id=id,
        version=version,
        rule=rule,
        fits=compiled(rule.conditions),
        explain=Explainer(rule.conditions),
        whens=tuple(each for each in rule.triggers if isinstance(each, When)),
        timed=tuple(each for each in rule.triggers if isinstance(each, Timed | Reached)),
        manual=any(isinstance(each, Manual) for each in rule.triggers),
    )


def met(rule: ActiveRule, event: Event) -> bool:
    """Whether an event meets a trigger of a rule whose conditions hold after it."""
    if not event.seen:
        return False
    for when in rule.whens:  # noqa: SIM110 - every rule is asked at every event
        if _meets(rule, when, event):
            return True
    return False


def due_of(rule: ActiveRule, event: Event, mark: Mark) -> tuple[Due, ...]:
    """The moments of a rule that have come now and not before."""
    return tuple(
        due
        for due in event.due
        if due.rule == rule.id
        and due.trigger in rule.timed
        and (due.trigger, due.since) not in mark.fired
    )


def _meets(rule: ActiveRule, when: When, event: Event) -> bool:
    if when.by and event.by not in when.by:
        return False
    if when.channel and event.channel not in when.channel:
        return False
    if when.event == CREATED:
        return event.created
    if when.event == CHANGED:
        changed = event.changed.intersection(when.fields) if when.fields else event.changed
        return bool(changed) and not event.created
    if when.event == MESSAGE:
        return event.message is not None and (not when.types or event.message in when.types)
    return event.before is not None and not rule.fits(event.before, event.at)
