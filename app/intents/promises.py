# SPDX-License-Identifier: Apache-2.0
"""Gestures on calendars, policies, automation rules and gates: drafts, and versions."""

from typing import Any

from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.entities import AutomationRule, Calendar, Gate, SlaPolicy
from sync_server.contract.ids import CalendarId, CommandId, GateId, PolicyId, RuleId, TicketId


def create_calendar(workspace: Workspace, *, name: str, document: dict[str, Any]) -> CalendarId:
    """Begin a calendar with a draft; gives its id."""
    id = CalendarId(workspace.new_id())
    workspace.submit(c.SaveCalendar(calendar=id, name=name, document=document))
    return id


def save_calendar(workspace: Workspace, *, calendar: CalendarId, **changes: Any) -> CommandId:
    """Set the named fields of `commands.SaveCalendar`."""
    base = workspace.base(Calendar, calendar)
    return workspace.submit(c.SaveCalendar(calendar=calendar, base=base, **changes))


def publish_calendar(
    workspace: Workspace, *, calendar: CalendarId, number: int | None = None, note: str = ""
) -> CommandId:
    """Put the draft into force, or again the version `number`."""
    base = workspace.base(Calendar, calendar)
    return workspace.submit(
        c.PublishCalendar(calendar=calendar, number=number, note=note, base=base)
    )


def create_policy(
    workspace: Workspace, *, name: str, document: dict[str, Any], position: int
) -> PolicyId:
    """Begin a policy with a draft; gives its id."""
    id = PolicyId(workspace.new_id())
    workspace.submit(c.SavePolicy(policy=id, name=name, document=document, position=position))
    return id


def save_policy(workspace: Workspace, *, policy: PolicyId, **changes: Any) -> CommandId:
    """Set the named fields of `commands.SavePolicy`."""
    base = workspace.base(SlaPolicy, policy)
    return workspace.submit(c.SavePolicy(policy=policy, base=base, **changes))


def publish_policy(
    workspace: Workspace, *, policy: PolicyId, number: int | None = None, note: str = ""
) -> CommandId:
    """Put the draft into force, or again the version `number`."""
    base = workspace.base(SlaPolicy, policy)
    return workspace.submit(c.PublishPolicy(policy=policy, number=number, note=note, base=base))


def create_rule(workspace: Workspace, *, document: dict[str, Any], position: int) -> RuleId:
    """Begin a rule with a draft; gives its id."""
    id = RuleId(workspace.new_id())
    workspace.submit(c.SaveRule(rule=id, document=document, position=position))
    return id


def save_rule(workspace: Workspace, *, rule: RuleId, **changes: Any) -> CommandId:
    """Set the named fields of `commands.SaveRule`."""
    base = workspace.base(AutomationRule, rule)
    return workspace.submit(c.SaveRule(rule=rule, base=base, **changes))


def publish_rule(
    workspace: Workspace, *, rule: RuleId, number: int | None = None, note: str = ""
) -> CommandId:
    """Put the draft into force, or again the version `number`."""
    base = workspace.base(AutomationRule, rule)
    return workspace.submit(c.PublishRule(rule=rule, number=number, note=note, base=base))


def save_gate(workspace: Workspace, *, gate: GateId, **changes: Any) -> CommandId:
    """Set the named fields of `commands.SaveGate`; there need not be one yet."""
    base = workspace.base(Gate, gate)
    return workspace.submit(c.SaveGate(gate=gate, base=base, **changes))


def publish_gate(
    workspace: Workspace, *, gate: GateId, number: int | None = None, note: str = ""
) -> CommandId:
    """Put the draft into force, or again the version `number`."""
    base = workspace.base(Gate, gate)
    return workspace.submit(c.PublishGate(gate=gate, number=number, note=note, base=base))


def run_macro(workspace: Workspace, *, rule: RuleId, tickets: tuple[TicketId, ...]) -> CommandId:
    """Let a rule run by hand."""
    return workspace.submit(c.RunMacro(rule=rule, tickets=tickets))


def undo_rule(
    workspace: Workspace, *, ticket: TicketId, rule: RuleId, seq: int | None = None
) -> CommandId:
    """Take back what a rule set the last time, or as the entry `seq` of a ticket's history says."""
    return workspace.submit(c.UndoRule(ticket=ticket, rule=rule, seq=seq))


def delete_rule(workspace: Workspace, *, rule: RuleId) -> CommandId:
    return workspace.submit(c.DeleteRule(rule=rule))
