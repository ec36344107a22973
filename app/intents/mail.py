# SPDX-License-Identifier: Apache-2.0
"""Gestures about mail that leaves, calls, and people outside who get copies."""

from app.intents.tickets import check_ready
from app.intents.writing import Written
from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.ids import (
    AgentId,
    AttachmentId,
    CommandId,
    MailboxId,
    MessageId,
    TicketId,
)


def forward(  # noqa: PLR0913 - all that a person may say with it
    workspace: Workspace,
    *,
    ticket: TicketId,
    to: tuple[str, ...],
    text: str = "",
    about: MessageId | None = None,
    cc: tuple[str, ...] = (),
    bcc: tuple[str, ...] = (),
    mailbox: MailboxId | None = None,
    attachments: tuple[AttachmentId, ...] = (),
    files: tuple[c.File, ...] = (),
    hold_s: int = 0,
    status: c.Status | None = None,
) -> Written:
    """Send a message, or without `about` the conversation without notes, to somebody else."""
    check_ready(workspace, ticket, status)
    message = MessageId(workspace.new_id())
    command = workspace.submit(
        c.Forward(
            ticket=ticket,
            message=message,
            text=text,
            about=about,
            to=to,
            cc=cc,
            bcc=bcc,
            mailbox=mailbox,
            attachments=attachments,
            files=files,
            hold_s=hold_s,
            status=status,
        )
    )
    workspace.drafts.drop(ticket, "forward")
    return Written(command=command, message=message)


def send_again(workspace: Workspace, *, message: MessageId, to: tuple[str, ...] = ()) -> CommandId:
    """Try once more what was refused or given up, perhaps to other addresses."""
    return workspace.submit(c.SendAgain(message=message, to=to))


def change_participants(
    workspace: Workspace,
    *,
    ticket: TicketId,
    add: tuple[str, ...] = (),
    remove: tuple[str, ...] = (),
) -> CommandId:
    return workspace.submit(c.ChangeParticipants(ticket=ticket, add=add, remove=remove))


def log_call(
    workspace: Workspace,
    *,
    ticket: TicketId,
    call: c.Call,
    text: str = "",
    counts: bool = True,
    walk_in: bool = False,
    mentions: tuple[AgentId, ...] = (),
) -> Written:
    """Write down a call or a visit; a spoken one that `counts` answers the customer."""
    message = MessageId(workspace.new_id())
    command = workspace.submit(
        c.LogCall(
            ticket=ticket,
            message=message,
            call=call,
            text=text,
            counts=counts,
            walk_in=walk_in,
            mentions=mentions,
        )
    )
    return Written(command=command, message=message)
