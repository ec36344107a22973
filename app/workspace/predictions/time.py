# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands on what has versions (calendars, policies, rules, gates), and on
clocks.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import UNSET, structs

from app.workspace.predictions.registry import Edit, Gone, Scene, predicts
from sync_server.contract import commands as c
from sync_server.contract.clocks import acknowledged, extended
from sync_server.contract.commands import given
from sync_server.contract.entities import AutomationRule, Calendar, Gate, SlaPolicy, Ticket
from sync_server.contract.versions import Versioned, in_force, next_version

_Save = c.SaveCalendar | c.SavePolicy | c.SaveRule | c.SaveGate
_Publish = c.PublishCalendar | c.PublishPolicy | c.PublishRule | c.PublishGate

_SECOND = 1_000_000
_SETTINGS = frozenset({"name", "position", "disabled"})
"""What of a row holds at once; its document only once it is published."""


@predicts(c.SaveCalendar)
def predict_save_calendar(command: c.SaveCalendar, scene: Scene) -> Iterator[Edit]:
    yield _saved(scene.get(Calendar, command.calendar) or Calendar(id=command.calendar), command)


@predicts(c.SavePolicy)
def predict_save_policy(command: c.SavePolicy, scene: Scene) -> Iterator[Edit]:
    yield _saved(scene.get(SlaPolicy, command.policy) or SlaPolicy(id=command.policy), command)


@predicts(c.SaveRule)
def predict_save_rule(command: c.SaveRule, scene: Scene) -> Iterator[Edit]:
    """A rule is called as its document says: as the one in force, and before that as its draft."""
    known = scene.get(AutomationRule, command.rule) or AutomationRule(id=command.rule)
    row = _saved(known, command)
    named = row.number or row.draft is None
    yield row if named else structs.replace(row, name=_name(row.draft))


@predicts(c.SaveGate)
def predict_save_gate(command: c.SaveGate, scene: Scene) -> Iterator[Edit]:
    yield _saved(scene.get(Gate, command.gate) or Gate(id=command.gate), command)


@predicts(c.PublishGate)
def predict_publish_gate(command: c.PublishGate, scene: Scene) -> Iterator[Edit]:
    yield from _published(scene.get(Gate, command.gate), command, scene)


@predicts(c.PublishCalendar)
def predict_publish_calendar(command: c.PublishCalendar, scene: Scene) -> Iterator[Edit]:
    yield from _published(scene.get(Calendar, command.calendar), command, scene)


@predicts(c.PublishPolicy)
def predict_publish_policy(command: c.PublishPolicy, scene: Scene) -> Iterator[Edit]:
    yield from _published(scene.get(SlaPolicy, command.policy), command, scene)


@predicts(c.PublishRule)
def predict_publish_rule(command: c.PublishRule, scene: Scene) -> Iterator[Edit]:
    """Which ids its names stand for is the server's to find out."""
    row = scene.get(AutomationRule, command.rule)
    named = {} if row is None else {"name": _name(row.draft), "author": scene.me}
    yield from _published(row, command, scene, **named)


@predicts(c.DeleteRule)
def predict_delete_rule(command: c.DeleteRule, _scene: Scene) -> Iterator[Edit]:
    yield Gone(AutomationRule.kind, command.rule)


@predicts(c.ExtendClock)
def predict_extend_clock(command: c.ExtendClock, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is None:
        return
    by = command.by_s * _SECOND
    clocks = extended(ticket.clocks, command.metric, by, command.reason)
    if clocks != ticket.clocks:
        yield structs.replace(ticket, clocks=clocks)


@predicts(c.AcknowledgeClock)
def predict_acknowledge_clock(command: c.AcknowledgeClock, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is None:
        return
    clocks = acknowledged(ticket.clocks, command.metric, command.instance, command.point)
    if clocks != ticket.clocks:
        yield structs.replace(ticket, clocks=clocks)


def _saved(row: Any, command: _Save) -> Any:
    changes = given(command, _SETTINGS.intersection(command.__struct_fields__))
    if command.document is not UNSET:
        in_force = row.number and row.document == command.document
        changes["draft"] = None if in_force else command.document
    return structs.replace(row, **changes)


def _published(
    row: Versioned | None, command: _Publish, scene: Scene, **changes: object
) -> Iterator[Edit]:
    """The draft in force. What was before is put into force by the server alone."""
    if row is None or row.draft is None or command.number is not None:
        return
    version = next_version(row, row.draft, at=scene.at, by=scene.me, note=command.note)
    yield structs.replace(row, **in_force(version), draft=None, **changes)
    yield version


def _name(document: dict[str, object] | None) -> str:
    return str((document or {}).get("rule", ""))
