# SPDX-License-Identifier: Apache-2.0
"""The page of calendars at work: which one is chosen, its name, zone and hours, its versions."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import Calendar, Published, SlaPolicy
from sync_server.contract.ids import CalendarId
from ui.models.admin_rights import may_administer
from ui.models.local_time import place_words, zones
from ui.models.words import listed_words, translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.day_list import DayValue
from ui.widgets.plain_text import harmless
from ui.windows.agent.admin.calendar_document import EMPTY, is_always
from ui.windows.agent.admin.calendar_editing import CalendarEditing
from ui.windows.agent.admin.calendars_page import CalendarsPage
from ui.windows.agent.admin.policy_words import mark_words
from ui.windows.agent.admin.publishing import Publishing

_SHOWN: Final = frozenset({Calendar.kind, SlaPolicy.kind, Published.kind})


class CalendarsController(QObject):
    """Behind the page. Signals: `troubled(ClientError)`."""

    troubled = Signal(object)

    def __init__(
        self,
        client: Client,
        page: CalendarsPage,
        theme: Theme,
        *,
        spawn: Spawn,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(page)
        self._workspace = client.workspace
        self._page = page
        self._id = CalendarId("")
        self.editing = CalendarEditing(client, page.cards, spawn=spawn, say=say)
        self.publishing = Publishing(client, page.bar, theme, self, say=say)
        for part in (self.editing, self.publishing):
            part.troubled.connect(self.troubled)
        page.list.selectionModel().currentChanged.connect(self._on_current)
        page.new.clicked.connect(self._on_new)
        page.name.input.editingFinished.connect(self._on_name)
        page.zone.changed.connect(self._on_zone)
        page.always.clicked.connect(self._on_always)

    # -- the page ------------------------------------------------------------------------------

    def open(self) -> None:
        """The page comes."""
        self.refresh()

    def close(self) -> None:
        """The page goes."""

    def choose(self, id: CalendarId) -> None:
        """Show this one, when the page comes."""
        self._id = id

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        if changes.reloaded or not _SHOWN.isdisjoint(changes.rows):
            self.refresh()
        elif changes.pending:
            self.publishing.refresh()

    def refresh(self) -> None:
        """The list, and the one that is chosen."""
        rows = self._calendars()
        self._page.new.setVisible(may_administer(self._workspace))
        self._page.show_any(any_calendar=bool(rows))
        wanted = self._id
        self._page.list.show_days([self._value(each) for each in rows])
        self._id = wanted  # while its row moves, another one is the current
        if rows and self._id not in {each.id for each in rows}:
            self._id = rows[0].id
        self._page.list.go_to(self._id)
        self._show()

    def _show(self) -> None:
        row = self.row
        if row is None:
            return
        self.editing.show_calendar(row.id)
        self.publishing.refresh()
        document, may = self.editing.document, may_administer(self._workspace)
        page = self._page
        if not page.name.input.hasFocus():
            page.name.set_text(harmless(row.name))
        zone = str(document.get("timezone", ""))
        page.zone.set_choices([Choice(each, each) for each in sorted({*zones(), zone})])
        page.zone.set_keys((zone,))
        page.always.setChecked(is_always(document))
        for part in (page.name, page.zone, page.always):
            part.setEnabled(may)

    def _calendars(self) -> list[Calendar]:
        every = self._workspace.all(Calendar)
        return sorted(every, key=lambda each: (each.disabled, each.name.casefold(), each.id))

    def _value(self, row: Calendar) -> DayValue:
        """A line of the list: the name, the place, and who runs by it."""
        document = row.document if row.number else row.draft or {}
        place = place_words(str(document.get("timezone", "")))
        told = translate("calendars", "for {policies}")
        used = listed_words(self._users(row.id), 3)
        parts = (place, told.format(policies=used) if used else "", mark_words(row))
        return DayValue(row.id, "", row.name, " \N{MIDDLE DOT} ".join(filter(None, parts)))

    def _users(self, id: CalendarId) -> list[str]:
        """The names of the policies whose clocks run by a calendar."""
        policies = (each for each in self._workspace.all(SlaPolicy) if not each.disabled)
        return sorted(each.name for each in policies if each.document.get("calendar") == id)

    # -- what can be done to it ----------------------------------------------------------------

    @property
    def row(self) -> Calendar | None:
        """The one that is chosen."""
        return self._workspace.get(Calendar, self._id)

    def save(self, **changes: Any) -> object:
        return intents.save_calendar(self._workspace, calendar=self._id, **changes)

    def publish(self, *, number: int | None, note: str) -> object:
        return intents.publish_calendar(
            self._workspace, calendar=self._id, number=number, note=note
        )

    def objection(self, *, disables: bool) -> str:
        """A calendar by which clocks run is not switched off."""
        used = self._users(self._id) if disables else []
        if not used:
            return ""
        told = translate(
            "calendars", "Clocks of {policies} run by it. Give those another calendar first."
        )
        return told.format(policies=listed_words(used, 3))

    def _on_current(self) -> None:
        key = self._page.list.current
        if key and key != self._id:
            self._id = CalendarId(key)
            self._show()

    def _on_new(self) -> None:
        name = translate("calendars", "New calendar")
        try:
            self._id = intents.create_calendar(self._workspace, name=name, document=dict(EMPTY))
        except ClientError as error:
            self.troubled.emit(error)
            return
        self.refresh()
        self._page.name.input.setFocus()
        self._page.name.input.selectAll()

    def _on_name(self) -> None:
        row, name = self.row, self._page.name.text().strip()
        if row is None or not name or name == harmless(row.name):
            return
        try:
            self.save(name=name)
        except ClientError as error:
            self.troubled.emit(error)

    def _on_zone(self) -> None:
        self.editing.change({**self.editing.document, "timezone": self._page.zone.key})

    def _on_always(self) -> None:
        document = {**self.editing.document, "24x7": self._page.always.isChecked()}
        self.editing.change(document)
