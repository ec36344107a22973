# SPDX-License-Identifier: Apache-2.0
"""A label shows what it is given, literally."""

import html

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.label import TextLabel, literal_tooltip

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


def _size_of_tip(text: str, qtbot: QtBot) -> tuple[int, int]:
    """How Qt lays out such a tooltip: as a label that breaks its words."""
    label = QLabel(literal_tooltip(text))
    label.setWordWrap(True)
    qtbot.addWidget(label)
    return label.sizeHint().width(), label.sizeHint().height()


@pytest.mark.parametrize("text", ["a" * 400, "W" * 400, "word " * 80, "\u6f22" * 400, "&" * 400])
def test_a_tooltip_is_never_as_wide_as_a_screen(qtbot: QtBot, text: str) -> None:
    wide, _ = _size_of_tip(text, qtbot)
    assert wide < 1000


def test_an_endless_text_gives_a_tooltip_that_ends(qtbot: QtBot) -> None:
    _, tall = _size_of_tip("endless" * 10_000, qtbot)
    assert tall < 600


def test_an_address_stays_in_one_line(qtbot: QtBot) -> None:
    _, one = _size_of_tip("x", qtbot)
    assert _size_of_tip("http://127.0.0.1:9555/evil", qtbot)[1] == one
    assert _size_of_tip("Moved by Maya Okafor to the team Billing", qtbot)[1] == one


def test_a_tooltip_loses_no_letter_between_its_lines() -> None:
    text = "One <b> " + "x" * 150 + " and & then more words, to a second and a third line of it."
    assert html.escape(text) in literal_tooltip(text).replace("<br>", "")
