# SPDX-License-Identifier: Apache-2.0
"""A part of a pane under its own heading."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM, META_STRONG
from ui.widgets.button import BARE_ROOM, Button
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.margins import margins


class Section(QWidget):
    """A hairline, a heading with an action on the right, and what belongs under it.

    Emits `action_requested`.
    """

    action_requested = Signal()

    def __init__(
        self, theme: Theme, title: str, body: QWidget, parent: QWidget, *, action: str = ""
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._head = head = QHBoxLayout()
        head.addWidget(TextLabel(theme, title, style=META_STRONG, ink="text2", parent=self))
        head.addStretch(1)
        self._action = Button(theme, action, kind="link", height=18, parent=self)
        self._action.setObjectName("properties.section.button")
        self._action.set_text_style(META_MEDIUM)
        self._action.setVisible(bool(action))
        self._action.clicked.connect(self.action_requested)
        head.addWidget(self._action)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(Hairline(self))
        self._column.addLayout(head)
        self._column.addWidget(body)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(margins(self, (px(16), px(9), px(16 - BARE_ROOM), px(6))))
        self._column.setContentsMargins(0, 0, 0, px(12))
