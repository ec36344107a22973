# SPDX-License-Identifier: Apache-2.0
"""Queries of whoever asks why: about the router, a team, and what was told of a ticket.

What is here is who may ask, and what the database knows. The desk's memory says the rest.
"""

from sync_server.contract.entities import Ticket
from sync_server.contract.ids import AgentId
from sync_server.contract.queries import (
    DeliveryTrace,
    ExplainRouting,
    Matrix,
    PreviewRedistribution,
    Recipient,
    Redistribution,
    TeamMatrix,
    ToldByMail,
    TraceDelivery,
)
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import reads_tickets
from sync_server.desk.queries.policies import sees_administration
from sync_server.desk.queries.tickets import visible_ticket
from sync_server.desk.registry import answers
from sync_server.domain.sight import Viewer
from sync_server.store.engines import Connection
from sync_server.store.notices import Notice
from sync_server.store.told import last_seen, notices_of, silenced


@answers(ExplainRouting, policy=reads_tickets, cost="light")
def answer_explain_routing(reader: Connection, viewer: Viewer, query: ExplainRouting) -> Ticket:
    """The ticket that it is about. Refused: not_found."""
    return visible_ticket(reader, viewer, query.ticket)[1]


@answers(TeamMatrix, policy=sees_administration, cost="light")
def answer_team_matrix(_reader: Connection, _viewer: Viewer, _query: TeamMatrix) -> Matrix:
    """The database knows nothing of it that the memory does not."""
    return Matrix()


@answers(PreviewRedistribution, policy=sees_administration, cost="light")
def answer_preview_redistribution(
    _reader: Connection, _viewer: Viewer, _query: PreviewRedistribution
) -> Redistribution:
    """The database knows nothing of it that the memory does not."""
    return Redistribution()


@answers(TraceDelivery, policy=reads_tickets, cost="light")
def answer_trace_delivery(
    reader: Connection, viewer: Viewer, query: TraceDelivery
) -> tuple[Ticket, DeliveryTrace]:
    """The ticket, and what is known of everybody, whether it concerns them or not.

    Refused: not_found, also for one that is seen without bodies.
    """
    _, ticket, in_full = visible_ticket(reader, viewer, query.ticket)
    if not in_full:
        raise Refused(Code.NOT_FOUND, Ticket.kind)
    return ticket, told(reader, ticket)


def told(reader: Connection, ticket: Ticket) -> DeliveryTrace:
    """What the database knows of whoever was told of a ticket, or is seldom here."""
    mails: dict[AgentId, list[ToldByMail]] = {}
    for notice in notices_of(reader, ticket.id):
        mails.setdefault(notice.agent, []).append(_mail(notice))
    seen, silent = last_seen(reader), silenced(reader)
    return DeliveryTrace(
        recipients=tuple(
            Recipient(
                agent=agent,
                concern="",
                seen_at=seen.get(agent),
                silenced=silent.get(agent, ()),
                mails=tuple(mails.get(agent, ())),
            )
            for agent in sorted({*mails, *seen, *silent})
        )
    )


def _mail(notice: Notice) -> ToldByMail:
    return ToldByMail(
        reason=notice.reason,
        seq=notice.seq,
        next_at=notice.next_at,
        attempts=notice.attempts,
        sent_at=notice.sent_at,
        dropped=notice.sent_at is not None and notice.seq == 0,
    )
