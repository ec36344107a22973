# SPDX-License-Identifier: Apache-2.0
"""Gestures on what is one's own: read marks, views, availability, alerts."""

from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import CommandId, Instant, TicketId, ViewId


def mark_read(
    workspace: Workspace, *, ticket: TicketId, up_to: Instant | None = None
) -> CommandId | None:
    """Everything in the ticket has been read, or what is dated `up_to` and before.

    Nothing happens when it was already. What has not arrived here yet is never read.
    """
    row = workspace.confirmed(Ticket, ticket)
    if row is None or row.last_message_at is None or not workspace.is_unread(ticket):
        return None
    read_at = row.last_message_at if up_to is None else min(up_to, row.last_message_at)
    return workspace.submit(c.MarkRead(ticket=ticket, read_at=read_at))


def mark_unread(workspace: Workspace, *, ticket: TicketId) -> CommandId:
    return workspace.submit(c.MarkUnread(ticket=ticket))


def dismiss_alerts(workspace: Workspace, *, alerts: tuple[str, ...]) -> CommandId:
    """Have seen what one was told by the desk."""
    return workspace.submit(c.DismissAlerts(alerts=alerts))


def save_view(
    workspace: Workspace,
    *,
    name: str,
    conditions: dict[str, object],
    view: ViewId | None = None,
    shared: bool = False,
    order: str = "newest",
    group: str = "none",
    position: int = 0,
) -> ViewId:
    """Create a view, or replace the given one; gives its id."""
    id = ViewId(workspace.new_id()) if view is None else view
    workspace.submit(
        c.SaveView(
            view=id,
            name=name,
            conditions=conditions,
            shared=shared,
            order=order,
            group=group,
            position=position,
        )
    )
    return id


def delete_view(workspace: Workspace, *, view: ViewId) -> CommandId:
    return workspace.submit(c.DeleteView(view=view))


def set_availability(
    workspace: Workspace, *, state: c.State, until_at: Instant | None = None
) -> CommandId:
    return workspace.submit(c.SetAvailability(state=state, until_at=until_at))
