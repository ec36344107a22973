# SPDX-License-Identifier: Apache-2.0
"""The head of a palette: what is typed, and what it acts on."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import MICRO_STRONG, MONO_MEDIUM, RADIUS_CONTROL, TypeStyle
from ui.widgets.painting import CENTER, draw_box, draw_icon, draw_text, follow_reading

HEIGHT: Final = 58
TYPED: Final = TypeStyle(16, 24)
_LEFT: Final = 48
_LET_THROUGH: Final = frozenset(
    {Qt.Key.Key_K, Qt.Key.Key_F, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_Equal}
)
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


class PaletteField(QWidget):
    """What is typed, and chips for what it is narrowed to and what it acts on.

    Signals: `edited(text)`; `stepped(by)`; `accepted(keep open)` for Enter and Ctrl Enter,
    `went_on()` for Shift Enter; `narrowed(by)` for Tab; `emptied()` for Backspace in the empty
    field; `left()` for Esc.
    """

    edited = Signal(str)
    stepped = Signal(int)
    accepted = Signal(bool)
    went_on = Signal()
    narrowed = Signal(int)
    emptied = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.input = _Input(theme, self)
        self._chips = tuple(ScopeChip(theme, parent=self) for _ in range(2))
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self.input, 1)
        for chip in self._chips:
            self._layout.addWidget(chip)
        self.input.textEdited.connect(self.edited)
        self.input.key_pressed.connect(self._on_key_pressed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def chips(self) -> tuple[str, ...]:
        """The words of the chips that are shown."""
        return tuple(chip.words for chip in self._chips if not chip.isHidden())

    def set_chips(self, texts: tuple[str, ...]) -> None:
        """At most two: what is narrowed to, and what the palette acts on."""
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(texts))
            chip.set_words(texts[place] if place < len(texts) else "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._on_theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        px, painter = self._theme.px, QPainter(self)
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        where = QPointF(px(20), (self.height() - px(16)) / 2)
        draw_icon(painter, self._theme, "search", where, ink="text2")

    def _on_key_pressed(self, key: int, shift: bool, control: bool) -> None:
        if key in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Return and shift:
            self.went_on.emit()
        elif key == Qt.Key.Key_Return:
            self.accepted.emit(control)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.narrowed.emit(1 if key == Qt.Key.Key_Tab else -1)
        elif key == Qt.Key.Key_Backspace:
            self.emptied.emit()
        else:
            self.left.emit()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        before, after = px(_LEFT), px(23)
        if self.isRightToLeft():
            before, after = after, before
        self._layout.setContentsMargins(before, 0, after, 0)
        self._layout.setSpacing(px(8))
        self.setFixedHeight(px(HEIGHT))


class _Input(QLineEdit):
    """Gives the keys of the palette away and keeps chords of the window from acting behind it."""

    key_pressed = Signal(int, bool, bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("palette.text.field")
        self.setProperty("field", "bare")
        self.setFrame(False)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.setAccepted(event.key() not in _LET_THROUGH)
                return event.isAccepted()
            if event.type() == QEvent.Type.KeyPress and self._give_away(event):
                return True
        return super().event(event)

    def _give_away(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        key = Qt.Key.Key_Return if key == Qt.Key.Key_Enter else key
        own = key in _STEPS or key in (
            Qt.Key.Key_Return,
            Qt.Key.Key_Tab,
            Qt.Key.Key_Backtab,
            Qt.Key.Key_Escape,
        )
        if not own and (key != Qt.Key.Key_Backspace or self.text()):
            return False
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        self.key_pressed.emit(int(key), shift, control)
        return True

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(TYPED))


class ScopeChip(QWidget):
    """What a palette acts on; Backspace in the empty field takes it away."""

    def __init__(self, theme: Theme, words: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        self.words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._theme.metrics(self._style()).horizontalAdvance(self.words)
        return QSize(round(width) + self._theme.px(20), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        radius = theme.px(RADIUS_CONTROL)
        draw_box(painter, rect, radius=radius, fill_color=theme.color("accent_soft"))
        style = self._style()
        draw_text(painter, theme, self.words, rect, style=style, ink="accent_text", align=CENTER)

    def _style(self) -> TypeStyle:
        return MONO_MEDIUM if self.words.startswith("#") else MICRO_STRONG
