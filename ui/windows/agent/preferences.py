# SPDX-License-Identifier: Apache-2.0
"""The settings of the window: opens their panel, and does what they say."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.client import Client
from app.link.seen import Seen, look_at
from app.link.server import load_server
from app.sync.connection import ConnectionState
from app.workspace.changes import Changes
from sync_server.contract import entities
from ui.models.fingerprints import fingerprint_words
from ui.models.words import translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.frame_overlay import FrameOverlay
from ui.widgets.ticket_row import Density
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.window import AgentWindow
from ui.windows.settings.diagnostics import Diagnostics
from ui.windows.settings.report import versions

if TYPE_CHECKING:  # what the panel is made of is imported with it
    from ui.windows.agent.key_rows import KeyRows
    from ui.windows.agent.replies.section import PreparedReplies
    from ui.windows.agent.settings_pages import SettingsPages
    from ui.windows.settings.mail_alerts import MailAlerts
    from ui.windows.settings.panel import SettingsPanel

FIGURES_MS = 500
_REPLIES = frozenset({entities.Canned.kind, entities.Team.kind, entities.Agent.kind})
_KEYS = frozenset({"single_keys", "key_preset", "key_changes"})


class Preferences(QObject):
    """Emits `told(sentence, rest, report)` for what a person should hear about, and
    `setup_requested()`.
    """

    told = Signal(str, str, str)
    setup_requested = Signal()

    def __init__(
        self,
        client: Client,
        window: AgentWindow,
        theme: Theme,
        *,
        keys: KeyMap,
        spawn: Spawn,
        diagnostics: Diagnostics | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._window = window
        self._theme = theme
        self._keys = keys
        self._spawn = spawn
        self._diagnostics = diagnostics
        self._reason: str | None = None
        self._pages: SettingsPages | None = None
        self.panel: SettingsPanel | None = None
        self.key_rows: KeyRows | None = None
        self.mail_alerts: MailAlerts | None = None
        self.replies: PreparedReplies | None = None
        self.overlay = FrameOverlay(theme, window)
        self._figures = QTimer(self)
        self._figures.setInterval(FIGURES_MS)
        self._figures.timeout.connect(self._show_figures)
        self._subscription = client.settings.changed.connect(self._on_setting_changed)
        window.keys.set_caps(keys.caps)

    def begin(self) -> None:
        """Do what the settings say, and tell how the program ended last time."""
        self._on_setting_changed("density")
        if self._diagnostics is not None and self._diagnostics.crashed:
            told = translate("window", "Deskbell closed unexpectedly.")
            kept = translate("window", "What you wrote is here.")
            self.told.emit(told, kept, self._diagnostics.report())
            self._diagnostics.crashed = ""

    def open(self) -> None:
        """Show the settings."""
        if self.panel is None:
            from ui.windows.agent.settings_pages import SettingsPages  # noqa: PLC0415 - when asked

            self._pages = pages = SettingsPages(
                self._client, self._window, self._theme, keys=self._keys
            )
            self.panel, self.key_rows = pages.panel, pages.key_rows
            self.mail_alerts, self.replies = pages.mail_alerts, pages.replies
            if pages.setup is not None:
                pages.setup.clicked.connect(self._on_setup_pressed)
            pages.copy.clicked.connect(self.copy_report)
            self.panel.page_shown.connect(self._refresh_log)
        self._refresh_log()
        self.panel.open(self.panel.search.input)

    def open_replies(self) -> None:
        """Show where prepared replies are kept."""
        self.open()
        if self.panel is not None and self.replies is not None:
            self.panel.show_page("composer")
            self.replies.search.input.setFocus()
            self._window.activateWindow()

    def take(self, changes: Changes) -> None:
        """What the agent wants may have changed, here or at another computer."""
        known = changes.reloaded or entities.Preferences.kind in changes.rows
        if self.mail_alerts is not None and (known or changes.pending):
            self.mail_alerts.refresh()
        kept = changes.reloaded or not _REPLIES.isdisjoint(changes.rows)
        if self.replies is not None and (kept or changes.pending):
            self.replies.refresh()

    def toggle_frames(self) -> None:
        """Show or hide how long the turns of the loop take."""
        shows = not self._figures.isActive()
        if self._diagnostics is not None:
            self._diagnostics.turns.look_closely(close=shows)
        if not shows:
            self._figures.stop()
            self.overlay.hide()
        else:
            self._figures.start()
            self._show_figures()

    def copy_report(self) -> None:
        """Put what somebody who helps must know on the clipboard."""
        QGuiApplication.clipboard().setText(self._report())
        self._window.toast.say(translate("settings", "Report copied"), undo=False)

    def take_state(self, state: ConnectionState) -> None:
        """A server that is another than it was is no loss of connection: say so, once."""
        if state.reason == "certificate" and self._reason != "certificate":
            self._spawn(self._tell_certificate(), name="look at the certificate")
        self._reason = state.reason

    async def _tell_certificate(self) -> None:
        """Both fingerprints where they are known, and what to do."""
        told = translate(
            "window",
            "The server shows another certificate than the one you joined. Nothing is"
            " sent to it. Tell your admin; if they changed it, join with a new code.",
        )
        folder = None if self._diagnostics is None else self._diagnostics.folder
        server = None if folder is None else load_server(folder)
        seen = "" if server is None else _seen_at(await look_at(server))
        self.told.emit(f"{told} {seen}".rstrip(), "", f"{seen}\n\n{self._report()}".lstrip())

    def close(self) -> None:
        """The window closes."""
        self._figures.stop()
        self._subscription.close()
        if self.panel is not None:
            self.panel.detach()

    # -- the panel -----------------------------------------------------------------------------

    def _refresh_log(self) -> None:
        if self._diagnostics is None or self._pages is None:
            return
        lines = [line.words() for line in reversed(self._diagnostics.log.lines[-12:])]
        told = translate("settings", "Data: {folder}").format(folder=self._diagnostics.folder)
        self._pages.log.show_text(
            "\n".join((told, "", translate("settings", "Connection"), *lines))
        )

    def _report(self) -> str:
        return versions() if self._diagnostics is None else self._diagnostics.report()

    def _on_setup_pressed(self) -> None:
        if self.panel is not None:
            self.panel.close_panel()
        self.setup_requested.emit()

    # -- what settings do ----------------------------------------------------------------------

    def _on_setting_changed(self, name: str) -> None:
        if name == "density":
            density = Density(self._client.settings.get("density"))
            self._window.list.view.set_density(density)
        elif name in _KEYS and self.key_rows is not None:
            self.key_rows.refresh()

    def _show_figures(self) -> None:
        if self._diagnostics is None:
            self.overlay.show_lines([versions()])
        else:
            self._diagnostics.turns.leave_out()
            self.overlay.show_lines(self._diagnostics.figures())


def _seen_at(seen: Seen) -> str:
    return fingerprint_words(expected=seen.expected, found=seen.found)
