# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands about mail that leaves, calls, and people outside."""

from collections.abc import Iterator
from typing import Any, Final

from msgspec.structs import replace

from app.workspace.predictions.registry import Edit, Scene, predicts
from app.workspace.predictions.tickets import NOT_WOKEN, changed, status_changes
from sync_server.contract import commands as c
from sync_server.contract.addresses import address_key
from sync_server.contract.entities import Agent, Contact, Mailbox, Message, Ticket
from sync_server.contract.resending import addressed_again

MICROSECONDS: Final = 1_000_000

Outgoing = c.OpenTicket | c.Reply | c.Forward
"""Commands by which something leaves the desk."""


def leaving(scene: Scene, ticket: Ticket, command: Outgoing) -> dict[str, Any]:
    """The fields of a message that goes out; it waits for mail only where there is some."""
    contact = scene.get(Contact, ticket.requester)
    fields: dict[str, Any] = {
        "to": command.to or (() if contact is None else contact.emails[:1]),
        "cc": command.cc,
        "bcc": command.bcc,
        "release_at": scene.at + command.hold_s * MICROSECONDS if command.hold_s else None,
    }
    mailbox = scene.get(Mailbox, command.mailbox or ticket.mailbox)
    mailbox = mailbox or scene.first(Mailbox, lambda each: each.team == ticket.team)
    mailbox = mailbox or scene.first(Mailbox, lambda each: not each.disabled)
    anybody = any(fields[name] for name in ("to", "cc", "bcc"))
    if mailbox is None or mailbox.disabled or not anybody:
        return fields
    return {**fields, "mailbox": mailbox.id, "delivery": "waiting"}


def participants(
    scene: Scene, ticket: Ticket, *, add: tuple[str, ...], remove: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Who outside will get copies."""
    contact = scene.get(Contact, ticket.requester)
    own = () if contact is None else contact.emails
    gone = {address_key(address) for address in (*remove, *own)}
    kept = {address_key(each): each for each in ticket.cc if address_key(each) not in gone}
    for address in add:
        if address_key(address) not in gone and not _is_colleague(scene, address):
            kept.setdefault(address_key(address), address)
    return tuple(kept.values())


def _is_colleague(scene: Scene, address: str) -> bool:
    plain = address_key(address)
    return scene.first(Agent, lambda agent: address_key(agent.email) == plain) is not None


@predicts(c.Forward)
def predict_forward(command: c.Forward, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is None:
        return
    yield Message(
        id=command.message,
        ticket=command.ticket,
        type="forward",
        at=scene.at,
        agent=scene.me,
        channel="email",
        text=command.text,
        about=command.about,
        enclosed=command.attachments,
        **leaving(scene, ticket, command),
    )
    status = command.status or ticket.status
    moved = {} if status == ticket.status else status_changes(ticket, status, scene)
    yield from changed(scene, command.ticket, messages=ticket.messages + 1, **moved)


@predicts(c.SendAgain)
def predict_send_again(command: c.SendAgain, scene: Scene) -> Iterator[Edit]:
    message = scene.get(Message, command.message)
    if message is None or message.delivery not in ("accepted", "refused", "failed"):
        return
    if message.delivery == "accepted" and not message.refused:
        return
    addressed: dict[str, Any] = dict(addressed_again(message, command.to))
    yield replace(message, delivery="waiting", delivery_note=None, reasons=(), **addressed)


@predicts(c.ChangeParticipants)
def predict_change_participants(command: c.ChangeParticipants, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None:
        cc = participants(scene, ticket, add=command.add, remove=command.remove)
        yield from changed(scene, command.ticket, cc=cc)


@predicts(c.LogCall)
def predict_log_call(command: c.LogCall, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is None:
        return
    yield Message(
        id=command.message,
        ticket=command.ticket,
        type="call",
        at=scene.at,
        agent=scene.me,
        contact=ticket.requester,
        channel="walk_in" if command.walk_in else "phone",
        text=command.text,
        direction=command.call.direction,
        outcome=command.call.outcome,
        minutes=command.call.minutes,
    )
    mentioned = tuple(dict.fromkeys((*ticket.mentioned, *command.mentions)))
    answered: dict[str, Any] = {"mentioned": mentioned}
    if command.counts and command.call.outcome == "spoke":
        status = "open" if ticket.status == "new" else ticket.status
        answered |= {**NOT_WOKEN, "waiting_since": None, "status": status}
    yield from changed(scene, command.ticket, messages=ticket.messages + 1, **answered)
