# SPDX-License-Identifier: Apache-2.0
"""The clocks of one ticket, one below the other: what each shows, and when it is due."""

from functools import reduce
from typing import Final

from app.clocks.hours import DeskHours
from app.clocks.reading import Reading, leading, read
from app.workspace.workspace import Workspace
from sync_server.contract.clocks import GOING, METRICS, PAUSES, Clock
from sync_server.contract.entities import Agent, Calendar, Membership, SlaPolicy, Ticket
from sync_server.contract.ids import Instant
from ui.models.clock_words import (
    due_words,
    face_of,
    metric_words,
    pause_words,
    taken_words,
    told_face,
)
from ui.models.ticket_clocks import TicketClocks
from ui.models.time_left import short_words, target_words
from ui.models.words import status_words, translate
from ui.widgets.clock_face import ClockFace
from ui.widgets.time_left import ClockLine

_ORDER: Final = {metric: place for place, metric in enumerate(METRICS)}


def clock_lines(
    workspace: Workspace, hours: DeskHours, ticket: Ticket, now: Instant
) -> tuple[ClockLine, ...]:
    """The newest clock of each metric, in the order in which a ticket meets them."""
    grows = may_extend(workspace, ticket)
    shown = TicketClocks(ticket.clocks, hours.of, hours.zone).shown(now)
    newest: dict[str, Reading] = {}
    for reading in shown:
        known = newest.get(reading.clock.metric)
        if known is None or known.clock.instance < reading.clock.instance:
            newest[reading.clock.metric] = reading
    ordered = sorted(newest.values(), key=lambda each: _ORDER.get(each.clock.metric, len(_ORDER)))
    return tuple(
        _line(workspace, each, zone=hours.zone(each.clock.calendar), now=now, can_grow=grows)
        for each in ordered
    )


def rail_face(hours: DeskHours, ticket: Ticket, now: Instant) -> ClockFace | None:
    """The clock that ends first, in few letters, with all that is said of the clocks."""
    first = leading(ticket.clocks, hours.of)
    if first is None:
        return None
    reading = read(first, hours.of(first.calendar), now)
    face, source = face_of(reading), TicketClocks(ticket.clocks, hours.of, hours.zone)
    spoken, tooltip = source.spoken(now), source.tooltip(now)
    return ClockFace(face.look, short_words(reading.left), face.used, spoken, tooltip)


def promise_words(workspace: Workspace, ticket: Ticket) -> str:
    """Which policy promises it, by which hours: "Gold, 24×5 Berlin"."""
    going = [each for each in ticket.clocks if each.state in GOING] or ticket.clocks
    policies = (workspace.get(SlaPolicy, each.policy) for each in going)
    calendars = (workspace.get(Calendar, each.calendar) for each in going)
    names = (next((each.name for each in found if each), "") for found in (policies, calendars))
    return ", ".join(name for name in names if name)


def may_extend(workspace: Workspace, ticket: Ticket) -> bool:
    """Whether the person may give a ticket more time; the server decides by the same rule."""
    me = workspace.get(Agent, workspace.me)
    if me is None or me.role not in ("supervisor", "administrator"):
        return False
    if me.role == "administrator" or ticket.team is None:
        return True
    mine = (each.team for each in workspace.all(Membership) if each.agent == me.id)
    return ticket.team in mine


def _line(
    workspace: Workspace, reading: Reading, *, zone: str, now: Instant, can_grow: bool
) -> ClockLine:
    clock, face = reading.clock, told_face(reading, zone, now)
    title = metric_words(clock.metric)
    if clock.state not in GOING:
        taken = ClockFace(face.look, taken_words(clock), face.used, face.spoken, face.tooltip)
        return ClockLine(clock.metric, title, taken)
    told = _told(workspace, reading, zone=zone, now=now)
    return ClockLine(clock.metric, title, face, told, can_grow)


def _told(workspace: Workspace, reading: Reading, *, zone: str, now: Instant) -> str:
    """When it is due, and what else there is to know: "Due 21:19, pauses while Pending"."""
    moments = (pause_words(reading, zone, now), due_words(reading, zone, now))
    told = ". ".join(words for words in moments if words)
    rest = "" if reading.rest else _pausing_words(workspace, reading.clock)
    if not rest:
        target = translate("clocks", "target {time}")
        rest = target.format(time=target_words(reading.clock.target))
    return f"{told}, {rest}" if told else f"{rest[:1].upper()}{rest[1:]}"


def _pausing_words(workspace: Workspace, clock: Clock) -> str:
    """During which statuses it rests; nothing for one that never does."""
    policy = workspace.get(SlaPolicy, clock.policy)
    pauses = {} if policy is None else policy.document.get("pauses", {})
    named = pauses.get(clock.metric) if isinstance(pauses, dict) else None
    statuses = named if isinstance(named, list) else PAUSES.get(clock.metric, ())
    words = [status_words(str(each)) for each in statuses]
    if not words:
        return ""
    either = translate("clocks", "{status} or {other}")
    said = reduce(lambda before, word: either.format(status=before, other=word), words)
    return translate("clocks", "pauses while {status}").format(status=said)
