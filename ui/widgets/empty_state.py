# SPDX-License-Identifier: Apache-2.0
"""What a pane shows when it has nothing to show."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, SECTION
from ui.widgets.button import Button
from ui.widgets.label import TextLabel
from ui.widgets.painting import draw_box, draw_icon


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
        self._action = Button(theme, action, kind="primary", parent=self)
        self._action.setObjectName("empty.action.button")
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.action_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(24), theme.px(10), theme.px(24), theme.px(10))
        layout.setSpacing(theme.px(4))
        layout.addStretch(1)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(theme.px(4))
        for label in (self._title, self._reason):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(theme.px(8))
        layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def set_state(self, *, icon: str, title: str, reason: str = "", action: str = "") -> None:
        self._action.setFocusPolicy(Qt.FocusPolicy.TabFocus if action else Qt.FocusPolicy.NoFocus)
        self._sign.set_icon(icon)
        self._title.setText(title)
        self._reason.setText(reason)
        self._action.set_label(action)
        self._action.setVisible(bool(action))


class _RoundIcon(QWidget):
    def __init__(self, theme: Theme, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.setFixedSize(theme.px(36), theme.px(36))

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        draw_box(painter, rect, radius=rect.width() / 2, fill_color=theme.color("hover"))
        sign = theme.px(16)
        where = QPointF(rect.center().x() - sign / 2, rect.center().y() - sign / 2)
        draw_icon(painter, theme, self._icon, where, ink="text2")
