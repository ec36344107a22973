# SPDX-License-Identifier: Apache-2.0
"""The list of mail that waits for a decision: one view, one painting delegate."""

from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, META, ColorName
from ui.widgets.glyphs import PILL_HEIGHT, paint_check, paint_pill, pill_width
from ui.widgets.held_value import HeldRole, HeldRowValue
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import (
    RIGHT,
    TextFitter,
    draw_focus_ring,
    draw_hairline,
    draw_text,
    follow_reading,
)
from ui.widgets.pill import PILL_LOOKS, PillTone
from ui.widgets.rows_access import tell_rows

ROW: Final = 82
_BOX_LEFT: Final = 20
_TEXT_LEFT: Final = 48
_END: Final = 17
_EDGES: Final[dict[PillTone, ColorName]] = {"amber": "amber_line", "red": "red_line"}
"""The tones that have an outline as well."""

Index = QModelIndex | QPersistentModelIndex


class HeldList(QListView):
    """Shows a model that answers `HeldRole.ROW`.

    Signals: `current_found(id)` when another row becomes the current one, empty for none;
    `opened(id)` on Enter and double click; `pick_requested(id)` for a press on a check box.
    """

    current_found = Signal(str)
    opened = Signal(str)
    pick_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("held.list")
        tell_rows(self)
        self.setItemDelegate(HeldDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setProperty("surface", "surface")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._scroll_bar = OverlayScrollBar(self)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def current(self) -> str:
        """The id of the current row, or nothing."""
        return _id_in(self.currentIndex())

    def step(self, by: int) -> None:
        """To the next row in a direction; the ends stay the ends."""
        model = self.model()
        row = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
        if 0 <= row < model.rowCount():
            self.setCurrentIndex(model.index(row, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_found.emit(_id_in(current))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        rect, x = self.visualRect(index), event.position().x()
        start = x if not self.isRightToLeft() else rect.right() - x
        if index.isValid() and start < self._theme.px(_TEXT_LEFT - 4):
            self.pick_requested.emit(_id_in(index))
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.opened.emit(self.current())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid():  # Qt would make the first one current, not selected
            self.step(0)
        super().focusInEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(_id_in(index))


def _id_in(index: Index) -> str:
    row = index.data(HeldRole.ROW) if index.isValid() else None
    return row.id if isinstance(row, HeldRowValue) else ""


class HeldDelegate(QStyledItemDelegate):
    """Draws `HeldRole.ROW` of each index; nothing of the model is kept."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(HeldRole.ROW), QRectF(option.rect)
        if not isinstance(row, HeldRowValue):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        follow_reading(painter, option.direction, rect)
        self._paint_ground(painter, rect, option)
        px = self._theme.px
        where = QPointF(rect.left() + px(_BOX_LEFT), rect.top() + px(14))
        paint_check(painter, self._theme, where, checked=row.picked)
        line = QRectF(rect.left() + px(_TEXT_LEFT), rect.top() + px(11), 0, 0)
        line.setRight(rect.right() - px(_END))
        line.setHeight(px(20))
        self._paint_sender(painter, line, row)
        line.translate(0, self._theme.px(22))
        subject, _ = self._fitter.fit(row.subject, BODY, line.width())
        draw_text(painter, self._theme, subject, line, style=BODY, ink="text")
        line.translate(0, self._theme.px(22))
        self._paint_reason(painter, line, row)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, self._theme, rect.adjusted(0, 0, 0, -1), radius=0)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        theme, state = self._theme, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(rect, theme.color("accent_soft"))
            bar = QRectF(rect.left(), rect.top(), theme.px(3), rect.height())
            painter.fillRect(bar, theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        left = rect.left() if selected else rect.left() + theme.px(_BOX_LEFT)
        color = theme.color("accent_line" if selected else "line")
        draw_hairline(painter, left, rect.right(), y=rect.bottom() - 1, color=color)

    def _paint_sender(self, painter: QPainter, line: QRectF, row: HeldRowValue) -> None:
        theme = self._theme
        draw_text(painter, theme, row.time, line, style=META, ink="text3", align=RIGHT)
        room = line.width() - theme.metrics(META).horizontalAdvance(row.time) - theme.px(12)
        name, taken = self._fitter.fit(row.name, BODY_STRONG, room)
        draw_text(painter, theme, name, line, style=BODY_STRONG, ink="text")
        rest = line.adjusted(taken + theme.px(8), 0, 0, 0)
        address, _ = self._fitter.fit(row.address, META, max(0.0, room - taken - theme.px(8)))
        draw_text(painter, theme, address, rest, style=META, ink="text3")

    def _paint_reason(self, painter: QPainter, line: QRectF, row: HeldRowValue) -> None:
        theme, height = self._theme, self._theme.px(PILL_HEIGHT)
        ink, face = PILL_LOOKS[row.tone]
        width = min(pill_width(theme, row.reason), line.width())
        pill = QRectF(line.left(), line.center().y() - height / 2, width, height)
        paint_pill(
            painter, theme, pill, text=row.reason, ink=ink, face=face, line=_EDGES.get(row.tone)
        )
        rest = line.adjusted(width + theme.px(8), 0, 0, 0)
        detail, _ = self._fitter.fit(row.detail, META, rest.width())
        draw_text(painter, theme, detail, rest, style=META, ink="text2")
