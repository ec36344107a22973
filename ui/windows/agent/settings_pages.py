# SPDX-License-Identifier: Apache-2.0
"""The panel of the settings with its pages, for who opens it: rows are shown without it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.client import Client
from sync_server.contract.entities import Agent
from ui.models.setup_steps import may_set_up
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.button import Button
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.key_rows import KeyRows
from ui.windows.agent.replies.section import PreparedReplies
from ui.windows.agent.window import AgentWindow
from ui.windows.settings.lines_box import LinesBox
from ui.windows.settings.mail_alerts import MailAlerts
from ui.windows.settings.panel import SettingsPanel, note
from ui.windows.settings.report import versions


class SettingsPages:
    """Builds the panel. `setup` leads an administrator to the page on which the desk is set up;
    `copy` wants the report, and `log` shows what became of the connection.
    """

    def __init__(self, client: Client, window: AgentWindow, theme: Theme, *, keys: KeyMap) -> None:
        self._client = client
        self._theme = theme
        self.panel = SettingsPanel(theme, client.settings, window)
        self.key_rows = KeyRows(theme, keys, self.panel)
        words = translate("settings", "Keyboard keys shortcuts letters change conflict")
        self.panel.add("keyboard", self.key_rows, words=words)
        self.mail_alerts = MailAlerts(theme, client.workspace, self.panel)
        words = translate("settings", "Alerts mail assigned assignments mentions away")
        self.panel.add("alerts", self.mail_alerts, words=words)
        self.replies = PreparedReplies(theme, client.workspace, self.panel)
        words = translate("settings", "Composer prepared replies canned macros text slash")
        self.panel.add("composer", self.replies, words=words)
        self._add_account()
        self.setup = self._add_setup() if may_set_up(client.workspace) else None
        self._add_language()
        self.copy = Button(theme, translate("settings", "Copy report"), icon="copy")
        self.copy.setObjectName("settings.report.button")
        self.log = LinesBox(
            theme, translate("settings", "Connection"), name="settings.connection.text"
        )
        self._add_diagnostics()

    def _add_account(self) -> None:
        words = translate("settings", "account desk name address role")
        account = note(self._theme, self._account(), parent=self.panel)
        self.panel.add("account", account, words=words)

    def _add_setup(self) -> Button:
        page = QWidget(self.panel)
        row = QVBoxLayout(page)
        row.setContentsMargins(0, self._theme.px(12), 0, 0)
        words = translate("settings", "Set up the desk")
        button = Button(self._theme, words, icon="check", parent=page)
        button.setObjectName("settings.setup.button")
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        words = translate("settings", "set up desk mailbox team hours invite agents")
        self.panel.add("account", page, words=words)
        return button

    def _account(self) -> str:
        me = self._client.me
        agent = self._client.workspace.get(Agent, me) if me is not None else None
        name = translate("settings", "Nobody is signed in.") if agent is None else agent.name
        address = getattr(agent, "email", None) or ""
        return "\n".join(each for each in (name, address, self._client.desk) if each)

    def _add_language(self) -> None:
        told = translate("settings", "Times are shown in the time zone of this computer.")
        words = translate("settings", "time zone clock")
        self.panel.add("language", note(self._theme, told, parent=self.panel), words=words)

    def _add_diagnostics(self) -> None:
        page = QWidget(self.panel)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, self._theme.px(8), 0, 0)
        column.setSpacing(self._theme.px(8))
        column.addWidget(note(self._theme, versions(), parent=page))
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.log)
        words = translate("settings", "diagnostics versions paths connection log copy report")
        self.panel.add("diagnostics", page, words=words)
