# SPDX-License-Identifier: Apache-2.0
"""Choices that are offered beside what is being typed; the keyboard stays where it is."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLineF, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QStandardItemModel
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM, META_STRONG, MONO_MEDIUM, RADIUS_POPOVER
from ui.widgets.choice import HIGH_ROW, ROW, Choice, ChoiceDelegate, ChoiceRole, choice_item
from ui.widgets.composer_words import translate
from ui.widgets.marked_text import Mark, draw_marked_lines
from ui.widgets.painting import LEFT, RIGHT, draw_box, draw_text
from ui.widgets.shadow import SHADOW, paint_shadow

LIST_WIDTH: Final = 300
_HEAD: Final = 38
_PREVIEW_LINES: Final = 3
_PAD: Final = 10
_FILLED: Final = Mark(META_MEDIUM, "accent_text")
_EDGE: Final = 6
_MOST_ROWS: Final = 7
_TAKING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class CompleterList(QWidget):
    """A short list over a window, for an input which hands its keys to `handle_key`.

    Emits `chosen(key)`. `words` says what is marked, for the accessible description of the owner.
    With a title it has a head, which repeats what is typed; below choices with a preview there is
    that of the marked one.
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
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QListView.Shape.NoFrame)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._take)
        self._list.selectionModel().currentChanged.connect(lambda *_: self.update())
        self._title = self._typed = ""
        self._has_preview = False
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._list)
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
        told = index.data(Qt.ItemDataRole.AccessibleTextRole)
        return f"{told}, {index.row() + 1} / {self._model.rowCount()}"

    def offer(
        self,
        choices: Sequence[Choice],
        beside: QRect,
        *,
        window: QWidget,
        width: int = LIST_WIDTH,
        title: str = "",
        typed: str = "",
    ) -> None:
        """Show `choices` in `window` beside the global rectangle `beside`; none hides the list.
        `width` is in px at zoom 1.
        """
        self._title, self._typed = title, typed
        self._has_preview = any(choice.preview for choice in choices)
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
        if self._title:
            self._paint_head(painter, box)
        if self._has_preview:
            self._paint_preview(painter, box)

    def _paint_head(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        line = box.adjusted(theme.px(_PAD + 4), 0, -theme.px(_PAD + 4), 0)
        line.setHeight(theme.px(_HEAD))
        start, end = (RIGHT, LEFT) if self.isRightToLeft() else (LEFT, RIGHT)
        draw_text(painter, theme, self._typed, line, style=MONO_MEDIUM, ink="text", align=start)
        draw_text(painter, theme, self._title, line, style=META, ink="text2", align=end)
        self._paint_rule(painter, box, line.bottom())

    def _paint_preview(self, painter: QPainter, box: QRectF) -> None:
        """What comes of the marked choice; nothing where it does something else."""
        theme = self._theme
        zone = box.adjusted(theme.px(_PAD + 4), 0, -theme.px(_PAD + 4), -theme.px(_PAD))
        zone.setTop(box.bottom() - self._preview_height())
        self._paint_rule(painter, box, zone.top())
        choice = self._list.currentIndex().data(ChoiceRole.CHOICE)
        if not isinstance(choice, Choice) or not choice.preview:
            return
        zone.setTop(zone.top() + theme.px(_PAD))
        line = QRectF(zone)
        line.setHeight(theme.px(META_STRONG.line))
        start = RIGHT if self.isRightToLeft() else LEFT
        told = translate("composer", "Preview")
        draw_text(painter, theme, told, line, style=META_STRONG, ink="text2", align=start)
        draw_marked_lines(
            painter,
            theme,
            choice.preview,
            QRectF(zone.adjusted(0, theme.px(META_STRONG.line + 2), 0, 0)),
            style=META,
            ink="text",
            mark=_FILLED,
            places=choice.places,
        )

    def _paint_rule(self, painter: QPainter, box: QRectF, y: float) -> None:
        painter.setPen(self._theme.color("line"))
        painter.drawLine(QLineF(box.left() + 1, y + 0.5, box.right() - 1, y + 0.5))

    def _preview_height(self) -> int:
        lines = META_STRONG.line + 2 + _PREVIEW_LINES * META.line
        return self._theme.px(lines + 2 * _PAD)

    def _place(self, beside: QRect, window: QWidget, wanted: int) -> None:
        """Above `beside` where there is room, else below, and inside of the window."""
        px = self._theme.px
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = window.mapFromGlobal(beside.topLeft())
        above = corner.y() - px(4)
        below = window.height() - corner.y() - beside.height() - px(4)
        width = min(px(wanted), window.width())
        height = self._height(max(above, below))
        top = corner.y() - height - px(4)
        if height > above:
            top = corner.y() + beside.height() + px(4)
        start = corner.x()
        if self.isRightToLeft():
            start += beside.width() - width
        left = max(0, min(start, window.width() - width))
        self.setFixedSize(width + 2 * SHADOW, height + 2 * SHADOW)
        self.move(QPoint(left - SHADOW, top - SHADOW))

    def _height(self, room: int) -> int:
        """As high as all of it, if there is room: else first the preview goes, then rows do."""
        px = self._theme.px
        head = px(_HEAD) if self._title else 0
        around = head + 2 * px(_EDGE)
        rows = sum(map(px, self._row_heights()))
        foot = self._preview_height()
        self._has_preview = self._has_preview and around + rows + foot <= room
        foot = foot if self._has_preview else 0
        edge = px(_EDGE) + SHADOW
        self._layout.setContentsMargins(edge, edge + head, edge, edge + foot)
        return min(around + rows + foot, max(room, around + px(ROW)))

    def _row_heights(self) -> list[int]:
        """Of as many rows as are seen at once, at zoom 1."""
        rows = range(min(_MOST_ROWS, self._model.rowCount()))
        choices = (self._model.item(row).data(ChoiceRole.CHOICE) for row in rows)
        return [HIGH_ROW if choice.below else ROW for choice in choices]

    def _take(self, index: QModelIndex) -> None:
        choice = index.data(ChoiceRole.CHOICE)
        self.hide()
        if isinstance(choice, Choice):
            self.chosen.emit(choice.key)
