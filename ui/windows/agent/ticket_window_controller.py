# SPDX-License-Identifier: Apache-2.0
"""What the window of one ticket does: gestures go out as intents, changes come back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.client import Client
from app.workspace.changes import Changes
from sync_server.contract.ids import TicketId
from ui.faults import Faults
from ui.models.own_commands import OwnCommands
from ui.models.words import number_words, translate
from ui.slots import Spawner
from ui.theme.theme import Theme
from ui.widgets.plain_text import harmless
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.help import open_help
from ui.windows.agent.key_hints import KeyHints
from ui.windows.agent.keyboard import Keyboard
from ui.windows.agent.keys import Key
from ui.windows.agent.menu_bar import MenuBar
from ui.windows.agent.palette_reasons import ticket_reasons
from ui.windows.agent.removed_strip import RemovedStrip
from ui.windows.agent.standing import TicketStanding
from ui.windows.agent.stray_text import StrayText
from ui.windows.agent.ticket_controller import TicketController
from ui.windows.agent.ticket_palette import TicketPalette
from ui.windows.agent.ticket_window import TicketWindow
from ui.windows.agent.ticket_window_actions import ticket_actions
from ui.windows.agent.unwanted import Unwanted


class TicketWindowController(QObject):
    """Puts one TicketWindow and its ticket together. Emits `closed(ticket id)`."""

    closed = Signal(str)

    def __init__(
        self,
        client: Client,
        theme: Theme,
        ticket: TicketId,
        *,
        own: OwnCommands,
        faults: Faults,
        monotonic: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._spawn = spawn = Spawner(faults)
        self.window = window = TicketWindow(theme, client, spawn)
        self._ticket = ticket
        self.gestures = gestures = Gestures(
            client.workspace, self, stray_ms=partial(client.settings.number, "stray_ms")
        )
        self.tickets = TicketController(
            client, window, theme, own=own, gestures=gestures, spawn=spawn, parent=self
        )
        self.keyboard = Keyboard(window, monotonic, client.settings)
        self._hints = KeyHints(self.keyboard, window)
        self._standing = TicketStanding(window, self.tickets, gestures)
        self._stray = StrayText(window, self.keyboard, can_reply=lambda: True)
        self.palette = TicketPalette(
            client,
            window,
            theme,
            ticket=ticket,
            properties=window.properties,
            performs=lambda action: action in self._acts,
            spawn=spawn,
            monotonic=monotonic,
        )
        unwanted = Unwanted(
            client.workspace,
            theme,
            gestures=gestures,
            toast=window.toast,
            beside=window.conversation.header,
        )
        self.removed = RemovedStrip(
            client.workspace,
            theme,
            window,
            tickets=self.tickets,
            gestures=gestures,
            unwanted=unwanted,
        )
        self._acts = ticket_actions(
            window,
            theme,
            ticket,
            tickets=self.tickets,
            gestures=gestures,
            open_palette=self.palette.open,
            unwanted=unwanted,
            show_help=partial(open_help, client, partial(window.toast.say, undo=False)),
        )
        self.palette.explain(ticket_reasons(window, self.tickets, gestures))
        self.menus = MenuBar(
            window,
            theme,
            keys=self.keyboard.map,
            do=self.do,
            teams=tuple,
            has_ticket=lambda: True,
            performs=self._acts.__contains__,
        )
        window.keys.set_caps(self._caps)
        self._connect()
        self.tickets.open(ticket)
        self._name()
        window.show()
        window.conversation.timeline.setFocus()

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        self.tickets.take(changes)
        self._name()

    def close(self) -> None:
        """Let everything go: what is held is done, what is written is safe."""
        self.window.closed.disconnect(self._on_closed)
        self.tickets.close()
        self.keyboard.close()
        self._spawn.cancel()
        self.window.close()
        self.window.deleteLater()

    def do(self, action: str) -> None:
        """Perform an action of the table of keys that means something here."""
        work = self._acts.get(action)
        if work is not None:
            work()

    def _caps(self, key: Key) -> tuple[str, ...]:
        """The keys that mean something here; the others are not shown."""
        means = key.action in self._acts or key.action in ("leave", "steady:ticket")
        return self.keyboard.map.caps(key) if means else ()

    def _name(self) -> None:
        ticket = self.gestures.ticket(self._ticket)
        if ticket is not None:
            subject = harmless(ticket.subject).replace("[*]", "[*][*]")  # one alone is Qt's mark
            self.window.setWindowTitle(f"{number_words(ticket.number)} {subject}")

    def _connect(self) -> None:
        window = self.window
        self.keyboard.watch(window.conversation.timeline)
        self.keyboard.remember = self._standing.remember
        self.keyboard.pressed.connect(self._on_key)
        self.palette.action.connect(self.do)
        self.palette.ticket_chosen.connect(self.tickets.ticket_requested)
        self._stray.accepted.connect(self.tickets.start_reply)
        window.composer.left.connect(window.conversation.timeline.setFocus)
        window.conversation.header.solve_requested.connect(partial(self.do, "solve"))
        window.toast.undo_requested.connect(self.gestures.undo)
        window.notice.action_requested.connect(window.notice.hide)
        window.closed.connect(self._on_closed)
        window.activated.connect(self._on_activated)
        self.gestures.said.connect(self._on_said)
        self.tickets.troubled.connect(self._on_troubled)

    def _on_key(self, action: str) -> None:
        with self.gestures.holding():
            self.do(action)

    def _on_activated(self) -> None:
        self.tickets.writing.presence.tell_again()

    def _on_said(self, words: str, undo: bool) -> None:
        self.window.toast.say(words, undo=undo)

    def _on_troubled(self, sentence: str) -> None:
        dismiss = translate("window", "Dismiss")
        self.window.notice.show_message("failure", sentence, action=dismiss)

    def _on_closed(self) -> None:
        self.closed.emit(self._ticket)
