# SPDX-License-Identifier: Apache-2.0
"""Commands on the clocks of a ticket."""

from typing import Final

from sync_server.contract.clocks import acknowledged, extended, reached_by, standing
from sync_server.contract.commands import (
    AcknowledgeClock,
    ExtendClock,
    TellClocks,
)
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import check_leads, hub_only, supervises, works_on_tickets
from sync_server.desk.commands.edits import check_not_archived
from sync_server.desk.commands.waiting import present
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit
from sync_server.domain.sla.course import Happening, after
from sync_server.domain.sla.telling import told_at

_SECOND: Final = 1_000_000
_AHEAD: Final = 5 * _SECOND
"""A window rings by a clock that may go before the desk's by so much."""


@handles(ExtendClock, policy=supervises, audit="work")
def handle_extend_clock(unit: Unit, command: ExtendClock) -> None:
    """Add to the target of the clock that goes: what that puts off will be told of anew.

    Refused: bad_move when none goes.
    """
    ticket = unit.work(command.ticket)
    check_not_archived(ticket)
    if ticket.team is not None:
        check_leads(unit, ticket.team)
    by = command.by_s * _SECOND
    clocks = extended(ticket.clocks, command.metric, by, command.reason)
    if clocks == ticket.clocks:
        raise Refused(Code.BAD_MOVE, "clocks")
    hours_of = unit.promises.hours_of
    counted = (
        clock if clock is before else standing(clock, hours_of(clock.calendar), unit.now)
        for before, clock in zip(ticket.clocks, clocks, strict=True)
    )
    unit.update(ticket, clocks=tuple(counted))


@handles(AcknowledgeClock, policy=works_on_tickets, audit="work")
def handle_acknowledge_clock(unit: Unit, command: AcknowledgeClock) -> None:
    """Note it for everybody; what they did not see stays open, and what cannot have rung yet.

    A window rings without the desk: what it rang is noted, though the desk has yet to tell of it.
    """
    ticket = unit.work(command.ticket)
    check_not_archived(ticket)
    reached = reached_by(unit.promises.hours_of, unit.now + _AHEAD)
    clocks = acknowledged(
        ticket.clocks, command.metric, command.instance, command.point, reached=reached
    )
    unit.update(ticket, clocks=clocks)


@handles(TellClocks, policy=hub_only, audit="work")
def handle_tell_clocks(unit: Unit, command: TellClocks) -> None:
    """Mark every point that is due as told, by what is promised now.

    What was told before is told no second time; what is late waits until people work.
    """
    hours_of = unit.promises.hours_of
    for ticket in present(unit, command.tickets):
        now = Happening(at=unit.now, status=ticket.status)
        promised = after(ticket.clocks, now, unit.promises.terms(ticket, unit.now), hours_of)
        clocks = tuple(told_at(clock, hours_of(clock.calendar), unit.now) for clock in promised)
        unit.update(ticket, clocks=clocks)
