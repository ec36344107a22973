# SPDX-License-Identifier: Apache-2.0
"""The form of one prepared reply."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.words import translate
from ui.theme.theme import Theme
from ui.theme.tokens import INPUT, META_MEDIUM
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.field import Field
from ui.widgets.label import TextLabel
from ui.widgets.popover import rect_on_screen
from ui.widgets.settings_row import SettingsRow
from ui.windows.agent.replies.kept import MINE, field_choices
from ui.windows.settings.text_box import TextBox

_TEXT: Final = 190
_LONGEST_NAME: Final = 200
_MENU: Final = 280


class ReplyForm(QWidget):
    """Name, text and for whom it is. What is typed stays until it is saved or given up.

    Signals: `save_requested()`, `delete_requested()`, `copy_requested()`, `left()`.
    """

    save_requested = Signal()
    delete_requested = Signal()
    copy_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        words = translate("replies", "Name")
        self.name = Field(theme, words, name="settings.reply.name.field", height=INPUT, parent=self)
        self.name.input.setMaxLength(_LONGEST_NAME)
        label = translate("replies", "Text")
        self._label = TextLabel(theme, label, style=META_MEDIUM, ink="text2", parent=self)
        self.insert = self._button("insert", translate("replies", "Insert a field"), kind="link")
        self.text = TextBox(theme, label, name="settings.reply.text.field", height=_TEXT)
        self._wrong = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self)
        title = translate("replies", "For")
        self.audience = ChoiceButton(theme, title, name="settings.reply.for.choice")
        self._for = SettingsRow(theme, title, self.audience, wide=True)
        self._trouble = TextLabel(theme, style=META_MEDIUM, ink="red_text", wrap=True, parent=self)
        self.save = self._button("save", translate("replies", "Save"), kind="primary")
        self.copy = self._button("copy", translate("replies", "Copy for me"), kind="primary")
        self.cancel = self._button("cancel", translate("replies", "Cancel"))
        self.delete = self._button("delete", translate("replies", "Delete"), kind="danger")
        self.menu = ChoiceMenu(theme, self)
        self._build()
        self._connect()

    def begin(self, name: str, text: str, *, known: bool) -> None:
        """Show a reply, one that is there already or a new one, with the cursor in its name."""
        self.name.set_text(name)
        self.text.setPlainText(text)
        self.delete.setVisible(known)
        self.show_troubles("", "")
        self.name.input.setFocus()

    def offer_audiences(self, choices: Sequence[Choice], key: str) -> None:
        """For whom it may be; where nothing is to be chosen it is one's own."""
        self._for.setVisible(bool(choices))
        self.audience.set_choices(choices)
        self.audience.set_keys((key if choices else MINE,))

    def lock(self, reason: str) -> None:
        """Say why it cannot be changed; it can be copied then. No reason unlocks it."""
        self.name.set_read_only(reason)
        self.text.setReadOnly(bool(reason))
        for part in (self.insert, self.save):
            part.setVisible(not reason)
        self.copy.setVisible(bool(reason))
        if reason:
            self._for.hide()
            self.delete.hide()
            self.copy.setFocus()

    def show_troubles(self, name: str, text: str, other: str = "") -> None:
        """What is wrong, each where it is; the cursor goes to the first."""
        self.name.set_error(name)
        for label, sentence in ((self._wrong, text), (self._trouble, other)):
            label.setText(sentence)
            label.setVisible(bool(sentence))
        self.text.setAccessibleDescription(text)
        if name:
            self.name.input.setFocus()
        elif text:
            self.text.setFocus()

    # -- layout --------------------------------------------------------------------------------

    def _button(self, name: str, words: str, *, kind: str = "default") -> Button:
        button = Button(self._theme, words, kind=kind, parent=self)  # type: ignore[arg-type]
        button.setObjectName(f"settings.reply.{name}.button")
        return button

    def _build(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.addWidget(self._label, 1)
        head.addWidget(self.insert)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        for button in (self.save, self.copy, self.cancel):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.delete)
        text = QVBoxLayout()
        text.setSpacing(px(4))
        text.addLayout(head)
        text.addWidget(self.text)
        text.addWidget(self._wrong)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.name)
        column.addLayout(text)
        column.addWidget(self._for)
        column.addWidget(self._trouble)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.name.submitted.connect(self.save_requested)
        self.save.clicked.connect(self.save_requested)
        self.copy.clicked.connect(self.copy_requested)
        self.cancel.clicked.connect(self.left)
        self.delete.clicked.connect(self.delete_requested)
        self.insert.clicked.connect(self._on_insert)
        self.menu.chosen.connect(self._on_field, Qt.ConnectionType.QueuedConnection)

    def _on_insert(self) -> None:
        title = translate("replies", "Insert a field")
        self.menu.open_at(rect_on_screen(self.insert), field_choices(), title=title, width=_MENU)

    def _on_field(self, field: str) -> None:
        """At the cursor, as a gap that is filled in when the reply is used."""
        self.text.insertPlainText(f"{{{{{field}}}}}")
        self.text.setFocus()
