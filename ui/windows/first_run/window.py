# SPDX-License-Identifier: Apache-2.0
"""The layout of the first run: where one is, the step, and the way on."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import DISPLAY, META, META_MEDIUM, META_STRONG, TITLE
from ui.widgets.button import Button
from ui.widgets.label import Surface, TextLabel
from ui.widgets.painting import draw_box, draw_icon, draw_text, follow_reading
from ui.widgets.spoken_roles import speak_as
from ui.windows.first_run.about import AboutPage
from ui.windows.first_run.practice import KeyCard, PracticePage

SIZE: Final = (960, 580)
_ENTER: Final = "\u23ce"
_LEAST_PAGE: Final = 330
_ANY: Final = 16_777_215
_KEYS: Final = 320
_BESIDE: Final = 860
"""With less room between the edges for the zoom the keys stand below the page, whose hints would
be cut otherwise."""


class FirstRunWindow(QWidget):
    """Two steps. Emits `closed()`, `skipped()` and `went_on()`."""

    closed = Signal()
    skipped = Signal()
    went_on = Signal()

    def __init__(self, theme: Theme, about: AboutPage) -> None:
        super().__init__()
        self._theme = theme
        self._welcome = TextLabel(theme, style=TITLE, parent=self)
        self.about = about
        self.practice = PracticePage(theme)
        self.keys = KeyCard(theme, self)
        self.steps = _Steps(theme, self)
        self.number = TextLabel(theme, style=META_MEDIUM, ink="text2", parent=self)
        self.title = TextLabel(theme, style=DISPLAY, wrap=True, parent=self)
        self.skip_button = Button(theme, translate("first_run", "Skip"), height=34, parent=self)
        self.next = Button(theme, "", kind="primary", keycap=_ENTER, height=34, parent=self)
        self._stack = QStackedLayout()
        self._build()
        self.skip_button.clicked.connect(self.skipped)
        self.next.clicked.connect(self.went_on)
        self.show_step(0)

    @property
    def step(self) -> int:
        return self._stack.currentIndex()

    def greet(self, name: str) -> None:
        """Say who is welcome, once that is known."""
        told = translate("first_run", "Welcome")
        if name:
            told = translate("first_run", "Welcome, {name}").format(name=name)
        self._welcome.setText(told)

    def show_step(self, step: int) -> None:
        """0: about you. 1: five keys."""
        self._stack.setCurrentIndex(step)
        self.steps.show_step(step)
        self.number.setText(
            translate("first_run", "Step {step} of {count}").format(step=step + 1, count=2)
        )
        self.title.setText(
            translate("first_run", "Five keys that do most of the work")
            if step
            else translate("first_run", "How should customers see you, and when do you work?")
        )
        self.next.set_label(
            translate("first_run", "Begin") if step else translate("first_run", "Next: five keys")
        )
        self.keys.practice = self.practice.list.practice if step else None
        self.keys.update()
        (self.practice if step else self.about.signature).setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_on.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.skipped.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the signature Enter begins a line: the button names the key that goes on there."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            inside = event.type() == QEvent.Type.FocusIn
            self.next.set_keycap(f"Ctrl {_ENTER}" if inside else _ENTER)
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        px = self._theme.px
        self.about.signature.installEventFilter(self)
        self.setObjectName("deskbell_window")
        speak_as(self, QAccessible.Role.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(translate("first_run", "Welcome to Deskbell"))
        self.skip_button.setObjectName("first_run.skip.button")
        self.next.setObjectName("first_run.next.button")
        column = QVBoxLayout(self)
        room = self.screen().availableSize()
        size = QSize(min(px(SIZE[0]), room.width()), min(px(SIZE[1]), room.height()))
        edge = self._edge = px(40) if size.width() == px(SIZE[0]) else px(16)
        column.setContentsMargins(0, 0, 0, px(24))
        column.setSpacing(0)
        area = QScrollArea(self)  # for a large zoom on a small screen
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._middle(edge))
        column.addWidget(area, 1)
        column.addSpacing(px(24))
        foot = QHBoxLayout()
        foot.setContentsMargins(edge, 0, edge, 0)
        foot.setSpacing(px(18))
        told = translate("first_run", "You can change all of this in Settings.")
        foot.addWidget(self.skip_button)
        words = TextLabel(self._theme, told, style=META, ink="text2", elide=True, parent=self)
        foot.addWidget(words, 1)
        foot.addWidget(self.next)
        column.addLayout(foot)
        self.resize(size)

    def _turn(self) -> None:
        """The keys stand below the page where there is no room beside it."""
        px = self._theme.px
        beside = self.width() - 2 * self._edge >= px(_BESIDE)
        direction = QBoxLayout.Direction
        self._pages.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        widest = px(_KEYS) if beside else _ANY
        highest = _ANY if beside else px(_LEAST_PAGE)
        self.keys.setMinimumSize(px(_KEYS) if beside else 0, 0 if beside else highest)
        self.keys.setMaximumSize(widest, highest)

    def _middle(self, edge: int) -> QWidget:
        """Everything but the foot."""
        px = self._theme.px
        whole = Surface("window", self)
        column = QVBoxLayout(whole)
        column.setContentsMargins(edge, px(28), edge, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addSpacing(px(18))
        column.addWidget(self.steps)
        column.addSpacing(px(14))
        column.addWidget(self.title)
        column.addSpacing(px(16))
        pages = self._pages = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        pages.setSpacing(px(20))
        for page in (self.about, self.practice):
            page.setMinimumHeight(px(_LEAST_PAGE))
            self._stack.addWidget(page)
        pages.addLayout(self._stack, 1)
        pages.addWidget(self.keys)
        column.addLayout(pages, 1)
        return whole

    def _head(self) -> QWidget:
        head = QWidget(self)
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(self._theme.px(12))
        line.addWidget(_Sign(self._theme, head))
        line.addWidget(self._welcome)
        line.addStretch(1)
        line.addWidget(self.number)
        return head


class _Sign(QWidget):
    """The product's sign."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(theme.px(28), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        tile = QRectF(self.rect())
        draw_box(painter, tile, radius=theme.px(7), fill_color=theme.color("accent"))
        inset = theme.px(5)
        draw_icon(painter, theme, "concierge-bell", QPointF(inset, inset), ink="on_accent", size=18)


class _Steps(QWidget):
    """A bar for each step, with its name below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = 0
        self.setFixedHeight(theme.px(28))

    def show_step(self, step: int) -> None:
        self._step = step
        self.setAccessibleName(self._names()[step])
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, px = self._theme, QPainter(self), self._theme.px
        names = self._names()
        follow_reading(painter, self.layoutDirection(), QRectF(self.rect()))
        gap = px(8)
        width = (self.width() - gap * (len(names) - 1)) / len(names)
        for place, name in enumerate(names):
            left = place * (width + gap)
            face = theme.color("accent" if place <= self._step else "track")
            bar = QRectF(left, 0, width, px(4))
            draw_box(painter, bar, radius=px(2), fill_color=face)
            here = place == self._step
            line = QRectF(left, px(9), width, px(18))
            style, ink = (META_STRONG, "text") if here else (META_MEDIUM, "text2")
            draw_text(painter, theme, name, line, style=style, ink=ink)

    def _names(self) -> tuple[str, ...]:
        return translate("first_run", "About you"), translate("first_run", "Five keys")
