# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QScrollArea

from app.workspace.changes import Changes
from sync_server.contract.entities import Membership
from tests.accessibility.fit import cramped
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from tests.support.window_client import a_small_desk
from ui.windows.first_run.controller import FirstRunController
from ui.windows.first_run.practice import Practice


@pytest.fixture
async def client(qapp):
    client = a_small_desk()
    await settle()
    yield client
    await client.close()


@pytest.fixture
async def first(client, theme):
    first = FirstRunController(client, theme)
    first.window.show()
    yield first
    first.close()
    first.deleteLater()


async def test_it_knows_the_person_and_the_zone(first):
    assert first.window.about.name.text().startswith("Maya")
    assert ", now " in first.window.about.zone.accessibleName()


async def test_a_person_who_becomes_known_later_is_greeted_then(first, client):
    about = first.window.about
    about.show_person("", signature="")
    assert about.signature.toPlainText() == ""
    first._on_changed(Changes(reloaded=True))
    assert about.name.text().startswith("Maya")
    assert about.signature.toPlainText() == f"{about.name.text()}\n{client.desk}"


async def test_the_signature_begins_with_name_teams_and_desk(first, client):
    about, me = first.window.about, client.me
    for seq, team in ((40, "platform"), (41, "billing")):
        place: Any = Membership(id=f"{me}-{team}", agent=me, team=team)  # type: ignore[arg-type]
        client.bench.apply(changes(insert(seq, place, scope="desk")))
    await settle()
    told = f"{about.name.text()}, Billing and Platform\n{client.desk}"
    assert about.signature.toPlainText() == told
    assert about.signature.textCursor().atEnd()


async def test_a_signature_that_was_begun_stays(first):
    about = first.window.about
    about.show_person("", signature="")
    about.signature.setPlainText("M. Okafor")
    about.show_person("Maya Okafor", signature="Maya Okafor, Platform")
    assert about.signature.toPlainText() == "M. Okafor"


async def test_what_is_filled_in_is_kept_on_the_way_on(first, client, qtbot):
    about = first.window.about
    about.signature.setPlainText("Maya\nLantern Works")
    qtbot.mouseClick(about.days[5], Qt.MouseButton.LeftButton)
    about.begins.set_keys(("08:30",))
    about.pause.set_keys(("",))
    qtbot.mouseClick(first.window.next, Qt.MouseButton.LeftButton)
    names = ("signature", "working_days", "working_from", "working_break")
    kept = [client.settings.get(name) for name in names]
    assert kept == ["Maya\nLantern Works", "1111110", "08:30", ""]
    assert first.window.step == 1
    assert client.settings.get("first_run_done") is False


async def test_a_break_is_said_in_words_and_may_be_none(first):
    pause = first.window.about.pause
    assert pause.key == "12:30-13:15"
    assert pause.accessibleName().endswith("12:30 to 13:15")
    pause.set_keys(("",))
    assert pause.accessibleName().endswith("No break")


async def test_where_it_is_narrow_no_hint_is_cut(first):
    window = first.window
    for width, below in ((960, False), (840, True), (640, True), (960, False)):
        window.resize(width, 580)
        await settle()
        assert (window.keys.y() > window.about.y()) is below
        assert list(cramped(window)) == []


@pytest.mark.parametrize("step", [0, 1])
async def test_at_a_large_zoom_all_is_below_each_other_and_nothing_is_cut(client, theme, step):
    theme.set_zoom(2.0)
    first = FirstRunController(client, theme)
    first.window.resize(960, 640)
    first.window.show_step(step)
    first.window.show()
    await settle()
    area: Any = first.window.findChild(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert first.window.keys.y() > first.window.about.y()
    first.close()
    first.deleteLater()


async def test_five_keys_on_practice_tickets_change_nothing_real(first, client, qtbot):
    first.window.show_step(1)
    tickets = first.window.practice.list
    for key in "jare":
        qtbot.keyClick(tickets, key)
    qtbot.keyClick(tickets, "r")
    qtbot.keyClick(tickets, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert all(tickets.practice.done)
    assert client.workspace.pending == ()
    first.window.grab()


def _told(tickets):
    """Each practice ticket as a screen reader finds it: role, name, selected, with the focus."""
    found = QAccessible.queryAccessibleInterface(tickets)
    rows = [found.child(place) for place in range(found.childCount())]
    return [
        (each.role(), each.text(QAccessible.Text.Name), each.state().selected, each.state().focused)
        for each in rows
    ]


async def test_a_screen_reader_finds_three_practice_tickets_and_which_is_open(first, qtbot):
    first.window.show_step(1)
    tickets = first.window.practice.list
    with qtbot.waitActive(first.window):
        first.window.activateWindow()
    assert first.window.focusWidget() is tickets
    found = QAccessible.queryAccessibleInterface(tickets)
    assert found.role() == QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Practice tickets"
    qtbot.keyClick(tickets, "j")
    qtbot.keyClick(tickets, "a")
    roles, names, selected, focused = zip(*_told(tickets), strict=True)
    assert set(roles) == {QAccessible.Role.ListItem}
    assert names == (
        "Practice: a printer that prints only cats. Open",
        "Practice: an invoice from next year. Assigned to you",
        "Practice: a password that nobody set. Open",
    )
    assert selected == focused == (False, True, False)


async def test_arrows_and_presses_go_from_ticket_to_ticket_as_well(first, qtbot):
    first.window.show_step(1)
    tickets = first.window.practice.list
    qtbot.keyClick(tickets, Qt.Key.Key_Down)
    assert tickets.practice.place == 1
    third = tickets.visualRect(tickets.model().index(2, 0)).center()
    qtbot.mouseClick(tickets.viewport(), Qt.MouseButton.LeftButton, pos=third)
    qtbot.keyClick(tickets, "e")
    assert tickets.practice.states == ["", "", "solved"]


async def test_keys_that_are_not_practised_still_end_the_step(first, client, qtbot):
    first.window.show_step(1)
    with qtbot.waitSignal(first.done):
        qtbot.keyClick(first.window.practice.list, Qt.Key.Key_Escape)
    assert client.settings.get("first_run_done") is True


async def test_skipping_is_remembered(first, client, qtbot):
    with qtbot.waitSignal(first.done):
        qtbot.mouseClick(first.window.skip_button, Qt.MouseButton.LeftButton)
    assert client.settings.get("first_run_done") is True


async def test_the_last_step_ends_it_once(first, qtbot):
    told: list[bool] = []
    first.done.connect(lambda: told.append(True))
    first.window.show_step(1)
    first.window.went_on.emit()
    first.window.close()
    assert told == [True]


def test_sending_needs_a_reply_first():
    practice = Practice()
    assert not practice.press("send")
    assert not practice.press("x")
    practice.press("k")
    assert practice.place == 0


async def test_a_zone_that_is_chosen_is_kept(first, client, qtbot):
    zone = first.window.about.zone
    assert (zone.key, first.window.about._origin.isVisible()) == ("", True)
    zone.menu.chosen.emit("Asia/Tokyo")
    assert not first.window.about._origin.isVisible()
    qtbot.mouseClick(first.window.next, Qt.MouseButton.LeftButton)
    assert client.settings.get("time_zone") == "Asia/Tokyo"


async def test_in_the_signature_the_button_names_the_key_that_goes_on(first, qtbot):
    window, signature = first.window, first.window.about.signature
    first.window.activateWindow()
    signature.setFocus()
    assert window.next._keycap == "Ctrl \u23ce"
    before = signature.toPlainText()
    qtbot.keyClick(signature, Qt.Key.Key_Return)
    assert (window.step, signature.toPlainText()) == (0, before + "\n")
    window.about.days[0].setFocus()
    assert window.next._keycap == "\u23ce"
    signature.setFocus()
    qtbot.keyClick(signature, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.step == 1
    assert window.next._keycap == "\u23ce"
