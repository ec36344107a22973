# SPDX-License-Identifier: Apache-2.0
"""The list of keys, over the window, until the next key or press."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, META_STRONG, RADIUS_POPOVER, SECTION, ColorName
from ui.widgets.glyphs import KEYCAP_HEIGHT
from ui.widgets.label import Surface, TextLabel
from ui.widgets.margins import margins
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import draw_box
from ui.widgets.pill import Keycap
from ui.widgets.spoken_roles import speak_as
from ui.windows.agent.key_lines import key_lines
from ui.windows.agent.keys import PLACES, Key, Place

_Columns = tuple[tuple[Place, ...], ...]

_COLUMNS: Final[tuple[_Columns, ...]] = (
    (("anywhere",), ("list",), ("ticket",), ("composer",)),
    (("anywhere",), ("list", "composer"), ("ticket",)),
    (("anywhere", "composer"), ("list", "ticket")),
    (("anywhere", "list", "composer", "ticket"),),
)
"""What stands below each other, where there is much room and where there is less."""

_EDGE: Final = 16
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
    """Covers its parent with a scrim and shows every key by its place, first those of the place
    where the focus is. A key or a press closes it; arrows scroll it where the window is too low
    for it.

    Closing gives the focus back to where it was.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._from: QWidget | None = None
        self._here: Place = "anywhere"
        self._places: tuple[tuple[QWidget, Place], ...] = ()
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
        self._here = self._place_of(self._from)
        self._cover()
        self._build()
        self.show()
        self.raise_()
        self.setFocus()

    def set_caps(self, caps: Callable[[Key], Sequence[str]]) -> None:
        """How the keys are written for this person; one without any is not shown."""
        self._caps = caps

    def set_places(self, places: Sequence[tuple[QWidget, Place]]) -> None:
        """Which part of the window is which place."""
        self._places = tuple(places)

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

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Tab is a key like any other: it does not go to what is covered."""
        self.close_sheet()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:
        dark = self._theme.scheme == "dark"
        shade = QColor("#05070A" if dark else "#14181F")
        shade.setAlphaF(0.59 if dark else 0.27)
        QPainter(self).fillRect(self.rect(), shade)

    def _place_of(self, focus: QWidget | None) -> Place:
        for part, place in self._places:
            if focus is not None and (part is focus or part.isAncestorOf(focus)):
                return place
        return "anywhere"

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
        area.setFixedSize(content.minimumSize().boundedTo(QSize(width, height)))
        self._layout.addWidget(sheet, 0, Qt.AlignmentFlag.AlignCenter)

    def _new_area(self, sheet: QWidget) -> QScrollArea:
        area = QScrollArea(sheet)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        OverlayScrollBar(area, stays=True)
        return area

    def _content(self, area: QScrollArea, width: int) -> QWidget:
        """The keys in as many columns as there is room for."""
        content = self._in_columns(area, _led_by(self._here, _COLUMNS[0]))
        for columns in _COLUMNS[1:]:
            if content.sizeHint().width() <= width:
                break
            content.hide()  # else it would be seen until it is gone
            content.deleteLater()
            content = self._in_columns(area, _led_by(self._here, columns))
        size = content.sizeHint()
        if size.width() > width:
            content.hide()
            content.deleteLater()
            content = self._in_columns(area, _led_by(self._here, _COLUMNS[-1]), wrap=True)
            size = QSize(width, content.heightForWidth(width))
        content.setMinimumSize(size)  # else the area would press the lines together
        return content

    def _in_columns(self, area: QScrollArea, columns: _Columns, *, wrap: bool = False) -> QWidget:
        px, content = self._theme.px, Surface("raised", area)
        row = QHBoxLayout(content)
        row.setContentsMargins(margins(self, (0, 0, px(14), px(14))))
        row.setSpacing(px(40))
        for places in columns:
            column = QGridLayout()  # one for all places, so that their words begin below each other
            column.setHorizontalSpacing(px(14))
            column.setVerticalSpacing(px(1))
            for place in places:
                self._add_place(content, column, place, wrap=wrap)
            row.addLayout(column)
            row.setAlignment(column, Qt.AlignmentFlag.AlignTop)
        return content

    def _add_place(self, sheet: QWidget, column: QGridLayout, place: Place, *, wrap: bool) -> None:
        theme, px, lines = self._theme, self._theme.px, key_lines(place, self._caps)
        if not lines:
            return
        first = column.rowCount() if column.count() else 0
        if first:
            column.setRowMinimumHeight(first, px(12))
            first += 1
        title, is_here = translate("keys", PLACES[place]), place == self._here != "anywhere"
        if is_here:
            title = translate("keys", "{place}, where you are").format(place=title)
        ink: ColorName = "accent_text" if is_here else "text2"
        head = TextLabel(theme, title, style=META_STRONG, ink=ink, parent=sheet)
        head.setObjectName(f"window.keys.{place}")
        column.setRowMinimumHeight(first, px(META_STRONG.line + 3))
        column.addWidget(head, first, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        for row, line in enumerate(lines, start=first + 1):
            column.setRowMinimumHeight(row, px(max(BODY.line, KEYCAP_HEIGHT)))
            caps = QHBoxLayout()
            caps.setSpacing(px(3))
            for cap in line.caps:
                caps.addWidget(Keycap(theme, cap, sheet))
            caps.addStretch(1)
            column.addLayout(caps, row, 0)
            words = TextLabel(theme, line.words, style=BODY, wrap=wrap, parent=sheet)
            column.addWidget(words, row, 1)
        if wrap:
            column.setColumnStretch(1, 1)


def _led_by(here: Place, columns: _Columns) -> _Columns:
    """The column of a place comes first, and the place first in it."""
    inside = (tuple(sorted(column, key=lambda place: place != here)) for column in columns)
    return tuple(sorted(inside, key=lambda column: here not in column))


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
