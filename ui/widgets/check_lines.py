# SPDX-License-Identifier: Apache-2.0
"""Checks with their results in words, one a line, each with a sign of how it went."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, CONTROL, ColorName
from ui.widgets.held_value import CheckState, CheckValue
from ui.widgets.label import TextLabel
from ui.widgets.painting import draw_icon

_SIGNS: Final[dict[CheckState, tuple[str, ColorName]]] = {
    "passed": ("check", "green_text"),
    "failed": ("x", "red_text"),
    "warning": ("circle-alert", "amber_text"),
    "unknown": ("minus", "text3"),
}
_ICON: Final = 16
_WHAT: Final = 124
_GAP: Final = 9


class CheckLines(QWidget):
    """Lines are kept and refilled. `told_width` is the least room for what was looked at, in px at
    zoom 1, `gap` stands between the lines.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        told_width: int = _WHAT,
        gap: int = _GAP,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told_width, self._gap = told_width, gap
        self._lines: list[tuple[_Sign, TextLabel, TextLabel]] = []
        self._checks: tuple[CheckValue, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def checks(self) -> tuple[CheckValue, ...]:
        return self._checks

    def show_checks(self, checks: Sequence[CheckValue]) -> None:
        self._checks = tuple(checks)
        while len(self._lines) < len(checks):
            self._add_line()
        for place, line in enumerate(self._lines):
            for widget in line:
                widget.setVisible(place < len(checks))
        for (sign, what, result), check in zip(self._lines, checks, strict=False):
            sign.set_state(check.state)
            what.setText(check.what)
            result.setText(check.result)
            result.set_ink("amber_text" if check.state == "warning" else "text2")

    def _add_line(self) -> None:
        row = len(self._lines)
        sign = _Sign(self._theme, self)
        what = TextLabel(self._theme, style=CONTROL, wrap=True, parent=self)
        what.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        result = TextLabel(self._theme, style=BODY, ink="text2", wrap=True, parent=self)
        for column, widget in enumerate((sign, what, result)):
            self._grid.addWidget(widget, row, column)
        self._lines.append((sign, what, result))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(self._gap))
        self._grid.setColumnMinimumWidth(1, px(self._told_width))


class _Sign(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state: CheckState = "unknown"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_state(self, state: CheckState) -> None:
        words: dict[CheckState, str] = {
            "passed": QCoreApplication.translate("widgets", "Passed"),
            "failed": QCoreApplication.translate("widgets", "Did not pass"),
            "warning": QCoreApplication.translate("widgets", "Worth a look"),
            "unknown": QCoreApplication.translate("widgets", "Not known"),
        }
        self._state = state
        self.setAccessibleName(words[state])
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_ICON), self._theme.px(_ICON + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        icon, ink = _SIGNS[self._state]
        where = QPointF(0, (self.height() - self._theme.px(_ICON)) / 2)
        draw_icon(QPainter(self), self._theme, icon, where, ink=ink)
