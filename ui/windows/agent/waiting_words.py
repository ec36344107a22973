# SPDX-License-Identifier: Apache-2.0
"""Own changes of a ticket that the server has not heard of yet, as lines of the conversation."""

from collections.abc import Sequence

from app.workspace.workspace import PendingCommand, Workspace
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, TagId, TicketId
from ui.models.words import time_words, translate
from ui.widgets.message_value import MessageValue
from ui.windows.agent.fields import FIELD_OF, field_title, value_words
from ui.windows.agent.history_words import status_until


def waiting_events_of(
    workspace: Workspace, ticket: TicketId
) -> tuple[tuple[Instant, MessageValue], ...]:
    """What waits on a ticket, oldest first: of several changes to one field what comes of them, and
    nothing where one has taken the other back.
    """
    latest: dict[str, PendingCommand] = {}
    for pending in workspace.pending:
        command = pending.command
        field = FIELD_OF.get(type(command))
        if field is None or pending.needs_decision or getattr(command, "ticket", "") != ticket:
            continue
        latest.pop(field, None)
        latest[field] = pending
    return tuple(
        (pending.queued_at, _event(workspace, pending, field, told))
        for field, pending in latest.items()
        if (told := _change_words(workspace, ticket, field))
    )


def _event(workspace: Workspace, pending: PendingCommand, field: str, told: str) -> MessageValue:
    return MessageValue(
        id=f"waiting {pending.id}",
        kind="event",
        author=field_title(field),
        time=time_words(pending.queued_at, workspace.now_us()),
        text=translate("history", "{change}, waiting to sync").format(change=told),
        mark="pending",
    )


def _change_words(workspace: Workspace, ticket: TicketId, field: str) -> str:
    """From what the server has to what it will have; a field that was empty is only set. Nothing
    where both are the same.
    """
    had, now = workspace.confirmed(Ticket, ticket), workspace.get(Ticket, ticket)
    if field == "tags":
        return _tag_words(() if had is None else had.tags, () if now is None else now.tags)
    if had is not None and now is not None and _values(had, field) == _values(now, field):
        return ""
    after = "" if now is None else _words(workspace, now, field)
    if had is None or getattr(had, field) in (None, ""):
        return translate("history", "set to {after}").format(after=after)
    before = _words(workspace, had, field)
    return translate("history", "{before} to {after}").format(before=before, after=after)


def _values(ticket: Ticket, field: str) -> tuple[object, ...]:
    """What a field holds; a status has a day on which it ends."""
    value = getattr(ticket, field)
    return (value, ticket.wake_at) if field == "status" else (value,)


def _tag_words(had: Sequence[TagId], now: Sequence[TagId]) -> str:
    come = ", ".join(tag for tag in now if tag not in had)
    gone = ", ".join(tag for tag in had if tag not in now)
    told = [translate("history", "{tags} added").format(tags=come)] if come else []
    if gone:
        told.append(translate("history", "{tags} removed").format(tags=gone))
    return ", ".join(told)


def _words(workspace: Workspace, ticket: Ticket, field: str) -> str:
    words = value_words(workspace, field, getattr(ticket, field))
    return status_until(words, ticket.wake_at) if field == "status" else words
