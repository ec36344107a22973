# SPDX-License-Identifier: Apache-2.0
"""The page of calendars: what is drawn becomes the draft, once the server finds it sound."""

import random
from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync_server.contract import commands as c
from sync_server.contract.entities import Calendar, Published
from sync_server.contract.packed import unpack
from sync_server.contract.queries import (
    CALENDAR_FILE_BYTES,
    AddCalendarFile,
    AddPublicHolidays,
    CheckCalendar,
    DocumentCheck,
    HolidayPlaces,
    HolidaysAdded,
    KnownPlaces,
)
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert
from tests.support.window_client import TOMAS, pending
from tests.ui.windows.agent.admin.conftest import BERLIN, OFFICE

HOUR = 3_600_000_000
FEAST: Any = {**BERLIN, "holidays": ["2026-12-25", "2026-12-26"]}


@pytest.fixture
async def page(client, admin):
    client.answers[CheckCalendar] = lambda query: DocumentCheck(due=query.start + 66 * HOUR)
    version = Published(id="calendar.office.1", subject="calendar.office", number=1, by=TOMAS)
    client.bench.hold("versions", (80, version))
    admin.show_entry("calendars")
    await settle()
    return admin._page.calendars


@pytest.fixture
def said(monkeypatch, admin):
    """What the window says of files."""
    sentences: list[str] = []
    monkeypatch.setattr(admin.calendars.editing.holidays, "_say", sentences.append)
    return sentences


def type_hours(field, text):
    """Type into a field, and leave it."""
    field.input.selectAll()
    field.input.insert(text)
    field.input.setModified(True)
    field.input.editingFinished.emit()


def saved(client):
    return [each for each in pending(client) if isinstance(each, c.SaveCalendar)]


def office(client):
    return client.workspace.get(Calendar, OFFICE)


async def test_a_calendar_is_shown_with_its_days_and_an_example(page):
    assert page.cards.hours.accessibleName() == "Calendar: Office Berlin"
    assert page.cards.list.keys == ("2026-12-24", "2026-12-25")
    assert page.cards.example.text() == (
        "In this calendar, 2 h from Friday 15:30 ends Monday 09:30."
    )
    assert page.bar.state.text().startswith("Version 1, ")
    assert page.bar.state.text().endswith("Tomas Reuter is in force.")


async def test_what_is_drawn_becomes_the_draft(client, page):
    week = (((600, 720),), *page.cards.grid.week[1:])
    page.cards.grid.show_week(week)
    page.cards.grid.changed.emit(week)
    await settle()
    (command,) = saved(client)
    assert command.document["hours"]["mon"] == [["10:00", "12:00"]]
    assert office(client).document == BERLIN
    assert page.bar.publish.isVisible()
    assert page.bar.state.text() == "A draft. Version 1 is in force until it is published."


async def test_a_night_is_typed_as_the_hours_of_a_day(client, page):
    field, grid = page.cards.hours_of_day, page.cards.grid
    assert (field._aside.text(), field.text()) == ("Monday", "08:00-12:00, 12:45-18:00")
    assert field.input.accessibleName() == "Hours of Monday"
    type_hours(field, "22-6")
    await settle()
    assert saved(client)[0].document["hours"]["mon"] == [["22:00", "06:00"]]
    assert grid.week[0] == ((1320, 1800),)
    assert field.text() == "22:00-06:00"


async def test_the_hours_are_those_of_the_day_where_the_cursor_is(qtbot, client, page):
    field, grid = page.cards.hours_of_day, page.cards.grid
    type_hours(field, "nights")
    assert field.input.accessibleDescription().startswith("Type hours like")
    for _ in range(4):
        qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert (field._aside.text(), field.text()) == ("Friday", "08:00-12:00, 12:45-16:00")
    assert field.input.accessibleDescription() == "Past midnight, type them so: 22:00-06:00"
    type_hours(field, "")
    await settle()
    assert "fri" not in saved(client)[0].document["hours"]


async def test_who_may_not_edit_types_no_hours(page):
    page.cards.show_rights(may_edit=False)
    assert page.cards.hours_of_day.isHidden()


async def test_what_is_not_sound_is_told_with_its_place_and_not_kept(client, admin, page):
    wrong = DocumentCheck(path="hours", problem="is never open", nearest="hour")
    client.answers[CheckCalendar] = wrong
    admin.calendars.editing.change({**BERLIN, "hours": {}})
    await settle()
    assert saved(client) == []
    assert page.cards.problem.text() == "hours: is never open; did you mean hour?"
    assert page.cards.grid.week == ((),) * 7
    client.answers[CheckCalendar] = DocumentCheck()
    admin.calendars.editing.change(FEAST)
    await settle()
    assert page.cards.problem.isHidden()
    assert saved(client)[0].document == FEAST


async def test_offline_a_draft_is_kept_as_it_is(client, admin, page):
    del client.answers[CheckCalendar]
    admin.calendars.editing.change(FEAST)
    await settle()
    assert saved(client)[0].document == FEAST


async def test_a_day_is_added_with_the_form(client, page):
    form = page.cards.form
    page.cards.add.click()
    form.day.set_text("tomorrow")
    form.save.click()
    assert form.day.input.accessibleDescription() == "Type a date like 2026-12-24"
    form.day.set_text("2026-12-31")
    form.name.set_text("Stocktaking")
    form.kind._on_chosen("break")
    form.save.click()
    assert form.hours.input.accessibleDescription().startswith("Type hours like")
    form.hours.set_text("14-18")
    form.save.click()
    await settle()
    document = saved(client)[0].document
    assert document["breaks"] == {"2026-12-31": [["14:00", "18:00"]]}
    assert document["names"]["2026-12-31"] == "Stocktaking"
    assert form.isHidden()


async def test_a_day_is_opened_and_removed(client, page):
    page.cards.list.opened.emit("2026-12-24")
    assert page.cards.form.hours.text() == "08:00-12:00"
    page.cards.form.left.emit()
    page.cards.list.delete_requested.emit("2026-12-25")
    await settle()
    assert saved(client)[0].document["holidays"] == []


async def test_public_holidays_are_added_to_the_draft(client, page):
    client.answers[HolidayPlaces] = KnownPlaces(countries={"DE": ("BY", "BE"), "NO": ()})
    client.answers[AddPublicHolidays] = HolidaysAdded(document=FEAST, days=1)
    page.cards.countries.click()
    await settle()
    page.cards.places.country._on_chosen("DE")
    page.cards.places.part._on_chosen("BY")
    page.cards.places.save.click()
    await settle()
    asked = next(each for each in client.asked if isinstance(each, AddPublicHolidays))
    assert (asked.country, asked.part, asked.first_year, asked.years) == ("DE", "BY", 2026, 2)
    assert saved(client)[0].document == FEAST


async def test_a_file_is_read_by_the_server(client, admin, page, tmp_path):
    client.answers[AddCalendarFile] = HolidaysAdded(document=FEAST, days=1)
    file = tmp_path / "feasts.ics"
    file.write_bytes(b"BEGIN:VCALENDAR")
    admin.calendars.editing.holidays.import_file(str(file))
    await settle()
    asked = next(each for each in client.asked if isinstance(each, AddCalendarFile))
    assert (unpack(asked.data, most=99), asked.document) == (b"BEGIN:VCALENDAR", BERLIN)
    assert saved(client)[0].document == FEAST


async def test_a_file_that_says_nothing_changes_nothing(client, admin, page, said, tmp_path):
    refused = HolidaysAdded(document=BERLIN, path="ical", problem="the file is no calendar")
    client.answers[AddCalendarFile] = refused
    file = tmp_path / "feasts.ics"
    file.write_bytes(b"hello")
    admin.calendars.editing.holidays.import_file(str(file))
    await settle()
    assert said == ["Nothing was added: the file is no calendar"]
    assert saved(client) == []


async def test_a_file_that_cannot_be_sent_is_not_sent(client, admin, page, said, tmp_path):
    file = tmp_path / "feasts.ics"
    with file.open("wb") as opened:
        opened.truncate(25 * CALENDAR_FILE_BYTES)
    admin.calendars.editing.holidays.import_file(str(file))
    file.write_bytes(random.Random(3).randbytes(200_000))
    admin.calendars.editing.holidays.import_file(str(file))
    admin.calendars.editing.holidays.import_file(str(tmp_path / "none.ics"))
    await settle()
    assert said == [
        "The file is larger than 2 MB. Export fewer years, or the holidays alone.",
        "There are too many events in the file. Export fewer years, or the holidays alone.",
        "The file cannot be read: No such file or directory",
    ]
    assert not any(isinstance(each, AddCalendarFile) for each in client.asked)


async def test_around_the_clock_no_hours_count(client, page):
    page.always.click()
    await settle()
    assert saved(client)[0].document["24x7"] is True
    assert page.cards.always.isVisible()


async def test_a_draft_is_published_with_a_note(client, admin, page):
    admin.calendars.editing.change(FEAST)
    await settle()
    page.bar.note.set_text("Boxing Day")
    page.bar.publish.click()
    await settle()
    published = next(each for each in pending(client) if isinstance(each, c.PublishCalendar))
    assert (published.note, published.number) == ("Boxing Day", None)
    assert office(client).document == FEAST
    assert page.bar.publish.isHidden()


async def test_a_draft_is_discarded(client, admin, page):
    admin.calendars.editing.change(FEAST)
    await settle()
    page.bar.discard.click()
    await settle()
    assert office(client).draft is None
    assert page.cards.list.keys == ("2026-12-24", "2026-12-25")


async def test_a_version_is_put_into_force_again_after_one_question_more(client, admin, page):
    second = Published(id="calendar.office.2", subject="calendar.office", number=2)
    client.bench.hold("versions", (81, second))
    admin.calendars.publishing._on_chosen("2")
    assert admin.calendars.publishing.menu.labels()[-1] == "Put version 2 into force again"
    assert not any(isinstance(each, c.PublishCalendar) for each in pending(client))
    admin.calendars.publishing._on_chosen("2")
    published = next(each for each in pending(client) if isinstance(each, c.PublishCalendar))
    assert published.number == 2
    admin.calendars.publishing.menu.close()


async def test_a_calendar_by_which_clocks_run_is_not_switched_off(client, page):
    page.bar.disable.click()
    assert page.bar.problem.text() == (
        "Clocks of Gold and Standard run by it. Give those another calendar first."
    )
    assert saved(client) == []


async def test_a_new_calendar_begins_as_a_draft(client, page):
    page.new.click()
    await settle()
    (command,) = saved(client)
    assert command.name == "New calendar"
    assert page.list.current == command.calendar
    assert page.bar.state.text() == "A draft: no clock runs by it before it is published."
    page.name.set_text("Night shift")
    page.name.input.editingFinished.emit()
    assert saved(client)[-1].name == "Night shift"


async def test_a_supervisor_changes_nothing(client, page):
    boss = an_agent("maya", name="Maya Okafor", role="supervisor")
    client.bench.apply(changes(insert(90, boss, scope="desk")))
    await settle()
    client.bench.hold("more", (91, Calendar(id=OFFICE, name="Office", number=1, document=BERLIN)))
    await settle()
    assert not page.cards.grid.can_edit
    assert page.cards.add.isHidden() or page.cards._links.isHidden()
    assert page.new.isHidden()
    assert page.bar.disable.isHidden()
