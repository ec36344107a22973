# SPDX-License-Identifier: Apache-2.0
"""Every change of a ticket, one row each, filtered by who did it and what it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_STRONG, RADIUS_CONTROL
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.label import Surface, TextLabel, literal_tooltip
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import (
    RIGHT,
    TextFitter,
    draw_focus_ring,
    draw_hairline,
    draw_text,
    follow_reading,
)
from ui.widgets.rows_access import tell_rows

EVERY: Final = "*"
_ROW: Final = 46

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One changed field. `field` is its key; all else is plain and ready to be shown."""

    actor: str
    field: str
    title: str
    before: str
    after: str
    time: str

    @property
    def words(self) -> str:
        """The field with both values; one that was empty is left out."""
        values = f"{self.before} \u2192 {self.after}" if self.before else self.after
        return f"{self.title}: {values}"


class RowRole(IntEnum):
    """Under this role an item of the list holds its HistoryRow."""

    ROW = Qt.ItemDataRole.UserRole + 1


class HistoryPage(Surface):
    """A page for the properties. Emits `more_requested()` and `export_requested()`."""

    more_requested = Signal()
    export_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._theme = theme
        self._rows: tuple[HistoryRow, ...] = ()
        self.actors = ChoiceButton(
            theme, self.tr("By"), name="properties.history.actor", parent=self
        )
        self.kinds = ChoiceButton(
            theme, self.tr("Field"), name="properties.history.field", parent=self
        )
        self._list = QListView(self)
        self._model = QStandardItemModel(self)
        self._state = TextLabel(theme, style=META, ink="text3", wrap=True, parent=self)
        self._more = Button(theme, self.tr("Older changes"), kind="link", height=24, parent=self)
        self._export = Button(theme, self.tr("Export"), kind="link", height=24, parent=self)
        self._build()
        self._offer_filters()
        self.actors.changed.connect(self._fill)
        self.kinds.changed.connect(self._fill)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def shown(self) -> tuple[HistoryRow, ...]:
        """What the filters leave."""
        return tuple(
            self._model.item(row).data(RowRole.ROW) for row in range(self._model.rowCount())
        )

    def show_rows(self, rows: Sequence[HistoryRow], *, state: str = "", more: bool = False) -> None:
        """The newest first. `state` is said above them; `more` offers to read on."""
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self._more.setVisible(more)
        self._export.setVisible(bool(rows))
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        self._offer_filters()
        self._fill()

    def _offer_filters(self) -> None:
        rows = self._rows
        everybody = Choice(EVERY, self.tr("Everybody"))
        everything = Choice(EVERY, self.tr("Every field"))
        actors = sorted({row.actor for row in rows}, key=str.casefold)
        fields = sorted({(row.title, row.field) for row in rows})
        self._offer(self.actors, (everybody, *(Choice(each, each) for each in actors)))
        self._offer(self.kinds, (everything, *(Choice(key, title) for title, key in fields)))

    def _offer(self, button: ChoiceButton, choices: tuple[Choice, ...]) -> None:
        button.set_choices(choices)
        if button.key not in {choice.key for choice in choices}:
            button.set_keys((EVERY,))

    def _fill(self) -> None:
        self._model.clear()
        for row in self._rows:
            if self.actors.key in (EVERY, row.actor) and self.kinds.key in (EVERY, row.field):
                item = QStandardItem(row.words)
                item.setData(row, RowRole.ROW)
                item.setData(literal_tooltip(row.words), Qt.ItemDataRole.ToolTipRole)
                spoken = f"{row.actor}, {row.time}. {row.words}"
                item.setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
                self._model.appendRow(item)

    def _build(self) -> None:
        tell_rows(self._list)
        self._list.setObjectName("properties.history.list")
        self._list.setAccessibleName(self.tr("History"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_RowDelegate(self._theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayScrollBar(self._list)
        self._more.setObjectName("properties.history.more")
        self._more.clicked.connect(self.more_requested)
        self._more.hide()
        self._filters = QHBoxLayout()
        self._filters.addWidget(self.actors)
        self._filters.addWidget(self.kinds)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._more)
        self._foot.addStretch(1)
        self._export.setObjectName("properties.history.export")
        self._export.clicked.connect(self.export_requested)
        self._foot.addWidget(self._export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._filters)
        layout.addWidget(self._state)
        layout.addWidget(self._list, 1)
        layout.addLayout(self._foot)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._filters.setContentsMargins(px(16), px(12), px(16), px(8))
        self._filters.setSpacing(px(8))
        self._state.setContentsMargins(px(16), px(4), px(16), px(8))
        self._foot.setContentsMargins(px(16), px(4), px(16), px(8))
        self._list.doItemsLayout()


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole.ROW)
        if not isinstance(row, HistoryRow):
            return
        theme, px, rect = self._theme, self._theme.px, QRectF(option.rect)
        first = QRectF(rect.left() + px(16), rect.top() + px(4), rect.width() - px(32), px(18))
        painter.save()
        follow_reading(painter, option.direction, rect)
        draw_text(painter, theme, row.time, first, style=META, ink="text3", align=RIGHT)
        room = first.width() - theme.metrics(META).horizontalAdvance(row.time) - px(8)
        actor, _ = self._fitter.fit(row.actor, META_STRONG, room)
        draw_text(painter, theme, actor, first, style=META_STRONG, ink="text2")
        second = first.translated(0, px(19))
        title, width = self._fitter.fit(row.title, META, second.width() / 2)
        draw_text(painter, theme, title, second, style=META, ink="text3")
        values = row.words[len(row.title) + 2 :]
        line = second.adjusted(width + px(8), 0, 0, 0)
        text, _ = self._fitter.fit(values, META, line.width())
        draw_text(painter, theme, text, line, style=META, ink="text")
        left, right = rect.left() + px(16), rect.right() - px(16)
        draw_hairline(painter, left, right, y=int(rect.bottom()), color=theme.color("line"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            ring = rect.adjusted(px(8), 1, -px(8), -1)
            draw_focus_ring(painter, theme, ring, radius=px(RADIUS_CONTROL))
        painter.restore()
