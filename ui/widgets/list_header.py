# SPDX-License-Identifier: Apache-2.0
"""The head of a ticket list."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, LIST_HEADER, META, TITLE
from ui.widgets.button import icon_button
from ui.widgets.figures import count_words
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_hairline

_SUB_HEADER = 36


class ListHeader(QWidget):
    """Title and count of a list, buttons on the right, and a line on order and filter below.

    Emits `new_requested()` for the plus, `arrange_requested()` for the order and groups,
    `filter_requested()`.
    """

    new_requested = Signal()
    arrange_requested = Signal()
    filter_requested = Signal()

    def __init__(
        self, theme: Theme, *, can_create: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._covers: list[tuple[QWidget, int]] = []
        self._title = TextLabel(theme, style=TITLE, parent=self)
        self._count = TextLabel(theme, style=BODY, ink="text3", parent=self)
        self._new = icon_button(
            theme, "plus", QCoreApplication.translate("widgets", "New ticket"), parent=self
        )
        self._new.setObjectName("list.new.button")
        self._new.setVisible(can_create)
        self._new.clicked.connect(self.new_requested)
        words = QCoreApplication.translate("list", "Sort and group")
        self.arrange = icon_button(theme, "arrow-down-up", words, parent=self)
        self.arrange.setObjectName("list.arrange.button")
        self.arrange.clicked.connect(self.arrange_requested)
        words = QCoreApplication.translate("list", "Filter this list")
        self.filter = icon_button(theme, "list-filter", words, parent=self)
        self.filter.setObjectName("list.filter.button")
        self.filter.clicked.connect(self.filter_requested)
        self._left = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        self._right = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        self._right.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._top, self._below = QHBoxLayout(), QHBoxLayout()
        self._rows = (QWidget(self), QWidget(self))
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_view(self, title: str, count: int | None = None) -> None:
        self._title.setText(title)
        self._count.setText("" if count is None else count_words(count))
        self.setAccessibleName(title)

    def set_order(self, order: str, selection: str = "") -> None:
        """The words of the second line: how it is sorted, and which tickets are in it."""
        self._left.setText(order)
        self._right.setText(selection)

    def cover(self, widget: QWidget, *, line: int) -> None:
        """Let a child lie over the first or second line, so that no row moves when it shows."""
        self._covers.append((widget, line))
        self._place_covers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_covers()

    def _place_covers(self) -> None:
        px = self._theme.px
        for widget, line in self._covers:
            top = px(LIST_HEADER) * line
            widget.setGeometry(0, top, self.width(), px(_SUB_HEADER if line else LIST_HEADER))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), theme.color("surface"))
        line = theme.color("line")
        draw_hairline(painter, 0, self.width(), y=theme.px(LIST_HEADER), color=line)
        draw_hairline(painter, 0, self.width(), y=self.height() - 1, color=line)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._top.addWidget(self._title)
        self._top.addWidget(self._count)
        self._top.addStretch(1)
        for button in (self._new, self.arrange, self.filter):
            self._top.addWidget(button)
        self._below.addWidget(self._left, 1)
        self._below.addWidget(self._right)
        for line, row in zip(self._rows, (self._top, self._below), strict=True):
            line.setLayout(row)
            layout.addWidget(line)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._top.setContentsMargins(margins(self, (px(22), 0, px(14), 0)))
        self._top.setSpacing(px(2))
        self._count.setContentsMargins(margins(self, (px(5), 0, 0, 0)))
        self._below.setContentsMargins(margins(self, (px(22), px(2), px(14), px(1))))
        self._rows[0].setFixedHeight(px(LIST_HEADER))
        self._rows[1].setFixedHeight(px(_SUB_HEADER))
        self.setFixedHeight(px(LIST_HEADER + _SUB_HEADER))
        self._place_covers()
