# SPDX-License-Identifier: Apache-2.0
"""The conversation of a ticket: one painted area, whatever the number of messages."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.theme.theme import Theme
from ui.widgets.height_index import HeightIndex
from ui.widgets.message_layout import (
    BASELINE_SHIFT,
    Link,
    MessageLayout,
    estimate_height,
    measure,
)
from ui.widgets.message_painter import MessagePainter
from ui.widgets.message_value import MessageValue, NewSince
from ui.widgets.overlay_scroll_bar import OverlayScrollBar

_LAYOUTS_KEPT = 300
_SETTLING_ROUNDS = 12
_EDGE = 16
_GAP = 12
_GAP_LINE = 9
_DIVIDER_MIDDLE = 19
_AFTER_DIVIDER_LINE = 15


class Timeline(QAbstractScrollArea):
    """Shows MessageValues, oldest first, and changes them in place.

    `show_conversation` with the same key updates what differs: what is read stays where it is,
    and a view that stood at the end stays at the end. With another key it opens at the first
    unread message, else at the end. Text is selected within one message and copied with Ctrl C.

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
        self._key: str | None = None
        self._messages: tuple[MessageValue, ...] = ()
        self._new_since: NewSince | None = None
        self._images: dict[str, QImage] = {}
        self._layouts: dict[str, MessageLayout] = {}
        self._index = HeightIndex()
        self._selection: tuple[str, QTextCursor] | None = None
        self._build()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme.changed.connect(self._on_theme_changed)

    @property
    def messages(self) -> tuple[MessageValue, ...]:
        return self._messages

    def show_conversation(
        self, key: str, messages: Sequence[MessageValue], *, new_since: NewSince | None = None
    ) -> None:
        """Show `messages` of the ticket `key`."""
        opened = key != self._key
        at_end = self._at_end()
        anchor = self._anchor()
        if opened:
            self._layouts.clear()
            self._selection = None
        self._forget_changed(messages)
        self._key, self._messages, self._new_since = key, tuple(messages), new_since
        self._rebuild_index()
        if opened:
            self._go_to_start_of_unread()
        elif at_end:
            self.scroll_to_end()
        else:
            self._restore(anchor)
        self.viewport().update()

    def set_attachment_images(self, images: Mapping[str, QImage]) -> None:
        """Pictures that messages may show inline, by attachment id."""
        self._images.update(images)
        self._layouts.clear()
        self.viewport().update()

    def scroll_to_end(self) -> None:
        self._settle(from_end=True)
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def selected_text(self) -> str:
        if self._selection is None:
            return ""
        return self._selection[1].selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    def message_top(self, message: str) -> float:
        """The px between the top of the view and the message; KeyError for an unknown id."""
        for item, value in enumerate(self._messages):
            if value.id == message:
                return self._index.top(item) + self._lead(item) - self.verticalScrollBar().value()
        raise KeyError(message)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._settle()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("window"))
        offset = self.verticalScrollBar().value()
        for item in self._visible():
            self._paint_item(painter, item, self._index.top(item) - offset)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._remeasure()
        else:
            at_end = self._at_end()
            self._update_scroll_bar()
            if at_end:
                self.scroll_to_end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
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
            message, document, position = hit
            cursor = QTextCursor(document)
            cursor.setPosition(position)
            self._selection = (message, cursor)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
        if self._selection is not None:
            self._selection[1].select(QTextCursor.SelectionType.WordUnderCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._selection is not None:
            self._extend_selection(event.position())
            return
        pressable = self._link_under(event.position()) or self._address_under(event.position())
        shape = Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor
        if not pressable and self._text_under(event.position()) is not None:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.selected_text():
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
        self.scroll_bar = OverlayScrollBar(self)

    # Measuring

    def _layout_of(self, item: int) -> MessageLayout:
        message = self._messages[item]
        layout = self._layouts.get(message.id)
        if layout is None:
            if len(self._layouts) >= _LAYOUTS_KEPT:
                self._layouts.pop(next(iter(self._layouts)))
            width = float(self.viewport().width())
            layout = measure(self._theme, message, width, images=self._images)
            self._layouts[message.id] = layout
        return layout

    def _forget_changed(self, messages: Sequence[MessageValue]) -> None:
        wanted = {message.id: message for message in messages}
        kept = {
            key: layout
            for key, layout in self._layouts.items()
            if wanted.get(key) == layout.message
        }
        self._layouts = kept
        if self._selection is not None and self._selection[0] not in kept:
            self._selection = None

    def _lead(self, item: int) -> float:
        """The px above an item: its gap, and the divider if it stands there."""
        here = self._messages[item]
        line = here.kind == "event"
        previous = self._messages[item - 1].kind if item else None
        if self._is_divided(item):
            gap = _DIVIDER_MIDDLE + (_AFTER_DIVIDER_LINE if line else _DIVIDER_MIDDLE)
        elif previous is None:
            gap = _GAP_LINE if line else _EDGE
        elif line:
            gap = 0 if previous == "event" else _GAP_LINE
        else:
            gap = _GAP_LINE if previous == "event" else _GAP
        return self._theme.px(gap)

    def _is_divided(self, item: int) -> bool:
        return self._new_since is not None and self._new_since.before == self._messages[item].id

    def _rebuild_index(self) -> None:
        width = float(self.viewport().width())
        heights = []
        for item, message in enumerate(self._messages):
            known = self._layouts.get(message.id)
            height = known.height if known else estimate_height(self._theme, message, width)
            heights.append(self._lead(item) + height)
        self._index.replace(heights)
        self._update_scroll_bar()

    def _remeasure(self) -> None:
        at_end, anchor = self._at_end(), self._anchor()
        self._layouts.clear()
        self._selection = None
        self._rebuild_index()
        if at_end:
            self.scroll_to_end()
        else:
            self._restore(anchor)
        self.viewport().update()

    def _settle(self, *, from_end: bool = False) -> None:
        """Measure what is visible until nothing moves, without moving what is read."""
        bar = self.verticalScrollBar()
        for _ in range(_SETTLING_ROUNDS):
            anchor = self._anchor()
            fresh = [i for i in self._visible() if self._messages[i].id not in self._layouts]
            if not fresh:
                return
            for item in fresh:
                height = self._lead(item) + self._layout_of(item).height
                self._index.set_height(item, height)
            self._update_scroll_bar()
            if from_end:
                bar.setValue(bar.maximum())
            else:
                self._restore(anchor)

    def _visible(self) -> range:
        first = self.verticalScrollBar().value()
        return self._index.between(first, first + self.viewport().height())

    # Scrolling

    def _update_scroll_bar(self) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height()
        length = self._index.total + self._theme.px(_EDGE)
        bar.setPageStep(page)
        bar.setRange(0, max(0, round(length) - page))

    def _at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 2

    def _anchor(self) -> tuple[tuple[str, float], ...]:
        """Where each visible message stands: one of them will still be there after a change.

        Measured ones come first, because the top of one that is only estimated is not what is
        being read.
        """
        offset = self.verticalScrollBar().value()
        stands = [
            (self._messages[item].id, self._index.top(item) + self._lead(item) - offset)
            for item in self._visible()
        ]
        return tuple(sorted(stands, key=lambda stand: stand[0] not in self._layouts))

    def _restore(self, anchor: tuple[tuple[str, float], ...]) -> None:
        places = {message.id: item for item, message in enumerate(self._messages)}
        for message, distance in anchor:
            item = places.get(message)
            if item is not None:
                top = self._index.top(item) + self._lead(item)
                self.verticalScrollBar().setValue(round(top - distance))
                return

    def _go_to_start_of_unread(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._settle(from_end=True)
        for item, message in enumerate(self._messages):
            if self._new_since is not None and message.id == self._new_since.before:
                bar.setValue(min(bar.value(), int(self._index.top(item))))
                self._settle()

    def _step(self, direction: int) -> None:
        bar = self.verticalScrollBar()
        item = self._index.item_at(bar.value() + 1)
        if item < 0:
            return
        target = min(len(self._messages) - 1, max(0, item + direction))
        bar.setValue(round(self._index.top(target)))
        self._settle()

    # Painting

    def _paint_item(self, painter: QPainter, item: int, top: float) -> None:
        message, lead = self._messages[item], self._lead(item)
        layout = self._layout_of(item)
        if self._new_since is not None and self._is_divided(item):
            column = self._column()
            middle = round(top + self._theme.px(_DIVIDER_MIDDLE))
            rect = QRectF(column.left(), middle - 10, column.width(), 20)
            self._painter.paint_divider(painter, rect, self._new_since.text)
        selected = self._selection
        cursor = selected[1] if selected is not None and selected[0] == message.id else None
        self._painter.paint(painter, layout, QPointF(0, round(top + lead)), selection=cursor)

    def _column(self) -> QRectF:
        left = self._theme.px(54)
        return QRectF(left, 0, self.viewport().width() - left - self._theme.px(20), 0)

    # What lies under the pointer

    def _item_under(self, where: QPointF) -> tuple[MessageLayout, QPointF] | None:
        offset = self.verticalScrollBar().value()
        item = self._index.item_at(where.y() + offset)
        if item < 0:
            return None
        top = self._index.top(item) + self._lead(item) - offset
        return self._layout_of(item), QPointF(where.x(), where.y() - top)

    def _link_under(self, where: QPointF) -> tuple[str, str, str] | None:
        """(message id, "file" or "action", key) of what can be pressed at `where`."""
        hit = self._item_under(where)
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

    def _text_under(self, where: QPointF) -> tuple[str, QTextDocument, int] | None:
        """(message id, its document, position in it) of the text at `where`."""
        hit = self._item_under(where)
        if hit is None or hit[0].document is None:
            return None
        layout, inside = hit
        if not layout.text_rect().contains(inside):
            return None
        return layout.message.id, hit[0].document, self._position_in(layout, inside)

    def _position_in(self, layout: MessageLayout, inside: QPointF) -> int:
        if layout.document is None:
            return 0
        point = inside - layout.body + QPointF(0, BASELINE_SHIFT * self._theme.zoom)
        return layout.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)

    def _address_under(self, where: QPointF) -> str:
        hit = self._item_under(where)
        if hit is None or hit[0].document is None:
            return ""
        layout, inside = hit
        return hit[0].document.documentLayout().anchorAt(inside - layout.body)

    def _extend_selection(self, where: QPointF) -> None:
        if self._selection is None:
            return
        message, cursor = self._selection
        top = self.message_top(message)
        layout = self._layouts[message]
        inside = QPointF(where.x(), where.y() - top)
        position = max(0, self._position_in(layout, inside))
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.viewport().update()

    def _on_scrolled(self) -> None:
        self.viewport().update()

    def _on_theme_changed(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.px(20))
        self._remeasure()
