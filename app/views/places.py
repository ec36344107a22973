# SPDX-License-Identifier: Apache-2.0
"""Tickets in an order: which one stands where, and where each one is."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import overload

from app.views.orders import SortKey
from sync_server.contract.ids import TicketId

Place = tuple[SortKey, TicketId]


class Placed(Sequence[TicketId]):
    """A sequence of tickets over `_places`, sorted, and the key of each one in `_keys`.

    Whoever extends it keeps the two in step.
    """

    _places: list[Place]
    _keys: dict[TicketId, SortKey]

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> TicketId: ...

    @overload
    def __getitem__(self, index: slice) -> list[TicketId]: ...

    def __getitem__(self, index: int | slice) -> TicketId | list[TicketId]:
        if isinstance(index, slice):
            return [id for _, id in self._places[index]]
        return self._places[index][1]

    def __iter__(self) -> Iterator[TicketId]:
        return (id for _, id in self._places)

    def __contains__(self, ticket: object) -> bool:
        return ticket in self._keys

    def position(self, ticket: TicketId) -> int | None:
        """Where a ticket stands, if it is here."""
        key = self._keys.get(ticket)
        return None if key is None else bisect_left(self._places, (key, ticket))
