# SPDX-License-Identifier: Apache-2.0
"""What a colleague is writing: nobody else holds it, but who reads the ticket may look."""

from sync_server.contract.entities import Ticket
from sync_server.contract.queries import DraftText, ReadDraft
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import reads_tickets
from sync_server.desk.commands.drafts import draft_id
from sync_server.desk.queries.tickets import visible_ticket
from sync_server.desk.registry import answers
from sync_server.domain.sight import Viewer
from sync_server.store.dossier import draft_row
from sync_server.store.engines import Connection


@answers(ReadDraft, policy=reads_tickets, cost="light")
def answer_read_draft(reader: Connection, viewer: Viewer, query: ReadDraft) -> DraftText:
    """The text of the reply. Refused: not_found, for a ticket that is hidden or without bodies."""
    _, _, in_full = visible_ticket(reader, viewer, query.ticket)
    if not in_full:
        raise Refused(Code.NOT_FOUND, Ticket.kind)
    draft = draft_row(reader, draft_id(query.agent, query.ticket, "reply"))
    return DraftText() if draft is None else DraftText(text=draft.text, at=draft.at)
