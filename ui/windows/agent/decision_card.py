# SPDX-License-Identifier: Apache-2.0
"""A card that asks for one decision: what happened, the values in question, and the ways on."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import (
    BODY,
    BODY_STRONG,
    META,
    META_MEDIUM,
    META_STRONG,
    RADIUS_CARD,
    ColorName,
)
from ui.widgets.announcement import announce
from ui.widgets.button import Button, ButtonKind
from ui.widgets.label import TextLabel
from ui.widgets.painting import draw_box, draw_icon, follow_reading
from ui.widgets.timeline_foot import FootWidget, Form
from ui.windows.agent.decision_box import CardBox, ValueBox, places_in

CardTone = Literal["failure", "question"]

_MOST_BUTTONS: Final = 3
_BEGIN, _END = 62, 36
"""From the edges of the conversation to the words."""

_APART: Final = 8

_LOOKS: Final[dict[CardTone, tuple[ColorName, ColorName, ColorName, str]]] = {
    "failure": ("red_line", "red", "red_text", "circle-alert"),
    "question": ("accent_line", "accent", "accent_text", "info"),
}


@dataclass(frozen=True, slots=True)
class CardButton:
    """A way on; `key` comes back in the signal. The first of a card is the safe one."""

    key: str
    label: str
    kind: ButtonKind = "default"


@dataclass(frozen=True, slots=True)
class CardValue:
    """What a card says. `id` comes back with the decision."""

    id: str
    title: str
    text: str = ""
    time: str = ""
    tone: CardTone = "failure"
    boxes: tuple[CardBox, ...] = ()
    buttons: tuple[CardButton, ...] = ()


@dataclass(frozen=True, slots=True)
class _Gaps:
    """The px between the parts from top to bottom, and between the boxes, at zoom 1."""

    above: int
    told: int
    boxes: int
    ways: int
    below: int
    between: int


_GAPS: Final[dict[Form, _Gaps]] = {
    "roomy": _Gaps(above=13, told=5, boxes=10, ways=12, below=14, between=10),
    "compact": _Gaps(above=9, told=2, boxes=8, ways=9, below=10, between=8),
    "tight": _Gaps(above=5, told=0, boxes=4, ways=5, below=6, between=4),
}

_Place = tuple[QWidget, QRect]


class DecisionCard(FootWidget):
    """Shows one CardValue; hidden until `show_card`.

    Boxes that do not fit beside each other stand one under the other, and so do buttons.

    Emits `decided(card id, button key)`. It stays until the owner hides it.
    """

    decided = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = CardValue("", "")
        self._form: Form = "roomy"
        self._title = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._time = TextLabel(theme, style=META, ink="text3", parent=self)
        self._text = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self._boxes = (ValueBox(theme, self), ValueBox(theme, self))
        # Made with the card, so that Tab comes here from the conversation and not at the very end.
        self._buttons = [Button(theme, height=28, parent=self) for _ in range(_MOST_BUTTONS)]
        for place, button in enumerate(self._buttons, start=1):
            button.setObjectName(f"decision.action.{place}")
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    @property
    def card(self) -> CardValue:
        return self._card

    def show_card(self, card: CardValue) -> None:
        """Show `card`, in place of the last one."""
        if card == self._card and not self.isHidden():
            return
        is_news = self.isHidden() or card.id != self._card.id or card.text != self._card.text
        self._card = card
        self._title.setText(card.title)
        self._time.setText(card.time)
        self._text.setText(card.text)
        self._text.setVisible(bool(card.text))
        self._show_boxes()
        self._show_buttons()
        self._arrange()
        self.setAccessibleName(f"{card.title}. {card.text}".strip())
        if is_news:  # an age that has grown is none
            announce(self, self.accessibleName())
        self.show()
        self.updateGeometry()
        self.update()

    def begin(self) -> None:
        """The keys go to the first way out of the question."""
        self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def set_form(self, form: Form) -> None:
        """All but the roomy one have boxes of one line, if they can."""
        if form != self._form:
            self._form = form
            self._arrange()
            self.update()

    def height_for(self, width: int, form: Form) -> int:
        return self._plan(width, form)[1]

    def sizeHint(self) -> QSize:
        width = self._theme.px(400)
        return QSize(width, self.height_for(width, self._form))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange):
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        line, bar, ink, icon = _LOOKS[self._card.tone]
        box = self._frame()
        radius = theme.px(RADIUS_CARD)
        face, edge = theme.color("surface"), theme.color(line)
        draw_box(painter, box, radius=radius, fill_color=face, line_color=edge)
        painter.save()
        painter.setClipRect(QRectF(box.left(), box.top(), theme.px(3), box.height()))
        draw_box(painter, box, radius=radius, fill_color=theme.color(bar))
        painter.restore()
        top = theme.px(_GAPS[self._form].above + 1)
        where = box.topLeft() + QPointF(theme.px(16), top)
        draw_icon(painter, theme, icon, where, ink=ink)

    # Building

    def _build(self) -> None:
        self.setObjectName("conversation.decision.card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for button in self._buttons:
            button.clicked.connect(self._on_button_clicked)

    def _plan(self, width: int, form: Form) -> tuple[list[_Place], int]:
        """Where everything stands at a width, and how high that is; nothing is moved."""
        px, gaps = self._theme.px, _GAPS[form]
        line, time = self._title.sizeHint().height(), self._time.sizeHint().width()
        room = QRect(px(_BEGIN), px(gaps.above), self._room(width), line)
        places: list[_Place] = [
            (self._title, room.adjusted(0, 0, -time - px(_APART), 0)),
            (self._time, room.adjusted(room.width() - time, 0, 0, 0)),
        ]
        told = QRect(0, 0, room.width(), self._text.heightForWidth(room.width()))
        for gap, parts in (
            (gaps.told, [(self._text, told)] if self._card.text else []),
            (gaps.boxes, self._boxes_in(room.width(), form)),
            (gaps.ways, self._ways_in(room.width(), gaps.boxes)),
        ):
            if parts:
                room.translate(0, room.height() + px(gap))
                room.setHeight(parts[-1][1].bottom() + 1)
                places += [(part, place.translated(room.topLeft())) for part, place in parts]
        return places, room.bottom() + 1 + px(gaps.below)

    def _room(self, width: int) -> int:
        """How wide the words may be."""
        return max(0, width - self._theme.px(_BEGIN) - self._theme.px(_END))

    def _boxes_in(self, width: int, form: Form) -> list[_Place]:
        """The values, in the form that they take."""
        boxes, gap = self._boxes[: len(self._card.boxes)], self._theme.px(_GAPS[form].between)
        places = places_in(boxes, width, gap, one_line=self._has_lines(width, form))
        return list(zip(boxes, places, strict=True))

    def _has_lines(self, width: int, form: Form) -> bool:
        """Whether each box is one line: not where that would cut it."""
        boxes = self._boxes[: len(self._card.boxes)]
        widths = [box.size_for(one_line=True).width() for box in boxes]
        return form != "roomy" and max(widths, default=0) <= width

    def _ways_in(self, width: int, below: int) -> list[_Place]:
        """The buttons, in as many lines as they need."""
        places = list[_Place]()
        left = top = 0
        for button in self._buttons[: len(self._card.buttons)]:
            size = button.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + size.height() + self._theme.px(below)
            places.append((button, QRect(left, top, min(size.width(), width), size.height())))
            left += size.width() + self._theme.px(_APART)
        return places

    def _arrange(self) -> None:
        one_line = self._has_lines(self._room(self.width()), self._form)
        for box in self._boxes:
            box.set_one_line(one_line)
        for part, place in self._plan(self.width(), self._form)[0]:
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _frame(self) -> QRectF:
        px = self._theme.px
        return QRectF(self.rect()).adjusted(px(20), 0, -px(20), 0)

    def _show_boxes(self) -> None:
        shown = self._card.boxes
        for place, box in enumerate(self._boxes):
            box.setVisible(place < len(shown))
            if place < len(shown):
                box.show_box(shown[place])

    def _show_buttons(self) -> None:
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(self._card.buttons))
            if place < len(self._card.buttons):
                told = self._card.buttons[place]
                button.set_label(told.label)
                button.set_kind(told.kind)
                button.set_text_style(META_STRONG if told.kind == "primary" else META_MEDIUM)
                button.setObjectName(f"conversation.decision.{told.key}")

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            told = self._card.buttons[self._buttons.index(button)]
            self.decided.emit(self._card.id, told.key)

    def _on_theme_changed(self) -> None:
        self._arrange()
        self.updateGeometry()
        self.update()
