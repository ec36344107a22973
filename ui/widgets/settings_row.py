# SPDX-License-Identifier: Apache-2.0
"""A line of the settings: what it is, what it means, and the control that changes it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import CONTROL, META
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_icon, follow_reading

_CONTROL = 190
_LEAST_WORDS = 110
_GAP, _GAP_BELOW = 16, 6


class SettingsRow(QWidget):
    """Title and hint at the left, `control` at the right, or below them where there is no room
    beside it. A locked one says who decided.
    """

    def __init__(
        self, theme: Theme, title: str, control: QWidget, *, hint: str = "", wide: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._hint_text = hint
        self._locked = False
        self._wide = wide
        self.control = control
        self.title = TextLabel(theme, title, style=CONTROL, wrap=True, parent=self)
        self.hint = TextLabel(theme, hint, style=META, ink="text3", wrap=True, parent=self)
        self._row = QHBoxLayout(self)
        self._words = QVBoxLayout()
        self._words.setContentsMargins(0, 0, 0, 0)
        self._words.setSpacing(0)
        self._words.addStretch(1)
        self._words.addWidget(self.title)
        self._words.addWidget(self.hint)
        self._words.addStretch(1)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(control)
        self.hint.setVisible(bool(hint))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_hint(self, sentence: str, *, wrong: bool = False) -> None:
        """Say something below the title; nothing brings the first words back."""
        self.hint.setText(sentence or self._hint_text)
        self.hint.set_ink("red_text" if wrong and sentence else "text3")
        self.hint.setVisible(bool(self.hint.text()))

    def set_locked(self, reason: str) -> None:
        """Nobody here changes it; `reason` says why, nothing unlocks it."""
        self._locked = bool(reason)
        self.control.setEnabled(not reason)
        self.set_hint(reason)
        self._on_theme_changed()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the control: the words go above it."""
        return QSize(self._control_width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._stand()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._locked:
            where = QPointF(0, self.hint.y() + self._theme.px(2))
            painter = QPainter(self)
            follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
            draw_icon(painter, self._theme, "lock", where, ink="text3", size=14)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(0, px(8), 0, px(8))
        self.hint.setContentsMargins(margins(self.hint, (px(20) if self._locked else 0, 0, 0, 0)))
        if self._wide:
            self.control.setFixedWidth(px(_CONTROL))
        self._stand()

    def _stand(self) -> None:
        """Beside one another, or the words above the control."""
        px = self._theme.px
        narrow = self.width() < px(_LEAST_WORDS) + px(_GAP) + self._control_width()
        way = QBoxLayout.Direction
        self._row.setSpacing(px(_GAP_BELOW if narrow else _GAP))
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        start = Qt.AlignmentFlag.AlignLeading
        self._row.setAlignment(self.control, start if narrow else Qt.AlignmentFlag(0))

    def _control_width(self) -> int:
        """What it needs; some have a width that was set."""
        control = self.control
        wanted = max(control.sizeHint().width(), control.minimumWidth())
        return min(wanted, control.maximumWidth())
