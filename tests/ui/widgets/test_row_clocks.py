# SPDX-License-Identifier: Apache-2.0
"""A row shows a clock at the end of its first line, and all rows the same second."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from tests.support.counting_clock import Counting, counting
from ui.theme.theme import Theme
from ui.widgets.clock import clock_width
from ui.widgets.clock_face import ClockFace, ClockSource
from ui.widgets.row_clocks import RowClocks

SOURCE = counting("0 m 02", "0 m 01")


@pytest.fixture
def clocks(theme: Theme) -> RowClocks:
    return RowClocks(theme)


def text(clocks: RowClocks, source: ClockSource = SOURCE) -> str:
    shown = clocks.shown(source)
    return "" if shown is None else shown.face.text


def test_there_is_none_before_the_first_tick(clocks: RowClocks) -> None:
    assert clocks.shown(SOURCE) is None


def test_it_shows_the_instant_of_the_last_tick(clocks: RowClocks) -> None:
    clocks.tick(1)
    assert text(clocks) == "0 m 02"
    assert clocks.shown(SOURCE) is clocks.shown(SOURCE)
    clocks.tick(2)
    assert text(clocks) == "0 m 01"


def test_a_row_with_other_clocks_shows_them_at_once(clocks: RowClocks) -> None:
    clocks.tick(1)
    assert text(clocks) == "0 m 02"
    assert text(clocks, counting("9 m 59")) == "9 m 59"
    assert clocks.shown(None) is None
    assert clocks.shown(Counting((None,))) is None


def test_what_is_alike_is_what_nobody_could_tell_apart(clocks: RowClocks) -> None:
    clocks.tick(1)
    first = clocks.shown(SOURCE)
    assert first is not None
    clocks.tick(2)
    second = clocks.shown(SOURCE)
    assert not first.is_like(None)
    assert not first.is_like(second)
    fuller = replace(first, face=replace(first.face, used=0.99))
    assert first.is_like(fuller)
    assert not first.is_like(replace(first, face=ClockFace("paused", first.face.text)))


def test_it_stands_where_it_is_painted(theme: Theme, clocks: RowClocks) -> None:
    clocks.tick(1)
    shown, line = clocks.shown(SOURCE), QRectF(0, 9, 200, 20)
    assert shown is not None
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(theme.color("surface"))
    painter = QPainter(image)
    taken = clocks.paint(painter, line, SOURCE)
    painter.end()
    bare = theme.color("surface")
    inked = [x for x in range(200) if any(image.pixelColor(x, y) != bare for y in range(40))]
    place = clocks.place(line, shown)
    assert (inked[0], inked[-1]) == (place.toAlignedRect().left(), 199)
    assert (place.top(), place.height()) == (9, 20)
    assert taken == clock_width(theme, shown.face) + 7


def test_another_zoom_is_another_width(theme: Theme, clocks: RowClocks) -> None:
    clocks.tick(1)
    before = clocks.shown(SOURCE)
    theme.set_zoom(2.0)
    after = clocks.shown(SOURCE)
    assert before is not None
    assert after is not None
    assert after.width > 1.9 * before.width
