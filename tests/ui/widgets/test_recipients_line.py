# SPDX-License-Identifier: Apache-2.0
"""The line that stands for the recipients shows where the keyboard is beside its words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.recipients_line import SIDE, RecipientsLine


@pytest.fixture
def line(theme: Theme, qtbot: QtBot) -> RecipientsLine:
    line = RecipientsLine(theme)
    qtbot.addWidget(line)
    line.resize(400, 27)
    line.set_pairs((("To", "hana.ito@kestrel.example"), ("Cc", "2")))
    return line


def _columns(image: QImage, y: int) -> list[int]:
    """Where something is drawn in a row of pixels."""
    ground = image.pixelColor(image.width() // 2, 25)
    return [x for x in range(image.width()) if image.pixelColor(x, y) != ground]


def test_words_and_hairline_leave_room_for_the_focus_ring(line: RecipientsLine) -> None:
    image = line.grab().toImage()
    for y in (8, 12, 23):
        columns = _columns(image, y)
        assert columns[0] >= SIDE
        assert columns[-1] < 400 - SIDE + 1


def test_the_pointer_and_the_press_are_seen(line: RecipientsLine) -> None:
    rest = line.grab().toImage()
    line.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)
    under = line.grab().toImage()
    line.setDown(True)
    assert len({bytes(image.constBits()) for image in (rest, under, line.grab().toImage())}) == 3


def test_it_turns_around_where_people_read_from_the_right(line: RecipientsLine) -> None:
    before = line.grab().toImage()
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after = line.grab().toImage()
    assert before.pixelColor(300, 8) == after.pixelColor(100, 8)
    words = [x for x in _columns(after, 8) if x > 30]
    assert words[0] > 150
