# SPDX-License-Identifier: Apache-2.0
"""A button says what it does, to the eye and to the ear."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.button import Button


def test_a_buttons_text_is_literal_and_its_key_is_drawn(theme: Theme, qtbot: QtBot) -> None:
    plain, keyed = Button(theme, "Save & close"), Button(theme, "Save & close", keycap="E")
    for button in (plain, keyed):
        qtbot.addWidget(button)
    assert plain.text() == "Save & close"
    assert keyed.sizeHint().width() > plain.sizeHint().width()


@pytest.mark.parametrize(
    "kind", ["default", "primary", "ghost", "soft", "danger", "note", "link", "plain"]
)
def test_each_kind_of_button_shows_when_it_is_disabled(
    theme: Theme, qtbot: QtBot, kind: str
) -> None:
    button = Button(theme, "Send", kind=kind, icon="check", keycap="E")  # type: ignore[arg-type]
    qtbot.addWidget(button)
    enabled = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != enabled


def test_space_presses_a_button(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, "Send")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
