# SPDX-License-Identifier: Apache-2.0
"""Commands on what nobody wants: spam, deleted tickets, blocked senders, held mail."""

import re
from typing import Final

from sync_server.contract.addresses import address_key
from sync_server.contract.commands import (
    BlockSender,
    DeleteTicket,
    DiscardHeld,
    HoldMail,
    MarkSpam,
    PurgeTicket,
    ReleaseHeld,
    RestoreTicket,
    UnblockSender,
)
from sync_server.contract.entities import Attachment, Block, Held, Message, Ticket
from sync_server.contract.ids import BlockId, HeldId, TicketId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import author, hub_only, sets_aside, works_on_tickets
from sync_server.desk.commands.edits import (
    NOT_REMOVED,
    change_ticket,
    check_not_archived,
    status_changes,
)
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import REMOVED, purged_at
from sync_server.domain.sight import ADMINISTRATOR, SUPERVISOR, sees_held

PURGED_AT_ONCE: Final = 200
"""Messages that one command drops: a command stays short, and is sent again for the rest."""

_BLOCK: Final = re.compile(r"[^@]*@[^@]+")


@handles(MarkSpam, policy=works_on_tickets, audit="work")
def handle_mark_spam(unit: Unit, command: MarkSpam) -> None:
    """Take a ticket away as spam, whatever it was."""
    _remove(unit, command.ticket, "spam")


@handles(DeleteTicket, policy=works_on_tickets, audit="work")
def handle_delete_ticket(unit: Unit, command: DeleteTicket) -> None:
    """Delete a ticket, whatever it was."""
    _remove(unit, command.ticket, "deleted")


def _remove(unit: Unit, id_: TicketId, status: str) -> None:
    ticket = unit.work(id_)
    check_not_archived(ticket)
    if ticket.status == "merged" or (ticket.status == "deleted" and status == "spam"):
        raise Refused(Code.BAD_MOVE, "status")
    change_ticket(unit, ticket, status_changes(ticket, status, now=unit.now, by=unit.agent))


@handles(RestoreTicket, policy=works_on_tickets, audit="work")
def handle_restore_ticket(unit: Unit, command: RestoreTicket) -> None:
    """Bring a ticket back as it was; one that is there already stays."""
    ticket = unit.work(command.ticket)
    check_not_archived(ticket)
    if ticket.status == "merged":
        raise Refused(Code.BAD_MOVE, "status")
    if ticket.status in REMOVED:
        change_ticket(unit, ticket, {"status": ticket.removed_from or "open", **NOT_REMOVED})


@handles(PurgeTicket, policy=hub_only, audit="work")
def handle_purge_ticket(unit: Unit, command: PurgeTicket) -> None:
    """Drop what a ticket said, at most `PURGED_AT_ONCE` messages; the last time the rest too."""
    ticket = unit.get(Ticket, command.ticket)
    at = purged_at(ticket.status, ticket.removed_at)
    if at is None or ticket.archived:
        return
    if unit.now < at:
        raise Refused(Code.BAD_MOVE, "removed_at")
    found = unit.lookup.messages_of_ticket(ticket.id, PURGED_AT_ONCE + 1)
    for message in found[:PURGED_AT_ONCE]:
        for attachment in unit.lookup.attachments_of_message(message):
            unit.delete(unit.get(Attachment, attachment))
        unit.delete(unit.get(Message, message))
    if len(found) <= PURGED_AT_ONCE:
        unit.update(ticket, subject="", custom={}, cc=(), excluded=(), archived=True)


@handles(HoldMail, policy=sets_aside, audit="work")
def handle_hold_mail(unit: Unit, command: HoldMail) -> None:
    """Put mail aside; the same one once. What could not be let in after all is put back."""
    known = unit.find(Held, command.held)
    if known is not None:
        if known.released_by is not None:
            unit.update(known, released_by=None, joins=False, detail=command.detail)
        return
    ticket = None if command.ticket is None else unit.find(Ticket, command.ticket)
    unit.insert(
        Held(
            id=command.held,
            reason=command.reason,
            detail=command.detail,
            mailbox=command.mailbox,
            team=command.team if command.team in unit.roster.teams else None,
            ticket=None if ticket is None else ticket.id,
            sender=command.sender,
            sender_name=command.sender_name,
            subject=command.subject,
            at=unit.now if command.received_at is None else min(command.received_at, unit.now),
            size=command.size,
            files=command.files,
        )
    )


@handles(ReleaseHeld, policy=works_on_tickets, audit="work")
def handle_release_held(unit: Unit, command: ReleaseHeld) -> None:
    """Let held mail in; the channel that keeps it takes it from here.

    It joins a ticket only where whoever releases it may work on that ticket.
    """
    held = _to_decide(unit, command.held)
    if held is None:
        raise Refused(Code.NOT_FOUND, Held.kind)
    if held.released_by is not None:
        return
    if command.joins:
        if held.ticket is None:
            raise Refused(Code.BAD_VALUE, "joins")
        unit.work(held.ticket)
    unit.update(held, released_by=author(unit), joins=command.joins)


@handles(DiscardHeld, policy=works_on_tickets, audit="work")
def handle_discard_held(unit: Unit, command: DiscardHeld) -> None:
    """Throw held mail away; what is gone already is no error."""
    held = _to_decide(unit, command.held)
    if held is None:
        return
    if held.released_by is not None and unit.viewer is not None:
        raise Refused(Code.TOO_LATE)
    unit.delete(held)


def _to_decide(unit: Unit, id_: HeldId) -> Held | None:
    """Held mail on which the actor may decide: that of their teams and of none. What they do not
    see is not there. Refused: forbidden, where they only read.
    """
    held, viewer = unit.find(Held, id_), unit.viewer
    if held is None or viewer is None:
        return held
    if not sees_held(viewer, held.team):
        return None
    leads = viewer.role in (ADMINISTRATOR, SUPERVISOR)
    if held.team is not None and not leads and viewer.levels.get(held.team) != "work":
        raise Refused(Code.FORBIDDEN)
    return held


@handles(BlockSender, policy=works_on_tickets, audit="configuration")
def handle_block_sender(unit: Unit, command: BlockSender) -> None:
    """Block an address or a domain. Refused: bad_value for neither, and for one of ours."""
    id_ = BlockId(address_key(command.block))
    if not _BLOCK.fullmatch(id_) or _is_of_ours(unit, id_):
        raise Refused(Code.BAD_VALUE, "block")
    if unit.find(Block, id_) is None:
        unit.insert(Block(id=id_, agent=unit.agent, at=unit.now))


@handles(UnblockSender, policy=works_on_tickets, audit="configuration")
def handle_unblock_sender(unit: Unit, command: UnblockSender) -> None:
    """Take a sender's mail in again."""
    block = unit.find(Block, address_key(command.block))
    if block is not None:
        unit.delete(block)


def _is_of_ours(unit: Unit, block: BlockId) -> bool:
    """Whether a block would hold the mail of a mailbox of the desk, or of one of its agents."""
    ours = [mailbox.address for mailbox in unit.roster.mailboxes.values()]
    ours += [agent.email for agent in unit.roster.agents.values()]
    return any(address == block or address.endswith(block) for address in map(address_key, ours))
