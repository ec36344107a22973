# SPDX-License-Identifier: Apache-2.0
"""Measures a message: where its card, text, files and foot lie."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage

from ui.theme.theme import Theme
from ui.theme.tokens import AVATAR_TIMELINE, META, META_MEDIUM, TEXT_MEASURE
from ui.widgets.message_delivery import DeliveryLayout, estimate_delivery, measure_delivery
from ui.widgets.message_document import (
    CODE_PADDING,
    MessageDocument,
    build_document,
    code_spans,
)
from ui.widgets.message_fold import SHOWN_AT_ONCE, body_of
from ui.widgets.message_value import MessageValue
from ui.widgets.painting import single_line
from ui.widgets.text_stretch import CODE_HEIGHT, stretch_rects

EVENT_HEIGHT: Final = 26
_CARD_LEFT: Final = 54
_SIDE: Final = 20
_PADDING: Final = 14
_TOP: Final = 10
_NAME: Final = 20
_CHIP: Final = 26
_STRIP: Final = 30
_FOLD: Final = 16
FOLD_KEY: Final = "fold"
"""The key of what shows the rest of a message, or several events."""

COPIES_KEY: Final = "copies"
"""The key of what lists who else had a message."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something to press in a message: a file or an action, with where it lies in the item."""

    key: str
    label: str
    rect: QRectF


@dataclass(frozen=True, slots=True)
class MessageLayout:
    """The geometry of one item, relative to its own top left corner, for one width and theme."""

    message: MessageValue
    height: float
    avatar: QRectF
    card: QRectF
    head: QRectF
    body: QPointF
    document: MessageDocument | None
    code: tuple[QRectF, ...]
    chips: tuple[Link, ...]
    delivery: DeliveryLayout | None
    strip: QRectF
    actions: tuple[Link, ...]
    fold: Link | None = None
    whole: bool = False
    copies: Link | None = None

    @property
    def pressable(self) -> tuple[Link, ...]:
        """What can be done with the message, as it is read: in its head, at its foot, below."""
        found = () if self.copies is None else (self.copies,)
        delivery = self.delivery
        if delivery is None or not delivery.value.action:
            return (*found, *self.actions)
        link = Link(delivery.value.key, delivery.value.action, delivery.action)
        return (*found, link, *self.actions)

    def text_rect(self) -> QRectF:
        """Where the body's text lies; empty for an event."""
        if self.document is None:
            return QRectF()
        return QRectF(self.body, self.document.size())


def estimate_height(theme: Theme, message: MessageValue, width: float) -> float:
    """A guess without laying the text out, close enough for a scroll bar."""
    if message.kind == "event":
        return theme.px(EVENT_HEIGHT)
    per_line = max(20.0, _text_width(theme, width) / (theme.zoom * 6.4))
    text = (message.html if message.html is not None else message.text)[:SHOWN_AT_ONCE]
    lines = sum(1 + int(len(line) / per_line) for line in text.split("\n"))
    extra = _CHIP + 12 if message.attachments else 0
    extra += _STRIP + 6 if message.mark_text else 0
    foot = estimate_delivery(theme, message.delivery, _text_width(theme, width))
    return float(theme.px(2 * _TOP + _NAME + 6 + 20 * lines + extra)) + foot


def measure(
    theme: Theme,
    message: MessageValue,
    width: float,
    *,
    images: Mapping[str, QImage],
    whole: bool = False,
) -> MessageLayout:
    """Lay `message` out for a column of `width` px; `whole` shows quotes and signature too."""
    if message.kind == "event":
        return _measure_event(theme, message, width)
    px = theme.px
    left, wide = px(_CARD_LEFT), card_width(theme, width)
    inner = QRectF(left + px(_PADDING), 0, _text_width(theme, width), 0)
    shown = body_of(message, whole=whole)
    document = build_document(theme, message, width=inner.width(), images=images, body=shown)
    body = QPointF(inner.left(), px(_TOP + _NAME + 6))
    bottom = body.y() + document.size().height()
    if document.isEmpty() and message.attachments:
        bottom = body.y() - px(6)  # files alone stand right below who sent them
    fold, bottom = _place_fold(theme, inner, bottom=bottom, there=shown.folds)
    chips, bottom = _place_chips(theme, message, inner, bottom=bottom)
    delivery = None
    if message.delivery is not None:
        foot = QRectF(inner.left(), bottom + px(1), inner.width(), 0)
        delivery = measure_delivery(theme, message.delivery, foot)
        bottom = delivery.rect.bottom() + px(5)
    card = QRectF(left, 0, wide, bottom + px(_TOP))
    head = QRectF(inner.left(), px(_TOP), inner.width(), px(_NAME))
    strip, actions = _place_strip(theme, message, card)
    return MessageLayout(
        message=message,
        height=max(card.bottom(), strip.bottom()),
        avatar=QRectF(px(_SIDE), px(6), px(AVATAR_TIMELINE), px(AVATAR_TIMELINE)),
        card=card,
        head=head,
        body=body,
        document=document,
        code=_code_rects(theme, document),
        chips=chips,
        delivery=delivery,
        strip=strip,
        actions=actions,
        fold=fold,
        whole=whole,
        copies=_place_copies(theme, message, head),
    )


def _place_copies(theme: Theme, message: MessageValue, head: QRectF) -> Link | None:
    """How many others had it, left of the time."""
    if not message.copies:
        return None
    metrics = theme.metrics(META)
    right = head.right() - metrics.horizontalAdvance(message.time) - theme.px(12)
    width = metrics.horizontalAdvance(message.copies)
    return Link(COPIES_KEY, message.copies, QRectF(right - width, head.top(), width, head.height()))


def _place_fold(
    theme: Theme, inner: QRectF, *, bottom: float, there: bool
) -> tuple[Link | None, float]:
    """The three dots below a text that has more to it; and the new bottom."""
    if not there:
        return None, bottom
    px = theme.px
    rect = QRectF(inner.left(), bottom + px(4), px(28), px(_FOLD))
    return Link(FOLD_KEY, "", rect), rect.bottom() + px(2)


def card_width(theme: Theme, width: float) -> float:
    """How wide the card of a message is, where there are so many px."""
    widest = theme.px(TEXT_MEASURE + 2 * _PADDING)
    return max(theme.px(120), min(widest, width - theme.px(_CARD_LEFT) - theme.px(_SIDE)))


def _text_width(theme: Theme, width: float) -> float:
    return card_width(theme, width) - 2 * theme.px(_PADDING)


def _measure_event(theme: Theme, message: MessageValue, width: float) -> MessageLayout:
    height = theme.px(EVENT_HEIGHT)
    left = theme.px(_CARD_LEFT)
    head = QRectF(left, 0, card_width(theme, width) - theme.px(_PADDING), height)
    icon = theme.px(14)
    avatar = QRectF(theme.px(_SIDE + 5), (height - icon) / 2, icon, icon)
    nothing = QRectF()
    whole = QRectF(theme.px(_SIDE), 0, head.right() - theme.px(_SIDE), height)
    right = head.right() - theme.metrics(META).horizontalAdvance(message.time) - theme.px(12)
    return MessageLayout(
        message=message,
        height=height,
        avatar=avatar,
        card=nothing,
        head=head,
        body=QPointF(),
        document=None,
        code=(),
        chips=(),
        delivery=None,
        strip=nothing,
        actions=_from_right(theme, message, right, top=0, height=height),
        fold=Link(FOLD_KEY, message.text, whole) if message.folds else None,
    )


def chip_widths(theme: Theme, name: str, size: str) -> tuple[float, float]:
    """The px that a file's name and size take in its chip."""
    return (
        theme.metrics(META_MEDIUM).horizontalAdvance(single_line(name)),
        theme.metrics(META).horizontalAdvance(size),
    )


def _place_chips(
    theme: Theme, message: MessageValue, inner: QRectF, *, bottom: float
) -> tuple[tuple[Link, ...], float]:
    """Chips in rows below `bottom`; returns them and the new bottom."""
    if not message.attachments:
        return (), bottom
    px = theme.px
    left, top, placed = inner.left(), bottom + px(6), []
    for file in message.attachments:
        around = px(49 if file.size else 41)
        width = min(inner.width(), sum(chip_widths(theme, file.name, file.size)) + around)
        if left > inner.left() and left + width > inner.right():
            left, top = inner.left(), top + px(_CHIP + 6)
        label = f"{file.name} {file.size}".strip()
        placed.append(Link(file.id, label, QRectF(left, top, width, px(_CHIP))))
        left += width + px(8)
    return tuple(placed), top + px(_CHIP) + px(6)


def _place_strip(
    theme: Theme, message: MessageValue, card: QRectF
) -> tuple[QRectF, tuple[Link, ...]]:
    """The strip under a message that is not out yet, with its actions from the right."""
    if not message.mark_text:
        return QRectF(), ()
    strip = QRectF(card.left(), card.bottom() + theme.px(6), card.width(), theme.px(_STRIP))
    right = strip.right() - theme.px(_PADDING)
    return strip, _from_right(theme, message, right, top=strip.top(), height=strip.height())


def _from_right(
    theme: Theme, message: MessageValue, right: float, *, top: float, height: float
) -> tuple[Link, ...]:
    """What can be done, the last of it ending at `right`."""
    placed: list[Link] = []
    for action in reversed(message.actions):
        width = theme.metrics(META_MEDIUM).horizontalAdvance(action.label)
        rect = QRectF(right - width, top, width, height)
        placed.append(Link(action.key, action.label, rect))
        right = rect.left() - theme.px(12)
    return tuple(reversed(placed))


def _code_rects(theme: Theme, document: MessageDocument) -> tuple[QRectF, ...]:
    """The boxes behind inline code, one for each line that it touches, relative to the body."""
    pad, height = theme.px(CODE_PADDING), theme.px(CODE_HEIGHT)
    return tuple(
        QRectF(rect.left() - pad, rect.top() - theme.px(1), rect.width() + pad, height)
        for start, end in code_spans(document)
        for rect in stretch_rects(document, start, end)
    )


BASELINE_SHIFT: Final = 2.0
"""Qt sets text at the foot of a taller line; drawn this much higher it stands in the middle."""
