# SPDX-License-Identifier: Apache-2.0
"""Addresses of tickets and views, as they are copied, mailed and pressed: `deskbell://ticket/…`."""

import re
from typing import Final

from msgspec import Struct

SCHEME: Final = "deskbell://"
LONGEST: Final = 200

_PLACES: Final = re.compile(r"(ticket|view|team)/([0-9A-Za-z_-]{1,64})/?")
_NAMED: Final = re.compile(r"([a-z_]{1,32})/?")


class Link(Struct, frozen=True):
    """What a link names: a "ticket" by its number or id, or a "view" by its key."""

    kind: str
    key: str


def read_link(text: str) -> Link | None:
    """What a link names; none for what is no link of ours. It comes from anywhere."""
    text = text.strip()
    if len(text) > LONGEST or not text.lower().startswith(SCHEME):
        return None
    rest = text[len(SCHEME) :]
    place = _PLACES.fullmatch(rest)
    if place is not None:
        kind, key = place.groups()
        return Link("ticket", key) if kind == "ticket" else Link("view", f"{kind}:{key}")
    named = _NAMED.fullmatch(rest)
    return None if named is None else Link("view", named[1])


def ticket_link(ticket: str) -> str:
    """The link of a ticket, by its id: it is there before the number is."""
    return f"{SCHEME}ticket/{ticket}"


def view_link(key: str) -> str:
    """The link of a view, by its key."""
    return f"{SCHEME}{key.replace(':', '/', 1)}"
