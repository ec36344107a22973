# SPDX-License-Identifier: Apache-2.0
"""Paints measured messages, events and the divider of unread ones."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPainterPath,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from ui.theme.theme import Theme
from ui.theme.tokens import (
    BODY,
    BODY_STRONG,
    META,
    META_MEDIUM,
    MICRO_STRONG,
    RADIUS_CARD,
    RADIUS_CONTROL,
    RADIUS_SMALL,
    ColorName,
    TypeStyle,
)
from ui.widgets.glyphs import paint_avatar
from ui.widgets.message_delivery import paint_delivery
from ui.widgets.message_layout import BASELINE_SHIFT, Link, MessageLayout, chip_widths
from ui.widgets.message_value import MessageKind, MessageMark, MessageValue
from ui.widgets.painting import (
    CENTER,
    RIGHT,
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_hairline,
    draw_icon,
    draw_text,
    is_mirrored,
    mirror,
)

_AROUND_EVENT: Final = 6


@dataclass(frozen=True, slots=True)
class _CardLook:
    face: ColorName
    line: ColorName


_CARDS: Final[dict[MessageKind, _CardLook]] = {
    "customer": _CardLook("surface", "line2"),
    "reply": _CardLook("surface", "accent_line"),
    "note": _CardLook("note", "note_line"),
    "event": _CardLook("window", "line"),
    "forward": _CardLook("sunken", "accent_line"),
    "third_party": _CardLook("sunken", "line2"),
    "call": _CardLook("surface", "line"),
}


@dataclass(frozen=True, slots=True)
class _StripLook:
    face: ColorName
    line: ColorName
    ink: ColorName
    icon: str


_STRIPS: Final[dict[MessageMark, _StripLook]] = {
    "none": _StripLook("sunken", "line", "text2", "info"),
    "pending": _StripLook("amber_soft", "amber_line", "amber_text", "clock"),
    "held": _StripLook("accent_soft", "accent_line", "accent_text", "info"),
    "rejected": _StripLook("red_soft", "red_line", "red_text", "circle-alert"),
}


Touched = tuple[str, str]
"""What of a message is under the pointer: "file", "action" or "fold", and its key."""


class MessagePainter:
    """Draws a MessageLayout at a place; keeps nothing but the fitted texts."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._fitter = TextFitter(theme)

    def paint(
        self,
        painter: QPainter,
        layout: MessageLayout,
        where: QPointF,
        *,
        selection: QTextCursor | None = None,
        touched: Touched | None = None,
    ) -> None:
        """Draw it, with what is `touched` in it as it looks under the pointer."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.translate(where)
        if layout.message.kind == "event":
            self._paint_event(painter, layout, touched)
        else:
            self._paint_card(painter, layout)
            self._paint_head(painter, layout, touched)
            self._paint_body(painter, layout, selection)
            if layout.fold is not None:
                self._paint_fold(painter, layout, layout.fold, touched)
            for link in layout.chips:
                self._paint_chip(painter, layout, link, touched)
            if layout.delivery is not None:
                key = ("action", layout.delivery.value.key)
                paint_delivery(painter, self._theme, layout.delivery, touched=touched == key)
            if layout.message.mark_text:
                self._paint_strip(painter, layout, touched)
        painter.restore()

    def paint_ring(self, painter: QPainter, layout: MessageLayout, where: QPointF) -> None:
        """The ring around the item to which the keys went."""
        theme = self._theme
        rect = layout.card
        if layout.message.kind == "event":
            edge = theme.px(_AROUND_EVENT)
            rect = layout.avatar.united(layout.head).adjusted(-edge, 0, edge, 0)
        radius = theme.px(RADIUS_CARD)
        draw_focus_ring(painter, theme, rect.translated(where), radius=radius)

    def paint_divider(self, painter: QPainter, rect: QRectF, text: str) -> None:
        """The line "New since 13:20" across `rect`."""
        theme = self._theme
        width = theme.metrics(MICRO_STRONG).horizontalAdvance(text)
        middle, center = rect.center().y(), rect.center().x()
        gap = width / 2 + theme.px(8)
        color = theme.color("accent_line")
        draw_hairline(painter, rect.left(), center - gap, y=int(middle), color=color)
        draw_hairline(painter, center + gap, rect.right(), y=int(middle), color=color)
        draw_text(painter, theme, text, rect, style=MICRO_STRONG, ink="accent_text", align=CENTER)

    def _paint_card(self, painter: QPainter, layout: MessageLayout) -> None:
        theme, message = self._theme, layout.message
        look = _CARDS[message.kind]
        radius = theme.px(RADIUS_CARD)
        draw_box(
            painter,
            layout.card,
            radius=radius,
            fill_color=theme.color(look.face),
            line_color=theme.color(look.line),
        )
        if message.kind == "reply":
            shape = QPainterPath()
            shape.addRoundedRect(layout.card, radius, radius)
            bar = QPainterPath()
            bar.addRect(
                QRectF(layout.card.topLeft(), layout.card.bottomLeft()).adjusted(0, 0, 3, 0)
            )
            painter.fillPath(shape.intersected(bar), theme.color("accent"))
        paint_avatar(painter, theme, layout.avatar, initials=message.initials, pair=message.pair)

    def _paint_head(
        self, painter: QPainter, layout: MessageLayout, touched: Touched | None
    ) -> None:
        theme, message, head = self._theme, layout.message, layout.head
        draw_text(painter, theme, message.time, head, style=META, ink="text3", align=RIGHT)
        room = head.width() - theme.metrics(META).horizontalAdvance(message.time) - theme.px(12)
        name, width = self._fitter.fit(message.author, BODY_STRONG, room)
        draw_text(painter, theme, name, head, style=BODY_STRONG, ink="text")
        left = head.left() + width + theme.px(8)
        room -= width + theme.px(8)
        style, ink, role, icon = _role_look(message)
        if icon:
            sign = theme.px(12)
            where = QPointF(left + theme.px(2), head.center().y() - sign / 2 - theme.px(0.5))
            draw_icon(painter, theme, icon, where, ink=ink, size=12)
            left += theme.px(18)
            room -= theme.px(18)
        if layout.copies is not None:
            rect = layout.copies.rect
            self._paint_link(painter, layout.copies, ink="text3", style=META, touched=touched)
            room = rect.left() - theme.px(12) - left
        text, _ = self._fitter.fit(role, style, room)
        line = QRectF(left, head.top(), room, head.height())
        draw_text(painter, theme, text, line, style=style, ink=ink)

    def _paint_body(
        self, painter: QPainter, layout: MessageLayout, selection: QTextCursor | None
    ) -> None:
        document = layout.document
        if document is None:
            return
        theme = self._theme
        painter.save()
        painter.translate(layout.body.x(), layout.body.y() - BASELINE_SHIFT * theme.zoom)
        if is_mirrored(painter):
            mirror(painter, document.textWidth() / 2)
        for rect in layout.code:
            draw_box(
                painter,
                rect,
                radius=theme.px(RADIUS_SMALL),
                fill_color=theme.color("sunken"),
                line_color=theme.color("line"),
            )
        draw_document(painter, theme, document, selection)
        painter.restore()
        if document.isEmpty() and not layout.chips:
            line = QRectF(layout.body, QSizeF(document.textWidth(), theme.px(BODY.line)))
            draw_text(painter, theme, _no_text(), line, style=BODY, ink="text3")

    def _paint_fold(
        self, painter: QPainter, layout: MessageLayout, fold: Link, touched: Touched | None
    ) -> None:
        theme, rect = self._theme, fold.rect
        is_touched = touched == ("fold", fold.key)
        face = theme.color("track" if is_touched else "press" if layout.whole else "hover")
        draw_box(painter, rect, radius=rect.height() / 2, fill_color=face)
        painter.setBrush(theme.color("text2"))
        for step in (-1, 0, 1):
            center = rect.center() + QPointF(step * theme.px(6), 0)
            painter.drawEllipse(center, theme.px(3) / 2, theme.px(3) / 2)

    def _paint_chip(
        self, painter: QPainter, layout: MessageLayout, link: Link, touched: Touched | None
    ) -> None:
        theme, rect = self._theme, link.rect
        file = next(file for file in layout.message.attachments if file.id == link.key)
        draw_box(
            painter,
            rect,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color("hover" if touched == ("file", link.key) else "sunken"),
            line_color=theme.color("line2" if touched == ("file", link.key) else "line"),
        )
        sign = theme.px(12)
        icon = QPointF(rect.left() + theme.px(9), rect.center().y() - sign / 2)
        draw_icon(painter, theme, "paperclip", icon, ink="text3", size=12)
        _, size_width = chip_widths(theme, file.name, file.size)
        left = rect.left() + theme.px(27)
        room = rect.right() - theme.px(14) - left
        room -= size_width + theme.px(8) if file.size else 0
        name, width = self._fitter.fit_name(file.name, META_MEDIUM, room)
        line = QRectF(left, rect.top(), rect.right() - left, rect.height())
        draw_text(painter, theme, name, line, style=META_MEDIUM, ink="text")
        line.setLeft(left + width + theme.px(8))
        draw_text(painter, theme, file.size, line, style=META, ink="text3")

    def _paint_strip(
        self, painter: QPainter, layout: MessageLayout, touched: Touched | None
    ) -> None:
        theme, rect, message = self._theme, layout.strip, layout.message
        look = _STRIPS[message.mark]
        draw_box(
            painter,
            rect,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color(look.face),
            line_color=theme.color(look.line),
        )
        sign = theme.px(14)
        icon = QPointF(rect.left() + theme.px(14), rect.center().y() - sign / 2)
        draw_icon(painter, theme, look.icon, icon, ink=look.ink, size=14)
        left = rect.left() + theme.px(38)
        end = layout.actions[0].rect.left() if layout.actions else rect.right()
        line = QRectF(left, rect.top(), end - theme.px(12) - left, rect.height())
        text, _ = self._fitter.fit(message.mark_text, META_MEDIUM, line.width())
        draw_text(painter, theme, text, line, style=META_MEDIUM, ink=look.ink)
        ink: ColorName = "accent_text" if message.mark == "none" else look.ink
        for link in layout.actions:
            self._paint_link(painter, link, ink=ink, style=META_MEDIUM, touched=touched)

    def _paint_link(
        self,
        painter: QPainter,
        link: Link,
        *,
        ink: ColorName,
        style: TypeStyle,
        touched: Touched | None,
    ) -> None:
        """Words that can be pressed, underlined under the pointer."""
        draw_text(painter, self._theme, link.label, link.rect, style=style, ink=ink)
        if touched == ("action", link.key):
            base, color = link.rect.center().y() + self._theme.px(8), self._theme.color(ink)
            draw_hairline(painter, link.rect.left(), link.rect.right(), y=base, color=color)

    def _paint_event(
        self, painter: QPainter, layout: MessageLayout, touched: Touched | None
    ) -> None:
        theme, message, head = self._theme, layout.message, layout.head
        waiting = message.mark == "pending"
        ink = "amber_text" if waiting else "text3"
        icon = "clock" if waiting else message.icon
        draw_icon(painter, theme, icon, layout.avatar.topLeft(), ink=ink, size=14)
        draw_text(painter, theme, message.time, head, style=META, ink="text3", align=RIGHT)
        room = head.width() - theme.metrics(META).horizontalAdvance(message.time) - theme.px(12)
        for link in layout.actions:
            room = min(room, link.rect.left() - head.left() - theme.px(12))
            self._paint_link(painter, link, touched=touched, ink="accent_text", style=META_MEDIUM)
        actor, width = self._fitter.fit(message.author, META_MEDIUM, room)
        draw_text(painter, theme, actor, head, style=META_MEDIUM, ink="text2")
        left = width + theme.px(4) if actor else 0
        line = head.adjusted(left, 0, 0, 0)
        text, _ = self._fitter.fit(message.text, META, room - left)
        draw_text(painter, theme, text, line, style=META, ink="text3")


def _role_look(message: MessageValue) -> tuple[TypeStyle, ColorName, str, str]:
    """How what follows the author is written: style, ink, words, icon."""
    if message.kind == "note":
        return META_MEDIUM, "note_text", _team_only(), "lock"
    if message.warns:
        return META_MEDIUM, "amber_text", message.role, message.sign or "triangle-alert"
    if message.sign:
        return META_MEDIUM, "text2", message.role, message.sign
    return META, "text3", message.role, ""


def draw_document(
    painter: QPainter, theme: Theme, document: QTextDocument, selection: QTextCursor | None
) -> None:
    """Draw `document` at the painter's origin, in the theme's text colours."""
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette(context.palette)
    palette.setColor(QPalette.ColorRole.Text, QColor(theme.color("text")))
    palette.setColor(QPalette.ColorRole.Link, QColor(theme.color("accent_text")))
    context.palette = palette
    if selection is not None and selection.hasSelection():
        chosen = QAbstractTextDocumentLayout.Selection()
        chosen.cursor = selection
        look = QTextCharFormat()
        look.setBackground(theme.color("accent"))
        look.setForeground(theme.color("on_accent"))
        chosen.format = look
        context.selections = [chosen]
    document.documentLayout().draw(painter, context)


def _no_text() -> str:
    return QCoreApplication.translate("widgets", "No text")


def _team_only() -> str:
    return QCoreApplication.translate("widgets", "Internal note, team only")
