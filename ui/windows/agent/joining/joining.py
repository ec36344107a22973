# SPDX-License-Identifier: Apache-2.0
"""All that makes one ticket of two, two of one, or links them, in one window."""

from PySide6.QtCore import QObject

from ui.windows.agent.joining.incidents import Incidents
from ui.windows.agent.joining.linking import Linking
from ui.windows.agent.joining.merging import Merging
from ui.windows.agent.joining.place import Place
from ui.windows.agent.joining.splitting import Splitting

__all__ = ("Joining", "Place")


class Joining(QObject):
    """Made when somebody first joins or parts tickets."""

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.merging = Merging(place, self)
        self.splitting = Splitting(place, self)
        self.incidents = Incidents(place, self)
        self.linking = Linking(place, self.merging, self.incidents, self)

    def close(self) -> None:
        """Leave everything as it is."""
        for panel in (
            self.merging.panel,
            self.merging.later,
            self.splitting.panel,
            self.incidents.panel,
        ):
            panel.close_panel()

    def ask(self, how: str) -> None:
        """Ask what becomes of the open ticket and another one."""
        open_ = self._place.of()
        if how == "merge":
            self.merging.ask()
        elif how == "split":
            self.splitting.ask()
        elif how == "link":
            self.linking.ask()
        elif open_ is not None:
            self.merging.take_out(open_)
