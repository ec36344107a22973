# SPDX-License-Identifier: Apache-2.0
"""Doing a refused gesture once more, against what is there now."""

from collections.abc import Callable
from typing import Any, Final

from app import intents
from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.commands import Command

_FIELDS: Final[dict[type[Command], tuple[Callable[..., object], tuple[str, ...]]]] = {
    c.SetSubject: (intents.set_subject, ("ticket", "subject")),
    c.SetStatus: (intents.set_status, ("ticket", "status", "wake_at")),
    c.SetPriority: (intents.set_priority, ("ticket", "priority")),
    c.SetCategory: (intents.set_category, ("ticket", "category")),
    c.SetSolution: (intents.set_solution, ("ticket", "solution", "article")),
    c.TickItem: (intents.tick_item, ("ticket", "item", "done")),
    c.SetNeeds: (intents.set_needs, ("ticket", "needs")),
    c.SetTeam: (intents.set_team, ("ticket", "team")),
    c.SetAssignee: (intents.assign, ("ticket", "assignee")),
    c.ChangeTags: (intents.change_tags, ("ticket", "add", "remove")),
    c.ChangeRequester: (intents.change_requester, ("ticket", "requester")),
    c.FollowTicket: (intents.follow, ("ticket", "agent")),
    c.UnfollowTicket: (intents.unfollow, ("ticket", "agent")),
    c.AddNote: (intents.add_note, ("ticket", "text", "mentions", "files")),
}


def can_redo(command: Command) -> bool:
    """Whether the same gesture makes sense again."""
    return type(command) in _FIELDS or isinstance(command, c.Reply)


def redo(
    workspace: Workspace, command: Command, *, anyway: bool = True, forced: bool = False
) -> None:
    """Make the same gesture, based on what this person sees now.

    With `anyway` a reply goes out in spite of newer messages, and what is `forced` is solved in
    spite of open children. Raises what the intents raise.
    """
    if isinstance(command, c.Reply):
        intents.reply(
            workspace,
            ticket=command.ticket,
            text=command.text,
            to=command.to,
            cc=command.cc,
            status=command.status,
            hold_s=command.hold_s,
            anyway=anyway,
            files=command.files,
            bcc=command.bcc,
            mailbox=command.mailbox,
            quote=command.quote,
            forced=forced,
        )
        return
    intent, names = _FIELDS[type(command)]
    arguments: dict[str, Any] = {name: getattr(command, name) for name in names}
    if forced and isinstance(command, c.SetStatus):
        arguments["forced"] = True
    intent(workspace, **arguments)
