# SPDX-License-Identifier: Apache-2.0
"""A ticket's conversation: adding a message, and who waits for whom afterwards."""

from collections.abc import Iterable
from typing import Any, Final

from sync_server.contract.commands import File
from sync_server.contract.entities import Message, Ticket
from sync_server.contract.ids import Instant
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.commands.edits import NOT_WOKEN
from sync_server.desk.commands.files import attach_files
from sync_server.desk.unit import Unit

MESSAGES_LOOKED_BACK: Final = 200
"""How many of the newest messages are read to find out who waits for whom."""


def is_public(message: Message) -> bool:
    """Whether a message is said between the customer and a person of ours.

    Notes, side threads and calls are not; nor is an automatic reply, which answers nothing.
    """
    if message.type == "reply":
        return not message.automatic
    return message.type == "customer"


def next_instant(unit: Unit, ticket: Ticket) -> Instant:
    """When a message that is written now happens: after every public message that is there.

    So "newer than" tells two messages apart even when they are committed in the same batch.
    """
    return max(unit.now, (ticket.last_message_at or 0) + 1)


def append_message(
    unit: Unit,
    ticket: Ticket,
    message: Message,
    *,
    files: tuple[File, ...],
    changes: dict[str, Any] | None = None,
) -> None:
    """Add a message with its files, and bring the ticket's figures up to date."""
    unit.insert(message)
    attach_files(unit, message, files)
    if message.full_text is not None and message.full_text not in {file.id for file in files}:
        raise Refused(Code.NO_FILE, "full_text")
    unit.update(
        ticket,
        messages=ticket.messages + 1,
        updated_at=max(ticket.updated_at, message.at),
        **{**_after(ticket, message), **(changes or {})},
    )


def _after(ticket: Ticket, message: Message) -> dict[str, Any]:
    """Newest public message and waiting time after one more message, which may be an old one."""
    if not is_public(message):
        return {}
    newest = ticket.last_message_at is None or message.at >= ticket.last_message_at
    changes: dict[str, Any] = {}
    if newest:
        changes = {
            "last_message_at": message.at,
            "last_message_by": message.type,
            **NOT_WOKEN,
        }
    if message.type == "reply":
        return {**changes, "waiting_since": None}
    answered = not newest and ticket.last_message_by == "reply"
    if message.automatic or answered:
        return changes
    waiting = message.at if ticket.waiting_since is None else ticket.waiting_since
    return {**changes, "waiting_since": min(waiting, message.at)}


def standing(unit: Unit, ticket: Ticket, retracted: Message) -> dict[str, Any]:
    """Newest public message and waiting time once a reply is taken back."""
    ids = unit.lookup.messages_of_ticket(ticket.id, MESSAGES_LOOKED_BACK)
    return standing_after(unit.get(Message, id_) for id_ in ids if id_ != retracted.id)


def standing_after(messages: Iterable[Message]) -> dict[str, Any]:
    """Newest public message and waiting time of a conversation."""
    waiting: Instant | None = None
    newest: Message | None = None
    for message in sorted(messages, key=lambda each: (each.at, each.id), reverse=True):
        if message.retracted or not is_public(message):
            continue
        newest = newest or message
        if message.type == "reply":
            break
        if not message.automatic:
            waiting = message.at
    return {
        "last_message_at": newest and newest.at,
        "last_message_by": newest and newest.type,
        "waiting_since": waiting,
    }
