# SPDX-License-Identifier: Apache-2.0
"""The conversation of a ticket: one painted area, whatever the number of messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.theme.theme import Theme
from ui.widgets.message_column import DIVIDER_MIDDLE, MessageColumn, Stand
from ui.widgets.message_layout import BASELINE_SHIFT, Link, MessageLayout
from ui.widgets.message_painter import MessagePainter
from ui.widgets.message_value import MessageValue, NewSince
from ui.widgets.overlay_scroll_bar import OverlayScrollBar

_SETTLING_ROUNDS = 12


@dataclass(frozen=True, slots=True)
class _Selection:
    """Selected text of one message; the layout keeps the cursor's document alive."""

    layout: MessageLayout
    cursor: QTextCursor


class Timeline(QAbstractScrollArea):
    """Shows MessageValues, oldest first, and changes them in place.

    `show_conversation` with the same key updates what differs: what is read stays where it is,
    and a view that stood at the end stays at the end. With another key it opens at the first
    unread message, else at the end. Text is selected within one message and copied with keys.

    Signals: `attachment_opened(attachment id)`, `action_requested(message id, action key)`,
    `link_opened(address)`; nothing is opened by the widget itself.
    """

    attachment_opened = Signal(str)
    action_requested = Signal(str, str)
    link_opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = MessagePainter(theme)
        self._column = MessageColumn(theme)
        self._key: str | None = None
        self._selection: _Selection | None = None
        self._build()
        theme.changed.connect(self._on_theme_changed)

    @property
    def messages(self) -> tuple[MessageValue, ...]:
        return self._column.messages

    def show_conversation(
        self, key: str, messages: Sequence[MessageValue], *, new_since: NewSince | None = None
    ) -> None:
        """Show `messages` of the ticket `key`."""
        opened, at_end, stands = key != self._key, self._at_end(), self._stands()
        self._key = key
        self._column.replace(messages, new_since)
        self._drop_stale_selection(messages, opened=opened)
        self._update_scroll_bar()
        if opened:
            self._go_to_start_of_unread()
        elif at_end:
            self.scroll_to_end()
        else:
            self._restore(stands)
        self.viewport().update()

    def set_attachment_images(self, images: Mapping[str, QImage]) -> None:
        """Pictures that messages may show inline, by attachment id."""
        at_end, stands = self._at_end(), self._stands()
        self._column.set_images(images)
        self._keep_place(at_end=at_end, stands=stands)

    def scroll_to_end(self) -> None:
        self._settle(at_end=True)
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def selected_text(self) -> str:
        if self._selection is None:
            return ""
        text = self._selection.cursor.selectedText()
        return text.replace("\u2029", "\n").replace("\u2028", "\n")

    def message_top(self, message: str) -> float:
        """The px between the top of the view and the message; KeyError for an unknown id."""
        item = self._column.item_of(message)
        return self._column.top(item) - self.verticalScrollBar().value()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._settle()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("window"))
        for item in self._visible():
            self._paint_item(painter, item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        at_end, stands = self._at_end(), self._stands()
        if event.size().width() != event.oldSize().width():
            self._column.set_width(float(event.size().width()))
            self._selection = None
        self._keep_place(at_end=at_end, stands=stands)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        elif shifted and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
        elif event.key() == Qt.Key.Key_End:
            self.scroll_to_end()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._selection = None
        hit = self._text_under(event.position())
        if hit is not None and event.button() is Qt.MouseButton.LeftButton:
            layout, document, position = hit
            cursor = QTextCursor(document)
            cursor.setPosition(position)
            self._selection = _Selection(layout, cursor)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        if self._selection is not None:
            self._selection.cursor.select(QTextCursor.SelectionType.WordUnderCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position()
        if event.buttons() & Qt.MouseButton.LeftButton and self._selection is not None:
            self._extend_selection(self._selection, where)
            return
        shape = Qt.CursorShape.ArrowCursor
        if self._link_under(where) or self._address_under(where):
            shape = Qt.CursorShape.PointingHandCursor
        elif self._text_under(where) is not None:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.selected_text() or event.button() is not Qt.MouseButton.LeftButton:
            return
        link = self._link_under(event.position())
        address = self._address_under(event.position())
        if link is not None:
            message, kind, key = link
            if kind == "file":
                self.attachment_opened.emit(key)
            else:
                self.action_requested.emit(message, key)
        elif address:
            self.link_opened.emit(address)

    def _build(self) -> None:
        self.setObjectName("conversation.timeline.view")
        self.setAccessibleName("Conversation")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(self._theme.px(20))
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.scroll_bar = OverlayScrollBar(self)

    # Scrolling

    def _update_scroll_bar(self) -> None:
        bar, page = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(page)
        bar.setRange(0, max(0, round(self._column.length) - page))

    def _at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 2

    def _stands(self) -> tuple[Stand, ...]:
        offset = self.verticalScrollBar().value()
        return self._column.stands(offset, self.viewport().height())

    def _restore(self, stands: tuple[Stand, ...]) -> None:
        offset = self._column.offset_for(stands)
        if offset is not None:
            self.verticalScrollBar().setValue(round(offset))

    def _keep_place(self, *, at_end: bool, stands: tuple[Stand, ...]) -> None:
        self._update_scroll_bar()
        if at_end:
            self.scroll_to_end()
        else:
            self._restore(stands)
        self.viewport().update()

    def _visible(self) -> range:
        first = self.verticalScrollBar().value()
        return self._column.between(first, first + self.viewport().height())

    def _settle(self, *, at_end: bool = False) -> None:
        """Measure what is visible until nothing moves, without moving what is read."""
        bar = self.verticalScrollBar()
        for _ in range(_SETTLING_ROUNDS):
            stands = self._stands()
            fresh = [item for item in self._visible() if not self._column.is_measured(item)]
            if not fresh:
                return
            for item in fresh:
                self._column.measure(item)
            self._update_scroll_bar()
            if at_end:
                bar.setValue(bar.maximum())
            else:
                self._restore(stands)

    def _go_to_start_of_unread(self) -> None:
        self.scroll_to_end()
        bar = self.verticalScrollBar()
        for item in range(len(self.messages)):
            if self._column.is_divided(item):
                bar.setValue(min(bar.value(), int(self._column.start(item))))
                self._settle()

    def _step(self, direction: int) -> None:
        bar = self.verticalScrollBar()
        item = self._column.item_at(bar.value() + 1)
        if item < 0:
            return
        target = min(len(self.messages) - 1, max(0, item + direction))
        bar.setValue(round(self._column.start(target)))
        self._settle()

    # Painting

    def _paint_item(self, painter: QPainter, item: int) -> None:
        offset = self.verticalScrollBar().value()
        layout, divider = self._column.layout_of(item), self._column.new_since
        if divider is not None and self._column.is_divided(item):
            middle = self._column.start(item) - offset + self._theme.px(DIVIDER_MIDDLE)
            left, right = self._theme.px(54), self.viewport().width() - self._theme.px(20)
            rect = QRectF(left, round(middle) - 10, right - left, 20)
            self._painter.paint_divider(painter, rect, divider.text)
        selection = self._selection
        cursor = selection.cursor if selection and selection.layout is layout else None
        where = QPointF(0, round(self._column.top(item) - offset))
        self._painter.paint(painter, layout, where, selection=cursor)

    # What lies under the pointer

    def _hit(self, where: QPointF) -> tuple[MessageLayout, QPointF] | None:
        return self._column.hit(self.verticalScrollBar().value(), where)

    def _link_under(self, where: QPointF) -> tuple[str, str, str] | None:
        """(message id, "file" or "action", key) of what can be pressed at `where`."""
        hit = self._hit(where)
        if hit is None:
            return None
        layout, inside = hit
        groups: tuple[tuple[str, tuple[Link, ...]], ...] = (
            ("file", layout.chips),
            ("action", layout.actions),
        )
        for kind, links in groups:
            for link in links:
                if link.rect.contains(inside):
                    return layout.message.id, kind, link.key
        return None

    def _text_under(self, where: QPointF) -> tuple[MessageLayout, QTextDocument, int] | None:
        """The message, its document and the position in it of the text at `where`."""
        hit = self._hit(where)
        if hit is None or hit[0].document is None or not hit[0].text_rect().contains(hit[1]):
            return None
        return hit[0], hit[0].document, self._position_in(*hit)

    def _position_in(self, layout: MessageLayout, inside: QPointF) -> int:
        if layout.document is None:
            return 0
        point = inside - layout.body + QPointF(0, BASELINE_SHIFT * self._theme.zoom)
        return layout.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)

    def _address_under(self, where: QPointF) -> str:
        hit = self._hit(where)
        if hit is None or hit[0].document is None:
            return ""
        return hit[0].document.documentLayout().anchorAt(hit[1] - hit[0].body)

    def _extend_selection(self, selection: _Selection, where: QPointF) -> None:
        top = self.message_top(selection.layout.message.id)
        inside = QPointF(where.x(), where.y() - top)
        position = max(0, self._position_in(selection.layout, inside))
        selection.cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.viewport().update()

    def _drop_stale_selection(self, messages: Sequence[MessageValue], *, opened: bool) -> None:
        if self._selection is not None:
            kept = self._selection.layout.message in messages
            self._selection = self._selection if kept and not opened else None

    def _on_theme_changed(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.px(20))
        at_end, stands = self._at_end(), self._stands()
        self._selection = None
        self._column.forget_layouts()
        self._keep_place(at_end=at_end, stands=stands)
