# SPDX-License-Identifier: Apache-2.0
"""What is said of a ticket that came back by itself, until somebody writes."""

from sync_server.contract.entities import Ticket
from ui.models.words import translate


def woken_words(ticket: Ticket) -> str:
    """Why it is here again: nobody answered, or the time for which it was put off is over."""
    if ticket.woken_at is None:
        return ""
    if ticket.woken_from == "pending":
        return translate("words", "No answer")
    return translate("words", "Due again")
