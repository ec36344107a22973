# SPDX-License-Identifier: Apache-2.0
"""A page of the administration: a title with buttons at its end, and what scrolls below."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import PAGE_HEADER, TITLE, ColorName
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.margins import margins
from ui.widgets.overlay_scroll_bar import OverlayScrollBar

_IN_SIGHT: Final = 24


class SectionPage(Surface):
    """What is added to `head` stands behind the title, to `column` below it."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        parent: QWidget | None = None,
        *,
        ground: ColorName = "window",
    ) -> None:
        super().__init__(ground, parent)
        self._theme = theme
        self._top = Surface("surface", self)
        self.head = QHBoxLayout(self._top)
        self.title = TextLabel(theme, title, style=TITLE, elide=True, parent=self)
        self.setAccessibleName(title)
        self.head.addWidget(self.title, 1)
        content = Surface(ground, self)
        self.column = QVBoxLayout(content)
        self.area = QScrollArea(self)
        self.area.setWidget(content)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll_bar = OverlayScrollBar(self.area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._top, Hairline(self), self.area):
            layout.addWidget(part)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        theme.changed.connect(self._on_section_theme_changed)
        self._on_section_theme_changed()

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """What has the keys is in sight."""
        content = self.area.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            self.area.ensureWidgetVisible(now, 0, self._theme.px(_IN_SIGHT))

    def _on_section_theme_changed(self) -> None:
        px = self._theme.px
        self._top.setFixedHeight(px(PAGE_HEADER))
        self.head.setContentsMargins(margins(self, (px(24), 0, px(24), 0)))
        self.head.setSpacing(px(8))
        self.column.setContentsMargins(margins(self, (px(24), px(20), px(24), px(20))))
        self.column.setSpacing(px(20))
