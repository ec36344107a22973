# SPDX-License-Identifier: Apache-2.0
"""Own changes of a ticket that the server has not heard of yet, as lines of the conversation."""

from typing import Final

from app.workspace.workspace import PendingCommand, Workspace
from sync_server.contract import commands
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, TicketId
from ui.models.words import time_words, translate
from ui.widgets.message_value import MessageValue
from ui.windows.agent.fields import FIELD_OF, field_title, value_words
from ui.windows.agent.history_words import status_until, tags_sentence

_NEEDING: Final = frozenset({"held", "refused"})
"""These have cards of their own."""


def waiting_events_of(
    workspace: Workspace, ticket: TicketId
) -> tuple[tuple[Instant, MessageValue], ...]:
    """What waits on a ticket, oldest first; of several changes to one field the last one."""
    latest: dict[object, PendingCommand] = {}
    for pending in workspace.pending:
        command = pending.command
        field = FIELD_OF.get(type(command))
        if field is None or pending.state in _NEEDING or getattr(command, "ticket", "") != ticket:
            continue
        latest.pop(field, None)
        latest[pending.id if field == "tags" else field] = pending
    return tuple((each.queued_at, _event(workspace, ticket, each)) for each in latest.values())


def _event(workspace: Workspace, ticket: TicketId, pending: PendingCommand) -> MessageValue:
    command = pending.command
    field = FIELD_OF[type(command)]
    if isinstance(command, commands.ChangeTags):
        told = tags_sentence(added=command.add, removed=command.remove)
    else:
        told = _change_words(workspace, ticket, field)
    return MessageValue(
        id=f"waiting {pending.id}",
        kind="event",
        author=field_title(field),
        time=time_words(pending.queued_at, workspace.now_us()),
        text=translate("history", "{change}, waiting to sync").format(change=told),
        mark="pending",
    )


def _change_words(workspace: Workspace, ticket: TicketId, field: str) -> str:
    """From what the server has to what it will have; a field that was empty is only set."""
    had, now = workspace.confirmed(Ticket, ticket), workspace.get(Ticket, ticket)
    after = "" if now is None else _words(workspace, now, field)
    if had is None or getattr(had, field) in (None, ""):
        return translate("history", "set to {after}").format(after=after)
    before = _words(workspace, had, field)
    return translate("history", "{before} to {after}").format(before=before, after=after)


def _words(workspace: Workspace, ticket: Ticket, field: str) -> str:
    words = value_words(workspace, field, getattr(ticket, field))
    return status_until(words, ticket.wake_at) if field == "status" else words
