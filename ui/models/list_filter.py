# SPDX-License-Identifier: Apache-2.0
"""Whether a ticket meets the few letters of a list's filter."""

from collections.abc import Callable

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Contact, Organisation, Ticket
from sync_server.contract.ids import TicketId


def list_filter(workspace: Workspace, text: str) -> Callable[[TicketId], bool]:
    """Accepts tickets that have every word in subject, customer, company, number or a tag."""
    words = text.casefold().split()

    def accepts(id: TicketId) -> bool:
        ticket = workspace.get(Ticket, id)
        if ticket is None:
            return False
        told = _told(workspace, ticket)
        return all(word in told for word in words)

    return accepts


def _told(workspace: Workspace, ticket: Ticket) -> str:
    contact = workspace.get(Contact, ticket.requester)
    company = workspace.get(Organisation, ticket.organisation)
    parts = [ticket.subject, f"#{ticket.number}", *ticket.tags]
    if contact is not None:
        parts += [contact.name, *contact.emails]
    if company is not None:
        parts.append(company.name)
    return "\n".join(parts).casefold()
