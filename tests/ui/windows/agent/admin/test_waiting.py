# SPDX-License-Identifier: Apache-2.0
"""The page about waiting: what each team says, and when solved tickets close."""

from typing import Any

import pytest
from msgspec import UNSET
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.errors import QueueFull
from sync_server.contract import commands as c
from sync_server.contract.entities import WORKSPACE, Calendar, Team, Workspace
from sync_server.contract.placeholders import FIELDS
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, an_agent, changes, insert, update
from tests.support.window_client import pending
from ui.windows.agent.admin.waiting_words import DESK_WEEK, reminder_fields
from ui.windows.agent.next_status import AS_IT_IS

BILLING: Any = "billing"
PLATFORM: Any = "platform"
FIELDS_OF_FORM = ("next_status", "calendar", "pending_days", "on_hold_days", "reminder")


@pytest.fixture
async def page(client, admin):
    client.bench.hold("workspace", (80, Workspace(id=WORKSPACE, close_days=4)))
    admin.show_entry("waiting")
    await settle()
    return admin._page.waiting


def saved(client, kind=c.ChangeTeam):
    return [each for each in pending(client) if isinstance(each, kind)]


def named(command):
    """What a command changes."""
    values = ((field, getattr(command, field)) for field in FIELDS_OF_FORM)
    return {field: value for field, value in values if value is not UNSET}


def choose(choice, key):
    choice._on_chosen(key)


def write(field, text):
    """Instead of what stands there."""
    field.input.selectAll()
    QTest.keyClick(field.input, Qt.Key.Key_Delete)
    QTest.keyClicks(field.input, text)


async def team_says(client, team, seq=90, **fields):
    client.bench.apply(changes(update(seq, a_team(team), scope="desk", **fields)))
    await settle()


def rows(page):
    """What is told of each team."""
    model = page.list.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


async def test_every_team_is_told_in_words(client, page):
    await team_says(client, PLATFORM, next_status="pending", pending_days=1, reminder="Well?")
    one, three, week = "1 working day", "3 working days", "the desk's working hours"
    assert rows(page) == [
        f"Billing. Send: as it is. Pending: {three}, On hold: {three}, {week}",
        f"Platform. Send: Pending. Pending: {one}, On hold: {three}, {week}, with a reminder",
    ]


async def test_the_first_team_is_in_the_form(page):
    value = page.form.value()
    assert page.team.accessibleName() == "How tickets of Billing wait"
    assert (value.next_status, value.calendar) == (AS_IT_IS, DESK_WEEK)
    assert (value.pending_days, value.on_hold_days, value.reminder) == ("3", "3", "")
    assert not page.form.save.isEnabled()


async def test_what_was_changed_is_saved_and_nothing_else(client, page):
    page.list.go_to(PLATFORM)
    choose(page.form.status, "solved")
    write(page.form.pending, "7")
    page.form.save.click()
    await settle()
    (command,) = saved(client)
    assert command.team == PLATFORM
    assert named(command) == {"next_status": "solved", "pending_days": 7}
    assert client.workspace.get(Team, PLATFORM).pending_days == 7
    assert not page.form.save.isEnabled()


async def test_a_calendar_is_chosen_and_left_again(client, page):
    choose(page.form.calendar, "office")
    page.form.save.click()
    await settle()
    choose(page.form.calendar, DESK_WEEK)
    page.form.save.click()
    assert [named(each) for each in saved(client)] == [{"calendar": "office"}, {"calendar": None}]


async def test_only_calendars_in_force_are_offered_and_the_one_that_is_set(client, page):
    shut: Any = Calendar(id="shut", name="Shut", number=1, disabled=True)  # type: ignore[arg-type]
    draft: Any = Calendar(id="draft", name="Draft")  # type: ignore[arg-type]
    client.bench.apply(changes(insert(91, shut, scope="time"), insert(92, draft, scope="time")))
    await settle()
    assert [each.key for each in page.form.calendar._choices] == [DESK_WEEK, "office"]
    await team_says(client, BILLING, seq=93, calendar="shut")
    assert [each.key for each in page.form.calendar._choices] == [DESK_WEEK, "office", "shut"]
    assert page.form.calendar.key == "shut"


async def test_a_reminder_is_written_with_fields_and_taken_back(client, page):
    page.form.reminder.input.setPlainText("Hello ")
    page.form.reminder.input.moveCursor(page.form.reminder.input.textCursor().MoveOperation.End)
    page.form._on_field("customer.first_name")
    page.form.save.click()
    await settle()
    assert client.workspace.get(Team, BILLING).reminder == "Hello {{customer.first_name}}"
    page.form.reminder.input.setPlainText("  ")
    page.form.save.click()
    assert [each.reminder for each in saved(client)] == ["Hello {{customer.first_name}}", ""]


async def test_every_field_can_be_inserted_and_no_agent_is_oneself():
    assert tuple(each.key for each in reminder_fields()) == FIELDS
    assert not [each.label for each in reminder_fields() if each.label.startswith("Your")]


@pytest.mark.parametrize("days", ["", "0", "61", "three", "-1", "2.5", "\N{SUPERSCRIPT TWO}"])
async def test_days_are_numbers_that_the_server_takes(client, page, days):
    write(page.form.on_hold, days)
    page.form.on_hold.submitted.emit()
    assert saved(client) == []
    assert page.form.on_hold.input.accessibleDescription() == "Type a number of days from 1 to 60"
    assert page.form.on_hold.input.text() == days


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hello {{customer.nmae}}", "There is no field {{customer.nmae}}"),
        ("x" * 4001, "No longer than 4000 characters"),
    ],
)
async def test_a_reminder_that_the_server_refuses_is_not_sent(client, page, text, told):
    page.form.reminder.input.setPlainText(text)
    page.form.save.click()
    assert saved(client) == []
    assert page.form.reminder.input.accessibleDescription() == told


async def test_what_is_not_saved_stays_with_its_team(client, page):
    write(page.form.pending, "9")
    assert rows(page)[0].endswith("not saved")
    page.list.go_to(PLATFORM)
    assert page.form.value().pending_days == "3"
    page.list.go_to(BILLING)
    assert page.form.value().pending_days == "9"
    page.form.discard.click()
    assert page.form.value().pending_days == "3"
    assert saved(client) == []


async def test_what_others_change_meanwhile_is_shown_and_kept(client, page):
    write(page.form.pending, "9")
    await team_says(client, BILLING, next_status="solved", on_hold_days=8)
    assert page.form.value().on_hold_days == "8"
    assert page.form.value().pending_days == "9"
    page.form.save.click()
    assert [named(each) for each in saved(client)] == [{"pending_days": 9}]


async def test_the_cursor_does_not_stay_on_a_button_that_does_nothing(page, qtbot):
    write(page.form.pending, "9")
    page.form.save.setFocus()
    QTest.keyClick(page.form.save, Qt.Key.Key_Space)
    qtbot.waitUntil(page.list.hasFocus)
    write(page.close_days, "9")
    page.close_save.setFocus()
    QTest.keyClick(page.close_save, Qt.Key.Key_Space)
    qtbot.waitUntil(page.close_days.input.hasFocus)


async def test_control_enter_saves_from_within_the_reminder(client, page):
    page.form.reminder.input.setPlainText("Well?")
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.form.reminder.input, Qt.Key.Key_Return, control)
    assert [each.reminder for each in saved(client)] == ["Well?"]


async def test_when_solved_tickets_close_is_set_for_the_desk(client, page):
    assert page.close_days.text() == "4"
    assert page.close_days.input.accessibleName() == "Solved tickets close after \u2026 days"
    assert not page.close_save.isEnabled()
    write(page.close_days, "0")
    page.close_save.click()
    await settle()
    assert [each.close_days for each in saved(client, c.ChangeWorkspace)] == [0]
    assert not page.close_save.isEnabled()


async def test_typed_days_of_the_desk_stay_while_others_change_a_team(client, page):
    write(page.close_days, "30")
    await team_says(client, BILLING, pending_days=5)
    assert page.close_days.text() == "30"
    QTest.keyClick(page.close_days.input, Qt.Key.Key_Return)
    await settle()
    assert [each.close_days for each in saved(client, c.ChangeWorkspace)] == [30]


async def test_a_number_that_is_none_closes_nothing(client, page):
    write(page.close_days, "366")
    page.close_days.submitted.emit()
    assert saved(client, c.ChangeWorkspace) == []
    told = "Type a number of days from 0 to 365"
    assert page.close_days.input.accessibleDescription() == told


async def test_what_cannot_be_kept_is_told_and_stays(admin, page, monkeypatch):
    def full(*_, **__):
        raise QueueFull(limit=1)

    troubles: list[Any] = []
    admin.troubled.connect(troubles.append)
    monkeypatch.setattr("ui.windows.agent.admin.waiting.intents.change_team", full)
    write(page.form.pending, "9")
    page.form.save.click()
    assert [type(each) for each in troubles] == [QueueFull]
    assert page.form.value().pending_days == "9"


async def test_a_supervisor_reads_only(client, page):
    me = an_agent("maya", name="Maya Okafor", role="supervisor")
    client.bench.apply(changes(insert(95, me, scope="desk")))
    await settle()
    page.list.go_to(PLATFORM)
    form = page.form
    for hidden in (form.save, form.discard, form.insert, page.close_save):
        assert hidden.isHidden()
    for part in (form.status, form.calendar, form.pending, form.on_hold):
        assert not part.isEnabled()
    assert form.reminder.input.isReadOnly()
    assert not page.close_days.input.isEnabled()
