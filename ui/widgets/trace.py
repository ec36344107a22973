# SPDX-License-Identifier: Apache-2.0
"""The decisions about a ticket below each other, along a line."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, META, ColorName
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_icon
from ui.widgets.trace_table import TraceTable
from ui.widgets.trace_value import TraceStep, TraceTone

_DISC: Final = 28
_LOOKS: Final[dict[TraceTone, tuple[ColorName, ColorName]]] = {
    "plain": ("sunken", "text2"),
    "accent": ("accent_soft", "accent_text"),
    "amber": ("amber_soft", "amber_text"),
    "red": ("red_soft", "red_text"),
}
"""The ground of a sign and its ink."""


class Trace(QWidget):
    """Shows steps, the first on top. What it showed stays when the same is shown again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: tuple[TraceStep, ...] = ()
        self._widgets: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    @property
    def steps(self) -> tuple[TraceStep, ...]:
        """What is shown."""
        return self._steps

    def show_steps(self, steps: Sequence[TraceStep]) -> None:
        """Show these; a step that is shown already, at the same place, is left alone."""
        steps = tuple(steps)
        same = 0
        for before, now in zip(self._steps[:-1], steps[:-1], strict=False):
            if before != now:
                break
            same += 1
        if steps == self._steps:
            return
        for widget in self._widgets[same:]:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = self._widgets[:same]
        for place, step in enumerate(steps[same:], start=same):
            shown = _Step(self._theme, step, is_last=place == len(steps) - 1, parent=self)
            self._column.addWidget(shown)
            shown.show()
            self._widgets.append(shown)
        self._steps = steps

    def step_of(self, key: str) -> QWidget | None:
        """The first step with this key."""
        found = zip(self._steps, self._widgets, strict=True)
        return next((widget for step, widget in found if step.key == key), None)


class _Step(QWidget):
    """One of them: the sign on the line, and beside it what it says."""

    def __init__(self, theme: Theme, step: TraceStep, *, is_last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inside = QVBoxLayout()
        self._row = QHBoxLayout(self)
        self._row.addWidget(_Line(theme, step, is_last=is_last, parent=self))
        self._row.addLayout(self._inside, 1)
        self._build(step)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _build(self, step: TraceStep) -> None:
        theme, head = self._theme, QHBoxLayout()
        self._head = head
        title = TextLabel(theme, step.title, style=BODY_STRONG, wrap=True, parent=self)
        head.addWidget(title, 1)
        if step.time:
            time = TextLabel(theme, step.time, style=META, ink="text2", parent=self)
            head.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        self._inside.addLayout(head)
        for line in step.lines:
            label = TextLabel(theme, line, style=BODY, ink="text2", wrap=True, parent=self)
            self._inside.addWidget(label)
        if step.table is not None:
            self._inside.addWidget(TraceTable(theme, step.table, self))
        if step.note:
            note = TextLabel(theme, step.note, style=META, ink="text3", wrap=True, parent=self)
            self._inside.addWidget(note)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(14))
        self._head.setSpacing(px(12))
        self._inside.setSpacing(px(5))
        self._inside.setContentsMargins(margins(self, (0, px(4), 0, px(18))))


class _Line(QWidget):
    """The sign of a step, and the line to the next one."""

    def __init__(self, theme: Theme, step: TraceStep, *, is_last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = step
        self._is_last = is_last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_DISC), self._theme.px(_DISC))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        side, middle = theme.px(_DISC), self.width() / 2
        if not self._is_last:
            line = QRectF(middle - 1, side, 2, self.height() - side)
            painter.fillRect(line, theme.color("line"))
        ground, ink = _LOOKS[self._step.tone]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawEllipse(QRectF(middle - side / 2, 0, side, side))
        edge = (side - theme.px(16)) / 2
        draw_icon(painter, theme, self._step.icon, QPointF(middle - side / 2 + edge, edge), ink=ink)
