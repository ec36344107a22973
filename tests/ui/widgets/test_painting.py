# SPDX-License-Identifier: Apache-2.0
"""Painting thousands of times leaves the interpreter intact, and text keeps its side."""

import sys
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META_MEDIUM
from ui.widgets.glyphs import paint_avatar
from ui.widgets.painting import (
    CENTER,
    LEFT,
    RIGHT,
    TextFitter,
    draw_icon,
    draw_text,
    follow_reading,
)


def test_painting_does_not_eat_references_to_none(theme: Theme) -> None:
    """Some releases of the binding lose one with each call that returns nothing, and abort."""
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(100_000):
        painter.setPen(QColor("#000000"))
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 1000


@pytest.mark.parametrize("align", [LEFT, RIGHT, CENTER])
def test_what_is_painted_keeps_its_side_in_a_window_from_right_to_left(
    theme: Theme, align: Qt.AlignmentFlag
) -> None:
    images = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        image = QImage(200, 30, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        rect = QRectF(0, 0, 200, 30)
        draw_text(painter, theme, "25 min.", rect, style=BODY, ink="text", align=align)
        painter.end()
        images.append(image)
    assert images[0] == images[1]


def _painted(direction: Qt.LayoutDirection, paint: Callable[[QPainter], None]) -> QImage:
    image = QImage(200, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    follow_reading(painter, direction, QRectF(0, 0, 200, 30))
    paint(painter)
    painter.end()
    return image


def test_where_people_read_from_the_right_a_text_changes_sides_and_can_still_be_read(
    theme: Theme,
) -> None:
    def write(painter: QPainter, *, align: Qt.AlignmentFlag = LEFT) -> None:
        rect = QRectF(0, 0, 200, 30)
        draw_text(painter, theme, "25 min.", rect, style=BODY, ink="text", align=align)

    turned = _painted(Qt.LayoutDirection.RightToLeft, write)
    plain = _painted(Qt.LayoutDirection.LeftToRight, partial(write, align=RIGHT))
    assert turned == plain


def test_an_icon_and_an_avatar_are_not_turned_over(theme: Theme) -> None:
    def draw(painter: QPainter) -> None:
        draw_icon(painter, theme, "search", QPointF(4, 7), ink="text")
        disc = QRectF(40, 3, 24, 24)
        paint_avatar(painter, theme, disc, initials="FL", pair=1)

    turned = _painted(Qt.LayoutDirection.RightToLeft, draw)
    plain = _painted(Qt.LayoutDirection.LeftToRight, draw)
    assert turned.copy(180, 0, 16, 30) == plain.copy(4, 0, 16, 30)
    assert turned.copy(141, 9, 14, 12) == plain.copy(45, 9, 14, 12)


def test_an_arrow_points_the_way_in_which_people_read(theme: Theme) -> None:
    def draw(painter: QPainter) -> None:
        draw_icon(painter, theme, "arrow-right", QPointF(4, 7), ink="text")

    turned = _painted(Qt.LayoutDirection.RightToLeft, draw)
    plain = _painted(Qt.LayoutDirection.LeftToRight, draw)
    assert turned == plain.flipped(Qt.Orientation.Horizontal)


@pytest.mark.parametrize("width", [60, 160, 400])
@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a" * 150 + ".pdf", ".pdf"),
        ("invoice.pdf" + " " * 200 + ".exe", ".exe"),
        ("invoice\u202efdp" * 20 + ".exe", ".exe"),
        ("data" * 50 + ".parquet", ".parquet"),
    ],
)
def test_promise_40_the_name_of_a_file_keeps_its_ending_however_long_it_is(
    theme: Theme, name: str, ending: str, *, width: int
) -> None:
    cut, wide = TextFitter(theme).fit_name(name, META_MEDIUM, width)
    assert cut.endswith(ending)
    assert "\u2026" in cut
    assert "\u202e" not in cut
    assert wide <= width


def test_a_name_that_fits_or_has_no_ending_is_cut_like_any_text(theme: Theme) -> None:
    fitter = TextFitter(theme)
    assert fitter.fit_name("console.png", META_MEDIUM, 400)[0] == "console.png"
    assert fitter.fit_name("x." + "y" * 300, META_MEDIUM, 160)[0].startswith("x.")
