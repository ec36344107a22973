# SPDX-License-Identifier: Apache-2.0
"""The layout of the page about assignment: how a team shares out, and who would get a ticket."""

from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BUTTON_SMALL
from ui.widgets.empty_state import EmptyState
from ui.widgets.headed_card import HeadedCard
from ui.widgets.label import TextLabel
from ui.widgets.tab_order import tab_before
from ui.widgets.trace import Trace
from ui.widgets.trace_table import TraceTable
from ui.widgets.trace_value import TraceStep, TraceTableValue
from ui.windows.agent.admin.sharing_page import SharingPage

_NAME: Final = "admin.assignment"
_NUMBER: Final = 110


class AssignmentPage(SharingPage):
    """Layout only: `AssignmentController` fills it. Signals: `waiting_chosen(place)` for a row of
    what waits.
    """

    waiting_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("assignment", "Assignment"), name=_NAME, parent=parent)
        self._table: TraceTable | None = None
        self._value: TraceTableValue | None = None
        self.none = EmptyState(theme, icon="users", parent=self)
        self.none.set_state(
            icon="users",
            title=translate("waiting", "No team yet"),
            reason=translate("assignment", "Each team says who gets its tickets."),
        )
        self.waiting_card = HeadedCard(
            theme, translate("assignment", "Waits now"), lined=False, parent=self
        )
        self.waiting_words = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self._slot = QWidget(self)
        self._rows = QVBoxLayout(self._slot)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addWidget(self.waiting_words)
        self.waiting_card.inside.addWidget(self.padded(self._slot))
        title = translate("assignment", "Try it: who would get this ticket, and why")
        self.trial_card = HeadedCard(theme, title, lined=False, parent=self)
        self.number = QLineEdit(self)
        self.number.setObjectName(f"{_NAME}.number.field")
        self.number.setAccessibleName(translate("course", "Number of a ticket"))
        self.number.setPlaceholderText(translate("course", "Ticket"))
        self.number.setProperty("field", "true")
        self.trial_card.add_action(self.number)
        self.trial_words = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self.trial = Trace(theme, self)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.trial_words)
        column.addWidget(self.trial)
        self.trial_card.inside.addWidget(self.padded(inside))
        self.beside.addWidget(self.waiting_card)
        for part in (self.none, self.pair, self.trial_card):
            self.column.addWidget(part)
        self.column.addStretch(1)
        theme.changed.connect(self._on_page_theme_changed)
        self._on_page_theme_changed()

    def show_sharing(self, shown: bool) -> None:
        super().show_sharing(shown)
        self.trial_card.setVisible(shown)
        self.none.setVisible(not shown)

    def show_waiting(self, value: TraceTableValue | None, words: str) -> None:
        """What waits in the queue, or `words` where nothing is known of it; the cursor stays."""
        self.waiting_words.setText(words)
        self.waiting_words.setVisible(bool(words))
        if value == self._value:
            return
        place, has_keys = 0, False
        if self._table is not None:
            rows = self._table.rows
            place, has_keys = rows.currentIndex().row(), rows.hasFocus()
            self._table.hide()
            self._table.deleteLater()
        self._value, self._table = value, None
        if value is None:
            return
        self._table = TraceTable(self._look, value, self)
        self._rows.addWidget(self._table)
        tab_before(self.number, (self._table.rows,))
        rows = self._table.rows
        rows.activated.connect(self._on_row)
        rows.clicked.connect(self._on_row)
        if has_keys:
            rows.setFocus()
            rows.setCurrentIndex(rows.model().index(min(place, len(value.rows) - 1), 0))

    def show_trial(self, steps: tuple[TraceStep, ...], words: str) -> None:
        """What would be decided, or why that is not known."""
        self.trial_words.setText(words)
        self.trial_words.setVisible(bool(words))
        self.trial.show_steps(steps)

    def _on_row(self, index: QModelIndex) -> None:
        self.waiting_chosen.emit(index.row())

    def _on_page_theme_changed(self) -> None:
        px = self._look.px
        self.number.setFont(self._look.font(BODY))
        self.number.setFixedSize(px(_NUMBER), px(BUTTON_SMALL))
