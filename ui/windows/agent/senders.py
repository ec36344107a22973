# SPDX-License-Identifier: Apache-2.0
"""The addresses from which a ticket's mail may leave, and the one from which it usually does."""

from dataclasses import dataclass

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Mailbox, Ticket
from sync_server.contract.ids import TicketId
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
    boxes = [each for each in workspace.all(Mailbox) if not each.disabled]
    if ticket is None or not boxes:
        return Senders()
    boxes.sort(key=lambda box: (box.id != ticket.mailbox, box.team != ticket.team, box.address))
    offered = [box for box in boxes if box.id == ticket.mailbox or box.team == ticket.team]
    offered = offered or boxes[:1]
    icon = Sign("icon", "mail")
    choices = tuple(Choice(box.id, box.address, icon, box.name) for box in offered)
    return Senders(choices, offered[0].id, offered[0].quote)
