# SPDX-License-Identifier: Apache-2.0
"""The side panel in which a ticket is made: for whom, what about, and where it goes."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.composer_keys import USUAL, action_of
from ui.widgets.customer_picker import CustomerPicker
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.widgets.segmented import Segmented
from ui.widgets.side_panel import SidePanel
from ui.widgets.ticket_offer import TicketOffer
from ui.windows.agent.draft_files import drop_words, takes
from ui.windows.agent.fields import field_title
from ui.windows.agent.new_ticket_call import CallForm
from ui.windows.agent.new_ticket_text import TextBox

WRITE, CALL, TEAM = "reply", "call", "note"
"""The three kinds."""

NEXT: Final = "next"
"""What becomes of the ticket with what is written."""

FIELDS: Final = ("team", "assignee", "priority", "category", "tags", NEXT)
_LONGEST_SUBJECT: Final = 500
_LONGEST_NAME: Final = 200
_LONGEST_ADDRESS: Final = 320
_LONGEST_NUMBER: Final = 64


class NewTicketPanel(SidePanel):
    """Layout only. Emits `create_requested()` for its button and Ctrl Enter, `solve_requested()`
    for the other one, `edited()` for any change by the person, and `dropped(drop event)`. `keys`
    is what each chord does, as in the composer.
    """

    create_requested = Signal()
    solve_requested = Signal()
    edited = Signal()
    dropped = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        title = translate("new_ticket", "New ticket")
        super().__init__(theme, title, name="new_ticket.panel", parent=parent)
        self.keys: Mapping[str, str] = USUAL
        self.kind = Segmented(
            theme,
            (
                (WRITE, translate("new_ticket", "Write to a customer"), "mail"),
                (CALL, translate("new_ticket", "Log a call"), "phone"),
                (TEAM, translate("new_ticket", "For the team"), "lock"),
            ),
            name="new_ticket.kind",
            parent=self,
        )
        self.customer = CustomerPicker(theme, self)
        self.offer = TicketOffer(theme, action=translate("new_ticket", "Open it"), parent=self)
        self.call = CallForm(theme, self)
        subject = translate("new_ticket", "Subject")
        self.subject = Field(
            theme, subject, name="new_ticket.subject.field", height=INPUT, parent=self
        )
        self.text = TextBox(theme, self)
        self.mails = CheckBox(theme, "", parent=self)
        counts = translate("new_ticket", "This answers the customer")
        self.counts = CheckBox(theme, counts, checked=True, parent=self)
        self.fields = {
            field: ChoiceButton(
                theme,
                _title(field),
                name=f"new_ticket.{field}.field",
                many=field == "tags",
                parent=self,
            )
            for field in FIELDS
        }
        self.grid = QWidget(self)
        self._kept = TextLabel(theme, style=META, ink="text3", elide=True, parent=self)
        solve = translate("new_ticket", "Create and solve")
        self.solve_button = Button(theme, solve, parent=self)
        create = translate("new_ticket", "Create ticket")
        self.create_button = Button(
            theme, create, kind="primary", keycap="Ctrl \u23ce", parent=self
        )
        self._fill()
        self._listen()

    def say(self, words: str, *, wrong: bool = False) -> None:
        """What is at the left of the foot."""
        self._kept.set_ink("red_text" if wrong else "text3")
        self._kept.setText(words)

    def first_empty(self) -> QWidget:
        """The first field in sight that waits for something: somebody is looked for, or written."""
        who = self.customer
        if who.search.isVisibleTo(self):
            return who.search.input
        inputs = (who.name.input, who.address.input, who.phone.input, self.subject.input)
        empty = (each for each in inputs if each.isVisibleTo(self) and not each.text().strip())
        return next(empty, self.text.editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        inside = isinstance(watched, QWidget) and self.isAncestorOf(watched)
        if inside and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.text.editor and self.text.takes(event, self.keys):
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_panel()
                return True
            return self._is_send(event)
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        takes(event)
        self.text.show_drop(drop_words() if event.isAccepted() else "")

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.text.show_drop("")

    def dropEvent(self, event: QDropEvent) -> None:
        self.text.show_drop("")
        self.dropped.emit(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._is_send(event):
            super().keyPressEvent(event)

    def _is_send(self, event: QKeyEvent) -> bool:
        if action_of(event, self.keys) == "send":
            self.create_requested.emit()
            return True
        return False

    def _fill(self) -> None:
        self.subject.input.setMaxLength(_LONGEST_SUBJECT)
        self.customer.name.input.setMaxLength(_LONGEST_NAME)
        self.customer.address.input.setMaxLength(_LONGEST_ADDRESS)
        self.customer.phone.input.setMaxLength(_LONGEST_NUMBER)
        self.create_button.setObjectName("new_ticket.create.button")
        self.solve_button.setObjectName("new_ticket.solve.button")
        self.setAcceptDrops(True)
        self.text.editor.setAcceptDrops(False)
        self.mails.setObjectName("new_ticket.mails.box")
        self.counts.setObjectName("new_ticket.counts.box")
        self.body.addWidget(self.kind)
        self.body.addWidget(self.call.strip)
        who = QVBoxLayout()
        who.setSpacing(self._theme.px(8))
        who.addWidget(self.customer)
        who.addWidget(self.offer)
        self.body.addLayout(who)
        text = QVBoxLayout()
        text.setSpacing(self._theme.px(8))
        for part in (self.text, self.mails, self.counts):
            text.addWidget(part)
        self.body.addWidget(self.call)
        self.body.addWidget(self.subject)
        self.body.addLayout(text)
        self._fill_grid()
        self.body.addWidget(self.grid)
        self.body.addStretch(1)
        self.foot.addWidget(self._kept, 1)
        self.foot.addWidget(self.solve_button)
        self.foot.addWidget(self.create_button)

    def _fill_grid(self) -> None:
        theme, px = self._theme, self._theme.px
        grid = QGridLayout(self.grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        for place, (field, button) in enumerate(self.fields.items()):
            row, column = divmod(place, 2)
            label = TextLabel(theme, _title(field), style=META, ink="text2", parent=self.grid)
            label.setBuddy(button)
            grid.addWidget(label, row, 2 * column)
            grid.addWidget(button, row, 2 * column + 1)
        for column in (0, 2):
            grid.setColumnMinimumWidth(column, px(64))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def _listen(self) -> None:
        self.create_button.clicked.connect(self.create_requested)
        self.solve_button.clicked.connect(self.solve_requested)
        self.kind.chosen.connect(self.edited)
        self.subject.edited.connect(self.edited)
        self.text.edited.connect(self.edited)
        self.customer.edited.connect(self.edited)
        for button in self.fields.values():
            button.changed.connect(self.edited)
        self.mails.clicked.connect(self.edited)
        self.counts.clicked.connect(self.edited)
        who = self.customer
        people = (who.search.input, who.name.input, who.address.input, who.phone.input)
        for widget in (self.text.editor, self.subject.input, self.call.minutes.input, *people):
            widget.installEventFilter(self)


def _title(field: str) -> str:
    return translate("new_ticket", "Next") if field == NEXT else field_title(field)
