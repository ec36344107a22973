# SPDX-License-Identifier: Apache-2.0
"""The list of keys, over the window, until the next key or press."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META_STRONG, RADIUS_POPOVER, SECTION
from ui.widgets.label import TextLabel
from ui.widgets.painting import draw_box
from ui.widgets.pill import Keycap
from ui.widgets.spoken_roles import speak_as
from ui.windows.agent.key_lines import key_lines
from ui.windows.agent.keys import PLACES, Key, Place


class KeySheet(QWidget):
    """Covers its parent with a scrim and shows every key by its place. Esc or a press closes it.

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
        self._layout = QVBoxLayout(self)
        self._caps: Callable[[Key], Sequence[str]] = lambda key: key.keys.split()
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it over the whole parent."""
        window = self.window()
        self._from = window.focusWidget()
        self._build()
        self._cover()
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
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
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

    def _build(self) -> None:
        """Anew each time: keys, words and zoom may have changed."""
        px = self._theme.px
        if self._sheet is not None:
            self._layout.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        sheet = self._sheet = _Sheet(self._theme, self)
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(px(28), px(22), px(28), px(26))
        inside.setSpacing(px(14))
        title = translate("keys", "Keys")
        inside.addWidget(TextLabel(self._theme, title, style=SECTION, parent=sheet))
        columns = QHBoxLayout()
        columns.setSpacing(px(40))
        for places in (("anywhere",), ("list", "composer"), ("ticket",)):
            column = QVBoxLayout()
            column.setSpacing(px(8))
            for place in places:
                self._add_place(sheet, column, place)  # type: ignore[arg-type]
            column.addStretch(1)
            columns.addLayout(column)
        inside.addLayout(columns)
        self._layout.addWidget(sheet, 0, Qt.AlignmentFlag.AlignCenter)

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
