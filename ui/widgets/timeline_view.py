# SPDX-License-Identifier: Apache-2.0
"""The conversation of a ticket as it is seen: one painted area, whatever the number of messages."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.theme.theme import Theme
from ui.widgets.message_column import DIVIDER_MIDDLE, MessageColumn, Stand
from ui.widgets.message_layout import card_width
from ui.widgets.message_painter import MessagePainter
from ui.widgets.message_selection import Selection
from ui.widgets.message_value import MessageValue, NewSince
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import follow_reading
from ui.widgets.timeline_access import SpokenView, tell_conversations
from ui.widgets.timeline_items import ItemFilter, groups_in, shown_divider, shown_items
from ui.widgets.timeline_scroll import TimelineScroll


class TimelineView(SpokenView):
    """Shows MessageValues, oldest first, and changes them in place.

    `show_conversation` with the same key updates what differs: what is read stays where it is,
    and a view that stood at the end stays at the end. With another key it opens at the first
    unread message, else at a `place` that was left, else at the end. Three or more events in a row
    are one line until it is opened; quotes are folded likewise.

    Emits `viewed(message ids)` when other messages are on screen than before.
    """

    viewed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = MessagePainter(theme)
        self._column = MessageColumn(theme)
        self._scroll = TimelineScroll(self._column)
        self._key: str | None = None
        self._given: tuple[MessageValue, ...] = ()
        self._divider: NewSince | None = None
        self._only: ItemFilter = "all"
        self._unfolded: frozenset[str] = frozenset()
        self._selection: Selection | None = None
        self._viewed: frozenset[str] = frozenset()
        self._current = ""
        self._is_led = False
        """Whether keys of another part of the window go by message here."""
        self._under: tuple[str, str, str] | None = None
        self._build()
        theme.changed.connect(self._on_theme_changed)

    @property
    def messages(self) -> tuple[MessageValue, ...]:
        """Everything that was given, whatever of it is shown."""
        return self._given

    @property
    def shown(self) -> tuple[MessageValue, ...]:
        """The items from top to bottom, folded and filtered."""
        return self._column.messages

    @property
    def only(self) -> ItemFilter:
        return self._only

    def show_conversation(
        self,
        key: str,
        messages: Sequence[MessageValue],
        *,
        new_since: NewSince | None = None,
        start: str = "",
        place: Stand | None = None,
    ) -> None:
        """Show `messages` of the ticket `key`: from the divider, else from `place` or `start`."""
        opened, at_end, stands = (
            key != self._key,
            self._scroll.at_end(self),
            self._scroll.stands(self),
        )
        opened = opened or not self._given
        if key != self._key:
            self._only, self._unfolded, self._current = "all", frozenset(), ""
        self._key = key
        self._given, self._divider = tuple(messages), new_since
        self._fill()
        self._drop_stale_selection(messages, opened=opened)
        if opened:
            self._go_to_beginning(start, place)
        elif at_end:
            self.scroll_to_end()
        else:
            self._scroll.restore(self, stands)
        self._repaint()

    @property
    def place(self) -> Stand | None:
        """A message on screen and where it stands, to be shown again; none at the end."""
        stands = () if self._scroll.at_end(self) else self._scroll.stands(self)
        return stands[0] if stands else None

    def set_only(self, only: ItemFilter) -> None:
        """Show one kind of items; what was read stays if it is among them."""
        if only != self._only:
            at_end, stands = self._scroll.at_end(self), self._scroll.stands(self)
            self._only = only
            self._fill()
            self._keep_place(at_end=at_end, stands=stands)

    @property
    def unfolded(self) -> frozenset[str]:
        """The folded events that are open."""
        return self._unfolded

    def toggle_events(self) -> None:
        """Open all folded events, or close them when all are open."""
        groups = groups_in(self.shown)
        self.unfold(frozenset() if groups <= self._unfolded else self._unfolded | groups)

    def go_to(self, message: str) -> None:
        """Bring a message to the top; one that is folded away or filtered is shown first."""
        if message not in {each.id for each in self.shown}:
            self._only = "all"
            self._fill()
            if message not in {each.id for each in self.shown}:
                self.unfold(groups_in(self.shown))
        self._scroll.to_item(self, self._column.item_of(message))
        self._repaint()

    def set_attachment_images(self, images: Mapping[str, QImage]) -> None:
        """Pictures that messages may show inline, by attachment id."""
        at_end, stands = self._scroll.at_end(self), self._scroll.stands(self)
        self._column.set_images(images)
        self._keep_place(at_end=at_end, stands=stands)

    @property
    def stepped_to(self) -> str:
        return self._current if self.place_of(self._current) >= 0 else ""

    def place_of(self, message: str) -> int:
        return self._column.place_of(message)

    def message_rect(self, message: str) -> QRect:
        item, bar = self._column.item_of(message), self.verticalScrollBar()
        top = self._column.top(item) - bar.value()
        height = self._column.end(item) - bar.value() - top
        return QRect(0, round(top), self.viewport().width(), round(height))

    def set_foot(self, height: float) -> None:
        """Leave so many px below the last message for what stands there."""
        if height != self._column.foot:
            at_end, stands = self._scroll.at_end(self), self._scroll.stands(self)
            self._column.foot = height
            self._keep_place(at_end=at_end, stands=stands)

    @property
    def foot_top(self) -> float:
        """Where that begins, in the px of the view. A short conversation leaves its room above:
        one more line in it moves nothing that a hand is on.
        """
        spare = max(0.0, self.viewport().height() - self._column.length)
        return self._column.foot_top + spare - self.verticalScrollBar().value()

    @property
    def is_at_end(self) -> bool:
        return self._scroll.at_end(self)

    def scroll_to_end(self) -> None:
        self._scroll.to_end(self)

    def stand_on(self, message: str) -> None:
        """The keys are at this message from now on; the focus stays where it is."""
        self._current = message
        self._repaint()

    def message_top(self, message: str) -> float:
        """The px between the top of the view and the message; KeyError for an unknown id."""
        item = self._column.item_of(message)
        return self._column.top(item) - self.verticalScrollBar().value()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._scroll.settle(self)
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("window"))
        follow_reading(painter, self.layoutDirection(), QRectF(self.viewport().rect()))
        visible = self._scroll.visible(self)
        for item in visible:
            self._paint_item(painter, item)
        self._tell_viewed(visible)

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody can see is not being read."""
        super().hideEvent(event)
        self._tell_viewed(range(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        at_end, stands = self._scroll.at_end(self), self._scroll.stands(self)
        if event.size().width() != event.oldSize().width():
            self._column.set_width(float(event.size().width()))
            self._selection = None
        self._keep_place(at_end=at_end, stands=stands)

    def _build(self) -> None:
        tell_conversations()
        self.setObjectName("conversation.timeline.view")
        self.setAccessibleName(QCoreApplication.translate("widgets", "Conversation"))
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(self._theme.px(20))
        self.verticalScrollBar().valueChanged.connect(self._repaint)
        self.scroll_bar = OverlayScrollBar(self)

    def unfold(self, groups: frozenset[str]) -> None:
        """Open these folded events, and close all others."""
        stands = self._scroll.stands(self)
        self._unfolded = groups
        self._fill()
        self._keep_place(at_end=False, stands=stands)

    def _fill(self) -> None:
        """Put into the column what the filter and the folds leave."""
        shown = shown_items(
            self._given, only=self._only, unfolded=self._unfolded, divider=self._divider
        )
        before = frozenset(message.id for message in self.shown)
        self._column.replace(shown, shown_divider(self._given, shown, self._divider))
        if self.access is not None:
            self.access.follow(before)
        self._scroll.update_range(self)

    def _repaint(self) -> None:
        self.viewport().update()

    def _keep_place(self, *, at_end: bool, stands: tuple[Stand, ...]) -> None:
        self._scroll.update_range(self)
        if at_end:
            self.scroll_to_end()
        else:
            self._scroll.restore(self, stands)
        self._repaint()

    def _go_to_beginning(self, start: str, place: Stand | None) -> None:
        self.scroll_to_end()
        if self._column.foot:
            return  # it asks for a decision
        bar = self.verticalScrollBar()
        divider = self._column.new_since
        if divider is not None:
            item = self._column.item_of(divider.before)
            bar.setValue(min(bar.value(), int(self._column.start(item))))
            self._scroll.settle(self)
        elif place is not None and self.place_of(place[0]) >= 0:
            self._scroll.to_item(self, self._column.item_of(place[0]))
            self._scroll.restore(self, (place,))
        elif start in {each.id for each in self.shown}:
            self._scroll.to_item(self, self._column.item_of(start))

    def _paint_item(self, painter: QPainter, item: int) -> None:
        offset = self.verticalScrollBar().value()
        layout, divider = self._column.layout_of(item), self._column.new_since
        if divider is not None and self._column.is_divided(item):
            middle = self._column.start(item) - offset + self._theme.px(DIVIDER_MIDDLE)
            wide = card_width(self._theme, self.viewport().width())
            rect = QRectF(self._theme.px(54), round(middle) - 10, wide, 20)
            self._painter.paint_divider(painter, rect, divider.text)
        selection = self._selection
        cursor = selection.cursor if selection and selection.layout is layout else None
        where = QPointF(0, round(self._column.top(item) - offset))
        under = self._under if self._under and self._under[0] == layout.message.id else None
        touched = under and under[1:]
        self._painter.paint(painter, layout, where, selection=cursor, touched=touched)
        if layout.message.id == self._current and (self.hasFocus() or self._is_led):
            self._painter.paint_ring(painter, layout, where)

    def _tell_viewed(self, visible: range) -> None:
        viewed = frozenset(self.shown[item].id for item in visible)
        if viewed != self._viewed:
            self._viewed = viewed
            self.viewed.emit(viewed)

    def _drop_stale_selection(self, messages: Sequence[MessageValue], *, opened: bool) -> None:
        if self._selection is not None:
            kept = self._selection.layout.message in messages
            self._selection = self._selection if kept and not opened else None

    def _on_theme_changed(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.px(20))
        at_end, stands = self._scroll.at_end(self), self._scroll.stands(self)
        self._selection = None
        self._column.forget_layouts()
        self._keep_place(at_end=at_end, stands=stands)
