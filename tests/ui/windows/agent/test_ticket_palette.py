# SPDX-License-Identifier: Apache-2.0
"""The palette over a ticket's own window offers what that window can do."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from tests.support.client_environment import settle
from tests.support.window_client import T1, T2, Hit


@pytest.fixture
async def shown(opened):
    opened.do("window")
    await settle()
    yield opened.companions.windows[T1]
    opened.companions.close()
    await settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def palette(shown):
    shown.do("palette")
    return shown.palette.palette


def keys(palette):
    return {getattr(row, "key", "") for row in palette.rows}


async def test_it_offers_what_the_window_does(palette):
    assert palette.field.chips == ("#48213",)
    assert {"do:reply", "do:menu:status", "do:undo"} <= keys(palette)
    assert not any(key.startswith("do:go:") for key in keys(palette))


async def test_what_would_do_nothing_there_says_why(palette, qtbot):
    qtbot.keyClicks(palette.field.input, "undo the last")
    await settle()
    found = {getattr(row, "key", ""): row for row in palette.rows}
    assert found["do:undo"].reason == "There is nothing to take back"


async def test_a_command_runs_there(shown, palette, qtbot):
    qtbot.keyClicks(palette.field.input, "internal")
    qtbot.keyClick(palette.field.input, Qt.Key.Key_Return)
    await settle()
    assert shown.window.composer.composer.mode == "note"


async def test_a_menu_opens_in_place(shown, palette, qtbot):
    qtbot.keyClicks(palette.field.input, "reassign")
    qtbot.keyClick(palette.field.input, Qt.Key.Key_Return)
    assert shown.window.properties.menu.place == palette.menu_place()
    shown.window.properties.menu.hide()


async def test_another_ticket_opens_in_the_workspace(client, opened, palette, qtbot):
    client.hits = (Hit("ticket", "t2", T2),)
    qtbot.keyClicks(palette.field.input, "#48214")
    qtbot.keyClick(palette.field.input, Qt.Key.Key_Return)
    await settle()
    assert opened.tickets.id == T2


async def test_there_is_no_search_to_go_on_to(palette, qtbot):
    qtbot.keyClicks(palette.field.input, "zzqqxx")
    qtbot.keyClick(palette.field.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    await settle()
    assert (palette.rows, palette.isHidden()) == ((), False)
