# SPDX-License-Identifier: Apache-2.0
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.support.client_environment import settle
from ui.widgets.button import Button

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize(
    ("width", "navigation", "properties"),
    [(1440, 211, True), (1366, 55, True), (1280, 55, True), (1279, 55, False)],
)
async def test_panes_fold_by_the_width(opened, width, navigation, properties):
    window = opened.window
    window.resize(width, 768)
    await settle()
    assert window.navigation.width() == navigation
    assert window.properties.isVisible() == properties


async def test_what_is_folded_by_hand_stays_as_it_is(opened):
    window = opened.window
    opened.do("fold_navigation")
    opened.do("fold_properties")
    window.resize(1600, 900)
    await settle()
    assert (window.navigation.width(), window.properties.isVisible()) == (55, False)


async def test_in_a_narrow_window_list_and_conversation_take_turns(opened, qtbot):
    window = opened.window
    window.resize(959, 600)
    await settle()
    assert (window.list.isVisible(), window.conversation.isVisible()) == (False, True)
    qtbot.mouseClick(window.conversation.header.back, LEFT)
    assert (window.list.isVisible(), window.conversation.isVisible()) == (True, False)
    window.resize(960, 600)
    await settle()
    assert (window.list.isVisible(), window.conversation.isVisible()) == (True, True)


async def test_fields_without_room_lie_over_the_conversation(opened):
    window = opened.window
    window.resize(1000, 700)
    await settle()
    places = [(pane.x(), pane.width()) for pane in (window.list, window._center)]
    opened.do("menu:status")
    await settle()
    assert window.properties.isVisible()
    assert [(pane.x(), pane.width()) for pane in (window.list, window._center)] == places
    assert window.properties.mapTo(window, window.properties.rect().topRight()).x() == 999
    window.properties.menu.hide()
    opened.do("up")
    assert not window.properties.isVisible()
    assert window.rail.isVisible()
    assert window.focusWidget() is window.conversation.timeline


async def test_fields_stand_beside_the_conversation_again_where_there_is_room(opened):
    window = opened.window
    window.resize(1000, 700)
    opened.do("fold_properties")
    await settle()
    window.resize(1440, 900)
    await settle()
    assert window.properties.x() > window._center.x()
    assert window.properties.parentWidget() is window._splitter
    assert window.properties.width() == 295


async def test_a_low_window_leaves_room_for_the_conversation(opened, theme):
    window = opened.window
    usual = window.composer.height()
    theme.set_zoom(2.0)
    await settle()
    assert window.composer.height() < 2 * usual
    assert window.conversation.timeline.height() > 240


async def test_at_twice_the_size_list_and_conversation_take_turns(controller, theme, qtbot):
    window = controller.window
    theme.set_zoom(2.0)
    await settle()
    assert (window.list.isVisible(), window.conversation.isVisible()) == (True, False)
    window.list.view.setFocus()
    controller.do("next")
    qtbot.keyClick(window.list.view, Qt.Key.Key_Return)
    await settle()
    assert (window.list.isVisible(), window.conversation.isVisible()) == (False, True)
    assert window.focusWidget() is window.conversation.timeline
    qtbot.mouseClick(window.conversation.header.back, LEFT)
    assert (window.list.isVisible(), window.conversation.isVisible()) == (True, False)
    assert window.focusWidget() is window.list.view


@pytest.fixture
def small(controller):
    """So small that list and conversation take turns; it is the list's."""
    controller.window.resize(900, 600)
    controller.window.list.view.setFocus()
    return controller


def in_sight(window):
    return [pane for pane in (window.list, window.conversation) if pane.isVisible()]


async def test_j_and_k_go_through_a_list_that_stands_alone(small, qtbot):
    view = small.window.list.view
    qtbot.keyClicks(view, "jj")
    first = small.tickets.id
    qtbot.keyClicks(view, "k")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    await settle()
    assert small.tickets.id == view.current_ticket() == first
    assert in_sight(small.window) == [small.window.list]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert in_sight(small.window) == [small.window.conversation]
    qtbot.keyClicks(small.window.conversation.timeline, "k")
    assert small.tickets.id != first
    assert in_sight(small.window) == [small.window.conversation]


async def test_a_click_in_a_list_that_stands_alone_opens_the_ticket(small, qtbot):
    view = small.window.list.view
    small.do("next")
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.currentIndex()).center())
    assert in_sight(small.window) == [small.window.conversation]


@pytest.mark.parametrize("action", ["reply", "note", "menu:status", "snooze", "focus:conversation"])
async def test_what_is_done_beside_the_messages_brings_them_into_sight(small, action):
    small.do("next")
    await settle()
    small.do(action)
    assert in_sight(small.window) == [small.window.conversation]


async def test_what_is_done_to_the_row_leaves_the_list_in_sight(small):
    small.do("next")
    small.do("solve")
    small.gestures.settle()
    await settle()
    assert in_sight(small.window) == [small.window.list]
    assert not small.window.composer.isVisible()


async def test_esc_leads_from_the_composer_to_the_conversation_and_then_to_the_list(opened, qtbot):
    window = opened.window
    opened.do("note")
    qtbot.keyClick(window.composer.composer.editor, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.conversation.timeline
    qtbot.keyClick(window.conversation.timeline, Qt.Key.Key_Escape)
    assert window.focusWidget() is window.list.view


async def test_a_width_that_was_dragged_stays_whatever_opens_and_folds(opened):
    window = opened.window
    window._splitter.moveSplitter(680, 2)
    dragged = window.list.width()
    assert dragged > 400
    opened.do("next")
    window.resize(1500, 900)
    await settle()
    assert window.list.width() == dragged
    opened.do("fold_properties")
    await settle()
    assert window.list.width() == dragged


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(900, 600), (1366, 768), (1440, 900)])
async def test_no_pane_is_cut_off(opened, theme, size, zoom):
    window = opened.window
    window.resize(*size)
    theme.set_zoom(zoom)
    await settle()
    panes = (window.navigation, window.list, window.conversation, window.properties, window.rail)
    ends = [pane.mapTo(window, pane.rect().topRight()).x() for pane in panes if pane.isVisible()]
    assert max(ends) < window.width()


async def test_a_rail_stands_for_folded_properties(opened, qtbot):
    window = opened.window
    qtbot.mouseClick(window.properties.fold, LEFT)
    assert (window.properties.isVisible(), window.rail.isVisible()) == (False, True)
    qtbot.mouseClick(window.rail.findChild(Button, "properties.rail.history.button"), LEFT)
    assert (window.properties.isVisible(), window.rail.isVisible()) == (True, False)
    assert window.properties.page == "history"


async def test_f6_goes_through_the_panes(opened):
    window = opened.window
    window.list.view.setFocus()
    seen = []
    for _ in range(5):
        opened.do("next_pane")
        seen.append(window.focusWidget())
    assert len(set(map(id, seen))) == 5
    opened.do("focus:list")
    opened.do("previous_pane")
    assert window.focusWidget() is window.navigation.views


async def test_the_list_of_keys_gives_the_focus_back(opened, qtbot):
    window = opened.window
    window.list.view.setFocus()
    qtbot.keyClick(window.list.view, "?", Qt.KeyboardModifier.ShiftModifier)
    assert window.keys.isVisible()
    window.resize(1300, 800)
    assert window.keys.size() == window.size()
    qtbot.keyClick(window.keys, Qt.Key.Key_Escape)
    assert not window.keys.isVisible()
    assert window.focusWidget() is window.list.view


async def test_closing_is_told_once(controller):
    told: list[object] = []
    controller.closed.connect(lambda: told.append(1))
    controller.window.close()
    assert told == [1]


async def test_everything_that_takes_the_focus_is_named_by_area_part_and_role(opened):
    opened.do("new_ticket")
    await settle()
    takers = [
        each
        for each in opened.window.findChildren(QWidget)
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus and not each.isWindow()
    ]
    names = {each.objectName() for each in takers} - {"window.keys"}
    assert [name for name in names if not re.fullmatch(r"[a-z_]+(\.[a-z0-9_:]+){2,}", name)] == []
    assert len(names) > 40
