# SPDX-License-Identifier: Apache-2.0
"""A button says what it does, to the eye and to the ear."""

from typing import get_args

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.button import Button, ButtonKind

KINDS = get_args(ButtonKind)


def test_a_buttons_text_is_literal_and_its_key_is_drawn(theme: Theme, qtbot: QtBot) -> None:
    plain, keyed = Button(theme, "Save & close"), Button(theme, "Save & close", keycap="E")
    for button in (plain, keyed):
        qtbot.addWidget(button)
    assert plain.text() == "Save & close"
    assert keyed.sizeHint().width() > plain.sizeHint().width()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_button_shows_when_it_is_disabled(
    theme: Theme, qtbot: QtBot, kind: ButtonKind
) -> None:
    button = Button(theme, "Send", kind=kind, icon="check", keycap="E")
    qtbot.addWidget(button)
    enabled = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != enabled


def test_space_presses_a_button(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Send")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["Send", ""])
def test_rest_hover_and_press_look_different(
    theme: Theme, qtbot: QtBot, kind: ButtonKind, text: str
) -> None:
    button = Button(theme, text, kind=kind, icon="check", name="Send")
    qtbot.addWidget(button)
    looks = [button.grab().toImage()]
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    looks.append(button.grab().toImage())
    button.setDown(True)
    looks.append(button.grab().toImage())
    assert len({bytes(look.constBits()) for look in looks}) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_a_button_that_waits_says_so_and_cannot_be_pressed(
    theme: Theme, qtbot: QtBot, kind: ButtonKind
) -> None:
    button = Button(theme, "Send", kind=kind)
    qtbot.addWidget(button)
    rest = button.grab().toImage()
    button.set_waiting(True)
    button.adjustSize()
    assert (button.isEnabled(), button.accessibleDescription()) == (False, "In progress")
    assert button.grab().toImage() != rest
    button.set_waiting(False)
    button.adjustSize()
    assert (button.isEnabled(), button.accessibleDescription()) == (True, "")
    assert button.grab().toImage() == rest


def test_a_key_is_told_under_the_pointer_and_drawn_as_a_cap(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, icon="check", name="Cut & paste")
    qtbot.addWidget(button)
    assert button.toolTip() == "Cut & paste"
    button.set_tip_key("Ctrl X")
    assert button.toolTip() == "Cut & paste  Ctrl X"
    button.show()
    middle = button.rect().center()
    event = QHelpEvent(QEvent.Type.ToolTip, middle, button.mapToGlobal(middle))
    QCoreApplication.sendEvent(button, event)
    told = QToolTip.text()
    QToolTip.hideText()
    assert "Cut &amp; paste" in told
    assert told.count("background-color") == 2
    button.set_tip_key("")
    assert button.toolTip() == "Cut & paste"


def test_another_label_is_also_what_screen_readers_say(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Send")
    qtbot.addWidget(button)
    button.set_label("support@a.example", name="From support@a.example")
    assert (button.text(), button.accessibleName()) == (
        "support@a.example",
        "From support@a.example",
    )
    button.set_label("Sent")
    assert (button.text(), button.accessibleName()) == ("Sent", "Sent")
