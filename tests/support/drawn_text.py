# SPDX-License-Identifier: Apache-2.0
"""Everything that a widget says: what its painting draws as text, and the strings it hands to Qt.

The painting goes to a vector picture, in which every run of letters is still text: a bold run of a
label that took markup for its own is there without the markup, as a person would see it.
"""

import re
from collections.abc import Iterator
from html import unescape

from PySide6.QtCore import QAbstractItemModel, QBuffer, QPoint, Qt
from PySide6.QtGui import QPainter, QTextDocumentFragment
from PySide6.QtGui import Qt as Guessing
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QMenu, QWidget

_RUN = re.compile(r"<text [^>]*>(.*?)</text>", re.DOTALL)
_READ_OUT = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


def drawn_text(widget: QWidget) -> list[str]:
    """The runs of letters in the picture of a widget and of all that is in it."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.ReadWrite)
    picture = QSvgGenerator()
    picture.setOutputDevice(buffer)
    picture.setSize(widget.size())
    painter = QPainter(picture)
    widget.render(painter, QPoint(0, 0))
    painter.end()
    return [unescape(run) for run in _RUN.findall(bytes(buffer.data().data()).decode())]


def told_text(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What Qt shows or reads out on behalf of a widget and all in it: where, and what is seen."""
    for each in (widget, *widget.findChildren(QWidget)):
        place = f"{type(each).__name__} {each.objectName()}"
        yield f"{place}: name", each.accessibleName()
        yield f"{place}: description", each.accessibleDescription()
        for kind in ("toolTip", "whatsThis", "statusTip"):
            yield f"{place}: {kind}", as_tooltip(getattr(each, kind)())
        yield f"{place}: title", window_title(each)
        yield from _own_text(each, place)


def _own_text(each: QWidget, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(each, QLabel):
        yield f"{place}: {each.textFormat().name}", as_label(each)
    if isinstance(each, QMenu):
        for action in each.actions():
            yield f"{place}: action", without_mnemonic(action.text())
    if isinstance(each, QAbstractItemView):
        yield from _rows(each.model(), place)


def _rows(model: QAbstractItemModel, place: str) -> Iterator[tuple[str, str]]:
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        tip = index.data(Qt.ItemDataRole.ToolTipRole)
        yield f"{place}: tooltip of row {row}", as_tooltip(tip or "")
        for role in _READ_OUT:
            yield f"{place}: {role.name} of row {row}", str(index.data(role) or "")


def stolen_keys(widget: QWidget) -> dict[str, str]:
    """The keys that buttons react to because of an "&" in what they show, by those texts."""
    buttons = widget.findChildren(QAbstractButton)
    return {each.text(): key for each in buttons if (key := each.shortcut().toString())}


def as_tooltip(text: str) -> str:
    """What Qt makes of a text in a tooltip: of markup, its result."""
    return (
        QTextDocumentFragment.fromHtml(text).toPlainText()
        if Guessing.mightBeRichText(text)
        else text
    )


def as_label(label: QLabel) -> str:
    """The text of a label, as what its format makes of it."""
    if label.textFormat() is Qt.TextFormat.PlainText:
        return label.text()
    return as_tooltip(label.text())


def window_title(widget: QWidget) -> str:
    """What stands over a window, which is not always what it was given."""
    handle = widget.windowHandle() if widget.isWindow() else None
    return "" if handle is None else handle.title()


def without_mnemonic(text: str) -> str:
    """What a menu shows of a text: a single "&" marks the letter after it and is gone."""
    return re.sub("&(.)", r"\1", text)
