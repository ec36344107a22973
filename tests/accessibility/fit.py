# SPDX-License-Identifier: Apache-2.0
"""Whether a window has room for its words."""

import html
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import Any, Final

import pytest
from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from tests.accessibility.longer_words import MARK
from ui.theme.theme import Theme
from ui.theme.tokens import TypeStyle
from ui.widgets import painting
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.label import TextLabel

EDGE: Final = 2.0
"""So many px a text may be wider than its place: its last letter has some air."""

_TIP: Final = Qt.ItemDataRole.ToolTipRole
_PAINTED: Final = (QWidget, QModelIndex)
_DEEP: Final = 12


def cramped(window: QWidget) -> Iterator[str]:
    """A line for each button, label and field that has less room than its words need."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window.window():
            continue
        name = widget.objectName() or type(widget).__name__
        parent = widget.parentWidget()
        wants = widget.sizeHint()
        narrow = isinstance(widget, QAbstractButton) and widget.width() < wants.width()
        is_told = isinstance(widget, ChoiceButton) or _words(widget) in _in_one_line(
            widget.toolTip()
        )
        if narrow and not is_told:
            yield f"{name} '{_words(widget)}': {widget.width()} px wide of {wants.width()}"
        if isinstance(widget, QLabel) and _is_cut(widget):
            yield f"{name} '{widget.text()}': {widget.width()} x {widget.height()}"
        if isinstance(widget, QLineEdit) and _is_cut_field(widget):
            yield f"{name} '{widget.placeholderText()}': {widget.width()} px are too few"
        if isinstance(widget, QAbstractButton | QLabel) and parent is not None:
            outside = _outside(window, widget)
            if outside:
                yield f"{name} '{_words(widget)}': stands out of {outside}"


def out_of_reach(window: QWidget) -> Iterator[str]:
    """A line for each page that is wider than where it stands, and is not scrolled to its end."""
    for area in window.findChildren(QScrollArea):
        page, room = area.widget(), area.viewport().width()
        stays = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if area.isVisible() and page is not None and stays and page.width() > room:
            parent = area.parentWidget()
            name = area.objectName() or (parent.objectName() if parent is not None else "")
            yield f"the page in {name}: {page.width()} px wide of {room}"


def badly_painted(window: QWidget) -> list[str]:
    """A line for each text that is painted into too little room, and for each of our own words
    that was cut to fit and is not told under the pointer; those of people may be of any length.
    """
    found: dict[str, Callable[[], str]] = {}
    with _listening(found):
        window.grab()
    return sorted(line for line, tip in found.items() if not tip())


@contextmanager
def _listening(found: dict[str, Callable[[], str]]) -> Iterator[None]:
    real_draw, real_fit = painting.draw_text, painting.TextFitter.fit

    def draw(
        painter: QPainter, theme: Theme, text: str, rect: QRectF, *, style: TypeStyle, **how: Any
    ) -> None:
        wide = theme.metrics(style).horizontalAdvance(text)
        if wide > rect.width() + EDGE:
            painted = f"painted '{text}': {rect.width():.0f} px of {wide:.0f}, {_painter()}"
            found[painted] = str
        real_draw(painter, theme, text, rect, style=style, **how)

    def fit(
        fitter: painting.TextFitter, text: str, style: TypeStyle, width: float
    ) -> tuple[str, float]:
        cut, wide = real_fit(fitter, text, style, width)
        if MARK in text and text.count(MARK) > cut.count(MARK):
            line = f"cut '{text}' to '{cut}' for {width:.0f} px, {_painter()}"
            found[line] = partial(_tip_with, text, _painters())
        return cut, wide

    modules = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("ui.") and getattr(module, "draw_text", None) is real_draw
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(painting.TextFitter, "fit", fit)
        for module in modules:  # each has it by its own name
            patch.setattr(module, "draw_text", draw)
        yield


def _tip_with(text: str, painters: list[Any]) -> str:
    """The text that one of those who paint tells under the pointer, if it holds all of a text."""
    for each in painters:
        tip = each.toolTip() if isinstance(each, QWidget) else each.data(_TIP)
        told = _in_one_line(str(tip))
        if html.escape(text) in told or text in told:
            return told
    return ""


def _in_one_line(tip: str) -> str:
    """A tooltip without the ends of its lines."""
    return tip.replace("<br>", "")


def _painters() -> list[Any]:
    """The widgets that paint at this moment, and the rows that are painted."""
    found: list[Any] = []
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and len(found) < _DEEP:
        found += [each for each in frame.f_locals.values() if isinstance(each, _PAINTED)]
        frame = frame.f_back
    return found


def _painter() -> str:
    """Who paints."""
    return f"in {sys._getframe(2).f_code.co_qualname}"


def _words(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return text or widget.accessibleName()


def _is_cut(label: QLabel) -> bool:
    if isinstance(label, TextLabel) and label._elide:
        return False  # made for words of any length, with a tooltip
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()


def _is_cut_field(field: QLineEdit) -> bool:
    """Whether what stands in the empty field is cut."""
    room = field.width() - field.textMargins().left() - field.textMargins().right()
    wanted = field.fontMetrics().horizontalAdvance(field.placeholderText())
    return not field.text() and wanted > room


def _outside(window: QWidget, widget: QWidget) -> str:
    """The name of what cuts it off; what scrolls may."""
    rect, here = widget.rect(), widget
    while here is not window and here.parentWidget() is not None:
        parent = here.parentWidget()
        assert parent is not None
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return ""
        rect = rect.translated(here.pos())
        if not parent.rect().contains(rect):
            return parent.objectName() or type(parent).__name__
        here = parent
    return ""
