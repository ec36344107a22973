# SPDX-License-Identifier: Apache-2.0
"""The single keys in the settings: each can be given another character."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META, META_STRONG, RADIUS_CONTROL
from ui.widgets.button import Button
from ui.widgets.glyphs import KEYCAP_HEIGHT, keycap_width, paint_keycap
from ui.widgets.label import TextLabel
from ui.widgets.painting import RIGHT, draw_box, draw_focus_ring, draw_text
from ui.windows.agent.key_map import LETTERS, KeyMap, caps_of

_HEIGHT = 32


class KeyRows(QWidget):
    """A line for each key that can be changed. What is taken already is said and not set."""

    def __init__(self, theme: Theme, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._rows = [KeyRow(theme, key.action, key.words, self) for key in LETTERS]
        title = translate("keys", "Press a line, then the key that it shall have")
        self.trouble = TextLabel(theme, ink="red_text", wrap=True, parent=self)
        self.trouble.hide()
        self.back = Button(theme, translate("keys", "Back to the preset"), kind="link", parent=self)
        self.back.setObjectName("settings.keys.reset")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(12), 0, 0)
        column.setSpacing(0)
        column.addWidget(TextLabel(theme, title, style=META_STRONG, ink="text2", parent=self))
        column.addWidget(self.trouble)
        for row in self._rows:
            column.addWidget(row)
            row.pressed_key.connect(self._on_pressed_key)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.back.clicked.connect(self._on_back)
        self.refresh()

    @property
    def rows(self) -> tuple["KeyRow", ...]:
        return tuple(self._rows)

    def refresh(self) -> None:
        """Show the keys as they are now."""
        for row in self._rows:
            row.show_text(self._keys.text(row.action))

    def _on_pressed_key(self, action: str, text: str) -> None:
        holder = self._keys.holder(text, action)
        told = ""
        if holder is not None:
            told = translate("keys", "{key} is “{title}” already. Nothing was changed.")
            told = told.format(key=" ".join(caps_of(text)), title=holder.words)
        else:
            self._keys.change(action, text)
        self.trouble.setText(told)
        self.trouble.setVisible(bool(told))
        self.refresh()

    def _on_back(self) -> None:
        self._keys.reset()
        self.trouble.hide()
        self.refresh()


class KeyRow(QAbstractButton):
    """An action with its key. Emits `pressed_key(action, text)` for the key that follows a press.

    Esc and losing the focus end the waiting.
    """

    pressed_key = Signal(str, str)

    def __init__(self, theme: Theme, action: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._waits = False
        self._shown = ""
        self.action = action
        self.setText(title)
        self.setObjectName(f"settings.keys.{action}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.updateGeometry)

    def show_text(self, text: str) -> None:
        """The character of the action."""
        self._shown = text
        self.setAccessibleName(f"{self.text()}, {' '.join(caps_of(text))}")
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
            return
        if event.key() == Qt.Key.Key_Escape:
            self._wait(False)
        elif event.text().isprintable() and event.text().strip():
            self._wait(False)
            self.pressed_key.emit(self.action, event.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._wait(False)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        rect = QRectF(self.rect())
        if self._waits or self.underMouse():
            face = theme.color("accent_soft" if self._waits else "hover")
            draw_box(painter, rect, radius=px(RADIUS_CONTROL), fill_color=face)
        line = rect.adjusted(px(8), 0, -px(8), 0)
        draw_text(painter, theme, self.text(), line, style=BODY, ink="text")
        if self._waits:
            told = translate("keys", "Press a key, Esc keeps it")
            draw_text(painter, theme, told, line, style=META, ink="text2", align=RIGHT)
        else:
            self._paint_caps(painter, line)
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect.adjusted(1, 1, -1, -1), radius=px(RADIUS_CONTROL))

    def _paint_caps(self, painter: QPainter, line: QRectF) -> None:
        theme, right = self._theme, line.right()
        for cap in reversed(caps_of(self._shown)):
            width, height = keycap_width(theme, cap), theme.px(KEYCAP_HEIGHT)
            right -= width
            where = QRectF(right, line.center().y() - height / 2, width, height)
            paint_keycap(painter, theme, where, key=cap, line=theme.color("line2"))
            right -= theme.px(3)

    def _on_clicked(self) -> None:
        self._wait(True)

    def _wait(self, waits: bool) -> None:
        self._waits = waits
        self.update()
