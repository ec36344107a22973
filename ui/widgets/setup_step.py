# SPDX-License-Identifier: Apache-2.0
"""One step of setting up: its number or its tick, what it is about, and what is done in it."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, META, SECTION
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins
from ui.widgets.painting import CENTER, draw_box, draw_icon, draw_text, follow_reading
from ui.widgets.setup_value import StepValue

_MARK = 26
_BESIDE = 40


class SetupStep(Card):
    """Shows a StepValue; `body` is what one does, seen while it is opened.

    Emits `action_requested()`.
    """

    action_requested = Signal()

    def __init__(self, theme: Theme, body: QWidget, *, name: str, parent: QWidget) -> None:
        super().__init__(theme, padding=(20, 14, 20, 14), parent=parent)
        self._look = theme
        self.body = body
        self.mark = StepMark(theme, self)
        self._title = TextLabel(theme, style=SECTION, wrap=True, parent=self)
        self._note = TextLabel(theme, style=META, ink="text2", wrap=True, parent=self)
        self.action = Button(theme, parent=self)
        self.action.setObjectName(f"{name}.button")
        self.action.clicked.connect(self.action_requested)
        self._value: StepValue | None = None
        self.setObjectName(name)
        self._build()
        theme.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.set_open(False)

    def show_step(self, value: StepValue) -> None:
        """How it stands."""
        self._value = value
        self.mark.show_mark(value.number, done=value.done)
        self._title.setText(value.title)
        self._note.setText(value.note)
        self._note.set_ink("amber_text" if value.wrong else "text2")
        self.action.set_label(value.action, name=f"{value.title}: {value.action}")
        self.action.setVisible(bool(value.action))
        done = QCoreApplication.translate("setup", "done")
        state = done if value.done else QCoreApplication.translate("setup", "not done yet")
        self.setAccessibleName(f"{value.title}, {state}. {value.note}")
        self._show_line()

    def set_open(self, opened: bool) -> None:
        """Show what is done in it, or no longer."""
        self._inset.setVisible(opened)
        self._show_line()

    @property
    def is_open(self) -> bool:
        return not self._inset.isHidden()

    def _show_line(self) -> None:
        current = self.is_open and self._value is not None and not self._value.done
        self.set_tone("accent_line" if current else "line2", "")

    def _build(self) -> None:
        self._head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._note)
        self._head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.addLayout(words, 1)
        self._head.addWidget(self.action)
        self.inside.addLayout(self._head)
        self._inset = QWidget(self)
        self._below = QVBoxLayout(self._inset)
        self._below.addWidget(self.body)
        self.inside.addWidget(self._inset)

    def _on_look_changed(self) -> None:
        px = self._look.px
        self._head.setSpacing(px(_BESIDE - _MARK))
        self._below.setContentsMargins(margins(self, (px(_BESIDE), px(14), 0, px(4))))


class StepMark(QWidget):
    """The number of a step, or a tick when it is done."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number, self._done = 1, False
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_mark(self, number: int, *, done: bool) -> None:
        self._number, self._done = number, done
        told = QCoreApplication.translate("setup", "Step {number}").format(number=number)
        words = QCoreApplication.translate("setup", "Done") if done else told
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        follow_reading(painter, self.layoutDirection(), rect)
        radius = rect.height() / 2
        if self._done:
            face, line = theme.color("green_soft"), theme.color("green_line")
            draw_box(painter, rect, radius=radius, fill_color=face, line_color=line)
            half = theme.px(8)
            where = rect.center() - QPointF(half, half)
            draw_icon(painter, theme, "check", where, ink="green_text")
            return
        draw_box(painter, rect, radius=radius, fill_color=theme.color("accent"))
        number = str(self._number)
        draw_text(painter, theme, number, rect, style=BODY_STRONG, ink="on_accent", align=CENTER)

    def _on_theme_changed(self) -> None:
        self.setFixedSize(self._theme.px(_MARK), self._theme.px(_MARK))
