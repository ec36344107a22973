# SPDX-License-Identifier: Apache-2.0
"""A panel at the right edge, over a window that waits behind it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QStyle, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import SCRIM, TITLE
from ui.widgets.button import icon_button
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.margins import margins
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.painting import follow_reading
from ui.widgets.spoken_roles import speak_as
from ui.widgets.tab_order import in_focus_order

PANEL_WIDTH: Final = 640
_IN_SIGHT: Final = 24
_LEAST_LEFT: Final = 40


class SidePanel(QWidget):
    """Covers its parent with a scrim; `body` and `foot` are filled by whoever makes it.

    `open` shows it; Esc, the cross and a press beside it close it and give the focus back to where
    it was. Emits `closed()`.
    """

    closed = Signal()

    def __init__(self, theme: Theme, title: str, *, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._from: QWidget | None = None
        self._panel = Surface("surface", self)
        self._title = TextLabel(theme, title, style=TITLE, parent=self._panel)
        self._cross = icon_button(theme, "x", self.tr("Close"), parent=self._panel)
        self._cross.set_tip_key("Esc")
        self._area = QScrollArea(self._panel)
        self.body = QVBoxLayout()
        self.foot = QHBoxLayout()
        self._head = QHBoxLayout()
        self._build(name)
        self._cross.clicked.connect(self.close_panel)
        parent.installEventFilter(self)
        theme.changed.connect(self._on_theme_changed)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self._on_theme_changed()
        self.hide()

    def set_title(self, title: str) -> None:
        """What it is about, for what was made once and is about another thing now."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def open(self, focus: QWidget) -> None:
        """Show it, with the cursor in `focus`."""
        if self.isHidden():
            self._from = self.window().focusWidget()
        self._cover()
        self.show()
        self.raise_()
        focus.setFocus()

    def close_panel(self) -> None:
        """Hide it, and put the focus back."""
        if self.isHidden():
            return
        self.hide()
        origin, self._from = self._from, None
        if origin is not None:
            origin.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._cover()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            event.accept()  # what lies behind hears nothing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, event: QPaintEvent) -> None:
        color, opacity = SCRIM[self._theme.scheme]
        shade = QColor(color)
        shade.setAlphaF(opacity)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        edge = self.width() - self._panel.width()
        for step in range(16):
            soft = QColor(0, 0, 0, round(26 * (1 - step / 16) ** 2))
            painter.fillRect(edge - step - 1, 0, 1, self.height(), soft)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab stays in the panel."""
        inside = [
            each
            for each in self._panel.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.isVisibleTo(self)
            and each.isEnabled()
        ]
        if not inside:
            return False
        chain = in_focus_order(self, inside)
        here = self.window().focusWidget()
        place = chain.index(here) if here in chain else -1
        chain[(place + (1 if forwards else -1)) % len(chain)].setFocus(
            Qt.FocusReason.TabFocusReason
        )
        return True

    def _build(self, name: str) -> None:
        self.setObjectName(name)
        speak_as(self, QAccessible.Role.Dialog)
        self.setAccessibleName(self._title.text())
        self._cross.setObjectName(f"{name}.close")
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._cross)
        content = Surface("surface", self._area)
        content.setLayout(self.body)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        self._scroll_bar = OverlayScrollBar(self._area, stays=True)
        layout = QVBoxLayout(self._panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(self._area, 1)
        layout.addWidget(Hairline(self._panel))
        layout.addLayout(self.foot)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """What has the focus is in sight, and of a tall text the cursor."""
        content = self._area.widget()
        if now is None or content is None or self.isHidden() or not content.isAncestorOf(now):
            return
        edge = self._theme.px(_IN_SIGHT)
        self._area.ensureWidgetVisible(now, 0, edge)
        cursor = now.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        if isinstance(cursor, QRect | QRectF) and not cursor.isEmpty():
            place = now.mapTo(content, QRectF(cursor).center().toPoint())
            self._area.ensureVisible(place.x(), place.y(), 0, edge)

    def scroll_to(self, part: QWidget) -> None:
        """Show a part of the content from its top on."""
        content = self._area.widget()
        if content is not None and content.isAncestorOf(part):
            top = part.mapTo(content, QPoint(0, 0)).y()
            self._area.verticalScrollBar().setValue(top)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        self.setGeometry(parent.rect())
        width = min(self._theme.px(PANEL_WIDTH), self.width() - _LEAST_LEFT)
        place = QRect(self.width() - width, 0, width, self.height())
        self._panel.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._head.setContentsMargins(margins(self, (px(24), px(15), px(20), px(12))))
        self.body.setContentsMargins(px(24), 0, px(24), px(16))
        self.body.setSpacing(px(14))
        self.foot.setContentsMargins(px(24), px(14), px(24), px(15))
        self.foot.setSpacing(px(8))
        if not self.isHidden():
            self._cover()
