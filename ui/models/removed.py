# SPDX-License-Identifier: Apache-2.0
"""Tickets that were taken away as spam or deleted: which they are, and who did it when."""

from typing import Final

from app.views.definitions import REMOVED
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Ticket
from ui.models.people import agent_name
from ui.models.words import number_words, time_words, translate

KEPT_DAYS: Final = 30
"""For so long they can be brought back."""


def is_removed(ticket: Ticket | None) -> bool:
    """Whether a ticket is spam or deleted: it can be read and restored, and nothing else."""
    return ticket is not None and ticket.status in REMOVED


def was_answered(ticket: Ticket) -> bool:
    """Whether the customer has had an answer of ours, as far as the row itself tells."""
    if ticket.last_message_by == "reply":
        return True
    waits = ticket.waiting_since
    return ticket.last_message_by == "customer" and (waits is None or waits > ticket.opened_at)


def removed_words(workspace: Workspace, ticket: Ticket) -> str:
    """Who took a ticket away, and when: "Deleted by Maya Okafor, 13:41"."""
    if not is_removed(ticket) and ticket.merged_into is None:
        return ""
    told = translate("removed", "Deleted by {name}, {time}")
    if ticket.status == "spam":
        told = translate("removed", "Marked as spam by {name}, {time}")
    elif ticket.merged_into is not None:
        told = translate("removed", "Merged into {ticket} by {name}, {time}")
    name = agent_name(workspace, ticket.removed_by)
    at = ticket.removed_at or ticket.updated_at
    into = workspace.get(Ticket, ticket.merged_into)
    number = translate("removed", "another ticket") if into is None else number_words(into.number)
    return told.format(name=name, time=time_words(at, workspace.now_us()), ticket=number)
