# SPDX-License-Identifier: Apache-2.0
"""Whether an attachment may be downloaded."""

from sync_server.contract.entities import Attachment
from sync_server.contract.ids import AttachmentId
from sync_server.contract.queries import FileTicket
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import reads_tickets
from sync_server.desk.queries.tickets import visible_ticket
from sync_server.desk.registry import answers
from sync_server.domain.sight import Viewer
from sync_server.store.dossier import attachment_row
from sync_server.store.engines import Connection


@answers(FileTicket, policy=reads_tickets, cost="light")
def answer_file_ticket(reader: Connection, viewer: Viewer, query: FileTicket) -> AttachmentId:
    """The attachment's id, once the viewer may have its bytes.

    The caller, who knows the device and the clock, makes the pass. Refused: not_found, the same for
    a file that is not there, one of a hidden ticket, and one whose ticket is seen without bodies.
    """
    attachment = attachment_row(reader, query.attachment)
    if attachment is None:
        raise Refused(Code.NOT_FOUND, Attachment.kind)
    try:
        _, _, in_full = visible_ticket(reader, viewer, attachment.ticket)
    except Refused:
        in_full = False
    if not in_full:
        raise Refused(Code.NOT_FOUND, Attachment.kind)
    return attachment.id
