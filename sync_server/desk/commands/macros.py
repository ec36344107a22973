# SPDX-License-Identifier: Apache-2.0
"""Commands by which people let a rule run, and take back what one did."""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from sync_server.contract.automation import RULES, Automated
from sync_server.contract.commands import RunMacro, UndoRule
from sync_server.contract.entities import Alert, Done, Ticket
from sync_server.contract.ids import RuleId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import works_on_tickets
from sync_server.desk.alerting import meant
from sync_server.desk.commands.edits import (
    change_ticket,
    check_editable,
    merged_tags,
    status_changes,
    with_field,
)
from sync_server.desk.commands.gates import check_gates
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit, Wanted
from sync_server.domain.lifecycle import WAITING
from sync_server.store.changelog import causes_of
from sync_server.store.dossier import history_of

_LOOKED_BACK: Final = 200
"""Entries of a ticket's history among which the last run of a rule is looked for."""

_FIELDS_OF: Final = {
    "team": "team",
    "agent": "assignee",
    "priority": "priority",
    "status": "status",
    "category": "category",
    "snooze": "wake_at",
}


@handles(RunMacro, policy=works_on_tickets, audit="work")
def handle_run_macro(unit: Unit, command: RunMacro) -> None:
    """Ask for a rule that people may ask for. What it cannot do it leaves.

    Refused: not_found for a rule that is not in force, bad_value for one that runs by itself only,
    forbidden for a macro that is for others.
    """
    rule = unit.automation.by_id.get(command.rule)
    if rule is None:
        raise Refused(Code.NOT_FOUND, "rule")
    if not rule.manual:
        raise Refused(Code.BAD_VALUE, "rule")
    audience = rule.rule.audience
    if audience and not any(unit.agent in {*meant(unit.roster, who)} for who in audience):
        raise Refused(Code.FORBIDDEN, "rule")
    for id_ in dict.fromkeys(command.tickets):
        check_editable(unit.work(id_), "tags")
        unit.wanted[id_] = Wanted(asked=rule.id)


@handles(UndoRule, policy=works_on_tickets, audit="work")
def handle_undo_rule(unit: Unit, command: UndoRule) -> None:
    """Put back what a rule set, as it was before; what was sent or told stays.

    Refused: not_found where the rule did nothing; conflict for a field that was set since.
    """
    ticket = unit.work(command.ticket)
    check_editable(ticket, "tags")
    done = _done(unit, ticket, command)
    if not done:
        raise Refused(Code.NOT_FOUND, "rule")
    for each in reversed(done):
        back = _BACK.get(each.action)
        if back is not None:
            back(unit, unit.get(Ticket, ticket.id), each)
    now = unit.get(Ticket, ticket.id)
    promised = {each.name for each in done if each.action == "sla"}
    kept = tuple(each for each in now.promised if each.metric not in promised)
    if kept != now.promised:
        unit.update(now, promised=kept)
    _untell(unit, ticket, command.rule)


def _done(unit: Unit, ticket: Ticket, command: UndoRule) -> list[Done]:
    """What the rule did with the ticket, the last time or at an entry of the log."""
    before = None if command.seq is None else command.seq + 1
    entries = history_of(
        unit.lookup.connection,
        ticket.id,
        before=before,
        children=False,
        limit=_LOOKED_BACK if command.seq is None else 1,
    )
    for entry in entries:
        cause = causes_of(entry).get(RULES)
        runs = () if cause is None else msgspec.convert(cause, Automated).runs
        done = [done for run in runs if run.rule == command.rule for done in run.done]
        if done:
            return done
    return []


def _untell(unit: Unit, ticket: Ticket, rule: RuleId) -> None:
    """Take back the alerts that nobody has seen yet."""
    for agent in unit.roster.agents:
        alert = unit.find(Alert, f"{agent}.{ticket.id}.{rule}")
        if alert is not None:
            unit.delete(alert)


def _put_back(unit: Unit, ticket: Ticket, done: Done) -> None:
    field = _FIELDS_OF[done.action]
    is_ = getattr(ticket, field)
    if done.action != "snooze":
        _check_same(unit, ticket, field, is_=is_, value=done.value)
    if done.action == "status":
        if done.was == "solved":
            check_gates(unit, ticket)
        wake_at = ticket.wake_at if done.was in WAITING else None
        change_ticket(
            unit, ticket, status_changes(ticket, str(done.was), now=unit.now, wake_at=wake_at)
        )
    elif done.action == "team":
        change_ticket(unit, ticket, {"team": done.was, "assignee": ticket.assignee or done.without})
    elif done.action != "snooze":
        change_ticket(unit, ticket, {field: done.was})
    elif done.was is None and ticket.status in WAITING:
        change_ticket(unit, ticket, status_changes(ticket, "open", now=unit.now))
    else:
        change_ticket(unit, ticket, {field: done.was})


def _retag(unit: Unit, ticket: Ticket, done: Done) -> None:
    _check_same(unit, ticket, "tags", is_=done.name in ticket.tags, value=done.value)
    tag: Any = (done.name,)
    add, remove = (tag, ()) if done.was else ((), tag)
    tags = merged_tags(unit, ticket.tags, add=add, remove=remove)
    change_ticket(unit, ticket, {"tags": tags})


def _refill(unit: Unit, ticket: Ticket, done: Done) -> None:
    _check_same(unit, ticket, "custom", is_=ticket.custom.get(done.name), value=done.value)
    was: Any = done.was
    if done.name in ticket.custom or was is not None:
        change_ticket(unit, ticket, {"custom": with_field(ticket, done.name, was)})


def _need_less(unit: Unit, ticket: Ticket, done: Done) -> None:
    if not done.was:
        needs = tuple(need for need in ticket.needs if need.skill != done.name)
        change_ticket(unit, ticket, {"needs": needs})


def _list_less(unit: Unit, ticket: Ticket, done: Done) -> None:
    if not done.was:
        kept = tuple(item for item in ticket.checklist if item != done.name)
        change_ticket(unit, ticket, {"checklist": kept})


def _check_same(unit: Unit, ticket: Ticket, field: str, *, is_: object, value: object) -> None:
    """Refuse to take back what somebody set to something else since."""
    if is_ != value:
        raise unit.conflict(ticket, field, theirs=is_, yours=value)


_BACK: Final[dict[str, Callable[[Unit, Ticket, Done], None]]] = {
    **dict.fromkeys(_FIELDS_OF, _put_back),
    "tags": _retag,
    "fields": _refill,
    "skills": _need_less,
    "checklist": _list_less,
}
