# SPDX-License-Identifier: Apache-2.0
"""The set-up page follows the desk: a mark changes when something becomes true, by anybody."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from sync_server.contract.entities import WORKSPACE, Availability, Mailbox, Workspace
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, insert, update
from ui.windows.agent.palette_commands import places

SUPPORT: Any = "m"
TOMAS: Any = "tomas"
ADDRESS = "support@brightwater.example"
MAILBOX = Mailbox(id=SUPPORT, address=ADDRESS, state="connected")
HOURS = Workspace(id=WORKSPACE)
CAME = Availability(id=TOMAS, state="available", reachable=True)


def row(controller):
    rows = controller.window.navigation._workspace_rows()
    return next((each.told for each in rows if each.id == "setup"), None)


async def happen(client, *entities, seq=60):
    rows = [insert(seq + place, each, scope="desk") for place, each in enumerate(entities)]
    client.bench.apply(changes(*rows))
    await settle()


def done(page):
    return [name for name, step in page.steps.items() if step._value.done]


async def test_nobody_but_an_administrator_sees_it(client, controller):
    assert row(controller) is None
    controller.do("go:setup")
    assert controller.pages.shown == ""


@pytest.mark.usefixtures("administrator")
async def test_the_navigation_says_how_far_it_is_until_all_is_done(client, controller):
    assert row(controller) == "1 of 4"
    await happen(client, HOURS, MAILBOX)
    assert row(controller) == "3 of 4"
    await happen(client, CAME, seq=70)
    assert row(controller) is None
    controller.do("go:setup")
    assert controller.pages.shown == "setup"  # the palette still leads there


async def test_marks_change_while_one_looks(client, setup, page):
    assert done(page) == ["team"]
    await happen(client, MAILBOX)
    assert done(page) == ["mailbox", "team"]
    await happen(client, HOURS, CAME, seq=70)
    assert done(page) == ["mailbox", "team", "hours", "people"]
    assert page.later.text() == "Close"
    assert page.news.texts == (
        "Tomas Reuter signed in",
        "Working hours set",
        "Mailbox connected",
    )


async def test_a_mailbox_that_fails_is_not_done(client, setup, page):
    await happen(client, MAILBOX)
    fails = update(61, MAILBOX, scope="desk", state="failing", problem="Wrong password")
    client.bench.apply(changes(fails))
    await settle()
    assert done(page) == ["team"]
    assert "Wrong password" in page.steps["mailbox"].accessibleName()


async def test_the_first_ticket_is_seen_to_arrive(client, controller, setup, page, qtbot):
    assert page.first._title.text() == "Write to your mailbox"
    await happen(client, MAILBOX)
    assert page.first._title.text() == f"Write to {ADDRESS}"
    qtbot.mouseClick(page.first._action, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == ADDRESS
    ticket = a_ticket("t9", team="platform", number=7, subject="Hello", mailbox=SUPPORT)
    client.bench.apply(changes(insert(61, ticket, scope="team:platform")))
    await settle()
    assert page.first._title.text() == "#7 Hello"
    qtbot.mouseClick(page.first._action, Qt.MouseButton.LeftButton)
    await settle()
    assert (controller.tickets.id, controller.pages.shown) == ("t9", "")


async def test_it_is_finished_later(controller, setup, page, qtbot):
    qtbot.mouseClick(page.later, Qt.MouseButton.LeftButton)
    assert controller.pages.shown == ""
    assert row(controller) == "1 of 4"


async def test_the_page_begins_with_what_is_not_done(client, administrator, controller):
    await happen(client, MAILBOX)
    controller.do("go:setup")
    page = controller.pages.setup._page
    assert [name for name, step in page.steps.items() if step.is_open] == ["hours", "people"]
    assert page.days.days[0].hasFocus()


async def test_the_palette_leads_there(client, administrator, controller):
    offered = {each.entry.key for each in places(client, controller.keyboard.map)}
    assert "do:go:setup" in offered


async def test_what_came_of_a_trial_and_what_has_the_focus_is_in_sight(
    controller, setup, page, form, theme, qtbot
):
    theme.set_zoom(2.0)
    controller.window.resize(1100, 700)
    await settle()

    def is_in_sight(widget):
        view = page.area.viewport()
        return view.rect().contains(widget.rect().translated(widget.mapTo(view, QPoint(0, 0))))

    for name, text in (("address", ADDRESS), ("password", "a lantern in the fog")):
        form.fields[name].set_text(text)
        form.fields[name].edited.emit(text)
    assert not is_in_sight(form.test_button)
    qtbot.keyClick(form.fields["password"].input, Qt.Key.Key_Return)
    await settle()
    assert form.connect_button.isEnabled()
    assert is_in_sight(form.test_button)
    page.later.setFocus()
    page.people.fields["name"].input.setFocus()
    assert is_in_sight(page.people.fields["name"].input)
