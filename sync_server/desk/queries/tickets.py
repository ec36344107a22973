# SPDX-License-Identifier: Apache-2.0
"""Fetching a ticket that is outside a client's cache."""

from sync_server.contract.entities import Row, Ticket
from sync_server.contract.frames import FULL
from sync_server.contract.ids import Seq, TicketId
from sync_server.contract.queries import FetchTicket, WholeTicket
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import reads_tickets
from sync_server.desk.registry import answers
from sync_server.domain.sight import Viewer, sight_of
from sync_server.store.dossier import attachments_of, messages_of, ticket_row
from sync_server.store.engines import Connection


@answers(FetchTicket, policy=reads_tickets, cost="light")
def answer_fetch_ticket(reader: Connection, viewer: Viewer, query: FetchTicket) -> WholeTicket:
    """The ticket whole; for an overview member its row alone."""
    version, ticket, in_full = visible_ticket(reader, viewer, query.ticket)
    return WholeTicket(
        ticket=Row(version, ticket),
        messages=messages_of(reader, ticket.id) if in_full else (),
        attachments=attachments_of(reader, ticket.id) if in_full else (),
    )


def visible_ticket(reader: Connection, viewer: Viewer, id_: TicketId) -> tuple[Seq, Ticket, bool]:
    """Version, ticket, and whether it is seen in full. Refused: not_found, also when hidden."""
    found = ticket_row(reader, id_)
    projection = None if found is None else sight_of(viewer, found[1])
    if found is None or projection is None:
        raise Refused(Code.NOT_FOUND, Ticket.kind)
    return (*found, projection == FULL)
