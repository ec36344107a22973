# SPDX-License-Identifier: Apache-2.0
"""A calendar at work: what is drawn becomes its draft, once the server finds that sound."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app import intents
from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import Calendar
from sync_server.contract.ids import CalendarId, Instant
from sync_server.contract.queries import (
    CheckCalendar,
    DocumentCheck,
)
from ui.models.admin_rights import may_administer
from ui.models.json_text import MOST_LETTERS
from ui.models.local_time import there
from ui.models.server_words import server_words
from ui.models.words import translate
from ui.slots import Spawn
from ui.widgets.plain_text import harmless
from ui.windows.agent.admin.calendar_cards import CalendarCards
from ui.windows.agent.admin.calendar_document import (
    SpecialDay,
    example_start,
    is_always,
    read_frames,
    special_days,
    week_of,
    with_day,
    with_week,
    without_day,
)
from ui.windows.agent.admin.calendar_words import (
    day_value,
    example_words,
    hours_words,
    long_day,
)
from ui.windows.agent.admin.holiday_adding import HolidayAdding, ask

_EXAMPLE_S: Final = 7200
_SECOND: Final = 1_000_000


class CalendarEditing(QObject):
    """Behind the cards. What is not sound is shown with what is wrong, and not kept.

    Signals: `troubled(ClientError)`.
    """

    troubled = Signal(object)

    def __init__(
        self, client: Client, cards: CalendarCards, *, spawn: Spawn, say: Callable[[str], object]
    ) -> None:
        super().__init__(cards)
        self._client = client
        self._workspace = client.workspace
        self._cards = cards
        self._spawn = spawn
        self._id = CalendarId("")
        self._unkept: dict[str, Any] | None = None
        self._opened: SpecialDay | None = None
        self._checked: object = None
        self.holidays = HolidayAdding(client, cards, self, spawn=spawn, say=say)
        self._connect()

    def show_calendar(self, id: CalendarId) -> None:
        """Another one."""
        if id != self._id:
            self._id, self._unkept, self._checked = id, None, None
            self._cards.hours_of_day.input.setModified(False)
            self._cards.show_form(None)
        self.refresh()

    def take(self, changes: Changes) -> None:
        if changes.reloaded or Calendar.kind in changes.rows:
            self.refresh()

    def refresh(self) -> None:
        """Everything as it is now: what is not kept yet, else the draft, else what is in force."""
        calendar, cards = self._workspace.get(Calendar, self._id), self._cards
        cards.setVisible(calendar is not None)
        if calendar is None:
            return
        document = self.document
        title = translate("calendars", "Calendar: {name}").format(name=calendar.name)
        cards.hours.set_title(title)
        cards.show_rights(may_edit=may_administer(self._workspace))
        if cards.grid.week != week_of(document):
            cards.grid.show_week(week_of(document))
        self._show_hours()
        always = translate("calendars", "Open around the clock: no hours and no holidays count.")
        cards.show_always(always if is_always(document) else "")
        today = self.today()
        days = [day_value(each, today) for each in special_days(document, today)]
        cards.list.show_days(days)
        cards.show_none("" if days else translate("calendars", "No day differs."))
        cards.remove.setEnabled(bool(days))
        if self._unkept is None and document != self._checked:
            self._checked = document
            cards.show_problem("")
            self._spawn(self._check(document, keeps=False), name="check a calendar")

    @property
    def document(self) -> dict[str, Any]:
        """What is shown."""
        calendar = self._workspace.get(Calendar, self._id)
        if self._unkept is not None or calendar is None:
            return self._unkept or {}
        return dict(calendar.document if calendar.draft is None else calendar.draft)

    def change(self, document: dict[str, Any]) -> None:
        """Show another document, and keep it as the draft if it is sound."""
        self._unkept = document
        self.refresh()
        self._spawn(self._check(document, keeps=True), name="check a calendar")

    # -- checking ------------------------------------------------------------------------------

    async def _check(self, document: dict[str, Any], *, keeps: bool) -> None:
        zone = str(document.get("timezone", ""))
        start = example_start(document, there(self._workspace.now_us(), zone))
        at = Instant(int(start.timestamp()) * _SECOND)
        query = CheckCalendar(document=document, start=at, span_s=_EXAMPLE_S)
        answer = await ask(self._client, query)
        if document != self.document:
            return  # it has changed meanwhile
        if isinstance(answer, DocumentCheck) and answer.problem:
            self._cards.show_problem(problem_words(answer))
            self._cards.show_example("")
            return
        self._cards.show_problem("")
        due = answer.due if isinstance(answer, DocumentCheck) else None
        self._cards.show_example("" if due is None else example_words(start, there(due, zone)))
        if keeps and self._unkept == document:
            self._keep(document)

    def _keep(self, document: dict[str, Any]) -> None:
        self._unkept, self._checked = None, document
        try:
            intents.save_calendar(self._workspace, calendar=self._id, document=document)
        except ClientError as error:
            self.troubled.emit(error)
        self.refresh()

    # -- days ----------------------------------------------------------------------------------

    def _on_week(self, week: Any) -> None:
        self.change(with_week(self.document, week))

    def _on_day_chosen(self) -> None:
        self._cards.hours_of_day.input.setModified(False)
        self._show_hours()

    def _show_hours(self) -> None:
        day = self._cards.grid.day
        frames = week_of(self.document)[day]
        self._cards.show_hours(long_day(day), hours_words(frames))

    def _on_hours_typed(self) -> None:
        """The hours of a day as they are typed: also those that go past midnight."""
        field, grid = self._cards.hours_of_day, self._cards.grid
        if not field.input.isModified():
            return
        frames = read_frames(field.text())
        if frames is None:
            field.set_error(translate("calendars", "Type hours like 08:00-12:00, 22:00-06:00"))
            return
        field.input.setModified(False)
        week = week_of(self.document)
        self._on_week((*week[: grid.day], frames, *week[grid.day + 1 :]))

    def _on_add(self) -> None:
        self._opened = None
        self._cards.form.begin()
        self._cards.show_form(self._cards.form)
        self._cards.form.day.input.setFocus()

    def _on_day_opened(self, key: str) -> None:
        special = self._day(key)
        if special is None or not self._cards.grid.can_edit:
            return
        self._opened = special
        self._cards.form.begin(
            day=special.day.isoformat(),
            name=harmless(special.name),
            kind=special.kind,
            hours=hours_words(special.frames),
        )
        self._cards.show_form(self._cards.form)
        self._cards.form.day.input.setFocus()

    def _on_day_saved(self) -> None:
        """Keep what the form says, if it says a day."""
        form = self._cards.form
        try:
            day = date.fromisoformat(form.day.text().strip())
        except ValueError:
            form.day.set_error(translate("days", "Type a date like 2026-12-24"))
            return
        frames = read_frames(form.hours.text()) if form.kind.key != "closed" else ()
        if frames is None or (form.kind.key != "closed" and not frames):
            form.hours.set_error(translate("days", "Type hours like 08:00-12:00, 13:00-15:00"))
            return
        kind = form.kind.key
        special = SpecialDay(
            day,
            "break" if kind == "break" else "hours" if kind == "hours" else "closed",
            form.name.text().strip(),
            frames,
        )
        self.leave_form()
        was, document = self._opened, self.document
        if was is not None and was.day == day and was.kind != special.kind:
            document = without_day(document, was)
        self.change(with_day(document, special))

    def leave_form(self) -> None:
        """Back to the links that lead to the forms."""
        self._cards.show_form(None)
        self._cards.add.setFocus()

    def _on_remove(self) -> None:
        self._on_day_removed(self._cards.list.current)

    def _on_day_removed(self, key: str) -> None:
        special = self._day(key)
        if special is not None and self._cards.grid.can_edit:
            self.change(without_day(self.document, special))

    def _day(self, key: str) -> SpecialDay | None:
        days = special_days(self.document, self.today())
        return next((each for each in days if each.key == key), None)

    def today(self) -> date:
        """The date where the calendar is."""
        return there(self._workspace.now_us(), str(self.document.get("timezone", ""))).date()

    def _connect(self) -> None:
        cards = self._cards
        cards.grid.changed.connect(self._on_week)
        cards.grid.day_chosen.connect(self._on_day_chosen)
        cards.hours_of_day.input.editingFinished.connect(self._on_hours_typed)
        cards.add.clicked.connect(self._on_add)
        cards.remove.clicked.connect(self._on_remove)
        cards.list.opened.connect(self._on_day_opened)
        cards.list.delete_requested.connect(self._on_day_removed)
        cards.form.save_requested.connect(self._on_day_saved)
        cards.form.left.connect(self.leave_form)


def problem_words(check: DocumentCheck) -> str:
    """What is wrong with a document, and where."""
    told = server_words(check.problem)
    if check.nearest:
        meant = translate("documents", "{problem}; did you mean {nearest}?")
        told = meant.format(problem=told, nearest=check.nearest)
    return f"{check.path}: {told}" if check.path else told


def too_long_words(letters: int) -> str:
    """That a document is too long to be sent."""
    told = translate("documents", "This has {count} letters, and there is room for {limit}.")
    return told.format(count=f"{letters:,}", limit=f"{MOST_LETTERS:,}")
