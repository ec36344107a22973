# SPDX-License-Identifier: Apache-2.0
"""Tab goes through the whole window in the order in which it is seen, and the focus is seen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

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
