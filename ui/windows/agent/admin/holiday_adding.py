# SPDX-License-Identifier: Apache-2.0
"""The holidays of others: those of a country, or out of a file, added to a calendar's draft."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QFileDialog

from app.calendar_file import packed_calendar
from app.client import Client
from app.errors import AskRefused, NotConnected
from sync_server.contract.queries import (
    CALENDAR_FILE_BYTES,
    PACKED_CALENDAR_BYTES,
    AddCalendarFile,
    AddPublicHolidays,
    HolidayPlaces,
    HolidaysAdded,
    KnownPlaces,
    Query,
)
from ui.models.server_words import server_words
from ui.models.words import translate
from ui.slots import Spawn
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.windows.agent.admin.calendar_cards import CalendarCards
from ui.windows.agent.folders import ATTACHED

_YEARS: Final = 2
"""This year and the next."""


class Edited(Protocol):
    """The calendar that is edited."""

    @property
    def document(self) -> dict[str, Any]: ...

    def today(self) -> date: ...

    def change(self, document: dict[str, Any]) -> None: ...

    def leave_form(self) -> None: ...


class HolidayAdding(QObject):
    """Behind two links of the cards: the server looks them up and gives the document with them."""

    def __init__(
        self,
        client: Client,
        cards: CalendarCards,
        editing: Edited,
        *,
        spawn: Spawn,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(cards)
        self._client = client
        self._cards = cards
        self._editing = editing
        self._spawn = spawn
        self._say = say
        self._countries: Mapping[str, tuple[str, ...]] = {}
        cards.countries.clicked.connect(self._on_countries)
        cards.import_file.clicked.connect(self._on_import)
        cards.places.country.changed.connect(self._on_country)
        cards.places.save.clicked.connect(self._on_country_added)
        cards.places.cancel.clicked.connect(editing.leave_form)

    def _on_countries(self) -> None:
        self._spawn(self._offer_countries(), name="list countries")

    async def _offer_countries(self) -> None:
        places, cards = await ask(self._client, HolidayPlaces()), self._cards
        if not isinstance(places, KnownPlaces):
            self._say(translate("calendars", "Public holidays need the connection."))
            return
        self._countries = places.countries
        choices = [Choice(code, country_name(code), detail=code) for code in places.countries]
        cards.places.country.set_choices(sorted(choices, key=lambda each: each.label.casefold()))
        own = QLocale.territoryToCode(QLocale().territory())
        cards.places.country.set_keys((own,) if own in self._countries else ())
        self._on_country()
        cards.show_form(cards.places)
        cards.places.country.setFocus()

    def _on_country(self) -> None:
        places = self._cards.places
        parts = self._countries.get(places.country.key, ())
        whole = Choice("", translate("calendars", "The whole country"))
        places.part.set_choices([whole, *(Choice(part, part) for part in parts)])
        places.part.set_keys(("",))

    def _on_country_added(self) -> None:
        places = self._cards.places
        if places.country.key:
            query = AddPublicHolidays(
                document=self._editing.document,
                country=places.country.key,
                part=places.part.key,
                first_year=self._editing.today().year,
                years=_YEARS,
            )
            self._editing.leave_form()
            self._spawn(self._add(query), name="add public holidays")

    def _on_import(self) -> None:
        title = translate("calendars", "Import iCal")
        dialog = QFileDialog(self._cards, title, ATTACHED.begin)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(translate("calendars", "Calendars (*.ics)"))
        dialog.fileSelected.connect(self.import_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def import_file(self, name: str) -> None:
        """Add what a file says is closed."""
        ATTACHED.remember(name)
        try:
            with Path(name).open("rb") as file:
                data = file.read(CALENDAR_FILE_BYTES + 1)
        except OSError as error:
            self._say(
                translate("calendars", "The file cannot be read: {reason}").format(
                    reason=error.strerror or ""
                )
            )
            return
        if len(data) > CALENDAR_FILE_BYTES:
            told = translate(
                "calendars",
                "The file is larger than {size} MB. Export fewer years, or the holidays alone.",
            )
            self._say(told.format(size=CALENDAR_FILE_BYTES // 2**20))
            return
        packed = packed_calendar(data)
        if len(packed) > PACKED_CALENDAR_BYTES:
            self._say(
                translate(
                    "calendars",
                    "There are too many events in the file. "
                    "Export fewer years, or the holidays alone.",
                )
            )
            return
        query = AddCalendarFile(
            document=self._editing.document,
            data=packed,
            first_year=self._editing.today().year,
            years=_YEARS,
        )
        self._spawn(self._add(query), name="read a calendar file")

    async def _add(self, query: AddPublicHolidays | AddCalendarFile) -> None:
        answer = await ask(self._client, query)
        if not isinstance(answer, HolidaysAdded):
            self._say(translate("calendars", "Nothing was added: it needs the connection."))
        elif answer.problem:
            told = translate("calendars", "Nothing was added: {reason}")
            self._say(told.format(reason=server_words(answer.problem)))
        else:
            self._say(
                plural.tr("%n days added to the draft", "1 day added to the draft", answer.days)
            )
            self._editing.change(answer.document)


async def ask(client: Client, query: Query) -> Any:
    """The answer; nothing without a connection, or without the right to ask."""
    try:
        return await client.ask(query)
    except (NotConnected, AskRefused):
        return None


def country_name(code: str) -> str:
    """The name of a country, else its code."""
    territory = QLocale.codeToTerritory(code)
    known = territory != QLocale.Country.AnyTerritory
    return QLocale.territoryToString(territory) if known else code
