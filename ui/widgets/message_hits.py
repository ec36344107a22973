# SPDX-License-Identifier: Apache-2.0
"""What of a conversation lies under a point: a file, an action, a fold, a link, text."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextCursor, QTextDocument

from ui.theme.theme import Theme
from ui.theme.tokens import META
from ui.widgets.link_target import may_open, shown_address
from ui.widgets.message_column import MessageColumn
from ui.widgets.message_html import fragments
from ui.widgets.message_layout import BASELINE_SHIFT, Link, MessageLayout
from ui.widgets.message_selection import Selection


@dataclass(frozen=True, slots=True)
class PressedLink:
    """Something that can be pressed in a message."""

    kind: Literal["fold", "file", "action", "address"]
    key: str
    label: str


def links_of(layout: MessageLayout) -> tuple[PressedLink, ...]:
    """What can be pressed in a message, in the order in which it is read."""
    found = [
        PressedLink("address", address, shown_address(address)) for address in _addresses(layout)
    ]
    if layout.fold is not None:
        found.append(PressedLink("fold", layout.fold.key, layout.fold.label))
    found += [PressedLink("file", link.key, link.label) for link in layout.chips]
    found += [PressedLink("action", link.key, link.label) for link in layout.pressable]
    return tuple(found)


def _addresses(layout: MessageLayout) -> tuple[str, ...]:
    if layout.document is None:
        return ()
    formats = (fragment.charFormat() for fragment in fragments(layout.document))
    found = (each.anchorHref() for each in formats if each.isAnchor())
    return tuple(dict.fromkeys(address for address in found if may_open(address)))


class MessageHits:
    """Looks points up in a column that is scrolled to `offset`."""

    def __init__(self, theme: Theme, column: MessageColumn) -> None:
        self._theme = theme
        self._column = column
        self.offset = 0
        self.turned_width: float | None = None
        """How wide a view is whose people read from the right."""

    def link(self, where: QPointF) -> tuple[str, str, str] | None:
        """(message id, "file", "action" or "fold", key) of what can be pressed at `where`."""
        hit = self._hit(where)
        if hit is None:
            return None
        layout, inside = hit
        groups: tuple[tuple[str, tuple[Link, ...]], ...] = (
            ("file", layout.chips),
            ("action", layout.pressable),
            ("fold", () if layout.fold is None else (layout.fold,)),
        )
        for kind, links in groups:
            for link in links:
                if link.rect.contains(inside):
                    return layout.message.id, kind, link.key
        return None

    def text(self, where: QPointF) -> tuple[MessageLayout, QTextDocument, int] | None:
        """The message, its document and the position in it of the text at `where`."""
        hit = self._hit(where)
        if hit is None or hit[0].document is None or not hit[0].text_rect().contains(hit[1]):
            return None
        return hit[0], hit[0].document, self.position(*hit)

    def position(self, layout: MessageLayout, inside: QPointF) -> int:
        """The nearest place in a message's text."""
        if layout.document is None:
            return 0
        point = self._in_text(layout, inside) + QPointF(0, BASELINE_SHIFT * self._theme.zoom)
        return layout.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)

    def address(self, where: QPointF) -> str:
        """Where the link at `where` leads."""
        hit = self._hit(where)
        if hit is None or hit[0].document is None:
            return ""
        return hit[0].document.documentLayout().anchorAt(self._in_text(*hit))

    def moment(self, where: QPointF) -> str:
        """The id of the message or event whose time is at `where`, or nothing."""
        hit = self._hit(where)
        if hit is None or not hit[0].message.time:
            return ""
        layout, inside = hit
        rect = QRectF(layout.head)
        width = self._theme.metrics(META).horizontalAdvance(layout.message.time)
        rect.setLeft(rect.right() - width)
        return layout.message.id if rect.contains(inside) else ""

    def select_from(self, where: QPointF) -> Selection | None:
        """An empty selection that begins at `where`, if there is text."""
        hit = self.text(where)
        if hit is None:
            return None
        layout, document, position = hit
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        return Selection(layout, cursor)

    def extend(self, selection: Selection, where: QPointF) -> None:
        """Let a selection reach to `where`."""
        item = self._column.item_of(selection.layout.message.id)
        top = self._column.top(item) - self.offset
        inside = QPointF(self._turned(where).x(), where.y() - top)
        position = max(0, self.position(selection.layout, inside))
        selection.cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)

    def _hit(self, where: QPointF) -> tuple[MessageLayout, QPointF] | None:
        return self._column.hit(self.offset, self._turned(where))

    def _turned(self, where: QPointF) -> QPointF:
        """The place as it is counted in a layout, from the side from which people read."""
        if self.turned_width is None:
            return where
        return QPointF(self.turned_width - where.x(), where.y())

    def _in_text(self, layout: MessageLayout, inside: QPointF) -> QPointF:
        """A place in a message as its document counts it: a text is never turned over."""
        point = inside - layout.body
        if self.turned_width is not None and layout.document is not None:
            point.setX(layout.document.textWidth() - point.x())
        return point
