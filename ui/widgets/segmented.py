# SPDX-License-Identifier: Apache-2.0
"""A control that is one of a few: the chosen one stands out of a common ground."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, CONTROL, RADIUS_CONTROL
from ui.widgets.label import set_literal_tooltip
from ui.widgets.painting import (
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
)
from ui.widgets.tab_order import stop_at

_HEIGHT = 32
_SIGN = 21


class Segmented(QWidget):
    """Parts are (key, words, icon or ""). Emits `chosen(key)` for a choice of the person only."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        parts: Sequence[tuple[str, str, str]],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2, 2, 2, 2)
        self._layout.setSpacing(0)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for key, words, icon in parts:
            part = _Part(theme, key, words, icon=icon, parent=self)
            part.setObjectName(f"{name}.{key}")
            self._group.addButton(part)
            self._layout.addWidget(part)
        self._group.buttonToggled.connect(self._on_button_toggled)
        self._group.buttons()[0].setChecked(True)
        self._group.buttonClicked.connect(self._on_button_clicked)

    @property
    def key(self) -> str:
        part = self._group.checkedButton()
        return part.key if isinstance(part, _Part) else ""

    def set_key(self, key: str) -> None:
        """Choose one without announcing it; an unknown one is left alone."""
        for part in self._group.buttons():
            if isinstance(part, _Part) and part.key == key:
                part.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        radius = theme.px(RADIUS_CONTROL + 2)
        ground = theme.color("hover")
        draw_box(QPainter(self), QRectF(self.rect()), radius=radius, fill_color=ground)

    def _on_button_toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            stop_at(button, self._group.buttons())

    def _on_button_clicked(self, part: QAbstractButton) -> None:
        if isinstance(part, _Part):
            self.chosen.emit(part.key)


class _Part(QAbstractButton):
    def __init__(self, theme: Theme, key: str, words: str, *, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._icon = icon
        self.key = key
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, also to a screen reader
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        sign = self._theme.px(_SIGN) if self._icon else 0
        return QSize(self._wordy_width() + sign, self._theme.px(_HEIGHT - 4))

    def minimumSizeHint(self) -> QSize:
        """Where there is little room its icon goes first, then its words are cut."""
        return QSize(self._theme.px(48), self._theme.px(_HEIGHT - 4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        whole = self.width() >= self._wordy_width()
        set_literal_tooltip(self, "" if whole else self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step, group = steps.get(Qt.Key(event.key())), self.group()
        if step is None:
            super().keyPressEvent(event)
            return
        parts = group.buttons()
        target = parts[(parts.index(self) + step) % len(parts)]
        target.setFocus()
        target.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        radius, chosen, able = theme.px(RADIUS_CONTROL), self.isChecked(), self.isEnabled()
        touched = able and (self.underMouse() or self.isDown())
        if chosen or self.isDown():
            dark = theme.scheme == "dark"
            face = theme.color("press" if dark else "surface")
            line = theme.color("line2")
            draw_box(painter, rect, radius=radius, fill_color=face, line_color=line)
        elif touched:
            draw_box(painter, rect, radius=radius, fill_color=theme.color("line"))
        ink = "dis" if not able else "text" if chosen or touched else "text2"
        has_icon = bool(self._icon) and self.width() >= self.sizeHint().width()
        if has_icon:
            sign = QPointF(theme.px(12), (rect.height() - theme.px(14)) / 2)
            icon_ink = "dis" if not able else "accent_text" if chosen else "text3"
            draw_icon(painter, theme, self._icon, sign, ink=icon_ink, size=14)
        line_of_text = rect.adjusted(theme.px(33 if has_icon else 12), 0, 0, 0)
        style = BODY_STRONG if chosen else CONTROL
        text, _ = self._fitter.fit(self.text(), style, line_of_text.width() - theme.px(10))
        draw_text(painter, theme, text, line_of_text, style=style, ink=ink)
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect, radius=radius)

    def _wordy_width(self) -> int:
        """What it needs without its icon."""
        words = self._theme.metrics(BODY_STRONG).horizontalAdvance(self.text())
        return round(words) + self._theme.px(25)
