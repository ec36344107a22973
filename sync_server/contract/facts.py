# SPDX-License-Identifier: Apache-2.0
"""A ticket as the predicate language sees it."""

from collections.abc import Iterator, Mapping
from typing import Any

from sync_server.contract.entities import Ticket


class TicketFacts(Mapping[str, Any]):
    """The fields of a ticket by name, without a copy of them."""

    __slots__ = ("_ticket",)

    def __init__(self, ticket: Ticket) -> None:
        self._ticket = ticket

    def __getitem__(self, name: str) -> Any:
        try:
            return getattr(self._ticket, name)
        except AttributeError:
            raise KeyError(name) from None

    def get(self, name: str, default: Any = None) -> Any:
        return getattr(self._ticket, name, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ticket.__struct_fields__)

    def __len__(self) -> int:
        return len(self._ticket.__struct_fields__)
