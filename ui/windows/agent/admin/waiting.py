# SPDX-License-Identifier: Apache-2.0
"""The page about waiting at work: what each team says, and when solved tickets close."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import WORKSPACE, Agent, Calendar, Team
from sync_server.contract.entities import Workspace as Desk
from sync_server.contract.ids import TeamId
from sync_server.contract.placeholders import unknown_in
from ui.models.admin_rights import may_administer
from ui.models.words import translate
from ui.widgets.waiting_form import WaitingField, WaitingValue
from ui.windows.agent.admin.waiting_page import WaitingPage
from ui.windows.agent.admin.waiting_words import (
    DESK_WEEK,
    calendar_choices,
    reminder_fields,
    status_choices,
    team_row,
    waiting_value,
)
from ui.windows.agent.next_status import AS_IT_IS

_SHOWN: Final = frozenset({Team.kind, Calendar.kind, Desk.kind, Agent.kind})
_LEAST_DAYS: Final = 1
_MOST_DAYS: Final = 60
_MOST_CLOSE_DAYS: Final = 365
_LONGEST: Final = 4000


class WaitingController(QObject):
    """Behind the page. What is typed and not saved stays with its team, and what others change
    meanwhile is shown beside it.

    Signals: `troubled(ClientError)`.
    """

    troubled = Signal(object)

    def __init__(self, client: Client, page: WaitingPage, *, say: Callable[[str], object]) -> None:
        super().__init__(page)
        self._workspace = client.workspace
        self._page = page
        self._say = say
        self._id = TeamId("")
        self._edits: dict[TeamId, dict[str, str]] = {}
        page.list.selectionModel().currentChanged.connect(self._on_current)
        page.form.edited.connect(self._on_edited)
        page.form.save_requested.connect(self.save)
        page.form.discard_requested.connect(self._on_discard)
        page.close_days.edited.connect(self._show_close_save)
        page.close_days.submitted.connect(self.save_close_days)
        page.close_save.clicked.connect(self.save_close_days)

    # -- the page ------------------------------------------------------------------------------

    def open(self) -> None:
        """The page comes."""
        self.refresh()

    def close(self) -> None:
        """The page goes."""

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or not _SHOWN.isdisjoint(changes.rows):
            self.refresh()

    def refresh(self) -> None:
        """The list, the team that is chosen, and the line of the desk."""
        teams = self._teams()
        self._page.show_any(any_team=bool(teams))
        if teams and self._id not in {each.id for each in teams}:
            self._id = teams[0].id
        self._show_list(teams)
        self._show_team()
        self._show_close_days()

    def _show_list(self, teams: list[Team]) -> None:
        wanted = self._id
        rows = [
            team_row(self._workspace, each, has_changes=bool(self._changed(each))) for each in teams
        ]
        self._page.list.show_days(rows)
        self._id = wanted  # while its row moves, another one is the current
        self._page.list.go_to(wanted)

    def _show_team(self) -> None:
        team, form = self._workspace.get(Team, self._id), self._page.form
        if team is None:
            return
        title = translate("waiting", "How tickets of {team} wait").format(team=team.name)
        self._page.team.set_title(title)
        form.offer(
            statuses=tuple(status_choices()),
            calendars=tuple(calendar_choices(self._workspace, team)),
            fields=reminder_fields(),
        )
        changed, may = self._changed(team), may_administer(self._workspace)
        self._page.team.set_aside("" if may else translate("waiting", "Administrators set this"))
        form.show_value(replace(waiting_value(self._workspace, team), **changed))
        form.show_state(may_edit=may, has_changes=bool(changed))

    def _changed(self, team: Team) -> dict[str, str]:
        """What is typed for a team and not saved."""
        saved = asdict(waiting_value(self._workspace, team))
        edits = self._edits.get(team.id, {})
        return {field: each for field, each in edits.items() if each != saved[field]}

    def _teams(self) -> list[Team]:
        every = self._workspace.all(Team)
        return sorted(every, key=lambda each: (each.disabled, each.name.casefold(), each.id))

    def _on_current(self) -> None:
        key = self._page.list.current
        if key and key != self._id:
            self._id = TeamId(key)
            self._page.form.show_errors({})
            self._show_team()

    # -- a team --------------------------------------------------------------------------------

    def save(self) -> None:
        """Set what was changed for the team that is chosen, if it can be."""
        team = self._workspace.get(Team, self._id)
        changed = {} if team is None else self._changed(team)
        if team is None or not changed or not may_administer(self._workspace):
            return
        errors = _errors(self._page.form.value())
        self._page.form.show_errors(errors)
        told = translate("waiting", "Saved for {team}").format(team=team.name)
        if not errors and self._does(
            lambda: intents.change_team(self._workspace, team=team.id, **_given(changed))
        ):
            self._edits.pop(team.id, None)
            self._settle()
            self._say(told)

    def _on_edited(self) -> None:
        team = self._workspace.get(Team, self._id)
        if team is None:
            return
        saved = asdict(waiting_value(self._workspace, team))
        now = asdict(self._page.form.value())
        self._edits[team.id] = {field: each for field, each in now.items() if each != saved[field]}
        self._show_list(self._teams())
        self._show_team()

    def _on_discard(self) -> None:
        self._edits.pop(self._id, None)
        self._page.form.show_errors({})
        self._settle()

    def _settle(self) -> None:
        """Nothing is left to save: the cursor does not stay on a button that does nothing."""
        if self._page.form.save.hasFocus() or self._page.form.discard.hasFocus():
            self._page.list.setFocus()
        self.refresh()

    # -- the desk ------------------------------------------------------------------------------

    def save_close_days(self) -> None:
        """Set when solved tickets close, if it is a number of days."""
        field = self._page.close_days
        days = _number(field.text())
        if not may_administer(self._workspace) or not self._has_other_close_days():
            return
        if not 0 <= days <= _MOST_CLOSE_DAYS:
            told = translate("waiting", "Type a number of days from 0 to {most}")
            field.set_error(told.format(most=_MOST_CLOSE_DAYS))
            field.input.setFocus()
        elif self._does(lambda: intents.change_workspace(self._workspace, close_days=days)):
            field.input.setModified(False)
            if self._page.close_save.hasFocus():
                field.input.setFocus()
            self._show_close_days()
            self._say(translate("waiting", "Saved"))

    def _show_close_days(self) -> None:
        field, may = self._page.close_days, may_administer(self._workspace)
        if not field.input.isModified():
            field.set_text(str(self._close_days()))
        field.setEnabled(may)
        self._page.close_save.setVisible(may)
        self._show_close_save()

    def _show_close_save(self) -> None:
        self._page.close_save.setEnabled(self._has_other_close_days())

    def _has_other_close_days(self) -> bool:
        return self._page.close_days.text().strip() != str(self._close_days())

    def _close_days(self) -> int:
        return (self._workspace.get(Desk, WORKSPACE) or Desk(id=WORKSPACE)).close_days

    def _does(self, gesture: Callable[[], object]) -> bool:
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)
            return False
        return True


def _errors(value: WaitingValue) -> dict[WaitingField, str]:
    """What cannot be saved so, in words."""
    told = translate("waiting", "Type a number of days from 1 to {most}").format(most=_MOST_DAYS)
    errors: dict[WaitingField, str] = {}
    if not _LEAST_DAYS <= _number(value.pending_days) <= _MOST_DAYS:
        errors["pending_days"] = told
    if not _LEAST_DAYS <= _number(value.on_hold_days) <= _MOST_DAYS:
        errors["on_hold_days"] = told
    unknown = unknown_in(value.reminder)
    if unknown:
        told = translate("waiting", "There is no field {field}").format(field=unknown[0])
        errors["reminder"] = told
    elif len(value.reminder) > _LONGEST:
        told = translate("waiting", "No longer than {most} characters").format(most=_LONGEST)
        errors["reminder"] = told
    return errors


def _given(changed: dict[str, str]) -> dict[str, Any]:
    """Fields of the form as the command has them."""
    return {field: _read(field, text) for field, text in changed.items()}


def _read(field: str, text: str) -> object:
    if field in ("pending_days", "on_hold_days"):
        return _number(text)
    if field == "calendar":
        return None if text == DESK_WEEK else text
    return "" if field == "next_status" and text == AS_IT_IS else text


def _number(text: str) -> int:
    """A number as it is typed; -1 for anything else."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else -1
