# SPDX-License-Identifier: Apache-2.0
"""The form that connects a mailbox: an address and a password, its servers, and a trial of them."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.check_lines import CheckLines
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.widgets.labelled import Labelled
from ui.widgets.paired import Paired
from ui.widgets.setup_value import MailboxValue, TrialValue
from ui.widgets.tab_order import tab_through

FIELDS: Final = ("address", "password", "imap_host", "smtp_host", "user")
CHOICES: Final = ("imap", "smtp", "team", "start")
_PORT_SHARE: Final = 42
_TRIAL_ROOM: Final = 520
_HOSTS_ROOM: Final = 580
"""With less, two servers beside each other would be cut."""


class MailboxForm(QWidget):
    """Its inputs are in `fields`, its choices in `choices`, each under its name.

    Signals: `edited(name)` for changes by the person, `left(name)` when they go on from an input,
    `test_requested()`, `connect_requested()`, `record_requested()`.
    """

    edited = Signal(str)
    left = Signal(str)
    test_requested = Signal()
    connect_requested = Signal()
    record_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        labels = _labels()
        self.fields = {
            name: Field(
                theme,
                labels[name],
                name=f"setup.mailbox.{name}.field",
                secret=name == "password",
                height=INPUT,
                parent=self,
            )
            for name in FIELDS
        }
        self.choices = {
            name: ChoiceButton(theme, labels[name], name=f"setup.mailbox.{name}.field", parent=self)
            for name in CHOICES
        }
        self.reveal = Button(theme, kind="link", height=18, parent=self)
        self.reveal.setObjectName("setup.mailbox.reveal.button")
        self.trial = _Trial(theme, self)
        connect = QCoreApplication.translate("setup", "Connect")
        self.connect_button = Button(theme, connect, kind="primary", keycap="Ctrl ⏎", parent=self)
        self.connect_button.setObjectName("setup.mailbox.connect.button")
        self.test_button = Button(theme, icon="refresh-cw", name=_test_words(), parent=self)
        self.test_button.setObjectName("setup.mailbox.test.button")
        self._told = TextLabel(theme, style=META, ink="text3", wrap=True, parent=self)
        self._marked: frozenset[str] = frozenset()
        self._build()
        self._connect_signals()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_ready(False)
        self.show_trial(None)
        self._show_password(False)

    def value(self) -> MailboxValue:
        """What is typed and chosen, but for the password."""
        typed = {name: self.fields[name].text().strip() for name in FIELDS if name != "password"}
        return MailboxValue(**typed, **{name: self.choices[name].key for name in CHOICES})

    @property
    def password(self) -> str:
        return self.fields["password"].text()

    def show_value(self, value: MailboxValue) -> None:
        """Fill in everything but the password; nothing is announced."""
        for name in FIELDS:
            if name != "password":
                self.fill(name, getattr(value, name))
        for name in CHOICES:
            self.choices[name].set_keys((getattr(value, name),))

    def fill(self, name: str, text: str) -> None:
        """Show a text from its beginning; nothing is announced."""
        self.fields[name].set_text(text)
        self.fields[name].input.setCursorPosition(0)

    def set_choices(self, name: str, choices: Sequence[Choice]) -> None:
        """What can be chosen there."""
        self.choices[name].set_choices(choices)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """What is wrong with inputs, by name; others are not marked any more, hints stay."""
        for name in {*problems, *self._marked}:
            self.fields[name].set_error(problems.get(name, ""))
        self._marked = frozenset(problems)

    def forget_password(self) -> None:
        """Nothing of it stays in the form."""
        self.fields["password"].input.clear()
        self._show_password(False)

    def show_trial(self, trial: TrialValue | None) -> None:
        """What came out, or nothing yet."""
        self.trial.setVisible(trial is not None)
        if trial is not None:
            self.trial.show_trial(trial)
        words = QCoreApplication.translate("setup", "Test again")
        self.test_button.set_label(_test_words() if trial is None else words)

    def set_running(self, running: bool, told: str = "") -> None:
        """A trial is under way, or was given up: `told` says more."""
        self.test_button.set_waiting(running)
        self._told.setText(told)
        self._told.setVisible(bool(told))

    def set_ready(self, ready: bool) -> None:
        """Whether it can be connected as it is."""
        self.connect_button.setEnabled(ready)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.connect_button.isEnabled():
                self.connect_requested.emit()
        else:
            super().keyPressEvent(event)

    # -- layout --------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, fields, choices = self._theme, self.fields, self.choices
        fields["password"].set_beside_widget(self.reveal, share=0)
        for kind in ("imap", "smtp"):
            fields[f"{kind}_host"].set_beside_widget(choices[kind], share=_PORT_SHARE)
        team = Labelled(theme, _labels()["team"], choices["team"], parent=self)
        start = Labelled(theme, _labels()["start"], choices["start"], parent=self)
        last = Paired(theme, team, start, room=220, gap=8, parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for first, second, room in (
            (fields["address"], fields["password"], 460),
            (fields["imap_host"], fields["smtp_host"], _HOSTS_ROOM),
            (fields["user"], last, 460),
        ):
            self._column.addWidget(Paired(theme, first, second, room=room, parent=self))
        self._column.addWidget(self.trial)
        self._column.addWidget(self._told)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.connect_button)
        self._foot.addWidget(self.test_button)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self._told.hide()
        tab_through(
            (
                *(fields["address"].input, fields["password"].input, self.reveal),
                *(fields["imap_host"].input, choices["imap"]),
                *(fields["smtp_host"].input, choices["smtp"]),
                *(fields["user"].input, choices["team"], choices["start"]),
                *(self.trial.record, self.connect_button, self.test_button),
            )
        )

    def _connect_signals(self) -> None:
        for name, field in self.fields.items():
            field.edited.connect(lambda _text, name=name: self.edited.emit(name))
            field.input.editingFinished.connect(lambda name=name: self.left.emit(name))
            field.submitted.connect(self._on_submitted)
        for name, choice in self.choices.items():
            choice.changed.connect(lambda name=name: self.edited.emit(name))
        self.test_button.clicked.connect(self.test_requested)
        self.connect_button.clicked.connect(self.connect_requested)
        self.trial.record_requested.connect(self.record_requested)
        self.reveal.clicked.connect(self._on_reveal)

    def _on_submitted(self) -> None:
        """Enter does what comes next."""
        if self.connect_button.isEnabled():
            self.connect_requested.emit()
        elif self.test_button.isEnabled():
            self.test_requested.emit()

    def _on_reveal(self) -> None:
        hidden = self.fields["password"].input.echoMode() == QLineEdit.EchoMode.Password
        self._show_password(hidden)

    def _show_password(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.fields["password"].input.setEchoMode(modes.Normal if shown else modes.Password)
        hide = QCoreApplication.translate("setup", "Hide")
        words = hide if shown else QCoreApplication.translate("setup", "Show")
        password = _labels()["password"]
        self.reveal.set_label(words, name=f"{words}: {password}")

    def _on_theme_changed(self) -> None:
        px = self._theme.px
        self._column.setSpacing(px(12))
        self._foot.setSpacing(px(8))


class _Trial(Card):
    """What a trial showed, line by line, and when it was."""

    record_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(
            theme, line="line", ground="sunken", padding=(14, 10, 12, 10), gap=6, parent=parent
        )
        self.lines = CheckLines(theme, told_width=108, gap=5, parent=self)
        self._at = TextLabel(theme, style=META, ink="text3", parent=self)
        words = QCoreApplication.translate("setup", "Copy the record")
        self.record = Button(theme, words, kind="link", height=18, parent=self)
        self.record.setObjectName("setup.mailbox.record.button")
        self.record.clicked.connect(self.record_requested)
        self._end = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._end.addWidget(self._at, 0, Qt.AlignmentFlag.AlignTrailing)
        self._end.addStretch(1)
        self._end.addWidget(self.record, 0, Qt.AlignmentFlag.AlignTrailing)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addWidget(self.lines, 1)
        self._across.addLayout(self._end)
        self.inside.addLayout(self._across)
        self.setAccessibleName(QCoreApplication.translate("setup", "What the test showed"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands at the end gives way to the lines where there is little room."""
        super().resizeEvent(event)
        direction, px = QBoxLayout.Direction, self._theme.px
        beside = self.width() >= px(_TRIAL_ROOM)
        self._across.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._end.setDirection(direction.TopToBottom if beside else direction.LeftToRight)

    def show_trial(self, trial: TrialValue) -> None:
        self.lines.show_checks(trial.lines)
        self._at.setText(trial.at)
        self.record.setVisible(bool(trial.record))


def _labels() -> dict[str, str]:
    return {
        "address": QCoreApplication.translate("setup", "Address"),
        "password": QCoreApplication.translate("setup", "Password or app password"),
        "imap_host": QCoreApplication.translate("setup", "Incoming, IMAP"),
        "smtp_host": QCoreApplication.translate("setup", "Outgoing, SMTP"),
        "user": QCoreApplication.translate("setup", "User name"),
        "imap": QCoreApplication.translate("setup", "Port and encryption of incoming mail"),
        "smtp": QCoreApplication.translate("setup", "Port and encryption of outgoing mail"),
        "team": QCoreApplication.translate("setup", "New tickets go to"),
        "start": QCoreApplication.translate("setup", "Mail that is there already"),
    }


def _test_words() -> str:
    return QCoreApplication.translate("setup", "Test")
