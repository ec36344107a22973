# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands by which agents write."""

from collections.abc import Iterator

from msgspec.structs import replace

from app.workspace.predictions.mail import leaving, participants
from app.workspace.predictions.registry import Edit, Scene, predicts
from app.workspace.predictions.tickets import NOT_WOKEN, WAITING, changed, status_changes
from sync_server.contract import commands as c
from sync_server.contract.entities import Attachment, Contact, Message, Ticket


@predicts(c.OpenTicket)
def predict_open_ticket(command: c.OpenTicket, scene: Scene) -> Iterator[Edit]:
    contact = scene.get(Contact, command.requester)
    internal = command.note or command.call is not None
    waits = not command.outgoing and not internal
    opened = command.assignee is not None or command.outgoing
    ticket = Ticket(
        id=command.ticket,
        subject=command.subject,
        status="open" if opened else "new",
        priority=command.priority,
        channel=command.channel,
        requester=command.requester,
        organisation=None if contact is None else contact.organisation,
        team=command.team,
        assignee=command.assignee,
        category=command.category,
        tags=command.tags,
        custom=command.custom,
        opened_at=scene.at,
        updated_at=scene.at,
        last_message_at=None if internal else scene.at,
        last_message_by=None if internal else ("reply" if command.outgoing else "customer"),
        waiting_since=scene.at if waits else None,
        messages=1,
        mentioned=command.mentions,
    )
    message = _first_message(command, ticket, scene)
    yield replace(ticket, mailbox=message.mailbox, cc=command.cc if command.outgoing else ())
    yield message
    yield from _attachments(message, command.files)


def _first_message(command: c.OpenTicket, ticket: Ticket, scene: Scene) -> Message:
    message = Message(
        id=command.message,
        ticket=command.ticket,
        type="customer",
        at=scene.at,
        agent=scene.me,
        contact=command.requester,
        channel=command.channel,
        text=command.text,
    )
    if command.note:
        return replace(message, type="note", contact=None)
    if command.call is not None:
        call = command.call
        return replace(
            message,
            type="call",
            direction=call.direction,
            outcome=call.outcome,
            minutes=call.minutes,
        )
    if not command.outgoing:
        return message
    return replace(message, type="reply", contact=None, **leaving(scene, ticket, command))


@predicts(c.Reply)
def predict_reply(command: c.Reply, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is None:
        return
    at = max(scene.at, (ticket.last_message_at or 0) + 1)
    message = Message(
        id=command.message,
        ticket=command.ticket,
        type="reply",
        at=at,
        agent=scene.me,
        channel=ticket.channel,
        text=command.text,
        quote=command.quote,
        **leaving(scene, ticket, command),
    )
    yield message
    yield from _attachments(message, command.files)
    status = command.status or ("open" if ticket.status == "new" else ticket.status)
    waits = command.status in WAITING
    moved = {} if status == ticket.status and not waits else status_changes(ticket, status, scene)
    yield from changed(
        scene,
        command.ticket,
        messages=ticket.messages + 1,
        last_message_at=at,
        last_message_by="reply",
        waiting_since=None,
        cc=participants(scene, ticket, add=command.cc),
        **{**NOT_WOKEN, **moved},
    )


@predicts(c.RetractReply)
def predict_retract_reply(command: c.RetractReply, scene: Scene) -> Iterator[Edit]:
    message = scene.get(Message, command.message)
    if message is not None:
        yield replace(message, text="", html=None, full_text=None, retracted=True, delivery=None)


@predicts(c.AddNote)
def predict_add_note(command: c.AddNote, scene: Scene) -> Iterator[Edit]:
    message = Message(
        id=command.message,
        ticket=command.ticket,
        type="note",
        at=scene.at,
        agent=scene.me,
        text=command.text,
    )
    yield message
    yield from _attachments(message, command.files)
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None:
        mentioned = tuple(dict.fromkeys((*ticket.mentioned, *command.mentions)))
        yield from changed(scene, command.ticket, messages=ticket.messages + 1, mentioned=mentioned)


@predicts(c.Attach)
def predict_attach(command: c.Attach, scene: Scene) -> Iterator[Edit]:
    message = scene.get(Message, command.message)
    if message is not None:
        yield from _attachments(message, command.files)


def _attachments(message: Message, files: tuple[c.File, ...]) -> Iterator[Attachment]:
    for file in files:
        yield Attachment(
            id=file.id,
            ticket=message.ticket,
            message=message.id,
            name=file.name,
            media_type=file.media_type,
            content_id=file.content_id,
        )
