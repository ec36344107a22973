# SPDX-License-Identifier: Apache-2.0
"""Every command is in a menu, and the menus come with Alt and go when nobody is in them."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

from tests.support.client_environment import settle
from tests.support.window_client import T1
from ui.windows.agent.keys import KEYS
from ui.windows.agent.menu_bar import MENUS, LoneAlt, command_title

ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


@pytest.fixture
def bar(opened):
    """The bar, shown with Alt."""
    window = opened.window
    window.activateWindow()
    window.list.view.setFocus()
    opened.menus.toggle()
    return opened.menus.bar


def filled(bar, title):
    """The commands of a menu as it opens, by name."""
    menu = next(action.menu() for action in bar.actions() if action.text() == title)
    menu.aboutToShow.emit()
    return {each.objectName(): each for each in menu.actions() if each.objectName()}


def test_every_command_of_the_table_of_keys_is_in_one_menu():
    named = [name for _, groups in MENUS for group in groups for name in group.split()]
    assert len(set(named)) == len(named)
    assert {key.action for key in KEYS} - set(named) == {"open", "leave"}


async def test_every_command_of_a_menu_does_something(controller):
    own = {"cut", "copy", "paste"}
    named = {name for _, groups in MENUS for group in groups for name in group.split()} - own
    named -= {"close"}  # of windows beside this one
    assert {name.partition(":")[0] for name in named} <= controller._actions.names
    assert all(command_title(name) for name in named - {"team"})


@pytest.mark.parametrize(
    ("events", "asks"),
    [
        ([(PRESS, Qt.Key.Key_Alt, NONE), (RELEASE, Qt.Key.Key_Alt, NONE)], True),
        ([(PRESS, Qt.Key.Key_F10, NONE)], True),
        (
            [
                (PRESS, Qt.Key.Key_Alt, NONE),
                (QEvent.Type.ShortcutOverride, Qt.Key.Key_Left, ALT),
                (RELEASE, Qt.Key.Key_Left, ALT),
                (RELEASE, Qt.Key.Key_Alt, NONE),
            ],
            False,
        ),
        (
            [
                (PRESS, Qt.Key.Key_Alt, Qt.KeyboardModifier.ControlModifier),
                (RELEASE, Qt.Key.Key_Alt, NONE),
            ],
            False,
        ),
        ([(RELEASE, Qt.Key.Key_Alt, NONE)], False),
    ],
)
def test_alt_counts_when_nothing_else_was_pressed_with_it(events, asks):
    alt = LoneAlt()
    told = [alt.take(QKeyEvent(*event)) for event in events]
    assert any(told) == asks


def test_alt_does_not_count_when_another_window_came_between():
    alt = LoneAlt()
    alt.take(QKeyEvent(PRESS, Qt.Key.Key_Alt, NONE))
    alt.take(QEvent(QEvent.Type.WindowDeactivate))
    assert not alt.take(QKeyEvent(RELEASE, Qt.Key.Key_Alt, NONE))


@pytest.mark.parametrize("key", [Qt.Key.Key_Alt, Qt.Key.Key_F10, Qt.Key.Key_Escape])
async def test_alt_shows_the_menus_and_gives_the_focus_back(opened, qtbot, key):
    view = opened.window.list.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Alt)
    bar = opened.menus.bar
    assert bar.isVisible()
    assert bar.activeAction() is bar.actions()[0]
    qtbot.keyClick(bar, key)
    assert not bar.isVisible()
    assert opened.window.focusWidget() is view


async def test_a_menu_shows_the_keys_as_they_are_now(opened, bar):
    opened.keyboard.map.change("solve", "y")
    assert filled(bar, "&Ticket")["solve"].text() == "Solve\tY"
    assert filled(bar, "&Go")["team:1"].text().endswith("\tG 1")


async def test_a_command_runs_and_the_bar_goes(opened, bar):
    filled(bar, "&Ticket")["take"].trigger()
    filled(bar, "&Ticket")["solve"].trigger()
    assert opened.gestures.ticket(T1).status == "solved"
    assert not bar.isVisible()
    opened.gestures.settle()
    await settle()


async def test_what_needs_a_ticket_is_dimmed_without_one(controller):
    controller.menus.toggle()
    ticket = filled(controller.menus.bar, "&Ticket")
    assert not any(action.isEnabled() for action in ticket.values())
    assert filled(controller.menus.bar, "&File")["new_ticket"].isEnabled()
    controller.menus.hide()


async def test_copy_is_for_the_text_that_had_the_focus(opened):
    editor = opened.window.composer.composer.editor
    opened.window.activateWindow()
    editor.insertPlainText("as written")
    editor.selectAll()
    editor.setFocus()
    opened.menus.toggle()
    filled(opened.menus.bar, "&Edit")["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "as written"
    assert opened.window.focusWidget() is editor


async def test_the_bar_takes_no_room_until_it_is_asked_for(opened):
    assert opened.menus.bar is None
    top = opened.window.list.mapTo(opened.window, opened.window.list.rect().topLeft()).y()
    assert top == 0
