# SPDX-License-Identifier: Apache-2.0
"""The line that says that tickets wait for their new places."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM
from ui.widgets import plural
from ui.widgets.button import BARE_ROOM, Button
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_hairline


class ListNotice(QWidget):
    """Says "3 tickets moved. Sort now". Emits `sort_requested()`.

    It lies over the line on the order, so that no row moves when it comes.
    """

    sort_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = TextLabel(theme, style=META_MEDIUM, ink="accent_text", parent=self)
        words = QCoreApplication.translate("list", "Sort now")
        self.sort = Button(theme, words, kind="link", height=24, parent=self)
        self.sort.setObjectName("list.sort.button")
        self.sort.clicked.connect(self.sort_requested)
        self.setObjectName("list.moved.notice")
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self.sort)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def show_moved(self, count: int) -> None:
        """Say how many; none hides the line."""
        told = plural.tr("%n tickets moved", "1 ticket moved", count)
        self._text.setText(told)
        self.setAccessibleName(told)
        self.setVisible(count > 0)
        if count:
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), theme.color("accent_soft"))
        line = theme.color("accent_line")
        draw_hairline(painter, 0, self.width(), y=self.height() - 1, color=line)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(margins(self, (px(22), 0, px(14 - BARE_ROOM), 0)))
