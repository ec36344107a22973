# SPDX-License-Identifier: Apache-2.0
"""Whose turn it is: the groups of a queue by status.

A ticket whose wake date has come waits for us again, whatever its status still says.
"""

from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from ui.models.words import translate

_GROUPS = (
    ("unassigned", str(QT_TRANSLATE_NOOP("words", "Unassigned"))),
    ("ours", str(QT_TRANSLATE_NOOP("words", "Our turn"))),
    ("customer", str(QT_TRANSLATE_NOOP("words", "Waiting on customer"))),
    ("held", str(QT_TRANSLATE_NOOP("words", "On hold"))),
    ("done", str(QT_TRANSLATE_NOOP("words", "Done"))),
)

_WAITING = frozenset({"pending", "on_hold"})
LIVE = frozenset({"new", "open", *_WAITING})
"""How tickets stand that are not done with."""


def status_groups() -> tuple[tuple[str, str], ...]:
    """Key and title of each group, in their order."""
    return tuple((key, translate("words", title)) for key, title in _GROUPS)


def group_by_status(workspace: Workspace) -> Callable[[TicketId], str]:
    """Tells the group of a ticket as it is now."""

    def group_of(id: TicketId) -> str:
        ticket = workspace.get(Ticket, id)
        if ticket is None:
            return "done"
        woken = ticket.wake_at is not None and ticket.wake_at <= workspace.now_us()
        return "ours" if woken and ticket.status in _WAITING else _group(ticket)

    return group_of


def _group(ticket: Ticket) -> str:
    if ticket.status == "pending":
        return "customer"
    if ticket.status == "on_hold":
        return "held"
    if ticket.status in ("new", "open"):
        return "unassigned" if ticket.assignee is None else "ours"
    return "done"
