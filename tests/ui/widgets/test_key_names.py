# SPDX-License-Identifier: Apache-2.0
"""Keys are called as they are on the keyboard of whoever reads."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Settings
from ui.theme.theme import Theme
from ui.theme.tokens import MICRO
from ui.widgets.button import Button
from ui.widgets.glyphs import keycap_width
from ui.widgets.key_names import key_words
from ui.windows.settings.language import Language


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    settings = Settings(None)
    settings.set("language", "de")
    language = Language(settings)
    yield
    language.close()


def test_in_english_they_are_called_as_they_are_written() -> None:
    assert key_words("Ctrl Shift L") == "Ctrl Shift L"
    assert key_words("") == ""


@pytest.mark.usefixtures("german")
def test_a_german_keyboard_has_strg_and_umschalt(theme: Theme) -> None:
    assert key_words("Ctrl Shift L") == "Strg Umschalt L"
    assert key_words("Ctrl \u23ce") == "Strg \u23ce"
    words = theme.metrics(MICRO).horizontalAdvance("Umschalt")
    assert keycap_width(theme, "Shift") > words


@pytest.mark.usefixtures("german")
def test_what_is_told_under_the_pointer_has_them_too(theme: Theme, qtbot: QtBot) -> None:
    button = Button(theme, icon="search", name="Suche")
    qtbot.addWidget(button)
    button.setToolTip("Suche")
    button.set_tip_key("Ctrl F")
    assert button.toolTip() == "Suche  Strg F"
