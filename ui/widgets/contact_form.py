# SPDX-License-Identifier: Apache-2.0
"""The form in which a customer is entered or changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META, META_MEDIUM
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.widgets.plain_text import each_once
from ui.widgets.sign import Sign
from ui.widgets.text_field import TextField

LONGEST_NAME: Final = 200
NEW: Final = "new "
"""How the key of a company begins that is not entered yet; its name follows."""

_BUTTON: Final = 30
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class ContactValue:
    """A customer as the form shows them; `company` is the key of a choice, or a new one's."""

    name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    company: str = ""
    vip: bool = False
    notes: str = ""


class ContactForm(QWidget):
    """Fields one below the other, and two buttons.

    Signals: `save_requested()` for its button and Ctrl Enter, `left()` for the other one and Esc,
    `edited()` for a change by the person.
    """

    save_requested = Signal()
    left = Signal()
    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name = Field(theme, self.tr("Name"), name="contact.name.field", height=INPUT)
        self.emails = TextField(
            theme, self.tr("Addresses, one a line"), name="contact.emails.field", lines=2
        )
        self._first = TextLabel(theme, self.tr("Replies go to the first."), style=META, ink="text3")
        self.phones = TextField(
            theme, self.tr("Phone numbers, one a line"), name="contact.phones.field", lines=2
        )
        company = self.tr("Company")
        self._company_label = TextLabel(theme, company, style=META_MEDIUM, ink="text2")
        self.company = ChoiceButton(theme, company, name="contact.company.field", takes_new=True)
        self._companies: tuple[Choice, ...] = ()
        self.vip = CheckBox(theme, self.tr("VIP"))
        self.notes = TextField(theme, self.tr("Notes"), name="contact.notes.field", lines=4)
        self.save = Button(theme, self.tr("Save"), kind="primary", height=_BUTTON)
        self.cancel = Button(theme, self.tr("Cancel"), height=_BUTTON)
        self._wrong = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True)
        self._column = QVBoxLayout(self)
        self._with_emails, self._with_company = QVBoxLayout(), QVBoxLayout()
        self._foot = QHBoxLayout()
        self._build()
        self._connect()
        self._on_theme_changed()

    def value(self) -> ContactValue:
        """What stands there, without empty lines and spaces at the ends."""
        return ContactValue(
            name=self.name.text().strip(),
            emails=each_once(self.emails.text().splitlines()),
            phones=each_once(self.phones.text().splitlines()),
            company=self.company.key,
            vip=self.vip.isChecked(),
            notes=self.notes.text().strip(),
        )

    def show_value(self, value: ContactValue, companies: Sequence[Choice]) -> None:
        """Fill the fields; nothing is wrong with them."""
        self.name.set_text(value.name)
        self.name.set_error("")
        self.emails.set_text("\n".join(value.emails))
        self.phones.set_text("\n".join(value.phones))
        self._companies = tuple(companies)
        self._show_company(value.company)
        self.vip.setChecked(value.vip)
        self.notes.set_text(value.notes)
        self.say("")

    def set_error(self, field: str, sentence: str) -> None:
        """Say at a field what is wrong with it; what belongs to none is said below all."""
        shown = self._field(field)
        if shown is None:
            self.say(sentence)
        else:
            shown.set_error(sentence)

    def go_to(self, field: str) -> None:
        """Put the cursor into a field."""
        shown = self._field(field)
        if shown is not None:
            shown.input.setFocus()

    def say(self, sentence: str) -> None:
        """What is wrong with no field alone."""
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._takes(event)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            super().keyPressEvent(event)

    def _field(self, name: str) -> Field | TextField | None:
        fields: dict[str, Field | TextField] = {
            "name": self.name,
            "emails": self.emails,
            "phones": self.phones,
            "notes": self.notes,
        }
        return fields.get(name)

    def _show_company(self, key: str) -> None:
        """One of those that are known, or a new one by its name."""
        new = key.removeprefix(NEW) if key.startswith(NEW) else ""
        more = (Choice(key, new, Sign("icon", "plus")),) if new else ()
        self.company.set_choices((*self._companies, *more))
        self.company.set_keys((key,) if key else ())

    def _on_company_named(self, name: str) -> None:
        self._show_company(f"{NEW}{name}")
        self.company.setFocus()
        self.edited.emit()

    def _takes(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and control:
            self.save_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True

    def _build(self) -> None:
        self.name.input.setMaxLength(LONGEST_NAME)
        self.vip.setObjectName("contact.vip.box")
        self.save.setObjectName("contact.save.button")
        self.cancel.setObjectName("contact.cancel.button")
        self._company_label.setBuddy(self.company)
        self._with_company.addWidget(self._company_label)
        self._with_company.addWidget(self.company)
        self._with_emails.addWidget(self.emails)
        self._with_emails.addWidget(self._first)
        self._column.addWidget(self.name)
        self._column.addLayout(self._with_emails)
        self._column.addWidget(self.phones)
        self._column.addLayout(self._with_company)
        self._column.addWidget(self.vip)
        self._column.addWidget(self.notes)
        self._column.addWidget(self._wrong)
        self._foot.addWidget(self.save)
        self._foot.addWidget(self.cancel)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self._wrong.hide()

    def _connect(self) -> None:
        self._theme.changed.connect(self._on_theme_changed)
        self.save.clicked.connect(self.save_requested)
        self.cancel.clicked.connect(self.left)
        self.vip.clicked.connect(self.edited)
        for part in (self.name, self.emails, self.phones, self.notes):
            part.edited.connect(self.edited)
            part.input.installEventFilter(self)
        self.company.changed.connect(self.edited)
        self.company.named.connect(self._on_company_named)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), 0, px(16), px(12))
        self._column.setSpacing(px(12))
        self._with_emails.setSpacing(px(2))
        self._with_company.setSpacing(px(4))
        self._foot.setSpacing(px(8))
