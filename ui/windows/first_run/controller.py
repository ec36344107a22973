# SPDX-License-Identifier: Apache-2.0
"""What the first run does: keeps what was filled in, and sends nothing.

There is no step for alerts until the program has alerts to test.
"""

from typing import Final

from PySide6.QtCore import QObject, QTimeZone, Signal

from app.client import Client
from app.workspace.changes import Changes
from sync_server.contract.entities import Agent, Membership, Team
from sync_server.contract.ids import Instant
from ui.models.local_time import place_words
from ui.models.moments import time_of_day
from ui.models.words import listed_words, translate
from ui.theme.theme import Theme
from ui.windows.first_run.about import AboutPage
from ui.windows.first_run.window import FirstRunWindow

_SHOWN: Final = (Agent.kind, Membership.kind, Team.kind)


class FirstRunController(QObject):
    """One run through the steps. Emits `done()` when it was finished, skipped or closed."""

    done = Signal()

    def __init__(self, client: Client, theme: Theme) -> None:
        super().__init__()
        self._client = client
        self._settings = client.settings
        about = AboutPage(theme, client.settings, clock=clock_words(client.workspace.now_us()))
        self.window = FirstRunWindow(theme, about)
        self._subscription = client.workspace.changed.connect(self._on_changed)
        self._show_person()
        self.window.practice.list.pressed.connect(self.window.keys.update)
        self.window.went_on.connect(self._on_went_on)
        self.window.skipped.connect(self._finish)
        self.window.closed.connect(self._finish)
        self._finished = False

    def close(self) -> None:
        """Let the window go."""
        self._finished = True
        self._subscription.close()
        self.window.close()
        self.window.deleteLater()

    def _on_changed(self, changes: Changes) -> None:
        """On a new computer the people of the desk are known a moment after signing in."""
        if changes.reloaded or any(map(changes.rows.get, _SHOWN)):
            self._show_person()

    def _show_person(self) -> None:
        me = self._client.me
        agent = self._client.workspace.get(Agent, me) if me is not None else None
        name = agent.name if agent is not None else ""
        self.window.about.show_person(name, signature=self._signature(agent))
        self.window.greet(name.partition(" ")[0])

    def _signature(self, agent: Agent | None) -> str:
        """Name and teams, and below them the desk."""
        if agent is None:
            return ""
        workspace = self._client.workspace
        teams = (
            workspace.get(Team, each.team)
            for each in workspace.all(Membership)
            if each.agent == agent.id and each.level == "work"
        )
        listed = listed_words(sorted(team.name for team in teams if team is not None))
        first = f"{agent.name}, {listed}" if listed else agent.name
        return "\n".join(filter(None, (first, self._client.desk)))

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


def clock_words(now: Instant) -> str:
    """This computer's time zone and clock: "Berlin, now 13:57"."""
    place = place_words(QTimeZone.systemTimeZoneId().toStdString())
    told = translate("first_run", "{place}, now {clock}")
    return told.format(place=place, clock=time_of_day(now))
