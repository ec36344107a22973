# SPDX-License-Identifier: Apache-2.0
"""The draft that a refused text goes back to: everything its author had said is in it."""

from app.outbox.draft_details import MailDetails, details_of
from app.outbox.drafts import NEW_TICKET, Draft, Place
from sync_server.contract import commands
from sync_server.contract.commands import Command

Returned = tuple[Place, Draft]


def returned_drafts(command: Command, reason: str) -> tuple[Returned, ...]:
    """Where a text may go back to, with its draft: the first place that is free takes it."""
    if isinstance(command, commands.OpenTicket):
        return _returned_ticket(command, reason), _returned_beginning(command, reason)
    returned = _returned_text(command, reason)
    return () if returned is None else (returned,)


def _returned_text(command: Command, reason: str) -> Returned | None:
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


def _returned_ticket(command: commands.OpenTicket, reason: str) -> Returned:
    """The draft of a new ticket as it was before, with all that was entered and chosen."""
    call = command.call
    kind = "reply" if call is None and not command.note else "call" if call is not None else "note"
    details = {
        "kind": kind,
        "subject": command.subject,
        "customer": command.requester or "",
        "team": command.team or "",
        "category": command.category or "",
        "priority": command.priority,
        "tags": "\n".join(command.tags),
        "to": "\n".join(command.to),
        "cc": "\n".join(command.cc),
        "bcc": "\n".join(command.bcc),
        "mailbox": command.mailbox or "",
    }
    if call is not None:
        minutes = str(call.minutes) if call.minutes else ""
        details |= {"direction": call.direction, "outcome": call.outcome, "minutes": minutes}
    kept = {name: value for name, value in details.items() if value}
    kept["assignee"] = command.assignee or ""  # an empty one is nobody, none at all is the author
    draft = Draft(text=command.text, files=command.files, reason=reason, details=kept)
    return (NEW_TICKET, "reply" if call is None else "note"), draft


def _returned_beginning(command: commands.OpenTicket, reason: str) -> Returned:
    """What a ticket was to begin with, under its subject: another new ticket is being written."""
    draft = Draft(
        text=f"{command.subject}\n\n{command.text}",
        to=command.to,
        cc=command.cc,
        files=command.files,
        reason=reason,
        details=details_of(MailDetails(bcc=command.bcc, mailbox=command.mailbox or "")),
    )
    return (command.ticket, "reply" if command.outgoing else "note"), draft
