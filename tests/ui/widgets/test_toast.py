# SPDX-License-Identifier: Apache-2.0
"""A toast offers the way back once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.toast import Toast


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(800, 600)
    ground.show()
    return ground


@pytest.fixture
def toast(theme: Theme, ground: QWidget) -> Toast:
    return Toast(theme, ground)


def test_undo_is_offered_once_a_toast(toast: Toast, qtbot: QtBot) -> None:
    toast.say("Ticket solved")
    undo = toast.findChildren(QAbstractButton, "window.toast.undo")[0]
    with qtbot.waitSignal(toast.undo_requested):
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert toast.isHidden()
    toast.say("Saved", undo=False)
    assert undo.isHidden()
    assert toast.geometry().bottom() < 600


def test_other_words_are_said_only_while_it_is_shown(toast: Toast) -> None:
    toast.reword("Sent")
    assert toast.isHidden()
    toast.say("Sends when online")
    toast.reword("Sent")
    assert (toast.accessibleName(), toast.isVisible()) == ("Sent", True)


def test_what_waits_has_not_the_sign_of_what_is_done(toast: Toast) -> None:
    toast.say("Sent")
    done = toast.grab().toImage()
    toast.set_waiting(True)
    assert toast.grab().toImage() != done
    toast.set_waiting(False)
    assert toast.grab().toImage() == done
    toast.set_waiting(True)
    toast.say("Sent")
    assert not toast.waits


def test_something_that_fits_may_be_offered_until_the_next_word(toast: Toast, qtbot: QtBot) -> None:
    toast.say("Marked as spam")
    toast.offer("Block sender")
    button = toast.findChildren(QAbstractButton, "window.toast.offer")[0]
    assert not button.isHidden()
    with qtbot.waitSignal(toast.offer_requested):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert toast.isHidden()
    toast.say("Restored")
    assert button.isHidden()
