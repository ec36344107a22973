# SPDX-License-Identifier: Apache-2.0
"""A banner says all of it, and asks the window for no more room than it has."""

import pytest
from PySide6.QtCore import Qt

from ui.widgets.banner import Banner
from ui.widgets.button import Button

LONG = "The server shows another certificate than the one you joined. Nothing is sent to it. " * 2


@pytest.fixture
def banner(theme, qtbot):
    banner = Banner(theme)
    qtbot.addWidget(banner)
    banner.resize(480, 40)
    return banner


def test_a_long_sentence_goes_on_in_the_next_line(banner):
    banner.show_message("failure", LONG, action="Copy report")
    assert banner.minimumSizeHint().width() < 480
    assert banner.height() > 40


def test_a_short_one_has_one_line_again(banner):
    banner.show_message("failure", LONG, action="Copy report")
    banner.show_message("offline", "You are offline.", "Keep working.", action="Try now")
    assert banner.height() == 40


def test_it_can_be_closed_where_its_action_does_something_else(banner, qtbot):
    closed = []
    banner.dismissed.connect(lambda: closed.append(True))
    close = banner.findChild(Button, "window.banner.close")
    banner.show_message("failure", "Closed.", action="Dismiss")
    assert not close.isVisible()
    banner.show_message("failure", "Closed.", action="Copy report", closable=True)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert closed == [True]
    assert close.accessibleName() == "Dismiss"
