# SPDX-License-Identifier: Apache-2.0
"""Inviting people: who they are and what they may do, and how far each of them has come."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import AVATAR_HEADER, CONTROL, INPUT, META, MONO
from ui.widgets.avatar import Avatar, AvatarState
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.field import Field
from ui.widgets.icon import Icon
from ui.widgets.label import Hairline, TextLabel
from ui.widgets.labelled import Labelled
from ui.widgets.margins import margins
from ui.widgets.paired import Paired
from ui.widgets.setup_value import InvitedValue

FIELDS = ("name", "email")
CHOICES = ("role", "team")
_STATES: dict[str, AvatarState] = {
    "available": "available",
    "busy": "busy",
    "break": "busy",
    "off_shift": "away",
}


class InviteForm(QWidget):
    """Its inputs are in `fields`, its choices in `choices`, each under its name.

    Signals: `edited(name)`, `invite_requested()`, `link_requested(id)` for the link of a person.
    """

    edited = Signal(str)
    invite_requested = Signal()
    link_requested = Signal(str)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, name: str = "setup.invite"
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        labels = _labels()
        self.fields = {
            each: Field(theme, labels[each], name=f"{name}.{each}.field", height=INPUT, parent=self)
            for each in FIELDS
        }
        self.choices = {
            each: ChoiceButton(theme, labels[each], name=f"{name}.{each}.field", parent=self)
            for each in CHOICES
        }
        words = QCoreApplication.translate("setup", "Invite")
        self.invite = Button(theme, words, parent=self)
        self.invite.setObjectName(f"{name}.button")
        self._rows: dict[str, InvitedRow] = {}
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_people(self, people: Sequence[InvitedValue]) -> None:
        """Who is invited or has joined, in this order; lines are kept."""
        wanted = [each.id for each in people]
        for id in [id for id in self._rows if id not in wanted]:
            self._rows.pop(id).deleteLater()
        for place, value in enumerate(people):
            row = self._rows.get(value.id)
            if row is None:
                row = self._rows[value.id] = InvitedRow(self._theme, self)
                row.link_requested.connect(self.link_requested)
            if self._people.indexOf(row) != place:
                self._people.insertWidget(place, row)
            row.show_person(value)
        self._line.setVisible(bool(people))

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """What is wrong with inputs, by name; the others are not marked any more."""
        for name, field in self.fields.items():
            field.set_error(problems.get(name, ""))

    def clear(self) -> None:
        """Ready for the next one."""
        for field in self.fields.values():
            field.set_text("")
        self.fields["name"].input.setFocus()

    def set_choices(self, name: str, choices: Sequence[Choice], chosen: str) -> None:
        """What can be chosen there, and what is."""
        self.choices[name].set_choices(choices)
        self.choices[name].set_keys((chosen,))

    def _build(self) -> None:
        theme, labels = self._theme, _labels()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        who = Paired(theme, self.fields["name"], self.fields["email"], parent=self)
        role = Labelled(theme, labels["role"], self.choices["role"], parent=self)
        ends = QWidget(self)
        self._ends = QHBoxLayout(ends)
        self._ends.setContentsMargins(0, 0, 0, 0)
        self._ends.addWidget(self.choices["team"], 1)
        self._ends.addWidget(self.invite)
        team = Labelled(theme, labels["team"], ends, parent=self)
        does = Paired(theme, role, team, parent=self)
        self._people = QVBoxLayout()
        self._people.setSpacing(0)
        self._line = Hairline(self)
        for widget in (who, does):
            self._column.addWidget(widget)
        self._column.addWidget(self._line)
        self._column.addLayout(self._people)
        for name, field in self.fields.items():
            field.edited.connect(lambda _text, name=name: self.edited.emit(name))
            field.submitted.connect(self.invite_requested)
        self.invite.clicked.connect(self.invite_requested)

    def _on_theme_changed(self) -> None:
        self._column.setSpacing(self._theme.px(12))
        self._ends.setSpacing(self._theme.px(8))


class InvitedRow(QWidget):
    """A person, and below them their join code while it is known. Emits `link_requested(id)`."""

    link_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._id = ""
        self._avatar = Avatar(theme, size=AVATAR_HEADER, parent=self)
        self._name = TextLabel(theme, style=CONTROL, elide=True, parent=self)
        self._address = TextLabel(theme, style=META, ink="text2", elide=True, parent=self)
        self._tick = Icon(theme, "check", "green_text", self)
        self._told = TextLabel(theme, style=META, ink="text2", parent=self)
        self._code = TextLabel(theme, style=MONO, elide=True, parent=self)
        self._until = TextLabel(theme, style=META, ink="text2", parent=self)
        self.link = Button(theme, kind="link", height=24, parent=self)
        self.link.setObjectName("setup.invite.link.button")
        self.link.clicked.connect(self._on_link)
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_person(self, value: InvitedValue) -> None:
        self._id = value.id
        state: AvatarState = "none" if value.state is None else _STATES[value.state]
        self._avatar.set_person(value.name, value.initials, pair=value.pair, state=state)
        self._name.setText(value.name)
        self._address.setText(value.address)
        self._tick.setVisible(value.joined)
        self._told.setText(value.told)
        self._told.set_ink("green_text" if value.joined else "text2")
        self._code.setText(value.code)
        self._until.setText(value.until)
        self._coded.setVisible(bool(value.code))
        self.link.setVisible(bool(value.action))
        self.link.set_label(value.action, name=f"{value.action}: {value.name}")
        self.setAccessibleName(f"{value.name}, {value.address}, {value.told}")

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._first, self._coded = QHBoxLayout(), QWidget(self)
        self._first.addWidget(self._avatar)
        self._first.addWidget(self._name, 4)
        self._first.addWidget(self._address, 6)
        self._first.addWidget(self._tick)
        self._first.addWidget(self._told)
        self._first.addWidget(self.link)
        self._second = QHBoxLayout(self._coded)
        self._second.addWidget(self._code, 1)
        self._second.addWidget(self._until)
        self._column.addLayout(self._first)
        self._column.addWidget(self._coded)

    def _on_link(self) -> None:
        self.link_requested.emit(self._id)

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(0, px(3), 0, px(3))
        self._column.setSpacing(0)
        for line in (self._first, self._second):
            line.setSpacing(px(10))
        self._second.setContentsMargins(margins(self, (px(35), 0, 0, px(2))))


def _labels() -> dict[str, str]:
    return {
        "name": QCoreApplication.translate("setup", "Name"),
        "email": QCoreApplication.translate("setup", "Address"),
        "role": QCoreApplication.translate("setup", "May do"),
        "team": QCoreApplication.translate("setup", "Team"),
    }
