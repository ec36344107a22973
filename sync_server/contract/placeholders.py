# SPDX-License-Identifier: Apache-2.0
"""Fields in double braces that stand for what is known of agent, customer and ticket."""

import re
from collections.abc import Mapping
from typing import Final

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

_FIELD: Final = re.compile(r"\{\{\s{0,8}([a-z][a-z_.]{0,40})\s{0,8}\}\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with every field that has a value; the others stay as gaps.

    What is filled in is text: braces in a customer's name are never read as a field.
    """

    def value(found: re.Match[str]) -> str:
        return values.get(found[1], "") or found[0]

    return _FIELD.sub(value, text)


def gaps_in(text: str) -> tuple[str, ...]:
    """The fields that were left, as they stand in the text, each once."""
    return tuple(dict.fromkeys(found[0] for found in _FIELD.finditer(text)))
