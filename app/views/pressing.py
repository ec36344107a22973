# SPDX-License-Identifier: Apache-2.0
"""How many tickets of each view are late or at risk, counted only after something differs."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from msgspec import Struct

from app.clocks.reading import Level
from sync_server.contract.ids import TicketId


class Pressing(Struct, frozen=True):
    """How many tickets of a view are late, and how many others at risk."""

    late: int = 0
    at_risk: int = 0


NOTHING_PRESSES: Final = Pressing()


class PressingCounts:
    """Counts among `levels`, the tickets that are at risk or late. `queues` name the view of a team
    in which each of them counts.
    """

    def __init__(self, levels: Mapping[TicketId, Level], queues: Mapping[TicketId, str]) -> None:
        self._levels = levels
        self._queues = queues
        self._views: dict[str, Pressing] = {}
        self._teams: dict[str, Pressing] | None = None

    def of_view(self, key: str, tickets: Collection[TicketId]) -> Pressing:
        """Those of a view with these tickets."""
        if key not in self._views:
            few, many = sorted((tickets, self._levels), key=len)
            self._views[key] = _counted(self._levels[id] for id in few if id in many)
        return self._views[key]

    def of_team(self, key: str) -> Pressing:
        """Those of a team's view that are our turn."""
        if self._teams is None:
            levels: defaultdict[str, list[Level]] = defaultdict(list)
            for id, level in self._levels.items():
                if id in self._queues:
                    levels[self._queues[id]].append(level)
            self._teams = {queue: _counted(found) for queue, found in levels.items()}
        return self._teams.get(key, NOTHING_PRESSES)

    def forget(self) -> frozenset[str]:
        """Something differs: count anew. The views that were counted, and may count another way."""
        counted = frozenset((*self._views, *(self._teams or ())))
        self._views.clear()
        self._teams = None
        return counted


def _counted(levels: Iterable[Level]) -> Pressing:
    counts = Counter(levels)
    late = counts.pop("breached", 0)
    return Pressing(late=late, at_risk=counts.total())
