# SPDX-License-Identifier: Apache-2.0
"""Gestures on what nobody wants: spam, deleted tickets, blocked senders, held mail."""

from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.addresses import address_key
from sync_server.contract.ids import BlockId, CommandId, HeldId, TicketId


def mark_spam(workspace: Workspace, *, ticket: TicketId) -> CommandId:
    return workspace.submit(c.MarkSpam(ticket=ticket))


def delete_ticket(workspace: Workspace, *, ticket: TicketId) -> CommandId:
    return workspace.submit(c.DeleteTicket(ticket=ticket))


def restore_ticket(workspace: Workspace, *, ticket: TicketId) -> CommandId:
    return workspace.submit(c.RestoreTicket(ticket=ticket))


def release_held(workspace: Workspace, *, held: HeldId, joins: bool = False) -> CommandId:
    """Let held mail in as a new ticket, or into the ticket that it claims."""
    return workspace.submit(c.ReleaseHeld(held=held, joins=joins))


def discard_held(workspace: Workspace, *, held: HeldId) -> CommandId:
    return workspace.submit(c.DiscardHeld(held=held))


def block_sender(workspace: Workspace, *, sender: str) -> CommandId:
    """Hold mail of an address, or of a domain written as `@` and its name."""
    return workspace.submit(c.BlockSender(block=BlockId(address_key(sender))))


def unblock_sender(workspace: Workspace, *, sender: str) -> CommandId:
    return workspace.submit(c.UnblockSender(block=BlockId(address_key(sender))))
