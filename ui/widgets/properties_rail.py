# SPDX-License-Identifier: Apache-2.0
"""The properties folded to a rail: a button that opens them, and one for each of their tabs."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import PROPERTIES_RAIL_WIDTH
from ui.widgets.button import Button, icon_button
from ui.widgets.clock_face import ClockFace
from ui.widgets.label import Surface
from ui.widgets.painting import draw_hairline
from ui.widgets.rail_clock import RailClock


class PropertiesRail(Surface):
    """Emits `opened(tab)`: with the title of a tab, or with nothing for the one that was open."""

    opened = Signal(str)

    def __init__(
        self, theme: Theme, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """`tabs` are pairs of an icon and a title."""
        super().__init__("surface", parent)
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._titles: dict[str, str] = {}
        words = QCoreApplication.translate("widgets", "Show the properties")
        self.unfold = self._add("chevron-left", words, "properties.unfold.button", title="")
        self._clock = RailClock(theme, self)
        self._clock.setObjectName("properties.rail.clock.button")
        self._clock.clicked.connect(self._on_clicked)
        self._titles[self._clock.objectName()] = tabs[0][1] if tabs else ""
        self._layout.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignHCenter)
        for icon, title in tabs:
            self._add(icon, title, f"properties.rail.{icon}.button", title=title)
        self._layout.addStretch(1)
        self.setObjectName("properties.rail")
        self.setAccessibleName(QCoreApplication.translate("widgets", "Properties"))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_clock(self, face: ClockFace | None) -> None:
        """The clock that ends first; a press on it opens the first tab, where all are."""
        self._clock.set_face(face)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, line = QPainter(self), self._theme.color("line")
        painter.fillRect(0, 0, 1, self.height(), line)
        draw_hairline(painter, 0, self.width(), y=self._theme.px(44), color=line)

    def _add(self, icon: str, words: str, name: str, *, title: str) -> Button:
        button = icon_button(self._theme, icon, words, parent=self)
        button.setObjectName(name)
        button.clicked.connect(self._on_clicked)
        self._titles[name] = title
        self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def _on_clicked(self) -> None:
        self.opened.emit(self._titles[self.sender().objectName()])

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(PROPERTIES_RAIL_WIDTH))
        self._layout.setContentsMargins(1, px(8), 0, px(8))
        self._layout.setSpacing(px(8))
        self._layout.setStretch(0, 0)
