# SPDX-License-Identifier: Apache-2.0
"""What a pane shows when it has nothing to show."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META, SECTION, TITLE
from ui.widgets.button import Button
from ui.widgets.label import TextLabel
from ui.widgets.painting import draw_box, draw_icon

_TALL = 400
_GAPS = (6, 0, 8)
_TALL_GAPS = (14, 4, 12)
"""Below the icon, the sentence and the reason."""


class EmptyState(QWidget):
    """A round icon, one sentence, one reason, and at most one button."""

    action_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        icon: str = "inbox",
        title: str = "",
        reason: str = "",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = _RoundIcon(theme, icon, self)
        self._title = TextLabel(theme, title, style=SECTION, wrap=True, parent=self)
        self._reason = TextLabel(theme, reason, style=META, ink="text2", wrap=True, parent=self)
        self._action = Button(theme, action, parent=self)
        self._action.setObjectName("empty.action.button")
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.action_requested)
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addStretch(1)
        self._gaps = tuple(QSpacerItem(0, 0) for _ in _GAPS)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        for label, gap in zip((self._title, self._reason), self._gaps, strict=False):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addSpacerItem(gap)
            layout.addWidget(label)
        layout.addSpacerItem(self._gaps[-1])
        layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self._column = layout
        theme.changed.connect(self._on_theme_changed)
        self._fit(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.height())

    def _on_theme_changed(self) -> None:
        self._fit(self.height())

    def _fit(self, height: int) -> None:
        """In the middle of a small place, in the upper half of a tall one, and larger there."""
        px, tall = self._theme.px, height >= self._theme.px(_TALL)
        self._column.setContentsMargins(px(10), px(6), px(10), px(6))
        self._title.set_style(TITLE if tall else SECTION)
        self._reason.set_style(BODY if tall else META)
        for item, gap in zip(self._gaps, _TALL_GAPS if tall else _GAPS, strict=True):
            item.changeSize(0, self._theme.px(gap))
        self._column.setStretch(self._column.count() - 1, 2 if tall else 1)
        self._column.invalidate()

    def set_state(
        self, *, icon: str, title: str, reason: str = "", action: str = "", keycap: str = ""
    ) -> None:
        """What is said; an action with a key of its own is the next thing to do."""
        self._action.set_keycap(keycap)
        self._action.set_kind("primary" if keycap else "default")
        self._action.setFocusPolicy(Qt.FocusPolicy.TabFocus if action else Qt.FocusPolicy.NoFocus)
        self._sign.set_icon(icon)
        self._title.setText(title)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._action.set_label(action)
        self._action.setVisible(bool(action))


class _RoundIcon(QWidget):
    def __init__(self, theme: Theme, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def _on_theme_changed(self) -> None:
        self.setFixedSize(self._theme.px(36), self._theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        draw_box(painter, rect, radius=rect.width() / 2, fill_color=theme.color("hover"))
        sign = theme.px(16)
        where = QPointF(rect.center().x() - sign / 2, rect.center().y() - sign / 2)
        draw_icon(painter, theme, self._icon, where, ink="text2")
