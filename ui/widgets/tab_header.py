# SPDX-License-Identifier: Apache-2.0
"""A row of tabs over a pane, with a line under the one that is open."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, CONTROL
from ui.widgets.label import set_literal_tooltip
from ui.widgets.margins import margins
from ui.widgets.painting import (
    TextFitter,
    draw_focus_ring,
    draw_hairline,
    draw_text,
    follow_reading,
)
from ui.widgets.tab_order import stop_at

_HEIGHT = 45
_GAP = 19
_LEAST_GAP = 8
_ROOM = 4  # beside the words, for the ring of the focus


class TabHeader(QWidget):
    """Emits `tab_chosen(title)` when the person goes to another tab.

    Where there is little room the tabs move together first, then long titles are cut.
    """

    tab_chosen = Signal(str)

    def __init__(self, theme: Theme, tabs: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._layout = QHBoxLayout(self)
        self.titles = tuple(tabs)
        for place, title in enumerate(tabs, start=1):
            tab = _Tab(theme, title, self)
            tab.setObjectName(f"properties.tab.{place}")
            self._group.addButton(tab)
            self._layout.addWidget(tab)
        self._layout.addStretch(1)
        self._group.buttonToggled.connect(self._on_button_toggled)
        self._group.buttons()[0].setChecked(True)
        self._group.buttonClicked.connect(self._on_button_clicked)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def current(self) -> str:
        tab = self._group.checkedButton()
        return "" if tab is None else tab.text()

    def set_current(self, title: str) -> None:
        """Show another tab as open; nothing is announced."""
        for tab in self._group.buttons():
            if tab.text() == title:
                tab.setChecked(True)

    def add_end(self, widget: QWidget) -> None:
        """Something at the end of the row."""
        self._layout.addWidget(widget)
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._space()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self._theme.color("line")
        draw_hairline(painter, 0, self.width(), y=self.height() - 1, color=line)

    def _on_button_toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            stop_at(button, self._group.buttons())

    def _on_button_clicked(self, tab: QAbstractButton) -> None:
        self.tab_chosen.emit(tab.text())

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(margins(self, (px(16 - _ROOM), 0, px(8), 0)))
        self.setFixedHeight(px(_HEIGHT))
        self._space()

    def _space(self) -> None:
        """As far apart as there is room for."""
        px, layout = self._theme.px, self._layout
        items = (layout.itemAt(place) for place in range(layout.count()))
        wanted = [item.sizeHint().width() for item in items if item is not None]
        around = layout.contentsMargins()
        free = self.width() - around.left() - around.right() - sum(wanted)
        gaps = max(1, len(wanted) - 1)
        layout.setSpacing(max(px(_LEAST_GAP - 2 * _ROOM), min(px(_GAP - 2 * _ROOM), free // gaps)))


class _Tab(QAbstractButton):
    def __init__(self, theme: Theme, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self.setText(title)
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # one of several, also to a screen reader
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        width = self._theme.metrics(BODY_STRONG).horizontalAdvance(self.text())
        return QSize(round(width) + 1 + 2 * self._theme.px(_ROOM), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(24), self._theme.px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        whole = self.width() >= self.sizeHint().width()
        set_literal_tooltip(self, "" if whole else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        chosen = self.isChecked()
        touched = self.underMouse() or self.isDown()
        style = BODY_STRONG if chosen else CONTROL
        ink = "text" if chosen or self.isDown() else "text2" if touched else "text3"
        follow_reading(painter, self.layoutDirection(), rect)
        words = rect.adjusted(theme.px(_ROOM), 0, -theme.px(_ROOM), 0)
        text, _ = self._fitter.fit(self.text(), style, words.width())
        draw_text(painter, theme, text, words, style=style, ink=ink)
        if chosen:
            line = QRectF(words.left(), rect.bottom() - 3, words.width(), 2)
            painter.fillRect(line, theme.color("accent"))
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect.adjusted(0, 10, 0, -10), radius=4)
