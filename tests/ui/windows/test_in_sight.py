# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ui.windows.in_sight import InSight, bring_into_sight


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 400)
    window.show()
    return window


def in_sight(window):
    return QApplication.primaryScreen().availableGeometry().contains(window.frameGeometry())


def test_a_window_on_a_screen_that_is_gone_comes_back(qapp, window, qtbot):
    looking = InSight(qapp)
    window.move(6000, 4000)
    assert not in_sight(window)
    qapp.screenRemoved.emit(QApplication.primaryScreen())
    qtbot.waitUntil(lambda: in_sight(window))
    assert (window.width(), window.height()) == (500, 400)
    looking.deleteLater()


def test_a_window_that_is_larger_than_what_is_left_fits(window):
    room = QApplication.primaryScreen().availableGeometry()
    window.resize(3840, 2160)
    window.move(6000, 4000)
    bring_into_sight(window)
    assert room.contains(window.geometry())


def test_a_window_in_sight_stays_where_it_is(window):
    window.move(40, 60)
    bring_into_sight(window)
    assert (window.x(), window.y()) == (40, 60)
