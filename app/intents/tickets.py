# SPDX-License-Identifier: Apache-2.0
"""Gestures on a ticket's own fields and clocks. Each edit is based on what its author sees now."""

from functools import partial
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from app.errors import NotReady
from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.entities import Category, CustomValue, Gate, Ticket
from sync_server.contract.ids import (
    AgentId,
    CategoryId,
    CommandId,
    ContactId,
    Instant,
    TagId,
    TeamId,
    TicketId,
)
from sync_server.contract.needs import Need

if TYPE_CHECKING:
    from sync_server.contract.gates import Gates


def undo_change(workspace: Workspace, *, ticket: TicketId, of: CommandId) -> CommandId:
    """Take back what an earlier command of one's own did to a ticket."""
    return workspace.submit(c.UndoChange(ticket=ticket, of=of))


def set_subject(workspace: Workspace, *, ticket: TicketId, subject: str) -> CommandId:
    base = workspace.base(Ticket, ticket)
    return workspace.submit(c.SetSubject(ticket=ticket, subject=subject, base=base))


def set_status(
    workspace: Workspace,
    *,
    ticket: TicketId,
    status: c.Status,
    wake_at: Instant | None = None,
    forced: bool = False,
) -> CommandId:
    check_ready(workspace, ticket, status)
    base = workspace.base(Ticket, ticket)
    command = c.SetStatus(ticket=ticket, status=status, wake_at=wake_at, base=base, forced=forced)
    return workspace.submit(command)


def set_priority(workspace: Workspace, *, ticket: TicketId, priority: c.Priority) -> CommandId:
    base = workspace.base(Ticket, ticket)
    return workspace.submit(c.SetPriority(ticket=ticket, priority=priority, base=base))


def set_category(
    workspace: Workspace, *, ticket: TicketId, category: CategoryId | None
) -> CommandId:
    base = workspace.base(Ticket, ticket)
    return workspace.submit(c.SetCategory(ticket=ticket, category=category, base=base))


def set_solution(
    workspace: Workspace,
    *,
    ticket: TicketId,
    solution: str | UnsetType = UNSET,
    article: str | UnsetType = UNSET,
) -> CommandId:
    base = workspace.base(Ticket, ticket)
    return workspace.submit(
        c.SetSolution(ticket=ticket, solution=solution, article=article, base=base)
    )


def tick_item(workspace: Workspace, *, ticket: TicketId, item: str, done: bool) -> CommandId:
    return workspace.submit(c.TickItem(ticket=ticket, item=item, done=done))


def set_needs(workspace: Workspace, *, ticket: TicketId, needs: tuple[Need, ...]) -> CommandId:
    base = workspace.base(Ticket, ticket)
    return workspace.submit(c.SetNeeds(ticket=ticket, needs=needs, base=base))


def set_team(workspace: Workspace, *, ticket: TicketId, team: TeamId | None) -> CommandId:
    base = workspace.base(Ticket, ticket)
    return workspace.submit(c.SetTeam(ticket=ticket, team=team, base=base))


def assign(workspace: Workspace, *, ticket: TicketId, assignee: AgentId | None) -> CommandId:
    base = workspace.base(Ticket, ticket)
    return workspace.submit(c.SetAssignee(ticket=ticket, assignee=assignee, base=base))


def set_custom_field(
    workspace: Workspace, *, ticket: TicketId, name: str, value: CustomValue
) -> CommandId:
    base = workspace.base(Ticket, ticket)
    return workspace.submit(c.SetCustomField(ticket=ticket, name=name, value=value, base=base))


def change_requester(workspace: Workspace, *, ticket: TicketId, requester: ContactId) -> CommandId:
    base = workspace.base(Ticket, ticket)
    return workspace.submit(c.ChangeRequester(ticket=ticket, requester=requester, base=base))


def change_tags(
    workspace: Workspace,
    *,
    ticket: TicketId,
    add: tuple[TagId, ...] = (),
    remove: tuple[TagId, ...] = (),
) -> CommandId:
    return workspace.submit(c.ChangeTags(ticket=ticket, add=add, remove=remove))


def take(workspace: Workspace, *, ticket: TicketId) -> CommandId:
    return workspace.submit(c.TakeTicket(ticket=ticket))


def release(workspace: Workspace, *, ticket: TicketId) -> CommandId:
    return workspace.submit(c.ReleaseTicket(ticket=ticket))


def decline(workspace: Workspace, *, ticket: TicketId) -> CommandId:
    """Pass on a ticket that the desk offers."""
    return workspace.submit(c.DeclineTicket(ticket=ticket))


def accept(workspace: Workspace, *, ticket: TicketId) -> CommandId:
    """Take a ticket that the desk offers."""
    return workspace.submit(c.AcceptTicket(ticket=ticket))


def take_next(workspace: Workspace, *, team: TeamId) -> CommandId:
    """Take what is next in the queue of a team: which one that is, the desk's answer shows."""
    return workspace.submit(c.TakeNext(team=team))


def follow(workspace: Workspace, *, ticket: TicketId, agent: AgentId | None = None) -> CommandId:
    return workspace.submit(c.FollowTicket(ticket=ticket, agent=agent))


def unfollow(workspace: Workspace, *, ticket: TicketId, agent: AgentId | None = None) -> CommandId:
    return workspace.submit(c.UnfollowTicket(ticket=ticket, agent=agent))


def archive_ticket(workspace: Workspace, *, ticket: TicketId) -> CommandId:
    return workspace.submit(c.ArchiveTicket(ticket=ticket))


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


def gates_of(workspace: Workspace) -> "Gates":
    """What teams and categories ask for, as far as this device knows."""
    from sync_server.contract.gates import Gates  # noqa: PLC0415 - many desks ask for nothing

    return Gates(partial(workspace.get, Gate), partial(workspace.get, Category))


def check_ready(workspace: Workspace, ticket: TicketId, status: str | None) -> None:
    """Raise `NotReady` for what would be refused: a ticket is solved that lacks something."""
    if status != "solved" or not workspace.has_any(Gate):
        return
    row = workspace.get(Ticket, ticket)
    if row is None or row.status == status:
        return
    missing = gates_of(workspace).missing(row)
    if missing:
        raise NotReady(missing)
