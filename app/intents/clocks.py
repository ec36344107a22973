# SPDX-License-Identifier: Apache-2.0
"""Gestures on the clocks of a ticket."""

from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.ids import CommandId, TicketId


def acknowledge_clock(
    workspace: Workspace, *, ticket: TicketId, metric: str, instance: int, point: int
) -> CommandId:
    command = c.AcknowledgeClock(ticket=ticket, metric=metric, instance=instance, point=point)
    return workspace.submit(command)


def extend_clock(
    workspace: Workspace, *, ticket: TicketId, metric: str, by_s: int, reason: str
) -> CommandId:
    command = c.ExtendClock(ticket=ticket, metric=metric, by_s=by_s, reason=reason)
    return workspace.submit(command)
