# SPDX-License-Identifier: Apache-2.0
"""A pill says its word, and that the server has not heard of it."""

from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.theme.tokens import LIGHT
from ui.widgets.pill import Pill


def colours(pill: Pill) -> set[str]:
    image = pill.grab().toImage()
    rows, columns = range(image.height()), range(image.width())
    return {image.pixelColor(x, y).name().upper() for x in columns for y in rows}


def test_what_waits_has_a_clock_beside_its_word(theme: Theme, qtbot: QtBot) -> None:
    pill = Pill(theme)
    qtbot.addWidget(pill)
    pill.set_value("Pending", "accent")
    pill.resize(pill.sizeHint())
    plain = pill.sizeHint().width()
    assert (pill.accessibleName(), LIGHT.amber_text in colours(pill)) == ("Pending", False)
    pill.set_value("Pending", "accent", waits=True)
    pill.resize(pill.sizeHint())
    assert pill.sizeHint().width() == plain + 20
    assert pill.accessibleName() == "Pending, waiting to sync"
    assert LIGHT.amber_text in colours(pill)
