# SPDX-License-Identifier: Apache-2.0
"""Who sees how the desk works, and who says it."""

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Agent


def may_see_admin(workspace: Workspace) -> bool:
    """Administrators, and supervisors to read."""
    return _role(workspace) in ("administrator", "supervisor")


def may_administer(workspace: Workspace) -> bool:
    """Administrators."""
    return _role(workspace) == "administrator"


def _role(workspace: Workspace) -> str:
    me = workspace.get(Agent, workspace.me)
    return "" if me is None else me.role
