# SPDX-License-Identifier: Apache-2.0
"""The list of keys, over the window, until the next key or press."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META_STRONG, RADIUS_POPOVER, SECTION
from ui.widgets.label import Surface, TextLabel
from ui.widgets.margins import margins
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import draw_box
from ui.widgets.pill import Keycap
from ui.widgets.spoken_roles import speak_as
from ui.windows.agent.key_lines import key_lines
from ui.windows.agent.keys import PLACES, Key, Place

_COLUMNS: Final[tuple[tuple[tuple[Place, ...], ...], ...]] = (
    (("anywhere",), ("list", "composer"), ("ticket",)),
    (("anywhere", "composer"), ("list", "ticket")),
    (("anywhere", "list", "composer", "ticket"),),
)
"""What stands below each other, where there is much room and where there is less."""

_EDGE: Final = 24
_SCROLLING: Final = {
    Qt.Key.Key_Up: -1.0,
    Qt.Key.Key_Down: 1.0,
    Qt.Key.Key_PageUp: -10.0,
    Qt.Key.Key_PageDown: 10.0,
    Qt.Key.Key_Home: -1000.0,
    Qt.Key.Key_End: 1000.0,
}
"""In lines, where not all of it fits into the window."""


class KeySheet(QWidget):
    """Covers its parent with a scrim and shows every key by its place. A key or a press closes
    it; arrows scroll it where the window is too low for it.

    Closing gives the focus back to where it was.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._from: QWidget | None = None
        self.setObjectName("window.keys")
        speak_as(self, QAccessible.Role.Dialog)
        self.setAccessibleName(translate("keys", "Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sheet: QWidget | None = None
        self._area: QScrollArea | None = None
        self._layout = QVBoxLayout(self)
        self._caps: Callable[[Key], Sequence[str]] = lambda key: key.keys.split()
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it over the whole parent."""
        window = self.window()
        self._from = window.focusWidget()
        self._cover()
        self._build()
        self.show()
        self.raise_()
        self.setFocus()

    def set_caps(self, caps: Callable[[Key], Sequence[str]]) -> None:
        """How the keys are written for this person; one without any is not shown."""
        self._caps = caps

    def close_sheet(self) -> None:
        """Hide it, and put the focus back."""
        self.hide()
        if self._from is not None:
            self._from.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._cover()
            if not self.isHidden():
                self._build()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        lines = _SCROLLING.get(Qt.Key(event.key()), 0.0)
        if not lines or not self._scroll(lines):
            self.close_sheet()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        dark = self._theme.scheme == "dark"
        shade = QColor("#05070A" if dark else "#14181F")
        shade.setAlphaF(0.59 if dark else 0.27)
        QPainter(self).fillRect(self.rect(), shade)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def _scroll(self, lines: float) -> bool:
        """Whether there is anything to scroll."""
        if self._area is None:
            return False
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + round(lines * self._theme.px(BODY.line)))
        return bar.maximum() > 0

    def _build(self) -> None:
        """Anew each time: keys, words, zoom and the window may have changed."""
        px = self._theme.px
        if self._sheet is not None:
            self._layout.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        sheet = self._sheet = _Sheet(self._theme, self)
        outside = QVBoxLayout(sheet)
        outside.setContentsMargins(margins(self, (px(28), px(22), px(14), px(12))))
        outside.setSpacing(px(14))
        title = TextLabel(self._theme, translate("keys", "Keys"), style=SECTION, parent=sheet)
        outside.addWidget(title)
        area = self._area = self._new_area(sheet)
        outside.addWidget(area)
        width = self.width() - px(28 + 14) - 2 * px(_EDGE)
        height = self.height() - px(22 + 14 + 12) - title.sizeHint().height() - 2 * px(_EDGE)
        content = self._content(area, width)
        area.setWidget(content)
        area.setFixedSize(content.sizeHint().boundedTo(QSize(width, height)))
        self._layout.addWidget(sheet, 0, Qt.AlignmentFlag.AlignCenter)

    def _new_area(self, sheet: QWidget) -> QScrollArea:
        area = QScrollArea(sheet)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        OverlayScrollBar(area)
        return area

    def _content(self, area: QScrollArea, width: int) -> QWidget:
        """The keys in as many columns as there is room for."""
        px, content = self._theme.px, Surface("raised", area)
        for columns in _COLUMNS:
            content.deleteLater()
            content = Surface("raised", area)
            row = QHBoxLayout(content)
            row.setContentsMargins(margins(self, (0, 0, px(14), px(14))))
            row.setSpacing(px(40))
            for places in columns:
                column = QVBoxLayout()
                column.setSpacing(px(8))
                for place in places:
                    self._add_place(content, column, place)
                column.addStretch(1)
                row.addLayout(column)
            if content.sizeHint().width() <= width:
                break
        content.setMinimumSize(content.sizeHint())  # else the area would press the lines together
        return content

    def _add_place(self, sheet: QWidget, column: QVBoxLayout, place: Place) -> None:
        theme, px = self._theme, self._theme.px
        title = translate("keys", PLACES[place])
        column.addWidget(TextLabel(theme, title, style=META_STRONG, ink="text2", parent=sheet))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(5))
        for row, line in enumerate(key_lines(place, self._caps)):
            caps = QHBoxLayout()
            caps.setSpacing(px(3))
            for cap in line.caps:
                caps.addWidget(Keycap(theme, cap, sheet))
            caps.addStretch(1)
            grid.addLayout(caps, row, 0)
            grid.addWidget(TextLabel(theme, line.words, style=BODY, parent=sheet), row, 1)
        column.addLayout(grid)
        column.addSpacing(px(12))


class _Sheet(QWidget):
    """The ground of the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        draw_box(
            QPainter(self),
            QRectF(self.rect()),
            radius=theme.px(RADIUS_POPOVER),
            fill_color=theme.color("raised"),
            line_color=theme.color("line2"),
        )
