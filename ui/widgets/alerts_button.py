# SPDX-License-Identifier: Apache-2.0
"""The line above the foot of the navigation that says how many alerts wait."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import META_STRONG, MICRO_STRONG
from ui.widgets import plural
from ui.widgets.painting import (
    CENTER,
    draw_focus_ring,
    draw_hairline,
    draw_icon,
    draw_text,
    follow_reading,
)


class AlertsButton(QAbstractButton):
    """Says "2 alerts", in red once something is late. Without an alert there is no line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = 0
        self._is_late = False
        self._folded = False
        self.setObjectName("nav.alerts.button")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def set_alerts(self, count: int, *, is_late: bool) -> None:
        """So many wait; whether one of them is late."""
        self._count, self._is_late = count, is_late
        words = self._words()
        late = QCoreApplication.translate("alerts", "{alerts}, some late")
        self.setAccessibleName(late.format(alerts=words) if is_late else words)
        self.setToolTip(words if self._folded else "")
        self.setVisible(count > 0)
        self.update()

    def set_folded(self, folded: bool) -> None:
        """Only the sign and the number, for a rail."""
        self._folded = folded
        self.set_alerts(self._count, is_late=self._is_late)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        ink = "red_text" if self._is_late else "amber_text"
        painter.fillRect(rect, theme.color("red_soft" if self._is_late else "amber_soft"))
        line = theme.color("red_line" if self._is_late else "amber_line")
        draw_hairline(painter, rect.left(), rect.right(), y=rect.top(), color=line)
        sign = theme.px(16)
        name = "circle-alert" if self._is_late else "triangle-alert"
        if self._folded:
            where = QPointF(rect.center().x() - sign, rect.center().y() - sign / 2)
            draw_icon(painter, theme, name, where, ink=ink)
            half = QRectF(rect.center().x(), rect.top(), rect.width() / 2 - 4, rect.height())
            draw_text(
                painter, theme, str(self._count), half, style=MICRO_STRONG, ink=ink, align=CENTER
            )
        else:
            where = QPointF(theme.px(14), rect.center().y() - sign / 2)
            draw_icon(painter, theme, name, where, ink=ink)
            words = rect.adjusted(theme.px(36), 0, -theme.px(40), 0)
            draw_text(painter, theme, self._words(), words, style=META_STRONG, ink=ink)
            arrow = QPointF(rect.right() - theme.px(28), rect.center().y() - theme.px(7))
            draw_icon(painter, theme, "chevron-right", arrow, ink=ink, size=14)
        if self.hasFocus():
            ring = rect.adjusted(4, 3, -4, -3)
            draw_focus_ring(painter, theme, ring, radius=theme.px(6))

    def _words(self) -> str:
        return plural.tr("%n alerts", "1 alert", self._count)

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(36))
