# SPDX-License-Identifier: Apache-2.0
"""What the first run does: keeps what was filled in, and sends nothing.

There is no step for alerts until the program has alerts to test.
"""

from PySide6.QtCore import QDateTime, QLocale, QObject, QTimeZone, Signal

from app.client import Client
from sync_server.contract.entities import Agent
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.windows.first_run.about import AboutPage
from ui.windows.first_run.window import FirstRunWindow


class FirstRunController(QObject):
    """One run through the steps. Emits `done()` when it was finished, skipped or closed."""

    done = Signal()

    def __init__(self, client: Client, theme: Theme) -> None:
        super().__init__()
        self._settings = client.settings
        me = client.me
        agent = client.workspace.get(Agent, me) if me is not None else None
        name = agent.name if agent is not None else ""
        about = AboutPage(theme, client.settings, name=name, zone=zone_words())
        self.window = FirstRunWindow(theme, about, name=name.partition(" ")[0])
        self.window.practice.pressed.connect(self.window.keys.update)
        self.window.went_on.connect(self._on_went_on)
        self.window.skipped.connect(self._finish)
        self.window.closed.connect(self._finish)
        self._finished = False

    def close(self) -> None:
        """Let the window go."""
        self._finished = True
        self.window.close()
        self.window.deleteLater()

    def _on_went_on(self) -> None:
        if self.window.step == 0:
            self.window.about.keep()
            self.window.show_step(1)
        else:
            self._finish()

    def _finish(self) -> None:
        if not self._finished:
            self._finished = True
            self._settings.set("first_run_done", True)
            self.done.emit()


def zone_words() -> str:
    """This computer's time zone and clock: "Berlin, now 13:57"."""
    zone = QTimeZone.systemTimeZoneId().toStdString()
    place = zone.rpartition("/")[2].replace("_", " ")
    clock = QLocale.c().toString(QDateTime.currentDateTime().time(), "HH:mm")
    return translate("first_run", "{place}, now {clock}").format(place=place, clock=clock)
