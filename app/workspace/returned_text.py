# SPDX-License-Identifier: Apache-2.0
"""The draft that a refused text goes back to: everything its author had said is in it."""

from app.outbox.draft_details import MailDetails, details_of
from app.outbox.drafts import Draft
from sync_server.contract import commands
from sync_server.contract.commands import Command
from sync_server.contract.ids import TicketId


def returned_draft(command: Command, reason: str) -> tuple[tuple[TicketId, str], Draft] | None:
    """The ticket and mode of a text, and its draft; nothing for a command without one."""
    if isinstance(command, commands.OpenTicket):
        return _returned_beginning(command, reason)
    if isinstance(command, commands.AddNote | commands.LogCall):
        files = command.files if isinstance(command, commands.AddNote) else ()
        draft = Draft(text=command.text, files=files, reason=reason)
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


def _returned_beginning(
    command: commands.OpenTicket, reason: str
) -> tuple[tuple[TicketId, str], Draft]:
    """What a ticket was to begin with, under its subject: there is no other place for that."""
    draft = Draft(
        text=f"{command.subject}\n\n{command.text}",
        to=command.to,
        cc=command.cc,
        files=command.files,
        reason=reason,
        details=details_of(MailDetails(bcc=command.bcc, mailbox=command.mailbox or "")),
    )
    return (command.ticket, "reply" if command.outgoing else "note"), draft
