# SPDX-License-Identifier: Apache-2.0
"""Queries of whoever writes automation rules."""

from collections.abc import Iterator
from typing import Final

from sync_server.contract.entities import AutomationRule, Ticket
from sync_server.contract.frames import FULL
from sync_server.contract.ids import RuleId, TicketId
from sync_server.contract.queries import (
    CheckRule,
    DocumentSchema,
    PreviewMacro,
    RuleCheck,
    RuleFinding,
    RuleProblem,
    RuleSchema,
    RuleTrial,
    TriedTicket,
    TryRule,
)
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import reads_tickets
from sync_server.desk.automation import activated, in_force
from sync_server.desk.queries.policies import sees_administration
from sync_server.desk.queries.tickets import visible_ticket
from sync_server.desk.registry import answers
from sync_server.desk.rule_names import directory_for
from sync_server.desk.rule_trial import Trial, Wanted
from sync_server.domain.lifecycle import HIDDEN
from sync_server.domain.rules.binding import UnknownName, bind
from sync_server.domain.rules.document import read_rule, rule_schema, write_rule
from sync_server.domain.rules.event import activate
from sync_server.domain.rules.linting import lint
from sync_server.domain.rules.rule import Rule
from sync_server.domain.rules.shapes import RuleError
from sync_server.domain.sight import Viewer, sight_of
from sync_server.store.engines import Connection
from sync_server.store.rules import every_rule
from sync_server.store.trial import Step, changed_since, newest, newest_instant, steps_of

MOST_TRIED: Final = 100
"""So many times is it told what a rule would have wanted."""

_DAY: Final = 86_400_000_000
_BEYOND: Final = 2**53

NEW: Final = RuleId("new")
"""Stands for a rule that has no id yet."""


@answers(RuleSchema, policy=sees_administration, cost="light")
def answer_rule_schema(_reader: Connection, _viewer: Viewer, _query: RuleSchema) -> DocumentSchema:
    """The one schema."""
    return DocumentSchema(schema=rule_schema())


@answers(CheckRule, policy=sees_administration, cost="heavy")
def answer_check_rule(reader: Connection, viewer: Viewer, query: CheckRule) -> RuleCheck:
    """All that is wrong with a rule by itself, else what is wrong with it among the others."""
    try:
        rule = read_rule(query.document)
    except RuleError as error:
        return RuleCheck(problems=(_problem(error),))
    bound = bind(rule, directory_for(rule, viewer, reader))
    return RuleCheck(
        problems=tuple(map(_problem, bound.wrong)),
        findings=() if bound.wrong else _findings(reader, bound.rule, query),
        full=dict(write_rule(rule)),
    )


def _findings(reader: Connection, rule: Rule, query: CheckRule) -> tuple[RuleFinding, ...]:
    """What is wrong with rules in force of which this one is a part."""
    rows = every_rule(reader)
    known = next((row for row in rows if row.id == query.rule), None)
    new = AutomationRule(id=query.rule or NEW, position=query.position)
    mine = new if known is None else known
    others = [row for row in in_force(rows) if row.id != mine.id]
    before = [row for row in others if (row.position, row.id) < (mine.position, mine.id)]
    rules = [activated(row) for row in others]
    rules.insert(len(before), activate(mine.id, mine.number + 1, rule))
    return tuple(
        RuleFinding(lint=found.lint, rules=found.rules, sentence=found.sentence)
        for found in lint(rules)
        if mine.id in found.rules
    )


def _problem(error: RuleError) -> RuleProblem:
    if isinstance(error, UnknownName):
        return RuleProblem(
            path=error.path,
            problem=error.problem,
            nearest=error.near,
            unknown=error.kind,
            creatable=error.creatable,
        )
    nearest = (error.nearest,) if error.nearest else ()
    return RuleProblem(path=error.path, problem=error.problem, nearest=nearest)


@answers(PreviewMacro, policy=reads_tickets, cost="light")
def answer_preview_macro(reader: Connection, viewer: Viewer, query: PreviewMacro) -> TriedTicket:
    """What it would do, as far as that is known beforehand."""
    _, ticket, in_full = visible_ticket(reader, viewer, query.ticket)
    row = next((row for row in in_force(every_rule(reader)) if row.id == query.rule), None)
    if row is None or not in_full:
        raise Refused(Code.NOT_FOUND, AutomationRule.kind)
    wanted = Trial(activated(row), reader, now=ticket.updated_at).now(ticket)
    return _tried(ticket, wanted)


@answers(TryRule, policy=sees_administration, cost="heavy")
def answer_try_rule(reader: Connection, viewer: Viewer, query: TryRule) -> RuleTrial:
    """A page of what the rule would have wanted; of a macro, if somebody asked for it now."""
    try:
        rule = read_rule(query.document)
    except RuleError as error:
        return RuleTrial(problems=(_problem(error),))
    bound = bind(rule, directory_for(rule, viewer, reader))
    if bound.wrong:
        return RuleTrial(problems=tuple(map(_problem, bound.wrong)))
    now = newest_instant(reader)
    since = 0 if query.days is None else now - query.days * _DAY
    before = query.before or _BEYOND
    tickets = newest(reader, since=since, before=before, limit=query.most)
    active = activate(NEW, 1, bound.rule)
    trial = Trial(active, reader, now=now)
    matched, tried = 0, list[TriedTicket]()
    if active.whens or active.timed:
        found = (
            (ticket, trial.of(steps, since=since))
            for ticket, steps in _by_ticket(reader, viewer, tickets)
        )
    else:
        found = ((ticket, _asked(trial, ticket)) for ticket in tickets if _sees(viewer, ticket))
    for ticket, wanted in found:
        matched += bool(wanted)
        tried += [_tried(ticket, each) for each in wanted[: MOST_TRIED - len(tried)]]
    return RuleTrial(
        looked=len(tickets),
        total=changed_since(reader, since),
        matched=matched,
        tickets=tuple(tried),
        next=tickets[-1].number if len(tickets) == query.most else None,
    )


def _by_ticket(
    reader: Connection, viewer: Viewer, tickets: list[Ticket]
) -> Iterator[tuple[Ticket, list[Step]]]:
    """The tickets that a viewer sees in full, each with what was logged of it."""
    seen = [ticket for ticket in tickets if _sees(viewer, ticket)]
    steps: dict[TicketId, list[Step]] = {ticket.id: [] for ticket in seen}
    for step in steps_of(reader, list(steps)):
        if step.ticket in steps:  # a message may have gone to another ticket
            steps[step.ticket].append(step)
    return ((ticket, steps[ticket.id]) for ticket in seen)


def _sees(viewer: Viewer, ticket: Ticket) -> bool:
    return sight_of(viewer, ticket) == FULL


def _asked(trial: Trial, ticket: Ticket) -> list[Wanted]:
    """What a macro would do with a ticket; nothing with one that takes no changes."""
    wanted = trial.now(ticket)
    return [wanted] if wanted.done and ticket.status not in HIDDEN else []


def _tried(ticket: Ticket, wanted: Wanted) -> TriedTicket:
    return TriedTicket(
        ticket=ticket.id,
        number=ticket.number,
        subject=ticket.subject,
        at=wanted.at,
        done=wanted.done,
        left=wanted.left,
    )
