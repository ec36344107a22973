# SPDX-License-Identifier: Apache-2.0
"""The layout of the sign-in window: the form on the left, the connection on the right."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, DISPLAY, META
from ui.widgets.button import BARE_ROOM, Button
from ui.widgets.check_box import CheckBox
from ui.widgets.field import Field
from ui.widgets.label import Hairline, Surface, TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import draw_box, draw_icon
from ui.widgets.spoken_roles import speak_as
from ui.windows.settings.report import short_version
from ui.windows.signin.checks import CheckList

SIZE: Final = (960, 640)
LEAST: Final = (420, 480)
_FORM: Final = 520
_LARGE: Final = 36
_LINK: Final = 24
_LEAST_EDGE: Final = 30
_BESIDE: Final = 720
"""Where there is less room for the zoom, the connection stands below the form."""


class SignInWindow(QWidget):
    """Layout only: the controller decides which fields are there and what they say.

    Emits `closed()`.
    """

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = TextLabel(theme, style=DISPLAY, parent=self)
        self.subtitle = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self.server = Field(
            theme, translate("signin", "Server"), name="signin.server.field", parent=self
        )
        self.server.input.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.join_code = Field(
            theme,
            translate("signin", "Join code"),
            name="signin.code.field",
            placeholder="deskbell://",
            parent=self,
        )
        self.email = Field(
            theme, translate("signin", "Email"), name="signin.email.field", parent=self
        )
        self.password = Field(
            theme,
            translate("signin", "Password"),
            name="signin.password.field",
            secret=True,
            parent=self,
        )
        self.passphrase = Field(
            theme,
            translate("signin", "Passphrase for this computer"),
            name="signin.passphrase.field",
            secret=True,
            parent=self,
        )
        self.stays = CheckBox(
            theme,
            translate("signin", "Stay signed in on this computer"),
            checked=True,
            parent=self,
        )
        self.trouble = TextLabel(theme, style=BODY, ink="red_text", wrap=True, parent=self)
        self.primary = Button(
            theme, translate("signin", "Sign in"), kind="primary", height=_LARGE, parent=self
        )
        self.offline = Button(
            theme, translate("signin", "Work offline"), kind="primary", height=_LARGE, parent=self
        )
        self.again = Button(theme, translate("signin", "Try again"), height=_LARGE, parent=self)
        self.change = Button(
            theme, translate("signin", "Change server"), kind="link", height=_LINK, parent=self
        )
        self.forgotten = Button(
            theme, translate("signin", "Forgot password"), kind="link", height=_LINK, parent=self
        )
        self.checks_title = TextLabel(theme, style=BODY_STRONG, parent=self)
        self.checks = CheckList(theme, self)
        part = self.offline_part = QWidget(self)
        self.offline_title = TextLabel(
            theme, translate("signin", "You can work offline"), style=BODY_STRONG, parent=part
        )
        self.offline_words = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=part)
        self.advice_title = TextLabel(theme, style=BODY_STRONG, parent=self)
        self.advice = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self.report = Button(theme, translate("signin", "Copy report"), height=_LARGE, parent=self)
        self._build()

    @property
    def fields(self) -> tuple[Field, ...]:
        """From the top to the bottom."""
        return self.join_code, self.email, self.password, self.passphrase

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self.setObjectName("deskbell_window")
        speak_as(self, QAccessible.Role.Window)
        self.setWindowTitle(translate("signin", "Sign in to Deskbell"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)  # the shell decides
        self.primary.setObjectName("signin.primary.button")
        self.stays.setObjectName("signin.stays.check")
        self.change.setObjectName("signin.change.button")
        self.report.setObjectName("signin.report.button")
        self.offline.setObjectName("signin.offline.button")
        self.again.setObjectName("signin.again.button")
        self.forgotten.setObjectName("signin.forgotten.button")
        for button in (self.primary, self.offline, self.again):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for field in (self.server, *self.fields):
            field.leave_room(BARE_ROOM)
        self.server.set_below_widget(self.change)
        self.password.set_aside_widget(self.forgotten)
        self.join_code.set_aside(translate("signin", "only the first time on this computer"))
        whole = Surface("surface", self)
        self._edge = Hairline(whole, vertical=True)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(0)
        for half in (self._form(), self._edge, self._side()):
            self._halves.addWidget(half)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._area = _scrolling(whole)
        self._area.verticalScrollBar().rangeChanged.connect(
            self._on_range_changed,
            Qt.ConnectionType.QueuedConnection,  # once everything has its place
        )
        layout.addWidget(self._area)
        self.setMinimumSize(*LEAST)
        self._theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """As large as the zoom wants and the screen lets."""
        px, room = self._theme.px, self.screen().availableSize()
        self.resize(min(px(SIZE[0]), room.width()), min(px(SIZE[1]), room.height()))
        self._arrange()

    def _arrange(self) -> None:
        """The two halves, as the width lets."""
        px = self._theme.px
        beside = self._is_beside = self.width() >= px(_BESIDE)
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._halves.setStretch(0, _FORM + 1 if beside else 0)
        self._halves.setStretch(2, SIZE[0] - _FORM - 1 if beside else 1)
        self._edge.setVisible(beside)
        edge = min(px(80), max(_LEAST_EDGE, (self.width() - px(800)) // 2))
        behind = px(BARE_ROOM)
        self._form_column.setContentsMargins(margins(self, (edge, px(36), edge - behind, px(20))))
        self._buttons.setContentsMargins(margins(self, (0, 0, behind, 0)))
        if beside:
            edge = edge * 3 // 5
        self._side_column.setContentsMargins(edge - beside, px(62 if beside else 28), edge, px(22))

    def _on_range_changed(self) -> None:
        """With more to say it grows, as far as the screen lets: buttons stay in sight. Where one
        half is below the other, the form is in sight without.
        """
        if not self._is_beside:
            return
        lacks = self._area.verticalScrollBar().maximum()
        most = self.screen().availableSize().height()
        self.resize(self.width(), min(self.height() + lacks, most))

    def _form(self) -> QWidget:
        px = self._theme.px
        form = Surface("surface", self)
        column = self._form_column = QVBoxLayout(form)
        column.setSpacing(px(6))
        column.addWidget(_Sign(self._theme, form))
        column.addSpacing(px(7))
        heading = QVBoxLayout()
        heading.setSpacing(px(2))
        heading.addWidget(self.title)
        heading.addWidget(self.subtitle)
        column.addLayout(heading)
        column.addSpacing(px(9))
        column.addWidget(self.server)  # the link below it is higher than its words
        for field in self.fields:
            field.set_gap(2 if field is self.password else 5)
            column.addWidget(field)
        column.addWidget(self.stays)
        column.addWidget(self.trouble)
        column.addSpacing(px(4))
        buttons = self._buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in (self.primary, self.offline, self.again):
            buttons.addWidget(button, 1)
        column.addLayout(buttons)
        column.addSpacing(px(10))
        column.addStretch(1)
        foot = translate("signin", "Deskbell {version}. Data stays here and on your server.")
        foot = foot.format(version=short_version()).replace(" .", ".")
        column.addWidget(
            TextLabel(self._theme, foot, style=META, ink="text3", wrap=True, parent=form)
        )
        return form

    def _side(self) -> QWidget:
        px = self._theme.px
        side = Surface("sunken", self)
        column = self._side_column = QVBoxLayout(side)
        column.setSpacing(0)
        column.addWidget(self.checks_title)
        column.addSpacing(px(6))
        column.addWidget(self.checks)
        column.addSpacing(px(20))
        column.addWidget(Hairline(side))
        column.addSpacing(px(20))
        # A label's own margins go when its style does: room is made by layouts only.
        part = QVBoxLayout(self.offline_part)
        part.setContentsMargins(0, 0, 0, px(22))
        part.setSpacing(px(2))
        part.addWidget(self.offline_title)
        part.addWidget(self.offline_words)
        column.addWidget(self.offline_part)
        column.addWidget(self.advice_title)
        column.addSpacing(px(2))
        column.addWidget(self.advice)
        column.addSpacing(px(16))
        self.report.setMinimumWidth(px(120))
        column.addWidget(self.report, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return side


def _scrolling(column: QWidget) -> QScrollArea:
    """For a large zoom on a small screen."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(column)
    return area


class _Sign(QWidget):
    """The product's sign."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(theme.px(_LARGE))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        side = theme.px(_LARGE)
        tile = QRectF(0, 0, side, side)
        draw_box(painter, tile, radius=theme.px(9), fill_color=theme.color("accent"))
        inset = theme.px(7)
        draw_icon(painter, theme, "concierge-bell", QPointF(inset, inset), ink="on_accent", size=22)
