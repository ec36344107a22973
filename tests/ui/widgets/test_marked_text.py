# SPDX-License-Identifier: Apache-2.0
"""A marked line stays one text, whichever way it is read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG
from ui.widgets.marked_text import Mark, Places, draw_marked, extra_width
from ui.widgets.painting import draw_text, follow_reading

PLAIN = Mark(BODY, "text")
HIT = Mark(BODY_STRONG, "accent_text", "amber_soft", "amber_line")
LINE = QRectF(0, 0, 300, 24)


def _painted(
    theme: Theme, text: str, *, places: Places, mark: Mark, turned: bool = False
) -> QImage:
    image = QImage(300, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    way = Qt.LayoutDirection
    follow_reading(painter, way.RightToLeft if turned else way.LeftToRight, LINE)
    draw_marked(painter, theme, text, LINE, style=BODY, ink="text", mark=mark, places=places)
    painter.end()
    return image


def _ground_columns(image: QImage, color: QColor) -> list[int]:
    return [x for x in range(image.width()) if image.pixelColor(x, 2) == color]


@pytest.mark.parametrize("text", ["Webhooks return 401", "שלום webhook", "👍 🚀 webhook"])
def test_a_mark_without_a_look_changes_nothing(theme: Theme, text: str) -> None:
    place = text.casefold().index("webhook")
    marked = _painted(theme, text, places=[(place, place + 7)], mark=PLAIN)
    assert marked == _painted(theme, text, places=[], mark=PLAIN)


def test_the_box_of_a_hit_lies_behind_its_letters_only(theme: Theme) -> None:
    image = _painted(theme, "Webhooks return", places=[(9, 15)], mark=HIT)
    lead = theme.metrics(BODY).horizontalAdvance("Webhooks ")
    word = theme.metrics(BODY_STRONG).horizontalAdvance("return")
    columns = _ground_columns(image, theme.color("amber_soft"))
    assert lead - 2 < columns[0] < lead + 4
    assert lead + word - 4 < columns[-1] < lead + word + 2


def test_words_keep_their_order_where_people_read_from_the_right(theme: Theme) -> None:
    image = _painted(theme, "Webhooks return", places=[(0, 8)], mark=HIT, turned=True)
    columns = _ground_columns(image, theme.color("amber_soft"))
    rest = theme.metrics(BODY).horizontalAdvance(" return")
    assert columns[-1] < 300 - rest + 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=20), st.integers(0, 19), st.integers(1, 20))
def test_no_text_breaks_it(theme: Theme, text: str, start: int, length: int) -> None:
    line = " ".join(text.split())
    places = [(start, min(len(line), start + length))] * (start < len(line))
    assert not _painted(theme, line, places=places, mark=HIT).isNull()


def test_without_marks_it_is_a_plain_text(theme: Theme) -> None:
    image = QImage(300, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_text(painter, theme, "Webhooks", LINE, style=BODY, ink="text")
    painter.end()
    assert _painted(theme, "Webhooks", places=[], mark=HIT) == image


def test_marks_take_the_room_of_their_type(theme: Theme) -> None:
    strong = theme.metrics(BODY_STRONG).horizontalAdvance("return")
    plain = theme.metrics(BODY).horizontalAdvance("return")
    extra = extra_width(theme, "Webhooks return", [(9, 15)], style=BODY, mark=HIT)
    assert extra == strong - plain > 0
