# SPDX-License-Identifier: Apache-2.0
"""What rules may ask about: the fields of a ticket, and of what stands around it.

A ticket's own fields are called as everywhere (`priority`, `custom.order`). Those of the message
that just came, the customer, their organisation and the calendar have its name in front
(`customer.vip`), as have the counts (`counts.customer_open`).
"""

from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from sync_server.contract.conditions import OPERATORS, TICKET_FIELDS, Field, Operators
from sync_server.contract.entities import Contact, Message, Organisation, Ticket
from sync_server.contract.ids import Instant
from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.calendar.document import DAYS
from sync_server.domain.calendar.local_time import moment_of

_TICKET: Final[dict[str, Field]] = {
    **TICKET_FIELDS,
    "mailbox": Field("text"),
    "cc": Field("set"),
    "follow_up_of": Field("text"),
    "archived": Field("flag"),
    "reminded_at": Field("instant"),
}
_AROUND: Final[dict[str, dict[str, Field]]] = {
    "message": {
        "type": Field("text"),
        "text": Field("text"),
        "subject": Field("text"),
        "channel": Field("text"),
        "agent": Field("text"),
        "contact": Field("text"),
        "sender": Field("text"),
        "to": Field("set"),
        "cc": Field("set"),
        "automatic": Field("flag"),
        "unverified": Field("flag"),
        "direction": Field("text"),
        "outcome": Field("text"),
        "minutes": Field("number"),
        "at": Field("instant"),
    },
    "customer": {
        "name": Field("text"),
        "emails": Field("set"),
        "phones": Field("set"),
        "organisation": Field("text"),
        "vip": Field("flag"),
        "language": Field("text"),
        "timezone": Field("text"),
        "notes": Field("text"),
    },
    "organisation": {
        "name": Field("text"),
        "domains": Field("set"),
        "notes": Field("text"),
    },
    "calendar": {
        "open": Field("flag"),
        "weekday": Field("text"),
        "hour": Field("number"),
    },
    "counts": {
        "customer_tickets": Field("number"),
        "customer_open": Field("number"),
        "assignee_open": Field("number"),
        "replies": Field("number"),
    },
}
FIELDS: Final[dict[str, Field]] = {
    **_TICKET,
    **{f"{of}.{name}": field for of, fields in _AROUND.items() for name, field in fields.items()},
}
"""What a condition of a rule may name, beside `custom.<name>`."""

MATCHES: Final = "matches"
RULE_OPERATORS: Final[Operators] = {
    kind: (*operators, MATCHES) if kind in ("text", "set", "custom") else operators
    for kind, operators in OPERATORS.items()
}
"""Those of every condition, and patterns (`patterns`)."""

CHANGING: Final = tuple(_TICKET)
"""Fields by whose change a rule may be triggered, beside `custom.<name>`."""
INSTANTS: Final = tuple(name for name, field in _TICKET.items() if field.type == "instant")
"""Instants of a ticket that time may be counted from."""
COUNTS: Final = tuple(_AROUND["counts"])
"""What the desk counts for rules."""


def facts_of(
    ticket: Ticket,
    *,
    message: Message | None = None,
    customer: Contact | None = None,
    organisation: Organisation | None = None,
    calendar: Mapping[str, Any] = {},
    counts: Mapping[str, int] = {},
) -> dict[str, Any]:
    """The facts about a ticket on which conditions are tested."""
    facts: dict[str, Any] = {name: getattr(ticket, name) for name in _TICKET}
    facts["custom"] = ticket.custom
    _put(facts, "message", message)
    _put(facts, "customer", customer)
    _put(facts, "organisation", organisation)
    facts |= {f"calendar.{name}": value for name, value in calendar.items()}
    facts |= {f"counts.{name}": value for name, value in counts.items()}
    return facts


def calendar_facts(calendar: BusinessCalendar, at: Instant) -> dict[str, Any]:
    """What a calendar says of an instant: whether people work, and what its clock shows."""
    moment = moment_of(at)
    local = moment.astimezone(ZoneInfo(calendar.timezone))
    return {
        "open": calendar.is_open(moment),
        "weekday": DAYS[local.weekday()],
        "hour": local.hour,
    }


def _put(facts: dict[str, Any], of: str, row: Struct | None) -> None:
    if row is not None:
        facts |= {f"{of}.{name}": getattr(row, name) for name in _AROUND[of]}
