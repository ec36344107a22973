# SPDX-License-Identifier: Apache-2.0
"""What was written and waits on this computer: it can be taken back until it leaves it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.workspace.conversation import Entry
from app.workspace.workspace import Workspace
from sync_server.contract.commands import AddNote, Forward, LogCall, Reply, SetStatus
from sync_server.contract.ids import CommandId, MessageId, TicketId


@dataclass(frozen=True, slots=True)
class Unsent:
    """A text on its way."""

    id: CommandId
    command: Reply | AddNote | Forward | LogCall


def find_unsent(workspace: Workspace, message: MessageId) -> Unsent | None:
    """The command that carries a message, while it is not answered."""
    for each in workspace.pending:
        found = each.command
        if isinstance(found, Reply | AddNote | Forward | LogCall) and found.message == message:
            return Unsent(each.id, found)
    return None


def is_sent(workspace: Workspace, text: str, *, on: TicketId) -> bool:
    """Whether this very text is on its way already."""
    return any(
        isinstance(each.command, Reply | AddNote | Forward)
        and (each.command.ticket, each.command.text) == (on, text)
        for each in workspace.pending
    )


def is_said(entries: Iterable[Entry], text: str) -> bool:
    """Whether this very text stands in the conversation: sent from another device, perhaps."""
    return any(each.message.type != "customer" and each.message.text == text for each in entries)


async def withdraw(workspace: Workspace, unsent: Unsent) -> bool:
    """Take it back, with the change of the status that goes with it; False where it has left."""
    along = [
        each.id
        for each in workspace.pending
        if isinstance(each.command, SetStatus) and each.command.base == unsent.id
    ]
    if not await workspace.withdraw(unsent.id):
        return False
    for id in along:
        await workspace.withdraw(id)
    return True
