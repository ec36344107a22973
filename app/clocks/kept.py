# SPDX-License-Identifier: Apache-2.0
"""How well promises were kept: of the clocks that ended, how many did within their target."""

from collections.abc import Iterable
from typing import NamedTuple

from sync_server.contract.clocks import MET, MISSED
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, PolicyId


class Kept(NamedTuple):
    """What became of the clocks of one policy. A clock that was stopped is neither."""

    met: int = 0
    missed: int = 0

    @property
    def share(self) -> float:
        """The part that was met, from 0 to 1; at least one must have ended."""
        return self.met / (self.met + self.missed)


def count_kept(found: dict[PolicyId, Kept], tickets: Iterable[Ticket], since: Instant) -> None:
    """Add to what was found the clocks of tickets that ended at `since` or later."""
    for ticket in tickets:
        for clock in ticket.clocks:
            if clock.policy is None or clock.since < since or clock.state not in (MET, MISSED):
                continue
            met, missed = found.get(clock.policy, Kept())
            is_met = clock.state == MET
            found[clock.policy] = Kept(met + is_met, missed + (not is_met))
