# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import Qt

from app.workspace.changes import Changes
from tests.support.client_environment import settle
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
    assert ", now " in first.window.about.zone.text()


async def test_a_person_who_becomes_known_later_is_greeted_then(first, client):
    about = first.window.about
    about.show_person("")
    about.signature.setPlainText("")
    first._on_changed(Changes(reloaded=True))
    assert about.name.text().startswith("Maya")
    assert about.signature.toPlainText() == about.name.text()


async def test_a_signature_that_was_begun_stays(first):
    about = first.window.about
    about.show_person("")
    about.signature.setPlainText("M. Okafor")
    about.show_person("Maya Okafor")
    assert about.signature.toPlainText() == "M. Okafor"


async def test_what_is_filled_in_is_kept_on_the_way_on(first, client, qtbot):
    about = first.window.about
    about.signature.setPlainText("Maya\nLantern Works")
    qtbot.mouseClick(about.days[5], Qt.MouseButton.LeftButton)
    about.begins.set_keys(("08:30",))
    qtbot.mouseClick(first.window.next, Qt.MouseButton.LeftButton)
    kept = [client.settings.get(n) for n in ("signature", "working_days", "working_from")]
    assert kept == ["Maya\nLantern Works", "1111110", "08:30"]
    assert first.window.step == 1
    assert client.settings.get("first_run_done") is False


async def test_five_keys_on_practice_tickets_change_nothing_real(first, client, qtbot):
    first.window.show_step(1)
    page = first.window.practice
    for key in "jare":
        qtbot.keyClick(page, key)
    qtbot.keyClick(page, "r")
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert all(page.practice.done)
    assert client.workspace.pending == ()
    first.window.grab()


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
