# SPDX-License-Identifier: Apache-2.0
"""A label shows what it is given, literally."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.label import TextLabel

HOSTILE = '<b>bold</b><img src="file:///etc/passwd">'


def test_markup_in_a_label_is_shown_and_not_obeyed(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel(theme, HOSTILE, elide=True)
    qtbot.addWidget(label)
    label.resize(40, 20)
    label.grab()
    assert label.text() == HOSTILE
    assert "<b>" not in label.toolTip()
    assert "&lt;b&gt;" in label.toolTip()
    label.resize(900, 20)
    label.grab()
    assert label.toolTip() == ""


def test_an_eliding_label_gives_way(theme: Theme, qtbot: QtBot) -> None:
    label = TextLabel(theme, "A long company name", elide=True)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() == 0


@pytest.mark.parametrize("wrap", [False, True])
@pytest.mark.parametrize("text", ["A plain area (x).", "שלום לכולם."])
def test_a_text_stands_where_people_begin_to_read(
    theme: Theme, qtbot: QtBot, text: str, *, wrap: bool
) -> None:
    label = TextLabel(theme, text, wrap=wrap)
    qtbot.addWidget(label)
    label.resize(400, 20)
    assert max(_written_columns(label)) < 200
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert min(_written_columns(label)) > 200


def _written_columns(label: TextLabel) -> list[int]:
    picture = label.grab().toImage()
    bare = picture.pixelColor(200, 0)
    return [x for x in range(400) for y in range(20) if picture.pixelColor(x, y) != bare]
