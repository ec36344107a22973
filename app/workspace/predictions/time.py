# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands on calendars, service level policies and clocks."""

from collections.abc import Iterator
from typing import Any

from msgspec import UNSET, structs

from app.workspace.predictions.registry import Edit, Scene, predicts
from sync_server.contract import commands as c
from sync_server.contract.clocks import GOING, open_points
from sync_server.contract.entities import Calendar, Published, SlaPolicy, Ticket

_SECOND = 1_000_000


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
    more = command.by_s * _SECOND
    clocks = tuple(
        structs.replace(
            clock,
            target=clock.target + more,
            extended=clock.extended + more,
            extension=command.reason,
        )
        if clock.metric == command.metric and clock.state in GOING
        else clock
        for clock in ticket.clocks
    )
    if clocks != ticket.clocks:
        yield structs.replace(ticket, clocks=clocks)


@predicts(c.AcknowledgeClock)
def predict_acknowledge_clock(command: c.AcknowledgeClock, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is None:
        return
    clocks = tuple(
        structs.replace(clock, acknowledged=clock.fired)
        if (clock.metric, clock.instance) == (command.metric, command.instance)
        and open_points(clock)
        else clock
        for clock in ticket.clocks
    )
    if clocks != ticket.clocks:
        yield structs.replace(ticket, clocks=clocks)


def _saved(
    row: Calendar | SlaPolicy, command: c.SaveCalendar | c.SavePolicy
) -> Calendar | SlaPolicy:
    values = {name: getattr(command, name, UNSET) for name in ("name", "position", "disabled")}
    changes = {name: value for name, value in values.items() if value is not UNSET}
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
    number, document = row.number + 1, row.draft
    changes: dict[str, Any] = {"published_at": scene.at, "draft": None}
    yield structs.replace(row, number=number, document=document, **changes)
    yield Published(
        id=f"{row.kind}.{row.id}.{number}",
        subject=f"{row.kind}.{row.id}",
        number=number,
        document=document,
        at=scene.at,
        by=scene.me,
        note=command.note,
    )
