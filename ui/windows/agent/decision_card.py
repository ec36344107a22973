# SPDX-License-Identifier: Apache-2.0
"""A card that asks for one decision: what happened, the values in question, and the ways on."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import (
    BODY,
    BODY_STRONG,
    META,
    META_MEDIUM,
    META_STRONG,
    RADIUS_CARD,
    RADIUS_CONTROL,
    ColorName,
)
from ui.widgets.announcement import announce
from ui.widgets.button import Button, ButtonKind
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_box, draw_icon, follow_reading
from ui.widgets.timeline_foot import FootWidget

CardTone = Literal["failure", "question"]

_MOST_BUTTONS: Final = 3

_LOOKS: Final[dict[CardTone, tuple[ColorName, ColorName, ColorName, str]]] = {
    "failure": ("red_line", "red", "red_text", "circle-alert"),
    "question": ("accent_line", "accent", "accent_text", "info"),
}


@dataclass(frozen=True, slots=True)
class CardBox:
    """A value in question: where it stands, what it is, and a word on it."""

    title: str
    value: str
    note: str = ""


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


class DecisionCard(FootWidget):
    """Shows one CardValue; hidden until `show_card`.

    Emits `decided(card id, button key)`. It stays until the owner hides it.
    """

    decided = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = CardValue("", "")
        self._short = False
        self._title = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._time = TextLabel(theme, style=META, ink="text3", parent=self)
        self._text = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self._boxes = (_Box(theme, self), _Box(theme, self))
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
        self.setAccessibleName(f"{card.title}. {card.text}".strip())
        if is_news:  # an age that has grown is none
            announce(self, self.accessibleName())
        self.show()
        self.updateGeometry()
        self.update()

    def begin(self) -> None:
        """The keys go to the first way out of the question."""
        self._buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def set_short(self, short: bool) -> None:
        """Without the boxes, whose values the text says as well."""
        if short != self._short:
            self._short = short
            self._show_boxes()

    def height_for(self, width: int) -> int:
        self._layout.activate()
        if not self._layout.hasHeightForWidth():  # a question may be no more than its title
            return self._layout.totalSizeHint().height()
        return self._layout.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), super().sizeHint().height())

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
        where = box.topLeft() + QPointF(theme.px(16), theme.px(14))
        draw_icon(painter, theme, icon, where, ink=ink)

    # Building

    def _build(self) -> None:
        self.setObjectName("conversation.decision.card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._head, self._values, self._ways = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._time)
        for box in self._boxes:
            self._values.addWidget(box, 1)
        for button in self._buttons:
            button.clicked.connect(self._on_button_clicked)
            self._ways.addWidget(button)
        self._ways.addStretch(1)
        self._told = QVBoxLayout()
        self._told.addLayout(self._head)
        self._told.addWidget(self._text)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._told)
        self._layout.addLayout(self._values)
        self._layout.addLayout(self._ways)

    def _frame(self) -> QRectF:
        px = self._theme.px
        return QRectF(self.rect()).adjusted(px(20), 0, -px(20), 0)

    def _show_boxes(self) -> None:
        shown = () if self._short and self._card.text else self._card.boxes
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
        px = self._theme.px
        self._layout.setContentsMargins(margins(self, (px(62), px(13), px(36), px(14))))
        self._layout.setSpacing(px(10))
        self._told.setSpacing(px(5))
        self._ways.setContentsMargins(0, px(2), 0, 0)
        self._values.setSpacing(px(10))
        self._ways.setSpacing(px(8))
        self._head.setSpacing(px(8))
        self.updateGeometry()
        self.update()


class _Box(QWidget):
    """A value in question with a thin outline."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = TextLabel(theme, style=META, ink="text3", parent=self)
        self._value = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._note = TextLabel(theme, style=META, ink="text3", parent=self)
        below = QHBoxLayout()
        below.addWidget(self._value, 1)
        below.addWidget(self._note, 0, Qt.AlignmentFlag.AlignRight)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._title)
        self._column.addLayout(below)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(12), px(6), px(12), px(11))
        self._column.setSpacing(px(3))

    def show_box(self, box: CardBox) -> None:
        self._title.setText(box.title)
        self._value.setText(box.value)
        self._note.setText(box.note)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        draw_box(
            painter,
            QRectF(self.rect()),
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color("sunken"),
            line_color=theme.color("line"),
        )
