# SPDX-License-Identifier: Apache-2.0
"""A label shows what it is given, literally."""

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
