# SPDX-License-Identifier: Apache-2.0
"""How well promises were kept: of the clocks that ended, how many did within their target."""

from collections.abc import Iterable
from typing import NamedTuple

from sync_server.contract.clocks import MET, MISSED, STOPPED, Clock
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, PolicyId


class Kept(NamedTuple):
    """What became of the clocks of one policy.

    A clock that was stopped is neither, unless it was late already when its ticket was solved.
    """

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
            is_met, is_missed = clock.state == MET, _is_missed(clock)
            if clock.policy is None or clock.since < since or not (is_met or is_missed):
                continue
            met, missed = found.get(clock.policy, Kept())
            found[clock.policy] = Kept(met + is_met, missed + is_missed)


def _is_missed(clock: Clock) -> bool:
    solved = clock.state == STOPPED and clock.why in ("solved", "closed")
    return clock.state == MISSED or (solved and clock.spent > clock.target)
