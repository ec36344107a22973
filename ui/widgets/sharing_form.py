# SPDX-License-Identifier: Apache-2.0
"""The form of how a team shares out its tickets. What is set takes effect at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import BODY, INPUT
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.invalid_mark import mark_invalid
from ui.widgets.label import Hairline
from ui.widgets.labelled import Labelled
from ui.widgets.numbered_lines import NumberedLine, NumberedLines
from ui.widgets.segmented import Segmented
from ui.widgets.settings_row import SettingsRow
from ui.widgets.switch import Switch
from ui.widgets.tab_order import tab_through

SharingField = Literal[
    "routing", "order", "sticky", "accept_s", "per_minute", "relax_minutes", "reroute"
]

_NUMBER: Final = 64

NUMBERS: Final[tuple[SharingField, ...]] = ("accept_s", "per_minute", "relax_minutes")


@dataclass(frozen=True, slots=True)
class SharingValue:
    """How a team shares out, as its row has it."""

    routing: str = "manual"
    order: str = "deadline"
    sticky: bool = True
    accept_s: int = 0
    per_minute: int = 3
    relax_minutes: int = 60
    reroute: str = "urgent"


class SharingForm(QWidget):
    """Signals: `chosen(field, key)` for a choice, `switched(on)` for the same agent again,
    `number_entered(field, text)` on Enter, and when the cursor leaves a line that was changed.
    """

    chosen = Signal(str, str)
    switched = Signal(bool)
    number_entered = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        modes: Sequence[tuple[str, str]],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        parts = [(key, words, "") for key, words in modes]
        self.mode = Segmented(theme, parts, name=f"{name}.mode", parent=self)
        self.criteria = NumberedLines(theme, self)
        self.order = ChoiceButton(
            theme, self.tr("Who waits is served"), name=f"{name}.order.field", parent=self
        )
        self.reroute = ChoiceButton(
            theme,
            self.tr("Off shift, open tickets go to others"),
            name=f"{name}.reroute.field",
            parent=self,
        )
        self.sticky = Switch(
            theme,
            self.tr("Same agent when a customer writes again"),
            name=f"{name}.sticky.switch",
            parent=self,
        )
        self.numbers: dict[SharingField, QLineEdit] = {}
        self._rows: dict[SharingField, SettingsRow] = {}
        self._add_number(
            "accept_s",
            self.tr("Seconds to accept an offer"),
            hint=self.tr("0: it is assigned at once."),
        )
        self._add_number(
            "per_minute",
            self.tr("New tickets a minute"),
            hint=self.tr("For each agent. 0: no limit."),
        )
        self._add_number(
            "relax_minutes",
            self.tr("Minutes per extra skill"),
            hint=self.tr("After so long one less is asked for. 0: never."),
        )
        self._build()
        self.mode.chosen.connect(self._on_mode)
        self.order.changed.connect(self._on_order)
        self.reroute.changed.connect(self._on_reroute)
        self.sticky.clicked.connect(self.switched)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def offer(self, *, orders: Sequence[Choice], reroutings: Sequence[Choice]) -> None:
        """In which order a queue is gone through, and what goes to others."""
        self.order.set_choices(orders)
        self.reroute.set_choices(reroutings)

    def show_value(self, value: SharingValue, criteria: Sequence[NumberedLine]) -> None:
        """Fill the form; a number that is being typed stays."""
        self.mode.set_key(value.routing)
        self.criteria.show_lines(criteria)
        self.criteria.setVisible(bool(criteria))
        self.order.set_keys((value.order,))
        self.reroute.set_keys((value.reroute,))
        self.sticky.setChecked(value.sticky)
        for field, line in self.numbers.items():
            if not line.isModified():
                line.setText(str(getattr(value, field)))

    def show_state(self, *, may_edit: bool) -> None:
        """Whether this person may change it."""
        for part in (self.mode, self.order, self.reroute, self.sticky, *self.numbers.values()):
            part.setEnabled(may_edit)

    def settle(self, field: SharingField, error: str = "") -> None:
        """What was typed is taken, or is wrong and stays."""
        line = self.numbers[field]
        mark_invalid(line, invalid=bool(error))
        self._rows[field].set_hint(error, wrong=True)
        line.setAccessibleDescription(self._rows[field].hint.text())
        if not error:
            line.setModified(False)

    def forget_typed(self) -> None:
        """Another team is shown."""
        for field in self.numbers:
            self.settle(field)

    def _add_number(self, field: SharingField, words: str, *, hint: str) -> None:
        line = QLineEdit(self)
        line.setObjectName(f"{self._name}.{field}.field")
        line.setProperty("field", "true")
        line.setAccessibleName(words)
        line.setAccessibleDescription(hint)
        line.editingFinished.connect(self._on_number)
        self.numbers[field] = line
        self._rows[field] = SettingsRow(self._theme, words, line, hint=hint)

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.mode)
        self._column.addWidget(self.criteria)
        self._column.addWidget(Hairline(self))
        again = self.sticky.accessibleName()
        self._column.addWidget(SettingsRow(self._theme, again, self.sticky))
        for row in self._rows.values():
            self._column.addWidget(row)
        for choice in (self.order, self.reroute):
            self._column.addWidget(Labelled(self._theme, choice.label, choice, parent=self))
        self._column.addStretch(1)
        modes = self.mode.findChildren(QAbstractButton)
        tab_through((*modes, self.sticky, *self.numbers.values(), self.order, self.reroute))

    def _on_mode(self, key: str) -> None:
        self.chosen.emit("routing", key)

    def _on_order(self) -> None:
        self.chosen.emit("order", self.order.key)

    def _on_reroute(self) -> None:
        self.chosen.emit("reroute", self.reroute.key)

    def _on_number(self) -> None:
        for field, line in self.numbers.items():
            if line is self.sender() and line.isModified():
                self.number_entered.emit(field, line.text().strip())

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(8))
        for line in self.numbers.values():
            line.setFont(self._theme.font(BODY))
            line.setFixedSize(px(_NUMBER), px(INPUT))
