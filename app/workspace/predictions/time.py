# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands on calendars, service level policies and clocks."""

from collections.abc import Iterator

from msgspec import UNSET, structs

from app.workspace.predictions.registry import Edit, Scene, predicts
from sync_server.contract import commands as c
from sync_server.contract.clocks import acknowledged, extended
from sync_server.contract.commands import given
from sync_server.contract.entities import Calendar, SlaPolicy, Ticket
from sync_server.contract.versions import in_force, next_version

_SECOND = 1_000_000
_SETTINGS = frozenset({"name", "position", "disabled"})
"""What of a calendar or a policy holds at once; its document only once it is published."""


@predicts(c.SaveCalendar)
def predict_save_calendar(command: c.SaveCalendar, scene: Scene) -> Iterator[Edit]:
    yield _saved(scene.get(Calendar, command.calendar) or Calendar(id=command.calendar), command)


@predicts(c.SavePolicy)
def predict_save_policy(command: c.SavePolicy, scene: Scene) -> Iterator[Edit]:
    yield _saved(scene.get(SlaPolicy, command.policy) or SlaPolicy(id=command.policy), command)


@predicts(c.PublishCalendar)
def predict_publish_calendar(command: c.PublishCalendar, scene: Scene) -> Iterator[Edit]:
    yield from _published(scene.get(Calendar, command.calendar), command, scene)


@predicts(c.PublishPolicy)
def predict_publish_policy(command: c.PublishPolicy, scene: Scene) -> Iterator[Edit]:
    yield from _published(scene.get(SlaPolicy, command.policy), command, scene)


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


def _saved(
    row: Calendar | SlaPolicy, command: c.SaveCalendar | c.SavePolicy
) -> Calendar | SlaPolicy:
    changes = given(command, _SETTINGS.intersection(command.__struct_fields__))
    if command.document is not UNSET:
        in_force = row.number and row.document == command.document
        changes["draft"] = None if in_force else command.document
    return structs.replace(row, **changes)


def _published(
    row: Calendar | SlaPolicy | None, command: c.PublishCalendar | c.PublishPolicy, scene: Scene
) -> Iterator[Edit]:
    """The draft in force. What was before is put into force by the server alone."""
    if row is None or row.draft is None or command.number is not None:
        return
    version = next_version(row, row.draft, at=scene.at, by=scene.me, note=command.note)
    yield structs.replace(row, **in_force(version), draft=None)
    yield version
