# SPDX-License-Identifier: Apache-2.0
"""How a list can be arranged: its groupings and its orders, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.views.orders import BY_TIME_LEFT
from app.workspace.workspace import Workspace
from sync_server.contract.entities import PRIORITIES, Agent, Team, Ticket
from sync_server.contract.ids import TicketId
from ui.models.status_groups import group_by_status, status_groups
from ui.models.time_groups import TIME_TONES, LevelOf, group_by_time, time_groups
from ui.models.words import priority_words, translate
from ui.widgets.ticket_row import GroupTone

GROUPINGS: Final = {
    BY_TIME_LEFT: str(QT_TRANSLATE_NOOP("list", "Time left")),
    "status": str(QT_TRANSLATE_NOOP("list", "Status")),
    "team": str(QT_TRANSLATE_NOOP("list", "Team")),
    "assignee": str(QT_TRANSLATE_NOOP("list", "Assignee")),
    "priority": str(QT_TRANSLATE_NOOP("list", "Priority")),
    "none": str(QT_TRANSLATE_NOOP("list", "No groups")),
}
GROUPED: Final = {
    BY_TIME_LEFT: str(QT_TRANSLATE_NOOP("list", "By time left")),
    "status": str(QT_TRANSLATE_NOOP("list", "By status")),
    "team": str(QT_TRANSLATE_NOOP("list", "By team")),
    "assignee": str(QT_TRANSLATE_NOOP("list", "By assignee")),
    "priority": str(QT_TRANSLATE_NOOP("list", "By priority")),
    "none": "",
}
SORTS: Final = {
    BY_TIME_LEFT: str(QT_TRANSLATE_NOOP("list", "Least time left first")),
    "newest": str(QT_TRANSLATE_NOOP("list", "Newest first")),
    "oldest": str(QT_TRANSLATE_NOOP("list", "Oldest first")),
    "priority": str(QT_TRANSLATE_NOOP("list", "Most urgent first")),
    "waiting": str(QT_TRANSLATE_NOOP("list", "Longest wait first")),
}
_NONE: Final = ""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Headings in their order, which one a ticket stands under, and those that are not grey."""

    groups: tuple[tuple[str, str], ...]
    group_of: Callable[[TicketId], str]
    tones: Mapping[str, GroupTone] = field(default_factory=dict)


def grouping(workspace: Workspace, name: str, *, level_of: LevelOf) -> Grouping | None:
    """The grouping of that name; nothing for a list without groups."""
    if name == BY_TIME_LEFT:
        return Grouping(time_groups(), group_by_time(workspace, level_of), TIME_TONES)
    if name == "status":
        return Grouping(status_groups(), group_by_status(workspace))
    if name == "priority":
        ranked = tuple((each, priority_words(each)) for each in reversed(PRIORITIES))
        return Grouping(ranked, _by(workspace, "priority"))
    if name == "team":
        teams = sorted(workspace.all(Team), key=lambda team: team.name.casefold())
        named = tuple((team.id, team.name) for team in teams)
        return Grouping((*named, (_NONE, translate("list", "No team"))), _by(workspace, "team"))
    if name == "assignee":
        return Grouping(_people(workspace), _by(workspace, "assignee"))
    return None


def _people(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    """Nobody, oneself, then colleagues by name."""
    me = workspace.me
    agents = sorted(workspace.all(Agent), key=lambda agent: (agent.id != me, agent.name.casefold()))
    return (
        ("nobody", translate("list", "Unassigned")),
        *((agent.id, agent.name) for agent in agents),
        (_NONE, translate("list", "Somebody else")),
    )


def _by(workspace: Workspace, field: str) -> Callable[[TicketId], str]:
    empty = "nobody" if field == "assignee" else _NONE

    def group_of(id: TicketId) -> str:
        ticket = workspace.get(Ticket, id)
        return _NONE if ticket is None else str(getattr(ticket, field) or empty)

    return group_of
