# SPDX-License-Identifier: Apache-2.0
"""A value in question, in a box: where it stands, what it is, and a word on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META, RADIUS_CONTROL
from ui.widgets.label import TextLabel
from ui.widgets.painting import draw_box

_SIDE: Final = 12
_APART: Final = 8
_ABOVE, _BETWEEN, _BELOW = 6, 3, 11
_LINE_SIDE: Final = 8
_LINE_APART: Final = 6
_LINE_EDGE: Final = 2
"""Above and below a box of one line."""


@dataclass(frozen=True, slots=True)
class CardBox:
    """A value in question: where it stands, what it is, and a word on it."""

    title: str
    value: str
    note: str = ""


class ValueBox(QWidget):
    """Shows one CardBox in a thin outline: its title above the value, or before it in one line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._one_line = False
        self._title = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        self._value = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._note = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)

    def show_box(self, box: CardBox) -> None:
        self._title.setText(box.title)
        self._value.setText(box.value)
        self._note.setText(box.note)
        self._arrange()

    def set_one_line(self, one_line: bool) -> None:
        self._one_line = one_line
        self._arrange()

    def size_for(self, *, one_line: bool) -> QSize:
        """What it needs to cut nothing."""
        px = self._theme.px
        title, value, note = (each.sizeHint() for each in (self._title, self._value, self._note))
        words = value.width() + note.width()
        if one_line:
            width = title.width() + words + px(_LINE_APART) * 2 + px(_LINE_SIDE) * 2
            return QSize(width, value.height() + px(_LINE_EDGE) * 2)
        width = max(title.width(), words + px(_APART)) + px(_SIDE) * 2
        return QSize(
            width, title.height() + value.height() + px(_ABOVE) + px(_BETWEEN) + px(_BELOW)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        draw_box(
            painter,
            QRectF(self.rect()),
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color("sunken"),
            line_color=theme.color("line"),
        )

    def _arrange(self) -> None:
        """The value gives way last."""
        px = self._theme.px
        side, apart = px(_LINE_SIDE if self._one_line else _SIDE), _APART
        title, value, note = (each.sizeHint() for each in (self._title, self._value, self._note))
        line = QRect(side, px(_ABOVE), max(0, self.width() - 2 * side), title.height())
        if self._one_line:
            apart = _LINE_APART
            line.setRect(side, px(_LINE_EDGE), line.width(), value.height())
            spare = line.width() - value.width() - note.width() - px(apart) * 2
            self._put(self._title, line, min(title.width(), max(spare, line.width() // 3)))
            line.setLeft(line.left() + self._title.width() + px(apart))
        else:
            self._put(self._title, line, line.width())
            line.setRect(side, line.bottom() + 1 + px(_BETWEEN), line.width(), value.height())
        spare = line.width() - value.width() - px(apart)
        end = min(note.width(), max(spare, line.width() // 3))
        self._put(self._value, line, max(0, line.width() - end - px(apart)))
        line.setLeft(line.left() + line.width() - end)
        self._put(self._note, line, end)

    def _put(self, label: TextLabel, line: QRect, width: int) -> None:
        """A label at the beginning of a line."""
        place = QRect(line.left(), line.top(), width, line.height())
        label.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))


def places_in(boxes: Sequence[ValueBox], width: int, gap: int, *, one_line: bool) -> list[QRect]:
    """Beside each other, of one width if they can be, where that cuts nothing; else one under the
    other.
    """
    if not boxes:
        return []
    sizes = [box.size_for(one_line=one_line) for box in boxes]
    room, height = width - gap * (len(boxes) - 1), sizes[0].height()
    share, spare = room // len(boxes), room - sum(size.width() for size in sizes)
    if spare < 0:
        return [QRect(0, (height + gap) * place, width, height) for place in range(len(boxes))]
    is_even = all(size.width() <= share for size in sizes)
    left, places = 0, list[QRect]()
    for size in sizes:
        taken = share if is_even else size.width() + spare // len(boxes)
        places.append(QRect(left, 0, taken, height))
        left += taken + gap
    return places
