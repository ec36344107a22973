# SPDX-License-Identifier: Apache-2.0
"""The facts on which rules look: of what stands around a ticket, only what some rule asks for."""

from typing import Any

from sync_server.contract.entities import Contact, Message, Organisation, Ticket
from sync_server.contract.ids import TicketId
from sync_server.desk.unit import Unit
from sync_server.domain.lifecycle import LIVE
from sync_server.domain.rules.fields import calendar_facts, facts_of


class RuleFacts:
    """Of the tickets of one command, for the rules that are in force."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._asked = unit.automation.asked
        self._around = {field.split(".")[0] for field in self._asked if "." in field}

    def of(self, ticket: Ticket, message: Message | None) -> dict[str, Any]:
        """What is so now; `message` is the one that has just come."""
        return facts_of(ticket, message=message, **self._parts(ticket), counts=self._now(ticket))

    def before(self, ticket: Ticket) -> dict[str, Any]:
        """What was so before the command, for the ticket as it was."""
        return facts_of(ticket, **self._parts(ticket), counts=self._before(ticket))

    def _parts(self, ticket: Ticket) -> dict[str, Any]:
        unit, parts = self._unit, dict[str, Any]()
        if "customer" in self._around and ticket.requester is not None:
            parts["customer"] = unit.find(Contact, ticket.requester)
        if "organisation" in self._around and ticket.organisation is not None:
            parts["organisation"] = unit.find(Organisation, ticket.organisation)
        if "calendar" in self._around:
            calendar = unit.promises.calendar_of(ticket, unit.now)
            if unit.promises.knows(calendar) and calendar is not None:
                parts["calendar"] = calendar_facts(unit.promises.calendar(calendar), unit.now)
        return parts

    def _now(self, ticket: Ticket) -> dict[str, int]:
        counts = self._before(ticket)
        if "replies" in counts:
            counts["replies"] += sum(1 for row in self._new_messages(ticket.id) if _replies(row))
        return counts

    def _before(self, ticket: Ticket) -> dict[str, int]:
        """What there is beside the ticket itself, and the ticket."""
        asked, lookup, counts = self._asked, self._unit.lookup, dict[str, int]()
        customer = ticket.requester
        if "counts.customer_tickets" in asked and customer is not None:
            counts["customer_tickets"] = lookup.tickets_beside(customer, ticket.id) + 1
        if "counts.customer_open" in asked and customer is not None:
            others = lookup.open_tickets_beside(customer, ticket.id)
            counts["customer_open"] = others + (ticket.status in LIVE)
        if "counts.assignee_open" in asked and ticket.assignee is not None:
            counts["assignee_open"] = len(self._unit.outcome.queues.in_hand(ticket.assignee))
        if "counts.replies" in asked:
            counts["replies"] = lookup.replies_of(ticket.id)
        return counts

    def _new_messages(self, ticket: TicketId) -> list[Message]:
        rows = (row for row in self._unit.touched.values() if isinstance(row, Message))
        return [
            row
            for row in rows
            if row.ticket == ticket and self._unit.before(Message, row.id) is None
        ]


def _replies(message: Message) -> bool:
    return message.type == "reply" and not message.automatic
