# SPDX-License-Identifier: Apache-2.0
"""A list of choices that stays open: each can be opened and deleted, with the keyboard too."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_CONTROL
from ui.widgets.choice import ROW, Choice, ChoiceDelegate, ChoiceRole, Index, choice_item
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import draw_focus_ring
from ui.widgets.rows_access import tell_rows

_MOST_ROWS: Final = 8


class ChoiceList(QListView):
    """As high as its rows, up to a few. Signals: `opened(key)` by Enter or a press,
    `delete_requested(key)` by Delete.
    """

    opened = Signal(str)
    delete_requested = Signal(str)

    def __init__(
        self, theme: Theme, title: str, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setObjectName(name)
        tell_rows(self)
        self.setAccessibleName(title)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayScrollBar(self)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._fit)

    @property
    def current(self) -> str:
        """The key of the current choice, or nothing."""
        return _key_in(self.currentIndex())

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these; the current one stays, or what comes to stand at its place."""
        row, kept = self.currentIndex().row(), self.current
        self._model.clear()
        for choice in choices:
            self._model.appendRow(choice_item(choice))
        keys = [choice.key for choice in choices]
        row = keys.index(kept) if kept in keys else max(0, min(row, len(keys) - 1))
        self.setCurrentIndex(self._model.index(row, 0))
        self._fit()

    def go_to(self, key: str) -> None:
        """Make this the current one, if it is there."""
        for row in range(self._model.rowCount()):
            if _key_in(self._model.index(row, 0)) == key:
                self.setCurrentIndex(self._model.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current:
            self.opened.emit(self.current)
        elif event.key() == Qt.Key.Key_Delete and self.current:
            self.delete_requested.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(_key_in(index))

    def _fit(self) -> None:
        rows = max(1, min(self._model.rowCount(), _MOST_ROWS))
        self.setFixedHeight(rows * self._theme.px(ROW))


class _Delegate(ChoiceDelegate):
    """Choices, the current one with a ring while the list has the focus."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            ring = QRectF(option.rect).adjusted(1, 1, -1, -1)
            draw_focus_ring(painter, self._theme, ring, radius=self._theme.px(RADIUS_CONTROL))


def _key_in(index: QModelIndex) -> str:
    choice = index.data(ChoiceRole.CHOICE) if index.isValid() else None
    return choice.key if isinstance(choice, Choice) else ""
