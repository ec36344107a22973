# SPDX-License-Identifier: Apache-2.0
"""Gestures that make one ticket of two, or two of one, and that link tickets."""

from msgspec import Struct

from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.ids import CommandId, MessageId, TicketId


class SplitOff(Struct, frozen=True, kw_only=True):
    """A ticket that was just made of messages of another one."""

    command: CommandId
    ticket: TicketId


def merge_ticket(
    workspace: Workspace, *, ticket: TicketId, into: TicketId, confirmed: bool = False
) -> CommandId:
    return workspace.submit(c.MergeTicket(ticket=ticket, into=into, confirmed=confirmed))


def unmerge_ticket(
    workspace: Workspace, *, ticket: TicketId, messages: tuple[MessageId, ...] = ()
) -> CommandId:
    return workspace.submit(c.UnmergeTicket(ticket=ticket, messages=messages))


def split_ticket(
    workspace: Workspace, *, ticket: TicketId, subject: str, messages: tuple[MessageId, ...]
) -> SplitOff:
    into = TicketId(workspace.new_id())
    command = c.SplitTicket(ticket=ticket, into=into, subject=subject, messages=messages)
    return SplitOff(command=workspace.submit(command), ticket=into)


def link_tickets(
    workspace: Workspace, *, ticket: TicketId, to: TicketId, kind: c.LinkKind
) -> CommandId:
    return workspace.submit(c.LinkTickets(ticket=ticket, to=to, kind=kind))


def unlink_tickets(
    workspace: Workspace, *, ticket: TicketId, to: TicketId, kind: c.LinkKind
) -> CommandId:
    return workspace.submit(c.UnlinkTickets(ticket=ticket, to=to, kind=kind))
