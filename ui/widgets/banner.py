# SPDX-License-Identifier: Apache-2.0
"""The line under a header that says what is wrong without interrupting."""

from typing import Final, Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, META_MEDIUM, ColorName
from ui.widgets.announcement import announce
from ui.widgets.button import BARE_ROOM, Button, icon_button
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_hairline, draw_icon, follow_reading, single_line

BannerTone = Literal["offline", "failure", "information"]

_BANNERS: Final[dict[BannerTone, tuple[ColorName, ColorName, ColorName, str]]] = {
    "offline": ("amber_soft", "amber_line", "amber_text", "wifi-off"),
    "failure": ("red_soft", "red_line", "red_text", "circle-alert"),
    "information": ("accent_soft", "accent_line", "accent_text", "info"),
}

YIELDING: Final = "{text}"
"""Where in a rest the text stands that gives way."""

_LEAST_TEXT: Final = 48


class Banner(QWidget):
    """One line under a header: a strong beginning, the rest of the sentence, one action.

    What has no rest goes on in further lines where there is no room, and so does a rest of which a
    part gives way: that part is cut, the words around it never are. Hidden until `show_message`.
    Emits `action_requested` when the action is pressed, and `dismissed` when it is closed, where it
    can be.
    """

    action_requested = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone: BannerTone = "information"
        self._action_name = ""
        self._strong = TextLabel(theme, style=BODY_STRONG, parent=self)
        self._rest = TextLabel(theme, style=BODY, elide=True, parent=self)
        self._whole = TextLabel(theme, style=BODY_STRONG, wrap=True, parent=self)
        self._action = Button(theme, kind="link", height=24, parent=self)
        self._action.set_text_style(META_MEDIUM)
        self._action.setObjectName("window.banner.action")
        self._action.clicked.connect(self.action_requested)
        dismiss = QCoreApplication.translate("widgets", "Dismiss")
        self._close = icon_button(theme, "x", dismiss, height=24, parent=self)
        self._close.setObjectName("window.banner.close")
        self._close.clicked.connect(self.dismissed)
        self._rest_words = self._yielding = ""
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self._strong)
        self._words.addWidget(self._rest, 1)
        self._layout = QHBoxLayout(self)
        self._layout.addLayout(self._words, 1)
        self._layout.addWidget(self._whole, 1)
        self._layout.addWidget(self._action)
        self._layout.addWidget(self._close)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def show_message(
        self,
        tone: BannerTone,
        strong: str,
        rest: str = "",
        *,
        action: str = "",
        action_name: str = "",
        closable: bool = False,
        yielding: str = "",
    ) -> None:
        """Say it. `action_name` is what screen readers call an action whose words change;
        `yielding` is a text for the place `YIELDING` of the rest.
        """
        self._tone = tone
        self._rest_words, self._yielding = rest, single_line(yielding)
        rest = rest.replace(YIELDING, self._yielding) if yielding else rest
        if self.isHidden() or strong != self._strong.text():
            announce(self, f"{strong} {rest}".strip())
        ink = _BANNERS[tone][2]
        self._strong.setText(strong)
        self._rest.setText(rest)
        self._whole.setText("" if rest else strong)
        for label in (self._strong, self._rest, self._whole):
            label.set_ink("text2" if label is self._rest else ink)
            label.setVisible((label is self._whole) != bool(rest))
        self._close.setVisible(closable)
        self._close.set_ink(ink)
        self._action.setVisible(bool(action))
        self._action_name = action_name
        self.set_action(action)
        self._action.set_ink(ink)
        self.setAccessibleName(f"{strong} {rest}".strip())
        self._fit_height()
        self.update()
        self.show()

    def set_action(self, words: str) -> None:
        """The same action in other words; nothing is announced."""
        if words != self._action.text():
            self._action.set_label(words)
        self._action.setAccessibleName(self._action_name or words)
        self._action.setAccessibleDescription(words if self._action_name else "")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        face, line, ink, icon = _BANNERS[self._tone]
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        painter.fillRect(self.rect(), theme.color(face))
        color = theme.color(line)
        draw_hairline(painter, 0, self.width(), y=self.height() - 1, color=color)
        where = QPointF(theme.px(20), (self.height() - theme.px(16)) / 2)
        draw_icon(painter, theme, icon, where, ink=ink)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._layout.setContentsMargins(margins(self, (px(46), 0, px(20 - BARE_ROOM), 0)))
        self._layout.setSpacing(px(6))
        self._fit_height()

    def _fit_height(self) -> None:
        """As many lines as the sentence needs beside the buttons."""
        px, margins = self._theme.px, self._layout.contentsMargins()
        shown = [each for each in (self._action, self._close) if not each.isHidden()]
        buttons = sum(each.sizeHint().width() + self._layout.spacing() for each in shown)
        room = max(px(80), self.width() - margins.left() - margins.right() - buttons)
        lines = self._whole.heightForWidth(room) if self._whole.text() else 0
        lines = max(lines, self._fit_rest(room))
        self.setFixedHeight(max(px(40), lines + px(20)))
        self._layout.setGeometry(self.rect())  # it was laid out before its height was known

    def _fit_rest(self, room: int) -> int:
        """Beside the strong words, or below them, where it has a part that gives way. Says how high
        both are together in that case.
        """
        rest, advance = self._rest, self._theme.metrics(BODY).horizontalAdvance
        whole = self._rest_words.replace(YIELDING, self._yielding)
        beside = self._strong.sizeHint().width() + self._layout.spacing() + advance(whole)
        below = bool(self._yielding) and beside > room
        way = QBoxLayout.Direction
        self._words.setDirection(way.TopToBottom if below else way.LeftToRight)
        self._words.setSpacing(0 if below else self._layout.spacing())
        edge = self._theme.px(10) if below else 0
        self._words.setContentsMargins(0, edge, 0, edge)
        rest.setWordWrap(below)
        if not below:
            rest.setFixedHeight(rest.sizeHint().height())
            if self._yielding:
                rest.setText(whole)
            return 0
        left = room - advance(self._rest_words.replace(YIELDING, "")) - 1
        if left < self._theme.px(_LEAST_TEXT):
            left = room / 2  # the words around it take more than a line
        metrics = self._theme.metrics(BODY)
        cut = metrics.elidedText(self._yielding, Qt.TextElideMode.ElideRight, left)
        rest.setText(self._rest_words.replace(YIELDING, cut))
        rest.setFixedHeight(rest.heightForWidth(room))
        return self._strong.sizeHint().height() + rest.height()
