# SPDX-License-Identifier: Apache-2.0
"""Choices that are offered beside what is being typed; the keyboard stays where it is."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QStandardItemModel
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_POPOVER
from ui.widgets.choice import Choice, ChoiceDelegate, ChoiceRole, choice_item
from ui.widgets.painting import draw_box
from ui.widgets.shadow import SHADOW, paint_shadow

_ROW: Final = 32
LIST_WIDTH: Final = 300
_EDGE: Final = 6
_MOST_ROWS: Final = 7
_TAKING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class CompleterList(QWidget):
    """A short list over a window, for an input which hands its keys to `handle_key`.

    Emits `chosen(key)`. `words` says what is marked, for the accessible description of the owner.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, owner: QWidget, *, name: str) -> None:
        super().__init__(owner)
        self._theme = theme
        self._model = QStandardItemModel(self)
        self._list = QListView(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(ChoiceDelegate(theme, self._list))
        self._list.setObjectName("completer.choices.list")
        self._list.setAccessibleName(name)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._take)
        layout = QVBoxLayout(self)
        edge = theme.px(_EDGE) + SHADOW
        layout.setContentsMargins(edge, edge, edge, edge)
        layout.addWidget(self._list)
        self.setObjectName("completer.popover")
        self.setAccessibleName(name)
        self.hide()

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    @property
    def labels(self) -> tuple[str, ...]:
        """What is offered, top to bottom."""
        return tuple(self._model.item(row).text() for row in range(self._model.rowCount()))

    @property
    def words(self) -> str:
        """What is marked, and its place among what is offered."""
        index = self._list.currentIndex()
        if not self.is_open or not index.isValid():
            return ""
        return f"{index.data()}, {index.row() + 1} / {self._model.rowCount()}"

    def offer(
        self,
        choices: Sequence[Choice],
        beside: QRect,
        *,
        window: QWidget,
        width: int = LIST_WIDTH,
    ) -> None:
        """Show `choices` in `window` beside the global rectangle `beside`; none hides the list.
        `width` is in px at zoom 1.
        """
        self._model.clear()
        for choice in choices:
            self._model.appendRow(choice_item(choice))
        if not choices:
            self.hide()
            return
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._place(beside, window, width)
        self.show()
        self.raise_()

    def handle_key(self, event: QKeyEvent) -> bool:
        """Move, take or close by a key of the owner; False for a key that is the owner's."""
        key = Qt.Key(event.key())
        if not self.is_open or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            row = (self._list.currentIndex().row() + step) % self._model.rowCount()
            self._list.setCurrentIndex(self._model.index(row, 0))
        elif key in _TAKING:
            self._take(self._list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        paint_shadow(painter, theme, box)
        draw_box(
            painter,
            box,
            radius=theme.px(RADIUS_POPOVER),
            fill_color=theme.color("raised"),
            line_color=theme.color("line2"),
        )

    def _place(self, beside: QRect, window: QWidget, wanted: int) -> None:
        """Above `beside` where there is room, else below, and inside of the window."""
        px = self._theme.px
        if self.parentWidget() is not window:
            self.setParent(window)
        rows = min(_MOST_ROWS, self._model.rowCount())
        width, height = min(px(wanted), window.width()), rows * px(_ROW) + 2 * px(_EDGE)
        corner = window.mapFromGlobal(beside.topLeft())
        top = corner.y() - height - px(4)
        if top < 0:
            top = corner.y() + beside.height() + px(4)
        start = corner.x()
        if self.isRightToLeft():
            start += beside.width() - width
        left = max(0, min(start, window.width() - width))
        self.setFixedSize(width + 2 * SHADOW, height + 2 * SHADOW)
        self.move(QPoint(left - SHADOW, top - SHADOW))

    def _take(self, index: QModelIndex) -> None:
        choice = index.data(ChoiceRole.CHOICE)
        self.hide()
        if isinstance(choice, Choice):
            self.chosen.emit(choice.key)
