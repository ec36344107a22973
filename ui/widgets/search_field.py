# SPDX-License-Identifier: Apache-2.0
"""A search input with its sign and its keys."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, INPUT, RADIUS_CONTROL
from ui.widgets.glyphs import KEYCAP_HEIGHT, keycap_width, paint_keycap
from ui.widgets.painting import LEFT, RIGHT, draw_box, draw_focus_ring, draw_icon, follow_reading


class SearchField(QLineEdit):
    """An input with the sign of searching and the keys that lead to it.

    Emits `submitted(text)` on Enter and `left()` on Esc, besides QLineEdit's own signals.

    One that `leads` elsewhere takes no text: it emits `asked()` on a press, Enter and Space.
    """

    submitted = Signal(str)
    left = Signal()
    asked = Signal()

    def __init__(
        self,
        theme: Theme,
        placeholder: str,
        *,
        name: str,
        keys: tuple[str, ...] = ("Ctrl", "F"),
        height: int = INPUT,
        leads: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self._height = height
        self._leads = leads
        self._active = False
        self.setReadOnly(leads)
        if leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)
            self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setObjectName(name)
        self.setAccessibleName(placeholder)
        self.setPlaceholderText(placeholder)
        self.setProperty("field", "bare")
        self.setFrame(False)
        self.returnPressed.connect(self._on_return_pressed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_keys(self, keys: tuple[str, ...]) -> None:
        """Show other keys."""
        self._keys = keys
        self.update()

    def set_active(self, active: bool) -> None:
        """Whether where it leads is shown now: its word stands out."""
        self._active = active
        self.setFont(self._theme.font(BODY_STRONG if active else BODY))
        self.setText(self.placeholderText() if active else "")
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._leads and event.button() is Qt.MouseButton.LeftButton:
            self.asked.emit()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._leads and event.key() in keys:
            self.asked.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._on_theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect, radius = QRectF(self.rect()), theme.px(RADIUS_CONTROL)
        follow_reading(painter, self.layoutDirection(), rect)
        face = theme.color("hover" if theme.scheme == "dark" else "surface")
        touched = self._leads and self.underMouse()
        line = theme.color("text3" if touched else "line2")
        draw_box(painter, rect, radius=radius, fill_color=face, line_color=line)
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect, radius=radius)
        where = QPointF(theme.px(10), (self.height() - theme.px(16)) / 2)
        draw_icon(painter, theme, "search", where, ink="text" if self._active else "text3")
        if self._leads or not (self.text() or self.hasFocus()):
            self._paint_keys(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_keys(self, painter: QPainter) -> None:
        theme = self._theme
        right = float(self.width() - theme.px(8))
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        caps = sum(keycap_width(theme, key) + theme.px(3) for key in self._keys)
        if theme.px(34) + words + caps > right:
            return
        top = (self.height() - theme.px(KEYCAP_HEIGHT)) / 2
        for key in reversed(self._keys):
            width = keycap_width(theme, key)
            rect = QRectF(round(right - width), top, round(width), theme.px(KEYCAP_HEIGHT))
            paint_keycap(painter, theme, rect, key=key, line=theme.color("line2"))
            right = rect.left() - theme.px(3)

    def _on_return_pressed(self) -> None:
        self.submitted.emit(self.text())

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self.setFont(self._theme.font(BODY_STRONG if self._active else BODY))
        before, after = px(31), px(10)
        if self.isRightToLeft():
            before, after = after, before
        self.setTextMargins(before, 0, after, 0)
        if self._leads:  # its word is a label and stands at the start; what is typed goes its way
            self.setAlignment(RIGHT if self.isRightToLeft() else LEFT)
        self.setFixedHeight(px(self._height))
