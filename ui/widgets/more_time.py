# SPDX-License-Identifier: Apache-2.0
"""Asks how much more time a ticket gets, and why."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY_STRONG, INPUT
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.widgets.popover import Popover
from ui.widgets.segmented import Segmented

_WIDTH: Final = 320
_EDGE: Final = 14
_MOST: Final = 9_999
_LONGEST_REASON: Final = 500
_SECONDS: Final = {"minutes": 60, "hours": 3600}
_BEGINS: Final = "1"


class MoreTime(Popover):
    """Emits `asked(metric, seconds, reason)` and closes. Without a reason it stays and says so."""

    asked = Signal(str, int, str)

    def __init__(self, theme: Theme, owner: QWidget | None = None) -> None:
        super().__init__(theme, owner)
        self._metric = ""
        self._title = TextLabel(theme, style=BODY_STRONG, elide=True, parent=self.panel)
        self.amount = Field(
            theme,
            QCoreApplication.translate("widgets", "How much more"),
            name="properties.more.amount.field",
            height=INPUT,
            parent=self.panel,
        )
        self.amount.input.setValidator(QIntValidator(1, _MOST, self.amount))
        self.unit = Segmented(
            theme,
            (
                ("minutes", QCoreApplication.translate("widgets", "Minutes"), ""),
                ("hours", QCoreApplication.translate("widgets", "Hours"), ""),
            ),
            name="properties.more.unit.segmented",
            parent=self.panel,
        )
        self.amount.set_beside_widget(self.unit, share=55)
        self.reason = Field(
            theme,
            QCoreApplication.translate("widgets", "Reason, for everybody to read"),
            name="properties.more.reason.field",
            height=INPUT,
            parent=self.panel,
        )
        self.reason.input.setMaxLength(_LONGEST_REASON)
        self.add = Button(
            theme,
            QCoreApplication.translate("widgets", "Add time"),
            kind="primary",
            parent=self.panel,
        )
        self.add.setObjectName("properties.more.add.button")
        self._build()

    def open_for(self, metric: str, title: str, beside: QRect) -> None:
        """Ask for a clock, below the link that was pressed."""
        self._metric = metric
        self._title.setText(title)
        self.setAccessibleName(title)
        self.amount.set_text(_BEGINS)
        self.unit.set_key("hours")
        self.reason.set_text("")
        for field in (self.amount, self.reason):
            field.set_error("")
        self._dress()
        self.open_beside(beside, self.amount.input, at_end=True)
        self.amount.input.selectAll()

    def wanted_size(self, width: int, height: int) -> QSize:
        wide = min(self._theme.px(_WIDTH), width)
        tall = self._column.totalSizeHint().height()
        if self._column.hasHeightForWidth():
            tall = self._column.totalHeightForWidth(wide)
        return QSize(wide, min(tall, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.hide()

    def focusNextPrevChild(self, forwards: bool, /) -> bool:
        """Tab goes round in the panel."""
        units = (each for each in self.unit.findChildren(QAbstractButton) if each.isChecked())
        stops = (self.amount.input, *units, self.reason.input, self.add)
        here = next((place for place, stop in enumerate(stops) if stop.hasFocus()), -1)
        stops[(here + (1 if forwards else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _build(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.add)
        self._column = QVBoxLayout(self.panel)
        self._column.addWidget(self._title)
        self._column.addWidget(self.amount)
        self._column.addWidget(self.reason)
        self._column.addLayout(foot)
        units = self.unit.findChildren(QAbstractButton)
        self.hold_focus(self.amount.input, *units, self.reason.input, self.add)
        for field in (self.amount, self.reason):
            field.submitted.connect(self._on_submitted)
        self.add.clicked.connect(self._on_submitted)

    def _dress(self) -> None:
        """The zoom may have changed since it was open."""
        edge = self._theme.px(_EDGE)
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(self._theme.px(10))

    def _on_submitted(self) -> None:
        amount, reason = self.amount.text(), self.reason.text().strip()
        told = amount.isdecimal() and int(amount) > 0
        self.amount.set_error(
            "" if told else QCoreApplication.translate("widgets", "Type a number")
        )
        self.reason.set_error("" if reason else QCoreApplication.translate("widgets", "Say why"))
        if told and reason:
            self.hide()
            self.asked.emit(self._metric, int(amount) * _SECONDS[self.unit.key], reason)
            return
        (self.reason if told else self.amount).input.setFocus()
        for field in (self.amount, self.reason):
            field.updateGeometry()
        self._column.invalidate()  # the panel grows by what is said now
        self.fit()
