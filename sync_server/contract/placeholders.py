# SPDX-License-Identifier: Apache-2.0
"""Fields in double braces that stand for what is known of agent, customer and ticket.

A template of a mailbox has one more, the place of the message.
"""

import re
from collections.abc import Mapping
from typing import Final

from sync_server.contract.entities import Agent, Contact, Ticket

FIELDS: Final = (
    "agent.name",
    "agent.first_name",
    "agent.email",
    "customer.name",
    "customer.first_name",
    "customer.email",
    "customer.company",
    "ticket.number",
    "ticket.subject",
    "ticket.team",
)
"""Every field that can be filled in."""

_MESSAGE: Final = re.compile(r"\{\{\s{0,8}message\s{0,8}\}\}")
_FIELD: Final = re.compile(r"\{\{\s{0,8}([a-z][a-z_.]{0,40})\s{0,8}\}\}")
_BRACED: Final = re.compile(r"\{\{.{0,200}?\}\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with every field that has a value; the others stay as gaps.

    What is filled in is text: braces in a customer's name are never read as a field.
    """

    def value(found: re.Match[str]) -> str:
        return values.get(found[1], "") or found[0]

    return _FIELD.sub(value, text)


def fill_out(text: str, values: Mapping[str, str]) -> str:
    """`text` without gaps: what is not known is left out, and a line that held nothing else too."""
    lines = []
    for line in text.split("\n"):
        filled = _FIELD.sub(lambda found: values.get(found[1], ""), line)
        if filled.strip() or not _FIELD.search(line):
            lines.append(filled)
    return "\n".join(lines)


def field_values(
    *,
    agent: Agent | None = None,
    contact: Contact | None = None,
    ticket: Ticket | None = None,
    company: str = "",
    team: str = "",
) -> dict[str, str]:
    """What the fields stand for; an empty value is a gap."""
    values = {"customer.company": company, "ticket.team": team}
    if agent is not None:
        values |= {"agent.name": agent.name, "agent.first_name": _first(agent.name)}
        values["agent.email"] = agent.email
    if contact is not None:
        values |= {"customer.name": contact.name, "customer.first_name": _first(contact.name)}
        values["customer.email"] = next(iter(contact.emails), "")
    if ticket is not None:
        values["ticket.number"] = str(ticket.number) if ticket.number else ""
        values["ticket.subject"] = ticket.subject
    return values


def gaps_in(text: str) -> tuple[str, ...]:
    """The fields that were left, as they stand in the text, each once."""
    return tuple(dict.fromkeys(found[0] for found in _FIELD.finditer(text)))


def unknown_in(text: str) -> tuple[str, ...]:
    """What stands in double braces and is no field, as it stands there, each once."""
    braced = dict.fromkeys(found[0] for found in _BRACED.finditer(text))
    return tuple(each for each in braced if each[2:-2].strip() not in FIELDS)


def around_message(template: str) -> tuple[str, str] | None:
    """What a template has before and after the message; `None` unless it has one place for it."""
    parts = _MESSAGE.split(template)
    return (parts[0], parts[1]) if len(parts) == 2 else None


def is_template(text: str) -> bool:
    """Whether a text has one place for the message, and no field that there is not."""
    around = around_message(text)
    return around is not None and not unknown_in("\n".join(around))


def gap_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where each field that was left begins and ends."""
    return tuple(found.span() for found in _FIELD.finditer(text))


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.split() else ""
