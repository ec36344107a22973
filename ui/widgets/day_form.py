# SPDX-License-Identifier: Apache-2.0
"""The form of a day that differs from others: which day, what happens on it, and its name."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import INPUT
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.field import Field
from ui.widgets.labelled import Labelled

KINDS: Final = ("closed", "break", "hours")


class DayForm(QWidget):
    """Emits `save_requested()`, and `left()` when nothing is to be kept."""

    save_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.day = Field(
            theme,
            QCoreApplication.translate("days", "Date"),
            name="admin.day.date.field",
            placeholder="2026-12-24",
            height=INPUT,
            parent=self,
        )
        self.name = Field(
            theme,
            QCoreApplication.translate("days", "Name"),
            name="admin.day.name.field",
            height=INPUT,
            parent=self,
        )
        self.kind = ChoiceButton(
            theme,
            QCoreApplication.translate("days", "On this day"),
            name="admin.day.kind.field",
            parent=self,
        )
        words = (
            QCoreApplication.translate("days", "Closed"),
            QCoreApplication.translate("days", "Closed for some hours"),
            QCoreApplication.translate("days", "Open at other hours"),
        )
        self.kind.set_choices([Choice(key, told) for key, told in zip(KINDS, words, strict=True)])
        self.hours = Field(
            theme,
            QCoreApplication.translate("days", "Hours"),
            name="admin.day.hours.field",
            placeholder="08:00-12:00, 13:00-15:00",
            height=INPUT,
            parent=self,
        )
        self.save = Button(theme, QCoreApplication.translate("days", "Keep in draft"), parent=self)
        self.save.setObjectName("admin.day.save.button")
        self.cancel = Button(
            theme, QCoreApplication.translate("days", "Cancel"), kind="ghost", parent=self
        )
        self.cancel.setObjectName("admin.day.cancel.button")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        kind = Labelled(theme, self.kind.label, self.kind, parent=self)
        for part in (self.day, self.name, kind, self.hours):
            self._column.addWidget(part)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.save)
        self._foot.addWidget(self.cancel)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self.save.clicked.connect(self.save_requested)
        self.cancel.clicked.connect(self.left)
        for field in (self.day, self.name, self.hours):
            field.submitted.connect(self.save_requested)
        self.kind.changed.connect(self._fit)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def begin(
        self, *, day: str = "", name: str = "", kind: str = "closed", hours: str = ""
    ) -> None:
        """Show a day, or an empty form."""
        for field, text in ((self.day, day), (self.name, name), (self.hours, hours)):
            field.set_text(text)
            field.set_error("")
        self.kind.set_keys((kind,))
        self._fit()

    def _fit(self) -> None:
        self.hours.setVisible(self.kind.key != "closed")

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(10))
        self._foot.setSpacing(px(8))
