# SPDX-License-Identifier: Apache-2.0
"""The palette: an overlay over a window in which everything can be found by typing."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QGuiApplication,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.palette_rows import PaletteModel
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import RADIUS_PALETTE, SCRIM
from ui.widgets.label import Hairline
from ui.widgets.painting import draw_box
from ui.widgets.palette_field import PaletteField
from ui.widgets.palette_foot import Hint, PaletteFoot
from ui.widgets.palette_list import HEADING, ROW, PaletteList, entry_of
from ui.widgets.palette_value import PaletteRow, spoken_row
from ui.widgets.spoken_roles import speak_as

WIDTH: Final = 660
TOP: Final = 112
MOST_ROWS: Final = 12
MOST_HEADINGS: Final = 4
_SHADOW: Final = 32
_EDGE: Final = 24


class Palette(QWidget):
    """Covers its parent; `open` shows it with the cursor in its field, Esc and a press beside it
    close it and give the focus back to where it was.

    Signals: `edited(text)`; `chosen(key, keep open)` for Enter or a click on an entry;
    `went_on()` for Shift Enter; `narrowed(by)` for Tab; `emptied()` for Backspace in the empty
    field; `closed()`.
    """

    edited = Signal(str)
    chosen = Signal(str, bool)
    went_on = Signal()
    narrowed = Signal(int)
    emptied = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._from: QWidget | None = None
        self._panel = _Panel(theme, self)
        self._field = PaletteField(theme, self._panel)
        self._line = Hairline(self._panel)
        self._model = PaletteModel(self)
        self._list = PaletteList(theme, self._panel)
        self._foot = PaletteFoot(theme, self._panel)
        self._build()
        self._connect()
        parent.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    @property
    def field(self) -> PaletteField:
        return self._field

    @property
    def list(self) -> PaletteList:
        return self._list

    @property
    def rows(self) -> tuple[PaletteRow, ...]:
        """What is offered at this moment, top to bottom."""
        return self._model.rows

    @property
    def chosen_key(self) -> str:
        """The key of the entry that Enter would run."""
        entry = self._list.current_entry()
        return "" if entry is None else entry.key

    def open(self, *, name: str, placeholder: str, text: str = "") -> None:
        """Show it; open already, it is turned into what is asked for."""
        if self.isHidden():
            self._from = self.window().focusWidget()
        self._field.input.setAccessibleName(name)
        self._field.input.setPlaceholderText(placeholder)
        self._field.input.setText(text)
        self._field.input.selectAll()
        self.setAccessibleName(name)
        self._place()
        self.show()
        self.raise_()
        self._field.input.setFocus()

    def close_palette(self) -> None:
        """Hide it, and put the focus back."""
        if self.isHidden():
            return
        self.hide()
        origin, self._from = self._from, None
        if origin is not None:
            origin.setFocus()
        self.closed.emit()

    def text(self) -> str:
        """What is typed."""
        return self._field.input.text()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """What the keys do, at the foot."""
        self._foot.set_hints(hints)

    def set_figure(self, text: str) -> None:
        """A word at the right of the foot."""
        self._foot.figure.setText(text)

    def show_rows(self, rows: Sequence[PaletteRow], *, keep: bool = False) -> None:
        """Show these; the first entry is the current one, or with `keep` the one that was."""
        kept = self.chosen_key if keep else ""
        self._model.show(rows)
        row = self._model.row_of(kept) if kept else None
        if row is not None:
            self._list.setCurrentIndex(self._model.index(row))
        else:
            self._list.start()
        self._place()

    def show_time(self, now: int) -> None:
        """A second has passed."""
        self._model.now = now
        self._list.show_time(now)

    def menu_place(self) -> QPoint:
        """Where a menu opens in place of the rows, on the screen."""
        return self._panel.mapToGlobal(QPoint(0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """The focus stays in the field."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        color, opacity = SCRIM[self._theme.scheme]
        shade = QColor(color)
        shade.setAlphaF(opacity)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        _paint_shadow(painter, self._theme, QRectF(self._panel.geometry()))

    def _build(self) -> None:
        self.setObjectName("palette.overlay")
        speak_as(self, QAccessible.Role.Dialog)
        self._list.setModel(self._model)
        self._list.setAccessibleName(translate("palette", "Results"))
        layout = QVBoxLayout(self._panel)
        layout.setContentsMargins(1, 0, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._field)
        layout.addWidget(self._line)
        layout.addSpacing(self._theme.px(3))
        layout.addWidget(self._list, 1)
        layout.addSpacing(self._theme.px(8))
        layout.addWidget(self._foot)

    def _connect(self) -> None:
        field, rows = self._field, self._list
        field.edited.connect(self.edited)
        field.stepped.connect(self._on_stepped)
        field.accepted.connect(self._on_accepted)
        field.went_on.connect(self.went_on)
        field.narrowed.connect(self.narrowed)
        field.emptied.connect(self.emptied)
        field.left.connect(self.close_palette)
        rows.clicked.connect(self._on_clicked)
        rows.pointed.connect(self._on_pointed)
        rows.selectionModel().currentChanged.connect(self._on_current_changed)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setGeometry(parent.rect())
        px = self._theme.px
        width = min(px(WIDTH), self.width() - 2 * px(_EDGE))
        fixed = self._field.height() + self._foot.height() + px(11) + 2
        top = min(px(TOP), max(px(_EDGE), self.height() // 8))
        most = min(
            px(MOST_ROWS * ROW + MOST_HEADINGS * HEADING), self.height() - top - fixed - px(_EDGE)
        )
        height = fixed + max(px(ROW), min(most, self._list.content_height()))
        left = (self.width() - width) // 2
        place = QRect(left, top, width, height)
        if place != self._panel.geometry():
            self._panel.setGeometry(place)
            self.update()

    def _on_stepped(self, by: int) -> None:
        for _ in range(abs(by)):
            self._list.step(1 if by > 0 else -1)

    def _on_accepted(self, keep: bool) -> None:
        self.chosen.emit(self.chosen_key, keep)

    def _on_clicked(self, index: QModelIndex) -> None:
        entry = entry_of(index)
        if entry is not None:
            held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
            self.chosen.emit(entry.key, bool(held))

    def _on_pointed(self, index: QModelIndex) -> None:
        if entry_of(index) is not None:
            self._list.setCurrentIndex(index)

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        """The cursor stays in the field: a screen reader hears the entry as its description."""
        entry, field = entry_of(current), self._field.input
        words = "" if entry is None else spoken_row(entry, self._model.now)
        if words != field.accessibleDescription():  # each change is said
            field.setAccessibleDescription(words)


class _Panel(QWidget):
    """The ground that floats."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on it is no press beside it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        dark = theme.scheme == "dark"
        draw_box(
            QPainter(self),
            QRectF(self.rect()),
            radius=theme.px(RADIUS_PALETTE),
            fill_color=theme.color("surface" if dark else "raised"),
            line_color=theme.color("line2"),
        )


def _paint_shadow(painter: QPainter, theme: Theme, box: QRectF) -> None:
    strength = 34 if theme.scheme == "dark" else 12
    for spread in range(_SHADOW, 0, -4):
        shade = QColor(0, 0, 0, round(strength * (1 - spread / _SHADOW) ** 2) + 1)
        around = box.adjusted(-spread, -spread + 10, spread, spread + 10)
        radius = theme.px(RADIUS_PALETTE) + spread
        draw_box(painter, around, radius=radius, fill_color=shade)
