# SPDX-License-Identifier: Apache-2.0
"""A card that asks for a ticket and shows how its clocks ran."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BODY_STRONG, BUTTON_SMALL, META
from ui.widgets.card import Card
from ui.widgets.clock_course import ClockCourse
from ui.widgets.course_value import CourseValue
from ui.widgets.label import TextLabel
from ui.widgets.margins import margins

_NUMBER: Final = 96
_HEAD: Final = 38
_MESSAGE: Final = 120


class CourseCard(Card):
    """Emits `number_entered(text)` on Enter in the field of the ticket's number."""

    number_entered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._look = theme
        self._head = QWidget(self)
        self._row = QHBoxLayout(self._head)
        self._title = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self)
        self._aside = TextLabel(theme, style=META, ink="text2", parent=self)
        self.number = QLineEdit(self)
        self.number.setObjectName("admin.course.number.field")
        self.number.setAccessibleName(QCoreApplication.translate("course", "Number of a ticket"))
        self.number.setPlaceholderText(QCoreApplication.translate("course", "Ticket"))
        self.number.setProperty("field", "true")
        self.number.returnPressed.connect(self._on_return_pressed)
        self.course = ClockCourse(theme, self)
        self._message = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self._row.addWidget(self._title, 1)
        self._row.addWidget(self._aside)
        self._row.addWidget(self.number)
        self._body = QWidget(self)
        self._pages = QStackedLayout(self._body)
        self._pages.addWidget(self.course)
        words = QWidget(self)
        self._words = QHBoxLayout(words)
        self._words.addWidget(self._message)
        self._pages.addWidget(words)
        self._below = QHBoxLayout()
        self._below.addWidget(self._body)
        self.inside.addWidget(self._head)
        self.inside.addLayout(self._below)
        theme.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_title(self, title: str, aside: str = "") -> None:
        """Whose clocks they are, and on which clock the time is told."""
        self._title.setText(title)
        self._aside.setText(aside)
        self.setAccessibleName(title)

    def show_course(self, value: CourseValue) -> None:
        self.course.show_course(value)
        self._pages.setCurrentIndex(0)
        self._fit()

    def show_message(self, words: str) -> None:
        """Why there is no time line."""
        self._message.setText(words)
        self._pages.setCurrentIndex(1)
        self._fit()

    @property
    def message(self) -> str:
        """What is said instead of the time line."""
        return self._message.text() if self._pages.currentIndex() else ""

    def _fit(self) -> None:
        shown = self._pages.currentIndex() == 0
        height = self.course.sizeHint().height() if shown else self._look.px(_MESSAGE)
        self._body.setFixedHeight(height)

    def _on_return_pressed(self) -> None:
        self.number_entered.emit(self.number.text())

    def _on_look_changed(self) -> None:
        px = self._look.px
        self._head.setFixedHeight(px(_HEAD))
        self._row.setContentsMargins(margins(self, (px(16), px(4), px(12), 0)))
        self._row.setSpacing(px(12))
        self._below.setContentsMargins(margins(self, (px(16), 0, px(16), px(4))))
        self._words.setContentsMargins(0, 0, 0, 0)
        self.number.setFont(self._look.font(BODY))
        self.number.setFixedSize(px(_NUMBER), px(BUTTON_SMALL))
        self._fit()
