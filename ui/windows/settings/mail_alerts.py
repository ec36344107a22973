# SPDX-License-Identifier: Apache-2.0
"""What an agent is told by mail while away. The server keeps it, for each of their computers."""

from functools import partial
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import intents
from app.errors import ClientError
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Preferences
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.label import Hairline
from ui.widgets.settings_row import SettingsRow
from ui.widgets.switch import Switch
from ui.windows.settings.words import not_kept_words

_WISHES: Final = {
    "mail_assigned": (
        str(QT_TRANSLATE_NOOP("settings", "Mail about new assignments")),
        str(QT_TRANSLATE_NOOP("settings", "When a ticket becomes yours and you are not here.")),
    ),
    "mail_mentioned": (
        str(QT_TRANSLATE_NOOP("settings", "Mail about mentions")),
        str(QT_TRANSLATE_NOOP("settings", "When a note names you and you are not here.")),
    ),
}


class MailAlerts(QWidget):
    """A switch for each wish, by its name in `commands.SetPreferences`."""

    def __init__(self, theme: Theme, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.switches: dict[str, Switch] = {}
        self._rows: dict[str, SettingsRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for wish, (title, hint) in _WISHES.items():
            said = translate("settings", title)
            switch = Switch(theme, said, name=f"settings.{wish}.field")
            switch.clicked.connect(partial(self._on_clicked, wish))
            self.switches[wish] = switch
            hinted = translate("settings", hint)
            row = self._rows[wish] = SettingsRow(theme, said, switch, hint=hinted)
            column.addWidget(row)
            column.addWidget(Hairline(self))
        self.refresh()

    def refresh(self) -> None:
        """Show what the agent wants; nobody is signed in where nothing can be set."""
        me = self._workspace.me
        known = None if me is None else self._workspace.get(Preferences, me) or Preferences(id=me)
        for wish, switch in self.switches.items():
            switch.setEnabled(known is not None)
            switch.setChecked(known is not None and getattr(known, wish))

    def _on_clicked(self, wish: str) -> None:
        row, wanted = self._rows[wish], self.switches[wish].isChecked()
        try:
            intents.set_preferences(self._workspace, **{wish: wanted})
        except ClientError:
            row.set_hint(not_kept_words(), wrong=True)
            self.refresh()
        else:
            row.set_hint("")
