# SPDX-License-Identifier: Apache-2.0
"""A rule tried out on the past: what it would have wanted of tickets, by what the log says of them.

Nothing is done: what other rules would have made of it is not known, nor what was counted then.
Who the customer is and what they are called is as today.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any, Final

import msgspec
from msgspec import Struct

from sync_server.contract.clocks import ALWAYS, RUNNING, Clock, reached_at
from sync_server.contract.conditions import fact
from sync_server.contract.entities import Contact, Done, Left, Organisation, Ticket
from sync_server.contract.ids import Instant, RuleId, TicketId
from sync_server.desk.promises import Promises
from sync_server.desk.reactions.rule_effects import plain
from sync_server.domain.lifecycle import FINISHED, HIDDEN, LIVE
from sync_server.domain.rules.event import ActiveRule, Due, Event, History, Mark
from sync_server.domain.rules.fields import CHANGING, calendar_facts
from sync_server.domain.rules.moments import moment
from sync_server.domain.rules.reasoning import asked_of
from sync_server.domain.rules.rule import BUSINESS, Reached, Timed, tag_by_hand
from sync_server.domain.rules.running import Run, run
from sync_server.store.engines import Connection
from sync_server.store.rows import rows_on
from sync_server.store.trial import Step

_CHANGING: Final = frozenset(CHANGING)
_PERSON: Final = "agent"
_CUSTOMERS: Final = frozenset({"mail", "form", "portal"})


class Wanted(Struct, frozen=True):
    """What a rule would have done at an instant, and left."""

    at: Instant
    done: tuple[Done, ...]
    left: tuple[Left, ...]


class _Halves(Struct, frozen=True):
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


_halves = msgspec.json.Decoder(_Halves)


class Trial:
    """One rule, and what stands around tickets, as one connection sees it."""

    def __init__(self, rule: ActiveRule, connection: Connection, *, now: Instant) -> None:
        self._rule = rule
        self._connection = connection
        self._rows = rows_on(connection)
        self._now = now
        asked = asked_of(rule.rule.conditions)
        self._around = {field.split(".")[0] for field in asked if "." in field}
        by_calendar = rule.timed or "calendar" in self._around
        self._promises = Promises.load(self._rows, connection) if by_calendar else Promises()
        self._agents = {row.id for row in self._rows["agent"].every(connection)}
        self._known: dict[tuple[str, str], Any] = {}

    def of(self, steps: Iterable[Step], *, since: Instant) -> list[Wanted]:
        """What the rule would have wanted of one ticket since an instant."""
        replay = _Replay(self._rule)
        found: list[Wanted] = []
        groups = [[*group] for _, group in groupby(steps, key=attrgetter("command"))]
        for place, group in enumerate(groups):
            event = replay.take(group, by=self._by(group[0]))
            if event is None:
                continue
            until = groups[place + 1][0].at if place + 1 < len(groups) else self._now
            if event.seen:
                self._ask(replay, event, found, since=since)
            if self._rule.timed:
                for at, due in sorted(self._moments(replay.state, event.at, until)):
                    later = Event(ticket=event.ticket, at=at, by="system", due=(due,))
                    self._ask(replay, later, found, since=since)
        return found

    def now(self, ticket: Ticket) -> Wanted:
        """What the rule would do if a person asked for it now."""
        state: dict[str, Any] = msgspec.structs.asdict(ticket)
        event = Event(ticket=ticket.id, at=self._now, by=_PERSON, asked=self._rule.id)
        wanted = run([self._rule], event, self._facts(state, {}, self._now), history=History(0))
        return _wanted(wanted, self._now, state)

    def _ask(self, replay: "_Replay", event: Event, found: list[Wanted], *, since: Instant) -> None:
        if replay.state.get("status") in HIDDEN:
            return
        facts = self._facts(replay.state, replay.message, event.at)
        if replay.before is not None and event.seen:
            earlier = self._facts(replay.before, {}, event.at)
            event = msgspec.structs.replace(event, before=earlier)
        history = History(since=0, marks=replay.marks, by_hand=replay.by_hand)
        wanted = run([self._rule], event, facts, history=history)
        replay.marks |= wanted.marks
        if event.at >= since and wanted.ran:
            found.append(_wanted(wanted, event.at, replay.state))

    def _by(self, step: Step) -> str:
        if step.actor in self._agents:
            return _PERSON
        if step.via == "rest":
            return "api"
        return "customer" if step.via in _CUSTOMERS else "system"

    def _facts(
        self, state: Mapping[str, Any], message: Mapping[str, Any], at: Instant
    ) -> dict[str, Any]:
        facts = dict(state)
        if "message" in self._around:
            facts |= {f"message.{name}": value for name, value in _facts_in(message).items()}
        if "customer" in self._around:
            self._put(facts, "customer", Contact.kind, state.get("requester"))
        if "organisation" in self._around:
            self._put(facts, "organisation", Organisation.kind, state.get("organisation"))
        if "calendar" in self._around:
            calendar = self._promises.calendar_of(_ticket(state), at)
            if calendar is not None and self._promises.knows(calendar):
                known = calendar_facts(self._promises.calendar(calendar), at)
                facts |= {f"calendar.{name}": value for name, value in known.items()}
        return facts

    def _put(self, facts: dict[str, Any], of: str, kind: str, id_: str | None) -> None:
        if id_ is None:
            return
        key = (kind, id_)
        if key not in self._known:
            stored = self._rows[kind].load(self._connection, id_)
            self._known[key] = None if stored is None else stored.entity
        row = self._known[key]
        if row is not None:
            facts |= {f"{of}.{name}": value for name, value in msgspec.structs.asdict(row).items()}

    def _moments(
        self, state: Mapping[str, Any], begin: Instant, end: Instant
    ) -> Iterator[tuple[Instant, Due]]:
        """The moments of the rule from one change of a ticket to the next."""
        for trigger in self._rule.timed:
            for since, at in self._instants(state, trigger, begin):
                if at is not None and begin <= at < end:
                    yield at, Due(self._rule.id, trigger, since)

    def _instants(
        self, state: Mapping[str, Any], trigger: Timed | Reached, at: Instant
    ) -> Iterator[tuple[Instant, Instant | None]]:
        promises = self._promises
        if isinstance(trigger, Reached):
            for clock in msgspec.convert(state.get("clocks") or (), tuple[Clock, ...]):
                runs = clock.metric == trigger.of and clock.state == RUNNING
                if runs and promises.knows(clock.calendar):
                    hours = promises.hours_of(clock.calendar)
                    since = state["opened_at"] + clock.instance - 1
                    yield since, reached_at(clock, hours, trigger.percent)
            return
        since = fact(state, trigger.of)
        if since is not None:
            business = trigger.hours == BUSINESS
            calendar = promises.calendar_of(_ticket(state), at) if business else None
            known = calendar if promises.knows(calendar) else None
            hours = ALWAYS if known is None else promises.hours_of(known)
            yield since, moment(trigger, since, hours, business_day=promises.business_day(known))


class _Replay:
    """A ticket on its way through the log."""

    def __init__(self, rule: ActiveRule) -> None:
        self._rule = rule
        self.state: dict[str, Any] = {}
        self.before: dict[str, Any] | None = None
        self.message: dict[str, Any] = {}
        self.marks: dict[RuleId, Mark] = {}
        self.by_hand: dict[str, Instant] = {}
        self._tags: set[str] = set()

    def take(self, steps: list[Step], *, by: str) -> Event | None:
        """Go on by what one command did; the event that it was, if anything is known of it."""
        created = False
        self.before, self.message = self.state or None, {}
        changed: set[str] = set()
        for step in steps:
            halves = _halves.decode(step.payload) if step.payload else _Halves()
            after = halves.after or {}
            if step.kind == "message":
                self.message = after if step.op == "insert" else self.message
            elif step.op == "insert":
                created = True
                self.state = _facts_in(after)
            elif self.state:
                changed |= self._changed(after)
        if not self.state:
            return None
        self._remember(changed, steps[0].at, by=by)
        return Event(
            ticket=TicketId(steps[0].ticket),
            at=steps[0].at,
            by=by,
            channel=str(self.message.get("channel", "desk")),
            created=created,
            changed=frozenset(changed) if not created else frozenset(),
            message=self.message.get("type"),
        )

    def _changed(self, after: Mapping[str, Any]) -> set[str]:
        """Go on by a change; the fields that rules know of it."""
        changed = {name for name in after if name in _CHANGING}
        if "custom" in after:
            was, is_ = self.state.get("custom") or {}, after["custom"]
            changed |= {f"custom.{name}" for name in {*was, *is_} if was.get(name) != is_.get(name)}
        if "tags" in after:
            was, is_ = {*(self.state.get("tags") or ())}, {*after["tags"]}
            self._tags = was ^ is_
        self.state = {**self.state, **_facts_in(after)}
        return changed

    def _remember(self, changed: set[str], at: Instant, *, by: str) -> None:
        """Note what a person set, and that what is reopened begins anew."""
        if by == _PERSON:
            self.by_hand |= dict.fromkeys(changed, at)
            tags = self._tags if "tags" in changed else ()
            self.by_hand |= {tag_by_hand(tag): at for tag in tags}
        was = (self.before or {}).get("status")
        if was in FINISHED and self.state.get("status") in LIVE:
            self.marks = {
                rule: Mark(None, holds=False, fired=mark.fired) for rule, mark in self.marks.items()
            }


def _wanted(wanted: Run, at: Instant, state: Mapping[str, Any]) -> Wanted:
    done = tuple(
        Done(
            action=effect.wish.action,
            name=effect.wish.name,
            value=plain(effect.wish.value),
            was=_was(state, effect.wish.sets),
        )
        for effect in wanted.effects
    )
    left = tuple(
        Left(
            action=each.wish.action,
            name=each.wish.name,
            value=plain(each.wish.value),
            why=each.why,
            other=each.other,
        )
        for each in wanted.skipped
        if each.wish is not None
    )
    return Wanted(at, done, left)


def _was(state: Mapping[str, Any], field: str | None) -> object:
    value = None if field is None else fact(state, field)
    return None if isinstance(value, tuple) else value


def _ticket(state: Mapping[str, Any]) -> Ticket:
    return msgspec.convert(dict(state), Ticket)


def _facts_in(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of the log as conditions know them."""
    return {name: tuple(value) if type(value) is list else value for name, value in values.items()}
