# SPDX-License-Identifier: Apache-2.0
"""Says that a call or a visit goes on, and for how long."""

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META, RADIUS_CARD
from ui.widgets.button import Button
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_box, draw_icon, follow_reading

_HEIGHT = 48


class CallStrip(QWidget):
    """One line with a button. Emits `ended()` when it is pressed.

    Screen readers are told since when the call goes on, and not every second how long.
    """

    ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strong = TextLabel(theme, style=BODY_STRONG, ink="green_text", parent=self)
        self._rest = TextLabel(theme, style=META, ink="text2", elide=True, parent=self)
        self._end = Button(theme, self.tr("End call"), height=30, parent=self)
        self._end.setObjectName("new_ticket.call.end")
        self._end.clicked.connect(self.ended)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._strong)
        self._layout.addWidget(self._rest, 1)
        self._layout.addWidget(self._end)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def words(self) -> str:
        """What stands in it."""
        return f"{self._strong.text()} {self._rest.text()}"

    def show_call(self, length: str, rest: str, *, visit: bool = False) -> None:
        """How long it has been so far, and what else there is to say of it."""
        on = self.tr("In conversation") if visit else self.tr("On the phone")
        both = self.tr("{on}, {more}")
        self._strong.setText(both.format(on=on, more=length))
        self._rest.setText(rest)
        end = self.tr("End visit") if visit else self.tr("End call")
        if end != self._end.text():
            self._end.set_label(end)
        name = both.format(on=on, more=rest)
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        draw_box(
            painter,
            rect,
            radius=theme.px(RADIUS_CARD),
            fill_color=theme.color("green_soft"),
            line_color=theme.color("green_line"),
        )
        where = QPointF(theme.px(14), (rect.height() - theme.px(16)) / 2)
        draw_icon(painter, theme, "phone", where, ink="green_text")

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(margins(self, (px(42), 0, px(10), 0)))
        self._layout.setSpacing(px(12))
        self.setFixedHeight(px(_HEIGHT))
