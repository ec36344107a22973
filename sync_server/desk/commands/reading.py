# SPDX-License-Identifier: Apache-2.0
"""Commands on read marks: how far an agent has read a ticket."""

from sync_server.contract.commands import MarkRead, MarkUnread
from sync_server.contract.entities import ReadMark
from sync_server.contract.ids import AgentId, TicketId
from sync_server.desk.access import anybody, author
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit


@handles(MarkRead, policy=anybody, audit="own")
def handle_mark_read(unit: Unit, command: MarkRead) -> None:
    """Move the mark forward. Older news from another device never moves it back."""
    agent = author(unit)
    ticket = unit.ticket(command.ticket)
    id_ = read_mark_id(agent, ticket.id)
    mark = unit.find(ReadMark, id_)
    if mark is None:
        unit.insert(ReadMark(id=id_, agent=agent, ticket=ticket.id, read_at=command.read_at))
    elif command.read_at > mark.read_at:
        unit.update(mark, read_at=command.read_at)


@handles(MarkUnread, policy=anybody, audit="own")
def handle_mark_unread(unit: Unit, command: MarkUnread) -> None:
    """Drop the mark: a ticket without one is unread."""
    ticket = unit.ticket(command.ticket)
    mark = unit.find(ReadMark, read_mark_id(author(unit), ticket.id))
    if mark is not None:
        unit.delete(mark)


def read_mark_id(agent: AgentId, ticket: TicketId) -> str:
    """The id of an agent's mark on a ticket: there is one."""
    return f"{agent}.{ticket}"
