# SPDX-License-Identifier: Apache-2.0
"""The keys in the settings: each can be given another character, sequence or chord."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META, META_STRONG, RADIUS_CONTROL
from ui.widgets.button import Button
from ui.widgets.glyphs import KEYCAP_HEIGHT, keycap_width, paint_keycap
from ui.widgets.key_names import key_words
from ui.widgets.label import TextLabel, literal_tooltip
from ui.widgets.margins import margins
from ui.widgets.painting import (
    RIGHT,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
)
from ui.widgets.spoken_roles import speak_as
from ui.windows.agent.key_binding import as_caps, is_binding, is_chord, typed
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.keys import CHANGEABLE, KEYS, PLACES, Key
from ui.windows.agent.steady_keys import STEADY

_HEIGHT = 32


class KeyRows(QWidget):
    """A line for each key; those that stay as they are stand behind the others of their place.

    What is taken already is said and not set.
    """

    def __init__(self, theme: Theme, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._rows = [KeyRow(theme, key, self) for key in CHANGEABLE]
        title = translate(
            "keys", "Press a line, then the key that it shall have, or Backspace for none"
        )
        self.trouble = TextLabel(theme, ink="red_text", wrap=True, parent=self)
        self.trouble.hide()
        self.back = Button(theme, translate("keys", "Back to the preset"), kind="link", parent=self)
        self.back.setObjectName("settings.keys.reset")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(12), 0, 0)
        column.setSpacing(0)
        head = TextLabel(theme, title, style=META_STRONG, ink="text2", wrap=True, parent=self)
        column.addWidget(head)
        column.addWidget(self.trouble)
        fixed = [key for key in (*KEYS, *STEADY) if key not in CHANGEABLE]
        for place, title in PLACES.items():
            words = translate("keys", title)
            label = TextLabel(theme, words, style=META_STRONG, ink="text2", parent=self)
            label.setContentsMargins(margins(label, (theme.px(8), theme.px(12), 0, theme.px(4))))
            column.addWidget(label)
            for row, key in zip(self._rows, CHANGEABLE, strict=True):
                if key.place == place:
                    column.addWidget(row)
                    row.pressed_key.connect(self._on_pressed_key)
            for key in fixed:
                if key.place == place:
                    column.addWidget(SteadyRow(theme, key, self))
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.back.clicked.connect(self._on_back)
        self.refresh()

    @property
    def rows(self) -> tuple["KeyRow", ...]:
        return tuple(self._rows)

    def refresh(self) -> None:
        """Show the keys as they are now."""
        begun = self._keys.sequences
        for row in self._rows:
            row.show_text(self._keys.text(row.id), begun=begun)

    def _on_pressed_key(self, id: str, text: str) -> None:
        told = ""
        holder = self._keys.holder(text, id) if text else None
        if not text:
            self._keys.clear(id)
        elif holder is not None:
            told = translate("keys", "{key} is “{title}” already. Nothing was changed.")
            told = told.format(key=key_words(" ".join(as_caps(text))), title=holder.words)
        elif not self._keys.change(id, text):
            told = translate("keys", "This cannot be a key. Nothing was changed.")
        self.trouble.setText(told)
        self.trouble.setVisible(bool(told))
        self.refresh()

    def _on_back(self) -> None:
        self._keys.reset()
        self.trouble.hide()
        self.refresh()


class KeyRow(QAbstractButton):
    """An action with its key. Emits `pressed_key(id, text)` for the key that follows a press.

    A character that begins sequences waits for the second one, as every character does where the
    action has a sequence now; Enter takes it alone. Backspace is no key at all. Esc and losing the
    focus end the waiting.
    """

    pressed_key = Signal(str, str)

    def __init__(self, theme: Theme, key: Key, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._waits = False
        self._first = ""
        self._shown = ""
        self._begun: frozenset[str] = frozenset()
        self.action = key.action
        self.id = key.id
        self.setText(key.words)
        self.setObjectName(f"settings.keys.{key.id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.updateGeometry)

    def show_text(self, text: str, *, begun: frozenset[str]) -> None:
        """The key of the action, and the characters with which sequences begin."""
        self._shown, self._begun = text, begun
        spoken = key_words(" ".join(as_caps(text))) or translate("keys", "no key")
        self.setAccessibleName(f"{self.text()}, {spoken}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        if self._waits and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # the key is for this line, whatever it does elsewhere
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._waits:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._wait(False)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._finish("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._first:
            self._finish(self._first)
        else:
            self._take(typed(event))

    def _take(self, text: str) -> None:
        pair = self._first + text
        if len(text) == 1 and not self._first and self._may_go_on(text):
            self._first = text
            self.update()
        elif text and is_binding(pair) and not (self._first and is_chord(pair)):
            self._finish(pair)

    def _may_go_on(self, text: str) -> bool:
        sequence = len(self._shown) == 2 and is_binding(self._shown)
        return text in self._begun or sequence

    def _finish(self, text: str) -> None:
        self._wait(False)
        self.pressed_key.emit(self.id, text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._wait(False)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        rect = QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        if self._waits or self.underMouse():
            face = theme.color("accent_soft" if self._waits else "hover")
            draw_box(painter, rect, radius=px(RADIUS_CONTROL), fill_color=face)
        line = rect.adjusted(px(8), 0, -px(8), 0)
        draw_text(painter, theme, self.text(), line, style=BODY, ink="text")
        if self._waits:
            draw_text(painter, theme, self._asked(), line, style=META, ink="text2", align=RIGHT)
        else:
            _paint_caps(painter, theme, line, caps=as_caps(self._shown))
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect.adjusted(1, 1, -1, -1), radius=px(RADIUS_CONTROL))

    def _asked(self) -> str:
        if self._first:
            told = translate("keys", "{key}, then the second key")
            return told.format(key=key_words(" ".join(as_caps(self._first))))
        return translate("keys", "Press a key, Esc keeps it")

    def _on_clicked(self) -> None:
        self._wait(True)

    def _wait(self, waits: bool) -> None:
        self._waits = waits
        self._first = ""
        self.update()


class SteadyRow(QWidget):
    """A key that is the same in every program, and cannot be changed."""

    def __init__(self, theme: Theme, key: Key, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._caps = tuple(key.keys.split())
        self._words = key.words
        self.setObjectName(f"settings.keys.{key.id}.{key.keys}")
        told = translate("keys", "{title}, {key}, cannot be changed")
        self.setAccessibleName(told.format(title=key.words, key=key_words(key.keys)))
        speak_as(self, QAccessible.Role.StaticText)
        steady = translate("keys", "This key cannot be changed")
        self.setToolTip(literal_tooltip(steady))
        self.setAccessibleDescription(steady)  # else the tooltip is told, with its markup
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        rect = QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        line = rect.adjusted(px(8), 0, -px(8), 0)
        draw_text(painter, theme, self._words, line, style=BODY, ink="text2")
        left = _paint_caps(painter, theme, line, caps=self._caps)
        side = px(14)
        where = QPointF(left - px(6) - side, line.center().y() - side / 2)
        draw_icon(painter, theme, "lock", where, size=14, ink="text3")


def _paint_caps(painter: QPainter, theme: Theme, line: QRectF, *, caps: tuple[str, ...]) -> float:
    """At the end of a line; where they begin."""
    right = line.right()
    for cap in reversed(caps):
        width, height = keycap_width(theme, cap), theme.px(KEYCAP_HEIGHT)
        right -= width
        where = QRectF(right, line.center().y() - height / 2, width, height)
        paint_keycap(painter, theme, where, key=cap, line=theme.color("line2"))
        right -= theme.px(3)
    return right
