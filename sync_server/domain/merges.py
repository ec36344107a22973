# SPDX-License-Identifier: Apache-2.0
"""Whom an id stands for after merges: what went into another one leads on to it."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from sync_server.contract.entities import Contact, Organisation, Ticket

FOLLOWED: Final = 20
"""Merges one after another; more can only be a circle."""

Merged = TypeVar("Merged", Contact, Organisation, Ticket)


def living(find: Callable[[Any], Merged | None], id_: str) -> Merged | None:
    """The one that an id stands for today; `find` gives the row under an id."""
    found = find(id_)
    for _ in range(FOLLOWED):
        if found is None or found.merged_into is None:
            return found
        found = find(found.merged_into)
    return None
