# SPDX-License-Identifier: Apache-2.0
"""Commands on the clocks of a ticket."""

from typing import Final

from sync_server.contract.clocks import GOING
from sync_server.contract.commands import ExtendClock
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import check_leads, supervises
from sync_server.desk.commands.edits import check_not_archived
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.sla.moves import extended

_SECOND: Final = 1_000_000


@handles(ExtendClock, policy=supervises, audit="work")
def handle_extend_clock(unit: Unit, command: ExtendClock) -> None:
    """Add to the target of the clock that goes. Refused: bad_move when none does."""
    ticket = unit.work(command.ticket)
    check_not_archived(ticket)
    if ticket.team is not None:
        check_leads(unit, ticket.team)
    going = [clock for clock in ticket.clocks if clock.state in GOING]
    if command.metric not in {clock.metric for clock in going}:
        raise Refused(Code.BAD_MOVE, "clocks")
    clocks = tuple(
        extended(clock, command.by_s * _SECOND, command.reason)
        if clock.metric == command.metric and clock.state in GOING
        else clock
        for clock in ticket.clocks
    )
    unit.update(ticket, clocks=clocks)
