# SPDX-License-Identifier: Apache-2.0
"""The clocks of a ticket under each other: what is left of each, and when it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META, META_MEDIUM, META_STRONG, MICRO
from ui.widgets.button import BARE_ROOM, Button
from ui.widgets.clock import CLOCK_HEIGHT, ClockChip
from ui.widgets.clock_bar import ClockBar
from ui.widgets.clock_face import ClockFace
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.margins import margins
from ui.widgets.popover import rect_on_screen

_SIDE: Final = 16


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock. `told` says when it is due; one that has ended has nothing to tell, and no bar.

    One that `can_grow` offers more time.
    """

    metric: str
    title: str
    face: ClockFace
    told: str = ""
    can_grow: bool = False


class TimeLeft(QWidget):
    """Nothing while a ticket has no clocks. Emits `more_asked(metric, place on the screen)`."""

    more_asked = Signal(str, QRect)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[_Line] = []
        title = QCoreApplication.translate("widgets", "Time left")
        self._title = TextLabel(theme, title, style=META_STRONG, ink="text2", parent=self)
        self._promise = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        self._hairline = Hairline(self)
        self._build()
        self.hide()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def lines(self) -> tuple["_Line", ...]:
        """Those that are shown."""
        return tuple(line for line in self._lines if not line.isHidden())

    def set_lines(self, lines: Sequence[ClockLine], *, promise: str) -> None:
        """Show these clocks. `promise` names the policy and the hours that they follow."""
        while len(self._lines) < len(lines):
            self._add()
        for place, shown in enumerate(self._lines):
            shown.setVisible(place < len(lines))
            if place < len(lines):
                shown.set_line(lines[place])
        self._promise.setText(promise)
        self.setVisible(bool(lines))

    def _build(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._promise, 1)
        self._promise.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addLayout(self._rows)
        self._column.addWidget(self._hairline)

    def _add(self) -> None:
        line = _Line(self._theme, self)
        line.more_asked.connect(self.more_asked)
        self._lines.append(line)
        self._rows.addWidget(line)

    def _on_theme_changed(self) -> None:
        px, side = self._theme.px, self._theme.px(_SIDE)
        self._title.setFixedHeight(px(18))
        self._column.setContentsMargins(0, px(10), 0, 0)
        self._head.setContentsMargins(margins(self, (side, 0, side, px(7))))
        self._head.setSpacing(px(12))
        end = px(_SIDE - BARE_ROOM)  # of a link, whose letters end where the bars do
        self._rows.setContentsMargins(margins(self, (side, 0, end, px(3))))


class _Line(QWidget):
    """A clock with its bar, and below it when it is due."""

    more_asked = Signal(str, QRect)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line: ClockLine | None = None
        self.title = TextLabel(theme, style=META_MEDIUM, elide=True, parent=self)
        self.chip = ClockChip(theme, self)
        self.bar = ClockBar(theme, self)
        self.told = TextLabel(theme, style=MICRO, ink="text3", wrap=True, parent=self)
        words = QCoreApplication.translate("widgets", "More time\u2026")
        self.more = Button(theme, words, kind="link", height=18, parent=self)
        self.more.set_text_style(MICRO)
        self.more.clicked.connect(self._on_clicked)
        self._top, self._middle, self._foot = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self._top.addWidget(self.title, 1)
        self._top.addWidget(self.chip)
        self._middle.addWidget(self.bar)
        self._foot.addWidget(self.told, 1)
        self._foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        for part in (self._top, self._middle, self._foot):
            self._column.addLayout(part)
        theme.changed.connect(self._on_theme_changed)

    def set_line(self, line: ClockLine) -> None:
        if line == self._line:
            return
        shape, self._line = _shape(self._line), line
        self.title.setText(line.title)
        self.chip.set_face(line.face)
        self.bar.set_face(line.face)
        if self.told.text() != line.told:
            self.told.setText(line.told)
        self.more.setAccessibleName(f"{self.more.text()} {line.title}")
        self.more.setObjectName(f"properties.clock.{line.metric}.button")
        for part in (self.bar, self.told):
            part.setVisible(bool(line.told))
        self.more.setVisible(line.can_grow)
        if shape != _shape(line):
            self._on_theme_changed()

    def _on_clicked(self) -> None:
        if self._line is not None:
            self.more_asked.emit(self._line.metric, rect_on_screen(self.more))

    def _on_theme_changed(self) -> None:
        px, end = self._theme.px, self._theme.px(BARE_ROOM)
        runs = self._line is not None and bool(self._line.told)
        grows = self._line is not None and self._line.can_grow
        self.title.setFixedHeight(px(CLOCK_HEIGHT))
        self._top.setContentsMargins(margins(self, (0, 0, end, 0)))
        self._top.setSpacing(px(8))
        self._middle.setContentsMargins(margins(self, (0, px(6) if runs else 0, end, 0)))
        above = px(3) if runs else 0
        self._foot.setContentsMargins(margins(self, (0, above, 0 if grows else end, 0)))
        self._foot.setSpacing(px(6) if grows else 0)
        self._column.setContentsMargins(0, 0, 0, px(6) if runs else px(9))


def _shape(line: ClockLine | None) -> tuple[bool, bool] | None:
    """What decides where its parts stand."""
    return None if line is None else (bool(line.told), line.can_grow)
