# SPDX-License-Identifier: Apache-2.0
"""Tab goes through the whole window in the order in which it is seen, and the focus is seen."""

from collections.abc import Awaitable, Callable
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import PAGES
from sync_server.contract.entities import AutomationRule, Calendar, SlaPolicy
from sync_server.contract.ids import RuleId
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert
from tests.support.rule_desk import RULE_ANSWERS
from tests.support.window_client import T1, T3, Hit
from tests.ui.windows.agent.admin.conftest import BERLIN, GOLD, GOLDEN, OFFICE, OUTAGE, OUTAGES
from tests.ui.windows.agent.held.conftest import waiting
from ui.windows.agent.held.page import HeldPage

__all__ = ["waiting"]

MOST = 120
ROW_PX = 16


@pytest.fixture
def window(opened):
    window = opened.window
    window.activateWindow()
    window.navigation.views.setFocus(Qt.FocusReason.TabFocusReason)
    return window


def around(window, key):
    """Where the focus stops, until it is where it began."""
    found = [window.focusWidget()]
    for _ in range(MOST):
        QTest.keyClick(found[-1], key)
        if QApplication.focusWidget() is found[0]:
            return found
        found.append(QApplication.focusWidget())
    raise AssertionError(f"a trap at {found[-1].objectName()}")


def going_up(window, found):
    """Pairs of places of which the second stands above the first, from the topmost on."""
    rects = [QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in found]
    first = min(range(len(rects)), key=lambda at: (rects[at].top(), rects[at].left()))
    order = [*range(first, len(rects)), *range(first)]
    return [
        (found[before].objectName(), found[after].objectName())
        for before, after in pairwise(order)
        if rects[after].bottom() < rects[before].top()
        and rects[after].left() < rects[before].right()
        and rects[before].left() < rects[after].right()
    ]


async def settings(opened, page):
    opened.do("settings")
    opened.preferences.panel.show_page(page)
    return opened.preferences.panel


async def search(opened):
    opened._client.hits = (Hit("ticket", "t1", T1), Hit("ticket", "t3", T3))
    opened.finder.show_search("rotation")
    return opened.finder.page


async def held(opened):
    opened.do("go:held")
    return opened.window.findChild(HeldPage)


async def reading(opened):
    """List and mail take turns."""
    opened.window._theme.set_zoom(1.5)
    opened.window.resize(900, 600)
    page = await held(opened)
    await settle()
    opened.do("open")
    return page


async def setup(opened):
    row = an_agent("maya", name="Maya Okafor", role="administrator")
    opened._client.bench.apply(changes(insert(50, row, scope="desk")))
    opened.do("go:setup")
    return opened.pages.setup._page


async def setup_steps(opened):
    """Every step is open, and at this zoom most of them are out of sight."""
    opened.window._theme.set_zoom(1.5)
    page = await setup(opened)
    for name in ("team", "hours"):
        page.steps[name].action_requested.emit()
    return page


async def administered(opened, entry):
    await setup(opened)
    office = Calendar(id=OFFICE, name="Office Berlin", number=1, document=BERLIN)
    gold = SlaPolicy(id=GOLD, name="Gold", number=1, document=GOLDEN)
    outage = AutomationRule(id=OUTAGE, name="Outage", number=1, document=OUTAGES)
    opened._client.answers |= RULE_ANSWERS
    asked = {**OUTAGES, "triggers": {"on": "manual"}}
    macro = AutomationRule(id=RuleId("asked"), name="Outage", number=1, document=asked)
    opened._client.bench.hold("time", (60, office), (61, gold), (62, outage), (63, macro))
    opened.do("go:admin")
    if entry == "policy":
        opened.pages.admin.policies.edit_requested.emit(GOLD)
    else:
        opened.pages.admin.show_entry(entry)
    return opened.pages.admin._page


COVERING: dict[str, Callable[[Any], Awaitable[Any]]] = {
    **{f"settings, {page}": partial(settings, page=page) for page in PAGES},
    "search": search,
    "held": held,
    "setup": setup,
    "setup, every step": setup_steps,
    "reading": reading,
    **{
        f"admin, {entry}": partial(administered, entry=entry)
        for entry in (
            "rules",
            "assignment",
            "teams",
            "categories",
            "gates",
            "policies",
            "policy",
            "calendars",
            "macros",
            "staffing",
            "people",
            "organisations",
        )
    },
}


def wanting_focus(window):
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


def place(window, widget):
    """The pane from the left, then from the top, then from the left."""
    panes = (window.navigation, window.list, window.conversation, window.composer)
    pane = next((at for at, each in enumerate(panes) if each.isAncestorOf(widget)), len(panes))
    at = widget.mapTo(window, QPoint(0, 0))
    return pane, (at.y() + widget.height() // 2) // ROW_PX, at.x()


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (1100, 700), (900, 600)])
async def test_tab_stops_everywhere_once_in_the_order_in_which_it_is_seen(window, size):
    window.resize(*size)
    found = around(window, Qt.Key.Key_Tab)
    assert {widget.objectName() for widget in wanting_focus(window) - set(found)} == set()
    places = [place(window, widget) for widget in found]
    first = places.index(min(places))
    told = [widget.objectName() for widget in found[first:] + found[:first]]
    seen = sorted(found, key=lambda widget: place(window, widget))
    assert told == [widget.objectName() for widget in seen]


async def test_shift_tab_goes_the_same_way_back(window):
    forwards = around(window, Qt.Key.Key_Tab)
    assert around(window, Qt.Key.Key_Backtab) == [forwards[0], *reversed(forwards[1:])]


async def test_a_text_is_no_trap(opened, window):
    opened.do("note")
    QTest.keyClicks(window.composer.composer.editor, "A word")
    assert window.composer.composer.editor in around(window, Qt.Key.Key_Tab)


async def test_the_focus_is_seen_wherever_it_is(window):
    unseen = []
    for widget in around(window, Qt.Key.Key_Tab):
        rect = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = window.grab(rect).toImage()
        widget.clearFocus()
        without = window.grab(rect).toImage()
        unseen += [widget.objectName()] * (with_focus == without)
    assert unseen == []


async def test_f6_goes_on_from_anywhere_in_a_pane(opened, window):
    window.composer.composer.editor.setPlainText("A word")
    window.composer.composer.send.setFocus()
    opened.do("next_pane")
    assert window.properties.isAncestorOf(window.focusWidget())
    opened.do("previous_pane")
    assert window.focusWidget() is window.composer.composer.editor
    window.conversation.header.solve.setFocus()
    opened.do("previous_pane")
    assert window.focusWidget() is window.list.view


@pytest.mark.parametrize("name", COVERING)
async def test_tab_stays_in_what_covers_the_window_and_stops_everywhere_in_it(
    opened, window, waiting, name
):
    covering = await COVERING[name](opened)
    await settle()
    found = around(window, Qt.Key.Key_Tab)
    assert [each.objectName() for each in found if not covering.isAncestorOf(each)] == []
    assert {each.objectName() for each in wanting_focus(covering) - set(found)} == set()
    assert going_up(window, found) == []
    assert around(window, Qt.Key.Key_Backtab) == [found[0], *reversed(found[1:])]


async def test_tab_closes_the_list_of_keys_and_goes_to_nothing_that_it_covers(opened, window):
    before = window.focusWidget()
    opened.do("keys")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.keys.isHidden()
    assert window.focusWidget() is before


async def test_of_several_of_which_one_is_chosen_tab_stops_at_that_one(opened, window):
    tabs = window.properties.tabs
    window.properties.show_tab(tabs.titles[2])
    stops = [each for each in around(window, Qt.Key.Key_Tab) if each.parentWidget() is tabs]
    assert [each.objectName() for each in stops] == ["properties.tab.3", "properties.fold.button"]
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(stops[0], Qt.Key.Key_Left)
    assert tabs.current() == tabs.titles[1]
