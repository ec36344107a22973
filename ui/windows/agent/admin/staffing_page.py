# SPDX-License-Identifier: Apache-2.0
"""The layout of the page of teams: a line for each, with who works in it."""

from PySide6.QtWidgets import QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.windows.agent.admin.lines_page import LinesPage


class StaffingPage(LinesPage):
    """Layout only: `StaffingController` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            translate("staffing", "Teams and members"),
            translate(
                "staffing",
                "Who works on whose tickets. A team that is closed keeps its tickets and gets no "
                "more.",
            ),
            name="admin.staffing",
            add=translate("staffing", "Add a team"),
            parent=parent,
        )
