# SPDX-License-Identifier: Apache-2.0
"""Everything that counts turns together, once a second, while somebody can see it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.windows.ticks import Ticks

SECOND = 1_000_000


class Time:
    """The server's time, which a test sets."""

    now = 7 * SECOND + 250_000


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def ticks(qapp, time):
    ticks = Ticks(lambda: time.now)
    yield ticks
    ticks.close()


@pytest.fixture
def heard(ticks):
    heard: list[int] = []
    ticks.ticked.connect(heard.append)
    return heard


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


def test_nothing_ticks_until_a_window_is_shown(ticks, heard, window):
    ticks.watch(window)
    assert (heard, ticks.is_running) == ([], False)
    window.show()
    assert (heard, ticks.is_running) == ([7 * SECOND], True)


def test_it_rests_while_no_window_can_be_seen_and_is_right_at_once_after(
    ticks, heard, window, time
):
    window.show()
    ticks.watch(window)
    window.hide()
    assert not ticks.is_running
    time.now = 99 * SECOND
    window.show()
    assert (heard, ticks.is_running) == ([7 * SECOND, 99 * SECOND], True)


def test_a_window_that_is_minimised_is_not_seen(ticks, heard, window):
    window.show()
    ticks.watch(window)
    window.setWindowState(Qt.WindowState.WindowMinimized)
    assert not ticks.is_running
    window.setWindowState(Qt.WindowState.WindowNoState)
    assert ticks.is_running


def test_one_window_of_several_is_enough(ticks, heard, window, qtbot):
    other = QWidget()
    for each in (window, other):
        each.show()
        ticks.watch(each)
    assert heard == [7 * SECOND]
    window.hide()
    assert ticks.is_running
    other.close()
    other.deleteLater()
    qtbot.waitUntil(lambda: not ticks.is_running)


def test_each_tick_comes_after_a_full_second_of_the_server(ticks, heard, window, time):
    window.show()
    ticks.watch(window)
    assert ticks._timer.interval() == 1060 - 250
    time.now = 8 * SECOND + 45_000
    ticks._timer.timeout.emit()
    assert heard == [7 * SECOND, 8 * SECOND]
    assert ticks._timer.interval() == 1060 - 45


def test_a_closed_one_never_ticks_again(ticks, window):
    window.show()
    ticks.watch(window)
    ticks.close()
    window.hide()
    window.show()
    assert not ticks.is_running
