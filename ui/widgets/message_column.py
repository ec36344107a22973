# SPDX-License-Identifier: Apache-2.0
"""The geometry of a conversation: which message stands where, measured or estimated."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from ui.theme.theme import Theme
from ui.widgets.height_index import HeightIndex
from ui.widgets.message_layout import MessageLayout, estimate_height, measure
from ui.widgets.message_value import MessageValue, NewSince

_LAYOUTS_KEPT = 300
_EDGE = 16
_GAP = 12
_GAP_LINE = 9
DIVIDER_MIDDLE = 19
_AFTER_DIVIDER_LINE = 15

Stand = tuple[str, float]
"""A message's id, or none for the foot, and the px between it and the top of the view."""


class MessageColumn:
    """Messages one under the other for one width; a message is laid out when it is asked for.

    Heights of messages that were never laid out are estimated. Layouts are kept for the latest
    `_LAYOUTS_KEPT` messages; a measured height is kept until the message, the width or the theme
    changes.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._width = 0.0
        self._messages: tuple[MessageValue, ...] = ()
        self._new_since: NewSince | None = None
        self._images: dict[str, QImage] = {}
        self._layouts: dict[str, MessageLayout] = {}
        self._measured: dict[str, float] = {}
        self._estimated: dict[str, float] = {}
        self._places: dict[str, int] = {}
        self._whole: set[str] = set()
        self._index = HeightIndex()
        self.foot = 0.0
        """The px below the last message that something else takes."""

    @property
    def messages(self) -> tuple[MessageValue, ...]:
        return self._messages

    @property
    def new_since(self) -> NewSince | None:
        return self._new_since

    @property
    def length(self) -> float:
        """The px from the top of the first message to the end, with the edge below."""
        return self.foot_top + self.foot + self._theme.px(_EDGE)

    @property
    def foot_top(self) -> float:
        """Where the last message ends."""
        return self._index.total

    def replace(self, messages: Sequence[MessageValue], new_since: NewSince | None) -> None:
        """Show other messages; those that did not change keep their layouts."""
        old, new = self._messages, tuple(messages)
        first, rest = _alike(old, new)
        old_end, new_end = len(old) - rest, len(new) - rest
        self._forget_changed(old[first:old_end], new[first:new_end])
        divided, self._new_since = self._new_since, new_since
        self._messages = new
        self._places = {message.id: place for place, message in enumerate(new)}
        if divided != new_since:
            self._rebuild()
        elif old_end > first or new_end > first:
            below = min(rest, 1)  # it stands below another message now, with another gap
            heights = [self._height(item) for item in range(first, new_end + below)]
            self._index.splice(first, old_end + below, heights)

    def set_width(self, width: float) -> None:
        self._width = width
        self.forget_layouts()

    def set_images(self, images: Mapping[str, QImage]) -> None:
        self._images.update(images)
        self.forget_layouts()

    def forget_layouts(self) -> None:
        """Measure everything anew, because the width, the theme or the pictures changed."""
        self._layouts.clear()
        self._measured.clear()
        self._estimated.clear()
        self._rebuild()

    def toggle_whole(self, message: str) -> None:
        """Show all of a message, or fold its quotes again."""
        self._whole ^= {message}
        self._layouts.pop(message, None)
        self._measured.pop(message, None)
        self._index.set_height(self._places[message], self._height(self._places[message]))

    def is_measured(self, item: int) -> bool:
        return self._messages[item].id in self._measured

    def measure(self, item: int) -> None:
        """Correct the estimated height of an item; what stands below it moves."""
        self._index.set_height(item, self._lead(item) + self.layout_of(item).height)

    def layout_of(self, item: int) -> MessageLayout:
        message = self._messages[item]
        layout = self._layouts.get(message.id)
        if layout is None:
            if len(self._layouts) >= _LAYOUTS_KEPT:
                self._layouts.pop(next(iter(self._layouts)))
            layout = measure(
                self._theme,
                message,
                self._width,
                images=self._images,
                whole=message.id in self._whole,
            )
            self._layouts[message.id] = layout
            self._measured[message.id] = layout.height
        return layout

    def item_of(self, message: str) -> int:
        """The place of the message with this id; KeyError if it is not shown."""
        return self._places[message]

    def place_of(self, message: str) -> int:
        """The place of the message with this id, or -1."""
        return self._places.get(message, -1)

    def item_at(self, offset: float) -> int:
        return self._index.item_at(offset)

    def between(self, first: float, last: float) -> range:
        return self._index.between(first, last)

    def start(self, item: int) -> float:
        """Where an item begins, with the gap and the divider above its card."""
        return self._index.top(item)

    def top(self, item: int) -> float:
        """Where the card or line of an item begins."""
        return self._index.top(item) + self._lead(item)

    def end(self, item: int) -> float:
        """Where an item ends."""
        return self._index.top(item + 1)

    def is_divided(self, item: int) -> bool:
        """Whether the divider of unread messages stands above this item."""
        return self._new_since is not None and self._new_since.before == self._messages[item].id

    def stands(self, offset: float, height: float) -> tuple[Stand, ...]:
        """Where each visible message stands: one of them will still be there after a change.

        Measured ones come first, because the top of one that is only estimated is not what is
        being read. Where the foot fills the view, it is the foot that is read.
        """
        if self.foot and self.foot_top <= offset:
            return (("", self.foot_top - offset),)
        visible = self.between(offset, offset + height)
        ordered = sorted(visible, key=lambda item: not self.is_measured(item))
        return tuple((self._messages[item].id, self.top(item) - offset) for item in ordered)

    def offset_for(self, stands: tuple[Stand, ...]) -> float | None:
        """The scroll offset at which the first of `stands` that is left stands there again."""
        for message, distance in stands:
            if not message:
                return self.foot_top - distance
            if message in self._places:
                return self.top(self._places[message]) - distance
        return None

    def hit(self, offset: float, where: QPointF) -> tuple[MessageLayout, QPointF] | None:
        """The message under `where` of a view scrolled to `offset`, and the place inside it."""
        item = self.item_at(where.y() + offset)
        if item < 0:
            return None
        top = self.top(item) - offset
        return self.layout_of(item), QPointF(where.x(), where.y() - top)

    def _lead(self, item: int) -> float:
        """The px above an item: its gap, and the divider if it stands there."""
        line = self._messages[item].kind == "event"
        previous = self._messages[item - 1].kind if item else None
        if self.is_divided(item):
            gap = DIVIDER_MIDDLE + (_AFTER_DIVIDER_LINE if line else DIVIDER_MIDDLE)
        elif previous is None:
            gap = _GAP_LINE if line else _EDGE
        elif line:
            gap = 0 if previous == "event" else _GAP_LINE
        else:
            gap = _GAP_LINE if previous == "event" else _GAP
        return self._theme.px(gap)

    def _height(self, item: int) -> float:
        """The px of an item with what is above it, measured or estimated."""
        message = self._messages[item]
        height = self._measured.get(message.id)
        if height is None:
            height = self._estimated.get(message.id)
        if height is None:
            height = estimate_height(self._theme, message, self._width)
            self._estimated[message.id] = height
        return self._lead(item) + height

    def _rebuild(self) -> None:
        self._index.replace([self._height(item) for item in range(len(self._messages))])

    def _forget_changed(
        self, before: Sequence[MessageValue], after: Sequence[MessageValue]
    ) -> None:
        there = {message.id: message for message in after}
        for message in before:
            if there.get(message.id) != message:
                self._layouts.pop(message.id, None)
                self._measured.pop(message.id, None)
                self._estimated.pop(message.id, None)


def _alike(one: Sequence[MessageValue], other: Sequence[MessageValue]) -> tuple[int, int]:
    """How many messages two conversations have in common at their beginning, and at their end."""
    most = min(len(one), len(other))
    first = _in_common(zip(one, other, strict=False), most)
    rest = _in_common(zip(reversed(one), reversed(other), strict=False), most - first)
    return first, rest


def _in_common(pairs: Iterable[tuple[MessageValue, MessageValue]], most: int) -> int:
    differing = (
        place for place, (one, other) in enumerate(pairs) if one is not other and one != other
    )
    return min(most, next(differing, most))
