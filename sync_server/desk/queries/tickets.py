# SPDX-License-Identifier: Apache-2.0
"""Fetching a ticket that is outside a client's cache."""

from typing import Final

from sync_server.contract import codec
from sync_server.contract.entities import Message, Row, Ticket
from sync_server.contract.frames import FULL
from sync_server.contract.ids import MessageId, Seq, TicketId
from sync_server.contract.queries import FetchTicket, WholeTicket
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import reads_tickets
from sync_server.desk.registry import answers
from sync_server.domain.sight import Viewer, sight_of
from sync_server.store.dossier import attachments_of, messages_of, ticket_row
from sync_server.store.engines import Connection

PAGE_BYTES: Final = 384 * 1024
"""Most bytes of messages in one answer: with its row and files it stays within a frame."""


@answers(FetchTicket, policy=reads_tickets, cost="light")
def answer_fetch_ticket(reader: Connection, viewer: Viewer, query: FetchTicket) -> WholeTicket:
    """The ticket and as much of its conversation as fits; for an overview member its row alone."""
    version, ticket, in_full = visible_ticket(reader, viewer, query.ticket)
    if not in_full:
        return WholeTicket(ticket=Row(version, ticket), messages=(), attachments=())
    page, more = _page(messages_of(reader, ticket.id), query.before)
    shown = {message.id for message in page}
    files = attachments_of(reader, ticket.id)
    return WholeTicket(
        ticket=Row(version, ticket),
        messages=page,
        attachments=tuple(file for file in files if file.message in shown),
        more=more,
    )


def _page(
    messages: tuple[Message, ...], before: MessageId | None
) -> tuple[tuple[Message, ...], bool]:
    """The newest messages older than `before` that fit a page, at least one; is there more?"""
    ids = [message.id for message in messages]
    end = ids.index(before) if before in ids else len(ids)
    begin, size = end, 0
    while begin > 0:
        size += len(codec.encode(messages[begin - 1]))
        if size > PAGE_BYTES and begin < end:
            break
        begin -= 1
    return messages[begin:end], begin > 0


def visible_ticket(reader: Connection, viewer: Viewer, id_: TicketId) -> tuple[Seq, Ticket, bool]:
    """Version, ticket, and whether it is seen in full. Refused: not_found, also when hidden."""
    found = ticket_row(reader, id_)
    projection = None if found is None else sight_of(viewer, found[1])
    if found is None or projection is None:
        raise Refused(Code.NOT_FOUND, Ticket.kind)
    return (*found, projection == FULL)
