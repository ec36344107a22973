# SPDX-License-Identifier: Apache-2.0
"""What is said of a call beside its words: who called whom, what came of it, how long it took."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sync_server.contract.commands import Outcome
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META_MEDIUM
from ui.widgets.button import Button
from ui.widgets.call_strip import CallStrip
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.field import Field
from ui.widgets.label import TextLabel

VISIT: Final = "visit"
"""The direction of somebody who came in person."""

_DIRECTIONS: Final = {
    "in": str(QT_TRANSLATE_NOOP("call", "Incoming")),
    "out": str(QT_TRANSLATE_NOOP("call", "Outgoing")),
    VISIT: str(QT_TRANSLATE_NOOP("call", "In person")),
}
_OUTCOMES: Final[dict[Outcome, str]] = {
    "spoke": str(QT_TRANSLATE_NOOP("call", "Spoke to the customer")),
    "voicemail": str(QT_TRANSLATE_NOOP("call", "Left a voicemail")),
    "no_answer": str(QT_TRANSLATE_NOOP("call", "No answer")),
}
_DIGITS: Final = 4
_LINK: Final = 18


class CallForm(QWidget):
    """Layout only; its strip is placed by its owner.

    Emits `edited()` for a change by the person, `minutes_typed()` when they say how long it took,
    and `timer_requested()` for the link that lets it be counted.
    """

    edited = Signal()
    minutes_typed = Signal()
    timer_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.strip = CallStrip(theme, parent)
        self.strip.hide()
        direction, outcome = translate("call", "Direction"), translate("call", "Result")
        self.direction = ChoiceButton(
            theme, direction, name="new_ticket.direction.field", parent=self
        )
        self.outcome = ChoiceButton(theme, outcome, name="new_ticket.outcome.field", parent=self)
        self.minutes = Field(
            theme,
            translate("call", "Minutes"),
            name="new_ticket.minutes.field",
            height=INPUT,
            parent=self,
        )
        self.minutes.input.setMaxLength(_DIGITS)
        start = translate("call", "Start the timer")
        self.start = Button(theme, start, kind="link", height=_LINK, parent=self)
        self.start.setObjectName("new_ticket.call.start")
        self.minutes.set_aside_widget(self.start)
        self._row = QHBoxLayout(self)
        self._build()
        self._connect()
        self._on_theme_changed()

    def _build(self) -> None:
        self.direction.set_choices(_choices(_DIRECTIONS))
        self.outcome.set_choices(_choices(_OUTCOMES))
        for button in (self.direction, self.outcome):
            self._row.addLayout(_labelled(self._theme, button, parent=self), 1)
        self._row.addWidget(self.minutes, 1, Qt.AlignmentFlag.AlignTop)
        self._row.setContentsMargins(0, 0, 0, 0)

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self.direction.changed.connect(self.edited)
        self.outcome.changed.connect(self.edited)
        self.minutes.edited.connect(self.minutes_typed)
        self.start.clicked.connect(self.timer_requested)

    def _on_theme_changed(self) -> None:
        self._row.setSpacing(self._theme.px(12))


def direction_words(direction: str) -> str:
    """How a direction is named within a sentence."""
    words = {"in": translate("call", "incoming"), "out": translate("call", "outgoing")}
    return words.get(direction, translate("call", "in person"))


def _choices(words: Mapping[Any, str]) -> tuple[Choice, ...]:
    return tuple(Choice(key, translate("call", each)) for key, each in words.items())


def _labelled(theme: Theme, button: ChoiceButton, *, parent: QWidget) -> QVBoxLayout:
    """A choice with its label above, in line with a field."""
    words = TextLabel(theme, button.label, style=META_MEDIUM, ink="text2", parent=parent)
    words.setBuddy(button)
    column = QVBoxLayout()
    column.setSpacing(theme.px(4))
    column.addWidget(words)
    column.addWidget(button)
    column.addStretch(1)
    return column
