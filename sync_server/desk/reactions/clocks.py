# SPDX-License-Identifier: Apache-2.0
"""Clocks: what a command did to a ticket moves the ticket's clocks."""

from collections.abc import Iterator

from sync_server.contract.clocks import Clock
from sync_server.contract.entities import Message, Ticket
from sync_server.contract.ids import Instant, TicketId
from sync_server.desk.unit import Unit
from sync_server.domain.sla.course import Happening, after, without_reply

_AFTER_ANSWER = "pending"
_AFTER_QUESTION = "open"
"""Status of a ticket between messages that were taken over together, after what was said last."""


class Clockwork:
    """Brings the clocks of tickets up to date with one command; again whenever more was written."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._handled: dict[TicketId, tuple[Clock, ...]] = {}
        """The clocks as the command itself left them."""

    def keep(self) -> bool:
        """Do so for every ticket that is written; whether any clock has changed."""
        unit = self._unit
        tickets = [row for row in unit.touched.values() if isinstance(row, Ticket)]
        changed = False
        for ticket in tickets:
            if not ticket.archived and (ticket.clocks or ticket.promised or unit.promises.policies):
                handled = self._handled.setdefault(ticket.id, ticket.clocks)
                clocks = _clocks(unit, ticket, handled)
                if clocks != ticket.clocks:
                    unit.update(ticket, clocks=clocks)
                    changed = True
        return changed


def _clocks(unit: Unit, ticket: Ticket, clocks: tuple[Clock, ...]) -> tuple[Clock, ...]:
    """A ticket's clocks after the command, which left them so."""
    messages = _messages(unit, ticket)
    for reply in _taken_back(unit, messages):
        clocks = without_reply(clocks, reply.at)
    terms, hours_of = unit.promises.terms(ticket, unit.now), unit.promises.hours_of
    new = _new(unit, ticket, messages)
    for happening in _happenings(unit, ticket, clocks, new):
        clocks = after(clocks, happening, terms, hours_of)
    return clocks


def _taken_back(unit: Unit, messages: list[Message]) -> list[Message]:
    """The replies among the messages that the command took back, as they were."""
    before = (unit.before(Message, row.id) for row in messages if row.retracted)
    return [reply for reply in before if reply is not None and not reply.retracted]


def _new(unit: Unit, ticket: Ticket, messages: list[Message]) -> list[Message]:
    """The messages that are news to a ticket's clocks, not those that came with another ticket.

    To a ticket that was split off all are: it begins with what its customer asked there. To one
    that comes out of another, those are that were never in it.
    """
    new = [row for row in messages if unit.before(Message, row.id) is None]
    was = unit.before(Ticket, ticket.id)
    if new or was is not None:
        merge = None if was is None or ticket.merge is not None else was.merge
        return new if merge is None else [row for row in messages if row.id not in merge.messages]
    first = next((number for number, row in enumerate(messages) if _asks(row)), 0)
    return messages[first:]


def _happenings(
    unit: Unit, ticket: Ticket, clocks: tuple[Clock, ...], new: list[Message]
) -> Iterator[Happening]:
    """What the command did, in the order of time: several things when a past is taken over."""
    opened = unit.before(Ticket, ticket.id) is None
    earliest = max((clock.since for clock in clocks), default=new[0].at if new else unit.now)
    between = _AFTER_QUESTION
    for number, message in enumerate(new):
        asked, answers = _asks(message), _answers(message)
        if asked or "reply" in answers:
            between = _AFTER_QUESTION if asked else _AFTER_ANSWER
        yield Happening(
            at=max(earliest, message.at),
            status=between if opened and len(new) > 1 else ticket.status,
            asked=asked,
            answers=answers,
            opened=opened and number == 0,
            ours=not asked,
        )
    if len(new) != 1:
        at = _at(unit, ticket, new if opened else [])
        yield Happening(at=at, status=ticket.status, opened=opened and not new)


def _at(unit: Unit, ticket: Ticket, new: list[Message]) -> Instant:
    """When a ticket came into its status: in the past where that was taken over."""
    if not new:
        return unit.now
    return max(new[-1].at, ticket.closed_at or ticket.solved_at or 0)


def _messages(unit: Unit, ticket: Ticket) -> list[Message]:
    """The messages of a ticket that the command wrote, in the order of time."""
    rows = (row for row in unit.touched.values() if isinstance(row, Message))
    return sorted((row for row in rows if row.ticket == ticket.id), key=lambda row: row.at)


def _asks(message: Message) -> bool:
    """Whether a person on the customer's side said something, and so waits for us."""
    if message.type == "call":
        return message.direction == "in"
    return message.type == "customer" and not message.automatic


def _answers(message: Message) -> frozenset[str]:
    """What a message is to the clocks that wait for an answer."""
    if message.type == "call":
        return frozenset({"call"} if message.outcome == "spoke" else ())
    if message.type in ("reply", "note") and not message.automatic and not message.retracted:
        return frozenset({message.type})
    return frozenset()
