# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF
from PySide6.QtGui import QEnterEvent

from tests.support.client_environment import settle

HERE = QPointF(20, 20)


@pytest.fixture
async def peek(controller):
    controller.window.resize(1366, 768)
    await settle()
    return controller._actions.peek


async def test_the_rail_opens_when_the_pointer_rests_on_it(controller, peek):
    navigation = controller.window.navigation
    QCoreApplication.sendEvent(navigation, QEnterEvent(HERE, HERE, HERE))
    peek._timer.timeout.emit()
    assert peek.pane.isVisible()
    assert peek.pane.width() > navigation.width()
    assert controller.window.list.width() == 339


async def test_a_choice_in_it_is_shown_and_folds_it(controller, peek):
    peek.open()
    peek.pane.view_chosen.emit("all_open")
    assert controller.lists.key == "all_open"
    assert not peek.pane.isVisible()


async def test_it_folds_when_the_pointer_leaves(peek):
    peek.open()
    QCoreApplication.sendEvent(peek.pane, QEvent(QEvent.Type.Leave))
    assert not peek.pane.isVisible()


async def test_a_whole_navigation_stays_as_it_is(controller):
    controller._actions.peek.open()
    assert controller._actions.peek.pane is None
