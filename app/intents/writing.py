# SPDX-License-Identifier: Apache-2.0
"""Gestures that write: tickets, replies, notes, files. A sent text is no draft any more."""

from msgspec import Struct

from app.intents.tickets import check_ready
from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import (
    AgentId,
    CategoryId,
    CommandId,
    ContactId,
    MailboxId,
    MessageId,
    TagId,
    TeamId,
    TicketId,
)


class Written(Struct, frozen=True, kw_only=True):
    """A message that was just written."""

    command: CommandId
    message: MessageId


class Opened(Written, frozen=True, kw_only=True):
    """A ticket that was just opened, with its first message."""

    ticket: TicketId


def open_ticket(  # noqa: PLR0913 - all that a person may say of a new ticket
    workspace: Workspace,
    *,
    subject: str,
    text: str,
    requester: ContactId | None = None,
    team: TeamId | None = None,
    assignee: AgentId | None = None,
    priority: c.Priority = "normal",
    category: CategoryId | None = None,
    tags: tuple[TagId, ...] = (),
    channel: c.Channel = "desk",
    files: tuple[c.File, ...] = (),
    outgoing: bool = False,
    to: tuple[str, ...] = (),
    cc: tuple[str, ...] = (),
    bcc: tuple[str, ...] = (),
    mailbox: MailboxId | None = None,
    hold_s: int = 0,
    call: c.Call | None = None,
    note: bool = False,
    mentions: tuple[AgentId, ...] = (),
) -> Opened:
    """Open a ticket with what the customer said, with `call` a call, with `outgoing` what we write
    to them, with `note` to ourselves.
    """
    ticket, message = TicketId(workspace.new_id()), MessageId(workspace.new_id())
    command = workspace.submit(
        c.OpenTicket(
            ticket=ticket,
            message=message,
            subject=subject,
            text=text,
            requester=requester,
            team=team,
            assignee=assignee,
            priority=priority,
            category=category,
            tags=tags,
            channel=channel,
            files=files,
            outgoing=outgoing,
            to=to,
            cc=cc,
            bcc=bcc,
            mailbox=mailbox,
            hold_s=hold_s,
            call=call,
            note=note,
            mentions=mentions,
        )
    )
    return Opened(command=command, ticket=ticket, message=message)


def reply(  # noqa: PLR0913 - all that a person may say with a reply
    workspace: Workspace,
    *,
    ticket: TicketId,
    text: str,
    to: tuple[str, ...] = (),
    cc: tuple[str, ...] = (),
    status: c.Status | None = None,
    hold_s: int = 0,
    anyway: bool = False,
    files: tuple[c.File, ...] = (),
    bcc: tuple[str, ...] = (),
    mailbox: MailboxId | None = None,
    quote: bool = True,
    forced: bool = False,
) -> Written:
    """Answer the customer. `anyway` sends it in spite of a newer message ("stale"), `forced` solves
    the ticket in spite of open children.
    """
    check_ready(workspace, ticket, status)
    message = MessageId(workspace.new_id())
    command = workspace.submit(
        c.Reply(
            ticket=ticket,
            message=message,
            text=text,
            seen=workspace.base(Ticket, ticket),
            anyway=anyway,
            hold_s=hold_s,
            to=to,
            cc=cc,
            status=status,
            files=files,
            bcc=bcc,
            mailbox=mailbox,
            quote=quote,
            forced=forced,
        )
    )
    workspace.drafts.drop(ticket, "reply")
    return Written(command=command, message=message)


def retract_reply(workspace: Workspace, *, message: MessageId) -> CommandId:
    return workspace.submit(c.RetractReply(message=message))


def add_note(
    workspace: Workspace,
    *,
    ticket: TicketId,
    text: str,
    mentions: tuple[AgentId, ...] = (),
    files: tuple[c.File, ...] = (),
) -> Written:
    message = MessageId(workspace.new_id())
    command = workspace.submit(
        c.AddNote(ticket=ticket, message=message, text=text, mentions=mentions, files=files)
    )
    workspace.drafts.drop(ticket, "note")
    return Written(command=command, message=message)


def attach(workspace: Workspace, *, message: MessageId, files: tuple[c.File, ...]) -> CommandId:
    return workspace.submit(c.Attach(message=message, files=files))
