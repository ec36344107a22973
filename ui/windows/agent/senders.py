# SPDX-License-Identifier: Apache-2.0
"""The addresses from which a ticket's mail may leave, and the one from which it usually does."""

from dataclasses import dataclass

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Mailbox, Ticket
from sync_server.contract.ids import MailboxId, TeamId, TicketId
from ui.widgets.choice import Choice
from ui.widgets.sign import Sign


@dataclass(frozen=True, slots=True)
class Senders:
    """What is offered for From, the key of the usual one, and whether that one quotes."""

    choices: tuple[Choice, ...] = ()
    usual: str = ""
    quotes: bool = True


def senders_of(workspace: Workspace, id: TicketId | None) -> Senders:
    """Those of the ticket's team; a reply leaves from the address to which the customer wrote."""
    ticket = workspace.get(Ticket, id)
    if ticket is None:
        return Senders()
    return senders_for(workspace, team=ticket.team, mailbox=ticket.mailbox)


def senders_for(
    workspace: Workspace, *, team: TeamId | None, mailbox: MailboxId | None = None
) -> Senders:
    """Those of a team, and the one to which its customer wrote. What leaves without a word about it
    leaves from the usual one, so that one is chosen here as it is at the server.
    """
    boxes = [each for each in workspace.all(Mailbox) if not each.disabled]
    if not boxes:
        return Senders()

    def as_the_server_does(box: Mailbox) -> tuple[bool, bool, str]:
        return box.id != mailbox, team is None or box.team != team, box.id

    usual = min(boxes, key=as_the_server_does)
    offered = [box for box in boxes if box is usual or box.team == team]
    offered.sort(key=lambda box: (box is not usual, box.address))
    icon = Sign("icon", "mail")
    choices = tuple(Choice(box.id, box.address, icon, box.name) for box in offered)
    return Senders(choices, usual.id, usual.quote)
