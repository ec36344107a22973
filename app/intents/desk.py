# SPDX-License-Identifier: Apache-2.0
"""Gestures on the desk's furniture: mailboxes, prepared replies, wishes, working hours."""

from typing import Any

from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.entities import WORKSPACE, Mailbox
from sync_server.contract.entities import Workspace as WorkspaceRow
from sync_server.contract.ids import CannedId, CommandId, MailboxId, SecretId, TeamId
from sync_server.contract.queries import TestMailbox


def connect_mailbox(
    workspace: Workspace,
    *,
    tried: TestMailbox,
    secret: SecretId,
    name: str = "",
    team: TeamId | None = None,
    start: c.StartWith = "none",
) -> MailboxId:
    """Connect a mailbox with the settings that a trial has shown to work; gives its id."""
    id = MailboxId(workspace.new_id())
    workspace.submit(
        c.ConnectMailbox(
            mailbox=id,
            address=tried.address,
            name=name,
            team=team,
            imap_host=tried.imap_host,
            imap_port=tried.imap_port,
            imap_security=tried.imap_security,
            imap_folder=tried.imap_folder,
            smtp_host=tried.smtp_host,
            smtp_port=tried.smtp_port,
            smtp_security=tried.smtp_security,
            user=tried.user,
            secret=secret,
            start=start,
        )
    )
    return id


def change_mailbox(workspace: Workspace, *, mailbox: MailboxId, **changes: Any) -> CommandId:
    """Set the named fields of `commands.ChangeMailbox`."""
    base = workspace.base(Mailbox, mailbox)
    return workspace.submit(c.ChangeMailbox(mailbox=mailbox, base=base, **changes))


def save_canned(
    workspace: Workspace,
    *,
    name: str,
    text: str,
    canned: CannedId | None = None,
    shared: bool = False,
    team: TeamId | None = None,
) -> CannedId:
    """Keep a reply ready, or replace the given one; gives its id."""
    id = CannedId(workspace.new_id()) if canned is None else canned
    workspace.submit(c.SaveCanned(canned=id, name=name, text=text, shared=shared, team=team))
    return id


def delete_canned(workspace: Workspace, *, canned: CannedId) -> CommandId:
    return workspace.submit(c.DeleteCanned(canned=canned))


def set_preferences(workspace: Workspace, **wishes: bool) -> CommandId:
    """Set the named fields of `commands.SetPreferences`."""
    return workspace.submit(c.SetPreferences(**wishes))


def change_workspace(workspace: Workspace, **changes: Any) -> CommandId:
    """Set the named fields of `commands.ChangeWorkspace`."""
    base = workspace.base(WorkspaceRow, WORKSPACE)
    return workspace.submit(c.ChangeWorkspace(base=base, **changes))
