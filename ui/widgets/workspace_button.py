# SPDX-License-Identifier: Apache-2.0
"""The head of the navigation: the product's sign, whose desk this is, and the way to another."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.label import set_literal_tooltip
from ui.widgets.painting import (
    TextFitter,
    draw_box,
    draw_focus_ring,
    draw_icon,
    draw_text,
    follow_reading,
)
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign

_HERE: Final = "here"
_ANOTHER: Final = "another"


class WorkspaceButton(QAbstractButton):
    """One computer holds one workspace at a time: another one is joined after signing out.

    Emits `sign_out_requested()` when that is chosen in its menu.
    """

    sign_out_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fitter = TextFitter(theme)
        self._name = ""
        self._folded = False
        self.menu = ChoiceMenu(theme, self)
        self.menu.chosen.connect(self._on_chosen)
        self.setObjectName("nav.workspace.button")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(QCoreApplication.translate("widgets", "Workspace"))
        self.clicked.connect(self.open_menu)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_name(self, name: str) -> None:
        """Whose desk this is."""
        self._name = name
        told = QCoreApplication.translate("widgets", "Workspace {name}")
        self.setAccessibleName(told.format(name=name))
        set_literal_tooltip(self, name)
        self.update()

    def set_folded(self, folded: bool) -> None:
        """Only the sign, for a rail."""
        self._folded = folded
        self.update()

    def open_menu(self) -> None:
        """This workspace, and the way to another."""
        another = QCoreApplication.translate("widgets", "Sign out and join another")
        self.menu.open_at(
            rect_on_screen(self).adjusted(8, 0, -8, -4),
            (Choice(_HERE, self._name), Choice(_ANOTHER, another, Sign("icon", "arrow-right"))),
            title=QCoreApplication.translate("widgets", "Workspace"),
            current=frozenset({_HERE}),
            searches=False,
            width=196,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        left = (self.width() - theme.px(24)) / 2 if self._folded else theme.px(14)
        tile = QRectF(left, theme.px(13), theme.px(24), theme.px(24))
        draw_box(painter, tile, radius=theme.px(6), fill_color=theme.color("accent"))
        where = QPointF(tile.left() + theme.px(4), tile.top() + theme.px(4))
        draw_icon(painter, theme, "concierge-bell", where, ink="on_accent")
        if not self._folded:
            line = QRectF(theme.px(47), theme.px(3), 0, rect.height() - theme.px(3))
            line.setRight(rect.right() - theme.px(34))
            name, _ = self._fitter.fit(self._name, BODY_STRONG, line.width())
            draw_text(painter, theme, name, line, style=BODY_STRONG, ink="text")
            arrow = QPointF(rect.right() - theme.px(29), line.center().y() - theme.px(8))
            ink = "text" if self.underMouse() else "text3"
            draw_icon(painter, theme, "chevron-down", arrow, ink=ink, size=14)
        if self.hasFocus():
            draw_focus_ring(painter, theme, rect.adjusted(4, 6, -4, -4), radius=theme.px(6))

    def _on_chosen(self, key: str) -> None:
        if key == _ANOTHER:
            self.sign_out_requested.emit()

    def _on_theme_changed(self) -> None:
        self.setFixedHeight(self._theme.px(48))
