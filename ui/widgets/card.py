# SPDX-License-Identifier: Apache-2.0
"""A rounded box with a hairline around what belongs together."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import ColorName
from ui.widgets.margins import margins
from ui.widgets.painting import draw_box

_RADIUS = 8
_BAR = 3


class Card(QWidget):
    """What is put into `inside` lies on it, `padding` px at zoom 1 from its edges (leading, top,
    trailing, bottom). With `bar` its leading edge has that colour.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        line: ColorName = "line2",
        ground: ColorName = "surface",
        bar: ColorName = "",
        padding: tuple[int, int, int, int] = (0, 0, 0, 0),
        gap: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line, self._bar, self._ground = line, bar, ground
        self.inside = QVBoxLayout(self)
        self._padding, self._gap = padding, gap
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_tone(self, line: ColorName, bar: ColorName) -> None:
        """Other colours of the hairline and of the leading edge."""
        self._line, self._bar = line, bar
        self.update()

    def _on_theme_changed(self) -> None:
        start, top, end, bottom = (max(1, self._theme.px(each)) for each in self._padding)
        self.inside.setContentsMargins(margins(self, (start, top, end, bottom)))
        self.inside.setSpacing(self._theme.px(self._gap))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        radius = theme.px(_RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        draw_box(
            painter,
            rect,
            radius=radius,
            fill_color=theme.color(self._ground),
            line_color=theme.color(self._line),
        )
        if self._bar:
            path = QPainterPath()
            path.addRoundedRect(rect, radius, radius)
            painter.setClipPath(path)
            width = theme.px(_BAR)
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = rect.right() - width if mirrored else rect.left()
            painter.fillRect(QRectF(left, 0, width, rect.height()), theme.color(self._bar))
