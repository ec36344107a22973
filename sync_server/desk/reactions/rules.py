# SPDX-License-Identifier: Apache-2.0
"""Automation rules: what a command did to a ticket is an event that all rules in force look at.

Each command is one event per ticket. What the rules did is another, and so is what routing did
afterwards; each rule runs once per ticket and command.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from msgspec.structs import replace

from sync_server.contract.automation import (
    LONGEST_VALUE,
    RULES,
    Automated,
    RulePassed,
    RuleRun,
    Tested,
)
from sync_server.contract.conditions import Facts
from sync_server.contract.entities import Done, Left, Message, Ticket
from sync_server.contract.ids import AgentId, RuleId, TicketId
from sync_server.contract.refusals import Refused
from sync_server.desk.actor import AGENT, CHANNEL, PROGRAM
from sync_server.desk.batch import differs
from sync_server.desk.reactions.rule_effects import Doer, plain
from sync_server.desk.rule_facts import RuleFacts
from sync_server.desk.unit import Unit, Wanted, may_work
from sync_server.domain.lifecycle import FINISHED, HIDDEN, LIVE
from sync_server.domain.rules.event import ActiveRule, Event, History, met
from sync_server.domain.rules.fields import CHANGING
from sync_server.domain.rules.marks import kept_marks, known_marks, moment_name, reopened
from sync_server.domain.rules.rule import tag_by_hand
from sync_server.domain.rules.running import Cascade, Effect, Run, Skipped, Why, cascade

PAST: Final = "import"
"""What comes this way is the past: rules are for what happens."""

_ACTORS: Final = {AGENT: "agent", CHANNEL: "customer", PROGRAM: "api"}
_BY_HAND: Final = ("team", "assignee", "priority", "status", "category", "wake_at")
_RIGHTS: Final = "rights"


class Automatic:
    """What rules do with one command. To be asked again whenever something else has written."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._seen: dict[TicketId, Ticket] = {}
        self._ran: frozenset[tuple[TicketId, RuleId]] = frozenset()
        self._told: dict[TicketId, Automated] = {}
        self._facts: RuleFacts | None = None

    def ask(self) -> bool:
        """Let all rules look at what was written since the last time; whether they did anything."""
        unit = self._unit
        if not unit.automation.rules or unit.actor.via == PAST:
            return False
        written = [row.id for row in unit.touched.values() if isinstance(row, Ticket)]
        before = dict(unit.touched)
        for id_ in dict.fromkeys((*written, *unit.wanted)):
            self._ask_of(id_)
        return before != unit.touched

    def _ask_of(self, id_: TicketId) -> None:
        unit = self._unit
        ticket, first = unit.get(Ticket, id_), id_ not in self._seen
        before = unit.before(Ticket, id_) if first else self._seen[id_]
        if first:
            ticket = self._noted(before, ticket)
        wanted = unit.wanted.get(id_, Wanted()) if first else Wanted()
        event = self._event(before, ticket, wanted, first=first)
        self._seen[id_] = ticket
        if event is None:
            return
        self._facts = self._facts or RuleFacts(unit)
        message = self._message(id_)
        facts = self._facts.of(ticket, message)
        if before is not None:
            event = replace(event, before=self._facts.before(before))
        self._run(ticket, event, facts)
        self._seen[id_] = unit.get(Ticket, id_)

    def _event(
        self, before: Ticket | None, ticket: Ticket, wanted: Wanted, *, first: bool
    ) -> Event | None:
        """What happened to a ticket; nothing that rules care for, or to one that is gone."""
        if ticket.archived or ticket.status in HIDDEN:
            return None
        message = self._message(ticket.id) if first else None
        changed = frozenset(_changed(before, ticket))
        if not (changed or message is not None or wanted != Wanted() or before is None):
            return None
        return Event(
            ticket=ticket.id,
            at=self._unit.now,
            by=_ACTORS.get(self._unit.actor.kind, "system") if first else "system",
            channel="desk" if message is None else message.channel,
            created=before is None,
            changed=changed,
            message=None if message is None else message.type,
            due=wanted.due,
            asked=wanted.asked,
        )

    def _noted(self, before: Ticket | None, ticket: Ticket) -> Ticket:
        """The ticket with what was done by hand, and with new episodes once it is reopened.

        Who puts a ticket into another one, or takes it out, sets nothing.
        """
        if before is None:
            return ticket
        changes: dict[str, Any] = {}
        if self._unit.actor.kind == AGENT and before.merged_into == ticket.merged_into:
            by_hand = dict.fromkeys(_set_by(before, ticket), self._unit.now)
            if by_hand:
                changes["by_hand"] = {**ticket.by_hand, **by_hand}
        if before.status in FINISHED and ticket.status in LIVE and ticket.marks:
            changes["marks"] = reopened(ticket.marks)
        return self._unit.update(ticket, **changes) if changes else ticket

    def _message(self, ticket: TicketId) -> Message | None:
        """The newest message that came with the command."""
        unit = self._unit
        rows = (row for row in unit.touched.values() if isinstance(row, Message))
        new = (row for row in rows if row.ticket == ticket)
        news = [row for row in new if unit.before(Message, row.id) is None]
        return max(news, key=lambda row: row.at, default=None)

    # -- running -------------------------------------------------------------------------------

    def _run(self, ticket: Ticket, event: Event, facts: Facts) -> None:
        unit, automation = self._unit, self._unit.automation
        barred = {author for author in automation.authors if not self._may(author, ticket)}
        allowed, forbidden = automation.split(barred)
        before = unit.before(Ticket, ticket.id) if event.due else None
        known = ticket.marks if before is None else before.marks
        marks_before = known_marks(known, automation.by_id)
        history = History(since=0, marks=marks_before, by_hand=ticket.by_hand)
        tale = _Tale(self._unit, event)
        done = cascade(allowed, event, facts, history=history, follow=tale.follow, ran=self._ran)
        self._ran |= {(ticket.id, ran.rule) for run in done.runs for ran in run.ran}
        marks = {rule: mark for run in done.runs for rule, mark in run.marks.items()}
        if marks:
            now = self._unit.get(Ticket, ticket.id)
            kept = kept_marks(now.marks, marks, automation.rows)
            self._unit.update(now, marks=kept)
        self._tell(ticket.id, tale.told(done, _without_rights(forbidden, event, facts)))

    def _tell(self, id_: TicketId, more: Automated) -> None:
        if not more.runs and all(each.why == Why.EPISODE for each in more.passed):
            return
        known = self._told.get(id_, Automated())
        told = self._told[id_] = Automated(
            runs=known.runs + more.runs,
            passed=known.passed + more.passed,
            cut=known.cut or more.cut,
        )
        self._unit.explain(self._unit.get(Ticket, id_), RULES, told)

    def _may(self, author: AgentId | None, ticket: Ticket) -> bool:
        """Whether the author of rules may change a ticket; the operator may."""
        if author is None:
            return True
        viewer = self._unit.roster.viewer(author)
        return viewer is not None and may_work(viewer, ticket)


class _Tale:
    """Does what rules want in one cascade, and remembers it for the log."""

    def __init__(self, unit: Unit, event: Event) -> None:
        self._unit = unit
        self._first = event
        self._done: dict[Effect, Done | Left] = {}

    def follow(self, run: Run, event: Event, facts: Facts) -> tuple[Event, Facts] | None:
        """Do what a run wants; the event that this is for other rules, if it is one."""
        unit = self._unit
        before = unit.get(Ticket, event.ticket)
        messages = {key for key, row in unit.touched.items() if isinstance(row, Message)}
        for effect in run.effects:
            self._done[effect] = self._do(event.ticket, effect)
        ticket = unit.get(Ticket, event.ticket)
        written = [
            row
            for key, row in unit.touched.items()
            if key not in messages and isinstance(row, Message)
        ]
        changed = frozenset(_changed(before, ticket))
        if not changed and not written:
            return None
        message = written[-1] if written else None
        followed = Event(
            ticket=event.ticket,
            at=event.at,
            by="rule",
            channel=event.channel,
            before=facts,
            changed=changed,
            message=None if message is None else message.type,
        )
        return followed, RuleFacts(unit).of(ticket, message)

    def _do(self, ticket: TicketId, effect: Effect) -> Done | Left:
        unit, wish = self._unit, effect.wish
        row = unit.automation.rows[effect.rule]
        author = None if row.author is None else unit.roster.viewer(row.author)
        point = unit.checkpoint()
        try:
            doer = Doer(
                unit,
                ticket,
                rule=row.id,
                name=row.name,
                author=author,
                asked_by=unit.agent if self._first.asked == row.id else None,
            )
            return doer.do(wish)
        except Refused as refused:
            unit.restore(point)
            why = refused.refusal.code
            return Left(action=wish.action, name=wish.name, value=plain(wish.value), why=why)

    def told(self, done: Cascade, passed: Iterator[RulePassed]) -> Automated:
        """What the log says of it."""
        runs = [each for depth, run in enumerate(done.runs) for each in self._runs(run, depth)]
        skipped = [
            self._passed(each, depth)
            for depth, run in enumerate(done.runs)
            for each in run.skipped
            if each.wish is None
        ]
        return Automated(runs=tuple(runs), passed=(*skipped, *passed), cut=done.cut)

    def _runs(self, run: Run, depth: int) -> Iterator[RuleRun]:
        results = [(effect.rule, self._done[effect]) for effect in run.effects]
        for ran in run.ran:
            mine = [result for rule, result in results if rule == ran.rule]
            left = [result for result in mine if isinstance(result, Left)]
            left += [_left(each) for each in run.skipped if each.rule == ran.rule and each.wish]
            due = [each.trigger for each in self._first.due if each.rule == ran.rule]
            yield RuleRun(
                rule=ran.rule,
                version=ran.version,
                name=self._name(ran.rule),
                depth=depth,
                moments=tuple(map(moment_name, due)) if depth == 0 else (),
                asked=depth == 0 and self._first.asked == ran.rule,
                found=tuple(
                    Tested(
                        each.test.field,
                        each.test.operator,
                        each.test.operand,
                        _shortened(each.value),
                        each.holds,
                    )
                    for each in ran.found
                ),
                done=tuple(result for result in mine if isinstance(result, Done)),
                left=tuple(left),
            )

    def _passed(self, skipped: Skipped, depth: int) -> RulePassed:
        return RulePassed(
            rule=skipped.rule,
            version=skipped.version,
            name=self._name(skipped.rule),
            why=skipped.why,
            other=skipped.other,
            depth=depth,
        )

    def _name(self, rule: RuleId) -> str:
        return self._unit.automation.rows[rule].name


def _without_rights(
    rules: Iterable[ActiveRule], event: Event, facts: Facts
) -> Iterator[RulePassed]:
    """Rules that would have run, had their authors the right to change the ticket."""
    for rule in rules:
        if met(rule, event) and rule.fits(facts, event.at):
            yield RulePassed(rule=rule.id, version=rule.version, name=rule.rule.name, why=_RIGHTS)


def _left(skipped: Skipped) -> Left:
    wish = skipped.wish
    assert wish is not None
    return Left(
        action=wish.action,
        name=wish.name,
        value=plain(wish.value),
        why=skipped.why,
        other=skipped.other,
    )


def _changed(before: Ticket | None, after: Ticket) -> Iterator[str]:
    """The fields that rules know and that differ, custom ones each for itself."""
    if before is None:
        return
    for name in CHANGING:
        if differs(getattr(before, name), getattr(after, name)):
            yield name
    if before.custom is not after.custom:
        for name in {*before.custom, *after.custom}:
            if differs(before.custom.get(name), after.custom.get(name)):
                yield f"custom.{name}"


def _set_by(before: Ticket, after: Ticket) -> Iterator[str]:
    """What a command set of what rules may set, tags each for itself.

    To take a ticket away, and to bring it back as it was, sets nothing.
    """
    if {before.status, after.status} & HIDDEN:
        return
    for name in _BY_HAND:
        if differs(getattr(before, name), getattr(after, name)):
            yield name
    yield from (tag_by_hand(tag) for tag in {*before.tags} ^ {*after.tags})
    yield from (name for name in _changed(before, after) if name.startswith("custom."))


def _shortened(value: object) -> object:
    return value[:LONGEST_VALUE] if isinstance(value, str) else value
