# SPDX-License-Identifier: Apache-2.0
"""Whether a window has room for its words."""

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget

from ui.widgets.label import TextLabel
from ui.widgets.mode_switch import ModeSwitch


def cramped(window: QWidget) -> Iterator[str]:
    """A line for each button and label that has less room than its words need."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window.window():
            continue
        name = widget.objectName() or type(widget).__name__
        parent = widget.parentWidget()
        wants = widget.sizeHint()
        if isinstance(widget, QAbstractButton | ModeSwitch) and widget.width() < wants.width():
            yield f"{name} '{_words(widget)}': {widget.width()} px wide of {wants.width()}"
        if isinstance(widget, QLabel) and _is_cut(widget):
            yield f"{name} '{widget.text()}': {widget.width()} x {widget.height()}"
        if isinstance(widget, QAbstractButton | QLabel) and parent is not None:
            outside = _outside(window, widget)
            if outside:
                yield f"{name} '{_words(widget)}': stands out of {outside}"


def _words(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return text or widget.accessibleName()


def _is_cut(label: QLabel) -> bool:
    if isinstance(label, TextLabel) and label._elide:
        return False  # made for words of any length, with a tooltip
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width()


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
