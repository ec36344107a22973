# SPDX-License-Identifier: Apache-2.0
"""The hours in which a desk works: from when to when, and in which time zone."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.button import Button
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.labelled import Labelled
from ui.widgets.paired import Paired

CHOICES = ("from", "until", "zone")


class HoursForm(QWidget):
    """Its choices are in `choices`, each under its name; `days` stands above them.

    Emits `save_requested()`.
    """

    save_requested = Signal()

    def __init__(self, theme: Theme, days: QWidget, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        labels = {
            "from": QCoreApplication.translate("setup", "From"),
            "until": QCoreApplication.translate("setup", "Until"),
            "zone": QCoreApplication.translate("setup", "Time zone"),
        }
        self.choices = {
            name: ChoiceButton(theme, labels[name], name=f"setup.hours.{name}.field", parent=self)
            for name in CHOICES
        }
        self.save = Button(theme, QCoreApplication.translate("setup", "Save"), parent=self)
        self.save.setObjectName("setup.hours.save.button")
        self.save.clicked.connect(self.save_requested)
        fields = {
            name: Labelled(theme, labels[name], choice, parent=self)
            for name, choice in self.choices.items()
        }
        hours = Paired(theme, fields["from"], fields["until"], room=180, gap=8, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(days)
        self._column.addWidget(Paired(theme, hours, fields["zone"], parent=self))
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addStretch(1)
        self._column.addLayout(foot)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._column.setSpacing(self._theme.px(12))
