# SPDX-License-Identifier: Apache-2.0
"""The field of the search view: finished tokens stand as chips before the text."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import (
    BODY,
    INPUT_LARGE,
    META,
    META_STRONG,
    RADIUS_CONTROL,
    RADIUS_TAG,
)
from ui.widgets.label import TextLabel, set_literal_tooltip
from ui.widgets.marked_text import Mark, draw_marked
from ui.widgets.painting import TextFitter, draw_box, draw_icon, follow_reading

_MOST_CHIP: Final = 220
_LEAST_CHIP: Final = 40
_LEAST_TEXT: Final = 120
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}

ChipText = tuple[str, str]
"""What stands before the colon of a token, and its value."""


class SearchInput(QWidget):
    """Chips, the text, and a figure at its right.

    Signals: `edited(text)` for the text behind the chips; `chip_removed(place)` for Backspace
    before the text and a press on a chip; `stepped(by)`, `accepted()`, `completed()` for Tab while
    `completing` is on, and `left()` for Esc.
    """

    edited = Signal(str)
    chip_removed = Signal(int)
    stepped = Signal(int)
    accepted = Signal()
    completed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, placeholder: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[_Chip] = []
        self._placeholder = placeholder
        self._spoken = ""
        self.input = _Text(theme, self)
        self.input.setAccessibleName(placeholder)
        self.figure = TextLabel(theme, style=META, ink="text3", parent=self)
        self._row = QHBoxLayout()
        self._layout = QHBoxLayout(self)
        self._layout.addLayout(self._row)
        self._layout.addWidget(self.input, 1)
        self._layout.addWidget(self.figure)
        self.input.textEdited.connect(self.edited)
        self.input.key_pressed.connect(self._on_key_pressed)
        self.input.focus_changed.connect(self.update)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_chips(())

    def set_completing(self, completing: bool) -> None:
        """Whether Tab completes instead of leaving the field."""
        self.input.completing = completing

    def set_chips(self, chips: Sequence[ChipText]) -> None:
        """The finished tokens."""
        while len(self._chips) < len(chips):
            chip = _Chip(self._theme, len(self._chips), self)
            chip.pressed.connect(self.chip_removed)
            self._chips.append(chip)
            self._row.addWidget(chip)
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(chips))
            if place < len(chips):
                chip.set_text(chips[place])
        self.input.has_chips = bool(chips)
        self.input.setPlaceholderText("" if chips else self._placeholder)
        self._spoken = ", ".join(f"{field}:{value}" for field, value in chips)
        self.input.setAccessibleDescription(self._spoken)

    def tell(self, words: str) -> None:
        """What a screen reader hears of the field, after its tokens."""
        spoken = ". ".join(part for part in (self._spoken, words) if part)
        self.input.setAccessibleDescription(spoken)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._on_theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        focused = self.input.hasFocus()
        follow_reading(painter, self.layoutDirection(), rect)
        draw_box(
            painter,
            rect,
            radius=theme.px(RADIUS_CONTROL),
            fill_color=theme.color("hover" if theme.scheme == "dark" else "surface"),
            line_color=theme.color("accent" if focused else "line2"),
            line_width=2.0 if focused else 1.0,
        )
        where = QPointF(theme.px(9), (self.height() - theme.px(16)) / 2)
        draw_icon(painter, theme, "search", where, ink="text3")

    def _on_key_pressed(self, key: int) -> None:
        if key in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Return:
            self.accepted.emit()
        elif key == Qt.Key.Key_Tab:
            self.completed.emit()
        elif key == Qt.Key.Key_Backspace:
            shown = sum(not chip.isHidden() for chip in self._chips)
            self.chip_removed.emit(shown - 1)
        else:
            self.left.emit()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        before, after = px(32), px(12)
        if self.isRightToLeft():
            before, after = after, before
        self._layout.setContentsMargins(before, px(5), after, px(5))
        self._layout.setSpacing(px(6))
        self._row.setSpacing(px(6))
        self.setFixedHeight(px(INPUT_LARGE))


class _Text(QLineEdit):
    key_pressed = Signal(int)
    focus_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.completing = False
        self.has_chips = False
        self.setObjectName("search.text.field")
        self.setProperty("field", "bare")
        self.setFrame(False)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._give_away(Qt.Key(event.key()))
        ):
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def _give_away(self, key: Qt.Key) -> bool:
        key = Qt.Key.Key_Return if key == Qt.Key.Key_Enter else key
        begins = self.cursorPosition() == 0 and not self.hasSelectedText() and self.has_chips
        own = (
            key in _STEPS
            or key in (Qt.Key.Key_Return, Qt.Key.Key_Escape)
            or (key == Qt.Key.Key_Tab and self.completing)
            or (key == Qt.Key.Key_Backspace and begins)
        )
        if own:
            self.key_pressed.emit(int(key))
        return own

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(BODY))
        self.setMinimumWidth(self._theme.px(_LEAST_TEXT))


class _Chip(QWidget):
    """A finished token; a press makes it a text again. The field says all of them."""

    pressed = Signal(int)

    def __init__(self, theme: Theme, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place = place
        self._fitter = TextFitter(theme)
        self._text: ChipText = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setObjectName("search.token.chip")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.updateGeometry)

    def set_text(self, text: ChipText) -> None:
        self._text = text
        self.setAccessibleName(":".join(text))
        set_literal_tooltip(self, ":".join(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = round(self._lead()) + self._theme.metrics(META_STRONG).horizontalAdvance(
            self._text[1]
        )
        return QSize(min(px(_MOST_CHIP), round(width) + px(17)), px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_CHIP), self._theme.px(24))

    def mousePressEvent(self, event: object) -> None:
        self.pressed.emit(self._place)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        radius = theme.px(RADIUS_TAG)
        follow_reading(painter, self.layoutDirection(), rect)
        face = theme.color("accent_soft_hover" if self.underMouse() else "accent_soft")
        draw_box(painter, rect, radius=radius, fill_color=face)
        line = rect.adjusted(theme.px(8), 0, -theme.px(8), 0)
        field = f"{self._text[0]}:"
        value, _ = self._fitter.fit(self._text[1], META_STRONG, line.width() - self._lead() + 1)
        shown = f"{field}{value}" if value else self._fitter.fit(field, META, line.width())[0]
        draw_marked(
            painter,
            theme,
            shown,
            line,
            style=META,
            ink="text2",
            mark=Mark(META_STRONG, "accent_text"),
            places=[(len(field), len(shown))] if value else (),
        )

    def _lead(self) -> float:
        return self._theme.metrics(META).horizontalAdvance(f"{self._text[0]}:")
