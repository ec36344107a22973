# SPDX-License-Identifier: Apache-2.0
"""Paints the end of a ticket row: the one mark that matters most, or the buttons."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from ui.theme.theme import Theme
from ui.theme.tokens import (
    AVATAR_LIST,
    BUTTON_SMALL,
    ICON_META,
    META,
    META_MEDIUM,
    MICRO,
    RADIUS_CONTROL,
    ColorName,
)
from ui.widgets.painting import CENTER, RIGHT, draw_box, draw_icon, draw_text
from ui.widgets.presence_faces import faces_width, paint_faces
from ui.widgets.ticket_row import Density, TicketRowValue

INSET: Final = 14
_HOVER_ACTIONS: Final = (("assign", "user"), ("snooze", "clock-arrow-right"), ("solve", "check"))
_HOVER_BUTTON: Final = 24
_HOVER_GAP: Final = 4


@dataclass(frozen=True, slots=True)
class RowScene:
    """What painting one row needs to know besides its value."""

    painter: QPainter
    rect: QRectF
    value: TicketRowValue
    selected: bool
    hovered: bool
    focused: bool
    view_active: bool
    picking: bool = False
    fresh: float = 0.0

    @property
    def ground(self) -> ColorName:
        if self.selected:
            return "accent_soft" if self.view_active else "hover"
        return "hover" if self.hovered else "surface"


_TAKE = str(QT_TRANSLATE_NOOP("widgets", "Take"))
_NEEDS_YOU = str(QT_TRANSLATE_NOOP("widgets", "needs you"))
_SENDING = str(QT_TRANSLATE_NOOP("widgets", "sending"))
_REPLYING = str(QT_TRANSLATE_NOOP("widgets", "replying"))
_TYPING = str(QT_TRANSLATE_NOOP("widgets", "typing…"))


class TicketRowEnd:
    """Draws the right side of a row's second line and knows what can be pressed there."""

    def __init__(self, theme: Theme, actions: tuple[str, ...]) -> None:
        self._theme = theme
        self._icons = tuple((name, icon) for name, icon in _HOVER_ACTIONS if name in actions)

    def action_at(
        self, rect: QRectF, where: QPointF, value: TicketRowValue, *, density: Density
    ) -> str | None:
        """Which button of the row in `rect` lies under the pointer: "take" or an action."""
        if density is Density.COMPACT or value.left:
            return None
        for name, _, button in self._hover_buttons(rect):
            if button.contains(where):
                return name
        offers_take = value.unassigned and (bool(self._icons) or not value.rejected)
        take = self._take_rect(rect, beside_buttons=True)
        return "take" if offers_take and take.contains(where) else None

    def paint(self, row: RowScene, rect: QRectF) -> float:
        """The one thing at the end of the second line that matters most; returns the px taken."""
        value = row.value
        if value.left:
            return 0.0
        if row.hovered and self._icons and not row.picking:
            return self._paint_hover_buttons(row)
        if value.rejected:
            return self._paint_marked(row, rect, text=_say(_NEEDS_YOU), ink="red_text")
        if value.unassigned:
            return self._paint_take(row, self._take_rect(row.rect, beside_buttons=False))
        if value.pending:
            return self._paint_marked(row, rect, text=_say(_SENDING), ink="text3")
        if value.replying:
            return self._paint_presence(row, rect, word=_say(_REPLYING))
        if value.typing:
            return self._paint_words(row, rect, text=_say(_TYPING), ink="accent_text")
        if value.presence:
            return self._paint_presence(row, rect, word="")
        return self._paint_age(row, rect)

    def _paint_words(self, row: RowScene, rect: QRectF, *, text: str, ink: ColorName) -> float:
        draw_text(row.painter, self._theme, text, rect, style=MICRO, ink=ink, align=RIGHT)
        return self._theme.metrics(MICRO).horizontalAdvance(text) + self._theme.px(8)

    def _paint_marked(self, row: RowScene, rect: QRectF, *, text: str, ink: ColorName) -> float:
        """A word with its sign after it: the turning arrow of "sending", a red dot otherwise."""
        theme, painter = self._theme, row.painter
        middle = rect.center().y()
        sign = theme.px(14)
        if row.value.rejected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("red"))
            radius = 4 * theme.zoom
            painter.drawEllipse(QPointF(rect.right() - radius, middle), radius, radius)
        else:
            where = QPointF(rect.right() - sign, middle - sign / 2)
            draw_icon(painter, theme, "rotate-cw", where, ink="text3", size=ICON_META)
        gap = theme.px(16 if row.value.rejected else 20)
        words = rect.adjusted(0, 0, -gap, 0)
        return gap + self._paint_words(row, words, text=text, ink=ink)

    def _paint_presence(self, row: RowScene, rect: QRectF, *, word: str) -> float:
        theme = self._theme
        order = sorted(row.value.presence, key=lambda person: person.level == "replying")
        shown = order[-1:] if word else order
        taken = faces_width(theme, shown, size=AVATAR_LIST)
        left = QPointF(rect.right() - taken, rect.center().y())
        ground, size = row.ground, AVATAR_LIST
        paint_faces(row.painter, theme, left, people=shown, ground=ground, size=size)
        if not word:
            return taken + theme.px(8)
        words = rect.adjusted(0, 0, -taken - theme.px(6), 0)
        return taken + theme.px(6) + self._paint_words(row, words, text=word, ink="accent_text")

    def _paint_age(self, row: RowScene, rect: QRectF) -> float:
        theme, taken = self._theme, 0.0
        if row.value.locked:
            sign = theme.px(ICON_META)
            where = QPointF(rect.right() - sign, rect.center().y() - sign / 2)
            draw_icon(row.painter, theme, "lock", where, ink="text3", size=ICON_META)
            taken = theme.px(20)
        value, line = row.value, rect.adjusted(0, 0, -taken, 0)
        words = value.wakes or value.woken or value.age
        ink: ColorName = "amber_text" if value.woken else "text3"
        draw_text(row.painter, theme, words, line, style=META, ink=ink, align=RIGHT)
        taken += theme.metrics(META).horizontalAdvance(words) + theme.px(8)
        if row.value.wakes:
            sign = theme.px(ICON_META)
            taken += sign
            where = QPointF(rect.right() - taken + theme.px(4), rect.center().y() - sign / 2)
            name = "clock-arrow-right"
            draw_icon(row.painter, theme, name, where, ink="text3", size=ICON_META)
        return taken

    def _take_rect(self, rect: QRectF, *, beside_buttons: bool) -> QRectF:
        theme = self._theme
        width = theme.metrics(META_MEDIUM).horizontalAdvance(_say(_TAKE)) + theme.px(18)
        height = theme.px(BUTTON_SMALL - 2)
        right = rect.right() - theme.px(INSET)
        if beside_buttons and self._icons:
            right = self._hover_buttons(rect)[0][2].left() - theme.px(_HOVER_GAP)
        return QRectF(right - width, rect.top() + theme.px(30), width, height)

    def _paint_take(self, row: RowScene, rect: QRectF) -> float:
        theme = self._theme
        draw_box(
            row.painter,
            rect,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color("raised"),
            line_color=theme.color("line2"),
        )
        draw_text(
            row.painter, theme, _say(_TAKE), rect, style=META_MEDIUM, ink="text", align=CENTER
        )
        return rect.width() + theme.px(8)

    def _hover_buttons(self, rect: QRectF) -> list[tuple[str, str, QRectF]]:
        """(action, icon, place) of each button, left to right."""
        theme = self._theme
        size, gap = theme.px(_HOVER_BUTTON), theme.px(_HOVER_GAP)
        left = rect.right() - theme.px(INSET) - len(self._icons) * (size + gap) + gap
        top = rect.top() + theme.px(30)
        return [
            (name, icon, QRectF(left + place * (size + gap), top, size, size))
            for place, (name, icon) in enumerate(self._icons)
        ]

    def _paint_hover_buttons(self, row: RowScene) -> float:
        theme = self._theme
        buttons = self._hover_buttons(row.rect)
        for _, icon, button in buttons:
            draw_box(
                row.painter,
                button,
                radius=theme.px(RADIUS_CONTROL),
                fill_color=theme.color("raised"),
                line_color=theme.color("line2"),
            )
            sign = theme.px(ICON_META)
            where = QPointF(button.center().x() - sign / 2, button.center().y() - sign / 2)
            draw_icon(row.painter, theme, icon, where, ink="text2", size=ICON_META)
        first = buttons[0][2].left()
        if row.value.unassigned:
            take = self._take_rect(row.rect, beside_buttons=True)
            self._paint_take(row, take)
            first = take.left()
        return row.rect.right() - theme.px(INSET) - first + theme.px(8)


def _say(words: str) -> str:
    return QCoreApplication.translate("widgets", words)
