# SPDX-License-Identifier: Apache-2.0
"""The form of how the tickets of a team wait: the status after Send, how long, and a reminder."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.widgets.labelled import Labelled
from ui.widgets.paired import Paired
from ui.widgets.popover import rect_on_screen
from ui.widgets.text_field import TextField

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES: Final = 5
_MENU: Final = 260

WaitingField = Literal["pending_days", "on_hold_days", "reminder"]
"""What can be wrong."""


@dataclass(frozen=True, slots=True)
class WaitingValue:
    """What stands in the form: keys of choices, and texts."""

    next_status: str = ""
    calendar: str = ""
    pending_days: str = ""
    on_hold_days: str = ""
    reminder: str = ""


class WaitingForm(QWidget):
    """Signals: `edited()` for a change by the person, `save_requested()` for the button, Enter in
    a line and Ctrl Enter in the reminder, `discard_requested()`.
    """

    edited = Signal()
    save_requested = Signal()
    discard_requested = Signal()

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._fields: tuple[Choice, ...] = ()
        self.status = ChoiceButton(
            theme, self.tr("Status after Send"), name=f"{name}.status.field", parent=self
        )
        self.calendar = ChoiceButton(
            theme, self.tr("Working days are those of"), name=f"{name}.calendar.field", parent=self
        )
        self.pending = self._days("pending", self.tr("Working days in Pending"))
        self.on_hold = self._days("on_hold", self.tr("Working days in On hold"))
        self.reminder = TextField(
            theme,
            self.tr("Reminder to the customer"),
            name=f"{name}.reminder.field",
            lines=_LINES,
            parent=self,
        )
        self._hint = TextLabel(theme, style=META, ink="text3", wrap=True, parent=self)
        self._hint.setText(
            self.tr(
                "Goes out once to somebody who has not answered, when the ticket would come back "
                "from Pending. The ticket then waits as many days again. Empty: no reminder."
            )
        )
        self.insert = self._button("insert", self.tr("Insert a field"), kind="link")
        self.save = self._button("save", self.tr("Save"))
        self.discard = self._button("discard", self.tr("Discard changes"), kind="ghost")
        self.menu = ChoiceMenu(theme, self)
        self._build()
        self._connect()
        self._on_theme_changed()

    def value(self) -> WaitingValue:
        """What stands there."""
        return WaitingValue(
            next_status=self.status.key,
            calendar=self.calendar.key,
            pending_days=self.pending.text().strip(),
            on_hold_days=self.on_hold.text().strip(),
            reminder=self.reminder.text().strip(),
        )

    def offer(
        self, *, statuses: Sequence[Choice], calendars: Sequence[Choice], fields: Sequence[Choice]
    ) -> None:
        """What can be chosen, and what can be filled into the reminder."""
        self.status.set_choices(statuses)
        self.calendar.set_choices(calendars)
        self._fields = tuple(fields)

    def show_value(self, value: WaitingValue) -> None:
        """Fill the form; what stands there already keeps its cursor and what is wrong with it."""
        self.status.set_keys((value.next_status,))
        self.calendar.set_keys((value.calendar,))
        shown = self.value()
        for field, before, now in (
            (self.pending, shown.pending_days, value.pending_days),
            (self.on_hold, shown.on_hold_days, value.on_hold_days),
            (self.reminder, shown.reminder, value.reminder),
        ):
            if before != now:
                field.set_text(now)
                field.set_error("")

    def show_state(self, *, may_edit: bool, has_changes: bool) -> None:
        """Whether this person may change it, and whether there is something to save."""
        for part in (self.status, self.calendar, self.pending, self.on_hold):
            part.setEnabled(may_edit)
        self.reminder.input.setReadOnly(not may_edit)
        for button in (self.save, self.discard):
            button.setVisible(may_edit)
            button.setEnabled(has_changes)
        self.insert.setVisible(may_edit)

    def show_errors(self, errors: dict[WaitingField, str]) -> None:
        """Say at each field what is wrong with it; the cursor goes to the first."""
        fields: dict[WaitingField, Field | TextField] = {
            "pending_days": self.pending,
            "on_hold_days": self.on_hold,
            "reminder": self.reminder,
        }
        for name, field in fields.items():
            field.set_error(errors.get(name, ""))
        wrong = next((field for name, field in fields.items() if name in errors), None)
        if wrong is not None:
            wrong.input.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        control = Qt.KeyboardModifier.ControlModifier
        saves = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _ENTER
            and bool(event.modifiers() & control)
        )
        if saves:
            self.save_requested.emit()
        return saves

    def _days(self, key: str, label: str) -> Field:
        name = f"{self._name}.{key}.field"
        return Field(self._theme, label, name=name, height=INPUT, parent=self)

    def _button(self, key: str, words: str, *, kind: str = "default") -> Button:
        button = Button(self._theme, words, kind=kind, parent=self)  # type: ignore[arg-type]
        button.setObjectName(f"{self._name}.{key}.button")
        return button

    def _build(self) -> None:
        theme = self._theme
        status, calendar = (
            Labelled(theme, choice.label, choice, parent=self)
            for choice in (self.status, self.calendar)
        )
        self._text = QVBoxLayout()
        self._text.addWidget(self.reminder)
        below = QHBoxLayout()
        below.addWidget(self._hint, 1)
        below.addWidget(self.insert, 0, Qt.AlignmentFlag.AlignTop)
        self._text.addLayout(below)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.save)
        self._foot.addWidget(self.discard)
        self._foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(Paired(theme, status, calendar, parent=self))
        self._column.addWidget(Paired(theme, self.pending, self.on_hold, parent=self))
        self._column.addLayout(self._text)
        self._column.addLayout(self._foot)

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self.status.changed.connect(self.edited)
        self.calendar.changed.connect(self.edited)
        self.reminder.edited.connect(self.edited)
        self.reminder.input.installEventFilter(self)
        for field in (self.pending, self.on_hold):
            field.edited.connect(self.edited)
            field.submitted.connect(self.save_requested)
        self.save.clicked.connect(self.save_requested)
        self.discard.clicked.connect(self.discard_requested)
        self.insert.clicked.connect(self._on_insert)
        self.menu.chosen.connect(self._on_field, Qt.ConnectionType.QueuedConnection)

    def _on_insert(self) -> None:
        title = self.insert.text()
        self.menu.open_at(rect_on_screen(self.insert), self._fields, title=title, width=_MENU)

    def _on_field(self, field: str) -> None:
        """At the cursor, as a gap that is filled in when the reminder goes out."""
        self.reminder.input.insertPlainText(f"{{{{{field}}}}}")
        self.reminder.input.setFocus()

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(12))
        self._text.setSpacing(px(4))
        self._foot.setSpacing(px(8))
