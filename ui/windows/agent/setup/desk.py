# SPDX-License-Identifier: Apache-2.0
"""The team and the working hours of the desk, as the set-up page changes them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.settings import TIMES
from sync_server.contract.entities import WORKSPACE, Team
from sync_server.contract.entities import Workspace as Hours
from ui.models.collected_words import WEEKDAYS
from ui.models.local_time import zones
from ui.models.people import working_teams
from ui.models.words import listed_words, translate
from ui.widgets.choice import Choice
from ui.windows.agent.setup.page import SetupPage

_MOST_NAMED = 4


class DeskSetup(QObject):
    """Behind both steps. Signals: `saved(step)` once something was set, `troubled(error)`."""

    saved = Signal(str)
    troubled = Signal(object)

    def __init__(self, client: Client, page: SetupPage) -> None:
        super().__init__(page)
        self._workspace = client.workspace
        self._page = page
        page.team_name.submitted.connect(self.rename_team)
        page.team_save.clicked.connect(self.rename_team)
        page.new_team.submitted.connect(self.add_team)
        page.team_add.clicked.connect(self.add_team)
        page.hours.save_requested.connect(self.save_hours)

    # -- teams ---------------------------------------------------------------------------------

    def teams(self) -> list[Team]:
        """Those that take tickets, by name."""
        return working_teams(self._workspace)

    def team_words(self) -> str:
        """Which teams there are."""
        names = [team.name for team in self.teams()]
        if not names:
            return translate("setup", "Tickets wait in a team's queue. A first one is enough.")
        return listed_words(names, _MOST_NAMED)

    def begin_team(self) -> None:
        """The name of the only team can be changed, and another one added."""
        teams = self.teams()
        self._page.show_team_name(teams[0].name if len(teams) == 1 else None)
        self._page.new_team.set_text("")

    def rename_team(self) -> None:
        """Call the only team what is typed."""
        teams, name = self.teams(), self._page.team_name.text().strip()
        if not name:
            self._page.team_name.set_error(translate("setup", "Type a name"))
        elif len(teams) == 1 and self._submit(
            lambda: intents.change_team(self._workspace, team=teams[0].id, name=name)
        ):
            self.saved.emit("team")

    def add_team(self) -> None:
        """Found the team whose name is typed."""
        name = self._page.new_team.text().strip()
        if not name:
            self._page.new_team.set_error(translate("setup", "Type a name"))
        elif any(team.name.casefold() == name.casefold() for team in self.teams()):
            told = translate("setup", "There is a team of this name already")
            self._page.new_team.set_error(told)
        elif self._submit(lambda: intents.create_team(self._workspace, name=name)):
            self.saved.emit("team")

    # -- hours ---------------------------------------------------------------------------------

    def hours_words(self) -> str:
        """When the desk works: "Mon to Fri, 09:00 to 17:00, Europe/Berlin"."""
        hours = self._workspace.get(Hours, WORKSPACE)
        if hours is None:
            return translate("setup", "When somebody is there to answer.")
        told = translate("setup", "{days}, {begins} to {ends}, {zone}")
        return told.format(
            days=days_words(hours.work_days),
            begins=_clock(hours.work_from),
            ends=_clock(hours.work_until),
            zone=hours.timezone,
        )

    def begin_hours(self) -> None:
        """Show what is set."""
        hours = self._workspace.get(Hours, WORKSPACE) or Hours(id=WORKSPACE)
        form = self._page.hours
        for name, minute in (("from", hours.work_from), ("until", hours.work_until)):
            clock = _clock(minute)
            times = sorted({*TIMES, clock, *(("24:00",) if name == "until" else ())})
            form.choices[name].set_choices([Choice(each, each) for each in times])
            form.choices[name].set_keys((clock,))
        places = sorted({*zones(), hours.timezone})
        form.choices["zone"].set_choices([Choice(zone, zone.replace("_", " ")) for zone in places])
        form.choices["zone"].set_keys((hours.timezone,))
        marks = "".join("01"[day in hours.work_days] for day in range(7))
        self._page.days.set_marks(marks)
        self._page.show_hours_problem("")

    def save_hours(self) -> None:
        """Set what is chosen, if the day ends after it began."""
        chosen = {name: choice.key for name, choice in self._page.hours.choices.items()}
        begins, ends = _minute(chosen["from"]), _minute(chosen["until"])
        days = tuple(day for day, mark in enumerate(self._page.days.marks()) if mark == "1")
        if ends <= begins:
            told = translate("setup", "The day has to end after it has begun")
            self._page.show_hours_problem(told)
        elif not days:
            self._page.show_hours_problem(translate("setup", "Choose a day of work"))
        elif self._submit(
            lambda: intents.change_workspace(
                self._workspace,
                timezone=chosen["zone"],
                work_days=days,
                work_from=begins,
                work_until=ends,
            )
        ):
            self._page.show_hours_problem("")
            self.saved.emit("hours")

    def _submit(self, does: Callable[[], object]) -> bool:
        try:
            does()
        except ClientError as error:
            self.troubled.emit(error)
            return False
        return True


def days_words(days: tuple[int, ...]) -> str:
    """Days of the week: "Mon to Fri", "Mon, Wed"."""
    ordered = sorted(set(days))
    names = [translate("words", WEEKDAYS[day]) for day in ordered if day < len(WEEKDAYS)]
    runs = len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1
    if runs:
        told = translate("setup", "{first} to {last}")
        return told.format(first=names[0], last=names[-1])
    return ", ".join(names)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _minute(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)
