# SPDX-License-Identifier: Apache-2.0
"""The layout of the page about assignment: how a team shares out, and who would get a ticket."""

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import BODY, BUTTON_SMALL
from ui.widgets.button import Button
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.headed_card import HeadedCard
from ui.widgets.label import TextLabel
from ui.widgets.tab_order import tab_before
from ui.widgets.trace import Trace
from ui.widgets.trace_value import TraceStep, TraceTableValue
from ui.windows.agent.admin.sharing_page import SharingPage
from ui.windows.agent.admin.table_slot import TableSlot

_NAME: Final = "admin.assignment"
_NUMBER: Final = 110


class AssignmentPage(SharingPage):
    """Layout only: `AssignmentController` fills it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, translate("assignment", "Assignment"), name=_NAME, parent=parent)
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
        title = translate("assignment", "Try it: who would get this ticket, and why")
        self.trial_card = HeadedCard(theme, title, lined=False, parent=self)
        self.number = QLineEdit(self)
        self.number.setObjectName(f"{_NAME}.number.field")
        self.number.setAccessibleName(translate("course", "Number of a ticket"))
        self.number.setPlaceholderText(translate("course", "Ticket"))
        self.number.setProperty("field", "true")
        self.trial_card.add_action(self.number)
        self.kept_words = TextLabel(theme, style=BODY, ink="amber_text", wrap=True, parent=self)
        self.keep_queue = self._button("keep_queue", translate("queue", "Keep it back"))
        self.move_all = self._button("move_all", translate("queue", "Move all that waits"))
        self.move_to = ChoiceButton(
            theme,
            translate("queue", "Team that it moves to"),
            name=f"{_NAME}.move_to.field",
            parent=self,
        )
        self.move_row = self._row(self.move_all, self.move_to)
        self.move_row.hide()
        self.kept_words.hide()
        self.waiting = TableSlot(theme, then=self.move_all, parent=self)
        parts = (self.kept_words, self.waiting_words, self.waiting)
        self.waiting_card.add_action(self.keep_queue)
        self.waiting_card.inside.addWidget(self.padded(self._below(*parts, self.move_row)))
        self.trial_words = TextLabel(theme, style=BODY, ink="text2", wrap=True, parent=self)
        self.trial = Trace(theme, self)
        self.pin = self._button("pin", translate("queue", "Pin to the top"))
        self.keep = self._button("keep", translate("queue", "Keep this ticket back"))
        self.place_row = self._row(self.pin, self.keep)
        self.place_row.hide()
        self.trial_card.inside.addWidget(
            self.padded(self._below(self.trial_words, self.trial, self.place_row))
        )
        self.beside.addWidget(self.waiting_card)
        for part in (self.none, self.pair, self.trial_card):
            self.column.addWidget(part)
        self.column.addStretch(1)
        tab_before(self.number, (self.keep_queue, self.move_all, self.move_to))
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
        self.waiting.show_table(value)

    def show_trial(self, steps: tuple[TraceStep, ...], words: str) -> None:
        """What would be decided, or why that is not known."""
        self.trial_words.setText(words)
        self.trial_words.setVisible(bool(words))
        self.trial.show_steps(steps)

    def _below(self, *parts: QWidget) -> QWidget:
        column = QVBoxLayout(both := QWidget(self))
        column.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            column.addWidget(part)
        return both

    def _row(self, *parts: QWidget) -> QWidget:
        row = QHBoxLayout(line := QWidget(self))
        row.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            row.addWidget(part)
        row.addStretch(1)
        return line

    def _button(self, key: str, words: str) -> Button:
        button = Button(self._look, words, height=28, parent=self)
        button.setObjectName(f"{_NAME}.{key}.button")
        return button

    def _on_page_theme_changed(self) -> None:
        px = self._look.px
        self.number.setFont(self._look.font(BODY))
        self.number.setFixedSize(px(_NUMBER), px(BUTTON_SMALL))
