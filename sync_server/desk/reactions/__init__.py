# SPDX-License-Identifier: Apache-2.0
"""What follows from a command by itself, in the same transaction, after its handler.

Rules first, then clocks, which go by what rules promise, then routing, which looks at clocks. What
routing did is something that rules look at again, and so on until nothing more happens.
"""

from collections.abc import Callable
from typing import Final

from sync_server.contract.entities import Ticket
from sync_server.desk.reactions.clocks import Clockwork
from sync_server.desk.reactions.rerouting import take_back
from sync_server.desk.reactions.routing import share_out
from sync_server.desk.reactions.rules import Automatic
from sync_server.desk.unit import Unit

ROUNDS: Final = 10
"""So often do rules look at what routing did, and routing at what rules did."""

Guard = Callable[[str, Callable[[], bool]], bool]
"""Runs a reaction of a name; one that fails has done nothing."""


def react(unit: Unit, guard: Guard) -> None:
    """Let everything follow on what a command wrote."""
    rules, clockwork = Automatic(unit), Clockwork(unit)

    def share() -> bool:
        before = [row for row in unit.touched.values() if isinstance(row, Ticket)]
        take_back(unit)
        share_out(unit)
        after = [row for row in unit.touched.values() if isinstance(row, Ticket)]
        return before != after

    guard("rules", rules.ask)
    for _ in range(ROUNDS):
        guard("clocks", clockwork.keep)
        if not guard("routing", share):
            return
        if not guard("rules", rules.ask):
            break
    guard("clocks", clockwork.keep)
