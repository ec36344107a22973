# SPDX-License-Identifier: Apache-2.0
"""What runs out first: the groups of a list by time left."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.clocks.reading import Level
from app.workspace.workspace import Workspace
from sync_server.contract.ids import TicketId
from ui.models.status_groups import group_by_status, status_groups
from ui.models.words import translate
from ui.widgets.ticket_row import GroupTone

LevelOf = Callable[[TicketId], Level]

TIME_TONES: Final[Mapping[str, GroupTone]] = {"breached": "red", "at_risk": "amber"}
"""The headings that are not grey."""

_GROUPS: Final = (
    ("breached", str(QT_TRANSLATE_NOOP("words", "Breached"))),
    ("at_risk", str(QT_TRANSLATE_NOOP("words", "At risk"))),
    ("next", str(QT_TRANSLATE_NOOP("words", "Next up"))),
)
_OUR_TURN: Final = frozenset({"unassigned", "ours"})


def time_groups() -> tuple[tuple[str, str], ...]:
    """Key and title of each group, in their order."""
    ours = ((key, translate("words", title)) for key, title in _GROUPS)
    return (*ours, *(each for each in status_groups() if each[0] not in _OUR_TURN))


def group_by_time(workspace: Workspace, level_of: LevelOf) -> Callable[[TicketId], str]:
    """Tells the group of a ticket as it is now: by a clock that presses, else by whose turn it is.

    Clocks that rest press nobody.
    """
    by_status = group_by_status(workspace)

    def group_of(id: TicketId) -> str:
        level = level_of(id)
        if level != "comfortable":
            return "breached" if level == "breached" else "at_risk"
        group = by_status(id)
        return "next" if group in _OUR_TURN else group

    return group_of
