# SPDX-License-Identifier: Apache-2.0
"""The draft that a refused text goes back to: everything its author had said is in it."""

from app.outbox.draft_details import MailDetails, details_of
from app.outbox.drafts import Draft
from sync_server.contract import commands
from sync_server.contract.commands import Command
from sync_server.contract.ids import TicketId


def returned_draft(command: Command, reason: str) -> tuple[tuple[TicketId, str], Draft] | None:
    """The ticket and mode of a text, and its draft; nothing for a command without one."""
    if isinstance(command, commands.AddNote):
        draft = Draft(text=command.text, files=command.files, reason=reason)
        return (command.ticket, "note"), draft
    if not isinstance(command, commands.Reply | commands.Forward):
        return None
    mail = MailDetails(bcc=command.bcc, mailbox=command.mailbox or "")
    mode = "reply"
    if isinstance(command, commands.Reply):
        quote = None if command.quote else False
        mail = MailDetails(bcc=mail.bcc, mailbox=mail.mailbox, quote=quote)
    else:
        mode = "forward"
        mail = MailDetails(
            bcc=mail.bcc,
            mailbox=mail.mailbox,
            about=command.about or "",
            attachments=command.attachments,
        )
    draft = Draft(
        text=command.text,
        to=command.to,
        cc=command.cc,
        files=command.files,
        status=command.status,
        reason=reason,
        details=details_of(mail),
    )
    return (command.ticket, mode), draft
