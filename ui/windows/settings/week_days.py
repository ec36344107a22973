# SPDX-License-Identifier: Apache-2.0
"""The days of a week as buttons that stay down on the days of work."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.models.words import translate
from ui.models.working_time import DAYS
from ui.theme.theme import Theme
from ui.theme.tokens import META_MEDIUM, META_STRONG
from ui.widgets.button import Button

_COLUMNS = 4


class DayButton(Button):
    """One day of the week; Monday is 0."""

    def __init__(self, theme: Theme, day: int, *, name: str, parent: QWidget) -> None:
        super().__init__(theme, translate("first_run", DAYS[day]), parent=parent)
        self.setCheckable(True)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def _on_toggled(self, checked: bool) -> None:
        self.set_kind("soft" if checked else "default")
        self.set_ink("accent_text" if checked else "text2")
        self.set_text_style(META_STRONG if checked else META_MEDIUM)


class WeekDays(QWidget):
    """All seven, in two lines. Emits `changed()` when the person presses one."""

    changed = Signal()

    def __init__(self, theme: Theme, label: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(label)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(4))
        stem = name.rpartition(".")[0]
        self.days = tuple(
            DayButton(theme, day, name=f"{stem}.day_{day}", parent=self) for day in range(len(DAYS))
        )
        for place, day in enumerate(self.days):
            day.clicked.connect(self.changed)
            grid.addWidget(day, place // _COLUMNS, place % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)

    def marks(self) -> str:
        """The days as they are kept: "1111100" from Monday to Friday."""
        return "".join("01"[day.isChecked()] for day in self.days)

    def set_marks(self, marks: str) -> None:
        """Show these days; nothing is announced."""
        for day, mark in zip(self.days, marks.ljust(len(DAYS), "0"), strict=False):
            day.setChecked(mark == "1")
