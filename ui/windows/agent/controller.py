# SPDX-License-Identifier: Apache-2.0
"""What the agent's window does: gestures go out as intents, changes come back as pictures."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.client import Client, Notice
from app.environment import Environment
from app.outbox.drafts import NEW_TICKET
from app.sync.connection import ConnectionState
from app.workspace.changes import Changes
from app.workspace.workspace import RefusedCommand, Workspace
from sync_server.contract import commands
from sync_server.contract.entities import Agent, Availability, Ticket
from sync_server.contract.ids import TicketId
from ui.bridge import Bridge
from ui.faults import Faults
from ui.models.last_words import LastWords
from ui.models.own_commands import OwnCommands
from ui.models.reach import reach_of
from ui.models.told_below import notice_sentence, refusal_sentence
from ui.models.words import translate
from ui.slots import Spawner
from ui.theme.theme import Theme
from ui.widgets import plural
from ui.windows.agent.actions import Actions
from ui.windows.agent.alerts import Alerts
from ui.windows.agent.companions import Companions
from ui.windows.agent.finder import Finder
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.key_hints import KeyHints
from ui.windows.agent.keyboard import Keyboard
from ui.windows.agent.links import Links
from ui.windows.agent.list_controller import FIRST, ListController
from ui.windows.agent.lost_text import LostTexts
from ui.windows.agent.menu_bar import MenuBar
from ui.windows.agent.navigation import SETUP
from ui.windows.agent.offline_banner import OfflineBanner
from ui.windows.agent.preferences import Preferences
from ui.windows.agent.restored import Restored
from ui.windows.agent.standing import WindowStanding
from ui.windows.agent.stray_text import StrayText
from ui.windows.agent.ticket_controller import TicketController
from ui.windows.agent.window import AgentWindow
from ui.windows.agent.workplace import Workplace
from ui.windows.agent.workspace_pages import WorkspacePages
from ui.windows.settings.diagnostics import Diagnostics
from ui.windows.ticks import Ticks

if TYPE_CHECKING:
    from ui.windows.agent.not_undone import NotUndone
    from ui.windows.agent.ticket_window_controller import TicketWindowController

AGES_MS: Final = 30_000


class AgentController(QObject):
    """Puts one AgentWindow and one client together. `close` leaves no subscription behind.

    `do` performs an action of the table of keys. Emits `closed()` after the window was closed,
    `sign_out_requested()`.
    """

    closed = Signal()
    sign_out_requested = Signal()

    def __init__(
        self,
        client: Client,
        theme: Theme,
        *,
        environment: Environment,
        faults: Faults,
        diagnostics: Diagnostics | None = None,
    ) -> None:
        super().__init__()
        self._spawn = spawn = Spawner(faults)
        self._client = client
        self._theme = theme
        self._faults = faults
        self._banner_does: Callable[[], object] | None = None
        self._not_undone: NotUndone | None = None
        self.window = AgentWindow(theme, client, spawn)
        self._bridge = Bridge(client, self)
        self.ticks = Ticks(client.workspace.now_us, self)
        self._own = OwnCommands(client.workspace, self)
        self.gestures = Gestures(
            client.workspace, self, stray_ms=partial(client.settings.number, "stray_ms")
        )
        self.lists = ListController(
            client,
            self.window.list,
            self.window.navigation,
            own=self._own,
            parent=self,
        )
        self.last_words = LastWords(client, spawn, self)
        self.lists.rows.last_words = self.last_words.of
        self.tickets = TicketController(
            client,
            self.window,
            theme,
            own=self._own,
            gestures=self.gestures,
            spawn=spawn,
            parent=self,
        )
        self.keyboard = Keyboard(self.window, environment.monotonic, client.settings)
        self._hints = KeyHints(self.keyboard, self.window)
        pane = self.window.conversation
        self._offline = OfflineBanner(client, pane.banner, self, home=pane.timeline)
        self._restored = Restored(
            client,
            self.window.list.restored,
            home=self.window.list.view,
            open_ticket=self._on_ticket_opened,
            parent=self,
        )
        self._stray = StrayText(
            self.window,
            self.keyboard,
            can_reply=lambda: self.tickets.id is not None,
        )
        self.finder = Finder(
            client,
            self.window,
            theme,
            lists=self.lists,
            tickets=self.tickets,
            spawn=spawn,
            monotonic=environment.monotonic,
            parent=self,
        )
        self.companions = Companions(
            client,
            self.window,
            theme,
            own=self._own,
            tickets=self.tickets,
            faults=faults,
            monotonic=environment.monotonic,
            parent=self,
        )
        self.preferences = Preferences(
            client,
            self.window,
            theme,
            keys=self.keyboard.map,
            spawn=spawn,
            diagnostics=diagnostics,
            parent=self,
        )
        self.pages = WorkspacePages(
            client,
            self.window,
            theme,
            lists=self.lists,
            gestures=self.gestures,
            finder=self.finder,
            keyboard=self.keyboard,
            open_ticket=self._on_ticket_opened,
            faults=faults,
        )
        self.alerts = Alerts(
            client,
            self.window,
            theme,
            gestures=self.gestures,
            open_ticket=self._on_ticket_opened,
            in_front=lambda: self.tickets.id,
            parent=self,
        )
        self._actions = Actions(
            self.window,
            theme,
            lists=self.lists,
            tickets=self.tickets,
            gestures=self.gestures,
            finder=self.finder,
            companions=self.companions,
            preferences=self.preferences,
            pages=self.pages,
            open_alerts=self.alerts.open,
        )
        self.do = self._actions.do
        self._standing = WindowStanding(
            self.window,
            lists=self.lists,
            tickets=self.tickets,
            gestures=self.gestures,
            bulk=self._actions.bulk,
            pages=self.pages,
        )
        self.menus = MenuBar(
            self.window,
            theme,
            keys=self.keyboard.map,
            do=self.do,
            teams=self.lists.team_names,
            has_ticket=lambda: self.tickets.id is not None,
            performs=lambda name: name.partition(":")[0] in self._actions.names,
        )
        self.links = Links(
            client,
            show_view=lambda key: self.do(f"go:{key}"),
            open_ticket=self._on_ticket_opened,
            show_archived=self.finder.show_search,
            spawn=spawn,
            tell=self.tell,
            parent=self,
        )
        self.workplace = Workplace(
            client.settings, self.window, lists=self.lists, tickets=self.tickets, parent=self
        )
        self.lost = LostTexts(
            client,
            self.window.lost,
            own=self._own,
            drop=self.tickets.writing.drafts.drop,
            show_page=self._show_lost,
            spawn=spawn,
        )
        self._ages = QTimer(self)
        self._connect()
        self._begin()

    @property
    def workspace(self) -> Workspace:
        """What the window looks at."""
        return self._client.workspace

    def close(self) -> None:
        """Let everything go: what is held is done, what is written is safe."""
        self.alerts.close()
        self.workplace.close()
        self.last_words.close()
        self.tickets.close()
        self.keyboard.close()
        self.companions.close()
        self.finder.close()
        self.preferences.close()
        self._spawn.cancel()
        self._bridge.close()
        self._ages.stop()
        self.ticks.close()
        self._offline.close()
        self.window.list.close_model()
        self.window.close()
        self.window.deleteLater()

    # -- what the client says -------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        self._own.update(changes)
        self.lists.take(changes)
        self.tickets.take(changes)
        self.companions.take(changes)
        self.finder.take(changes)
        self.preferences.take(changes)
        self.alerts.take(changes)
        self._actions.take(changes)
        if changes.reloaded or Ticket.kind in changes.rows:
            self.links.look_again()
        if changes.reloaded or {Agent.kind, Availability.kind} & changes.rows.keys():
            self.window.navigation.refresh_agent()
        if changes.presence:
            self.alerts.refresh()
        if changes.pending:
            self.window.navigation.refresh_connection()

    def _on_refused(self, refused: RefusedCommand) -> None:
        """What nobody would miss is not shown; the rest is a card in its ticket."""
        self._actions.take_refused(refused.id)
        quiet = (commands.MarkRead, commands.MarkUnread, commands.KeepDraft)
        if isinstance(refused.command, quiet):
            self._client.workspace.dismiss(refused.id)
            return
        if isinstance(refused.command, commands.UndoChange):
            self._take_not_undone(refused)
            return
        from ui.windows.agent.refused_promises import (  # noqa: PLC0415 - few are ever refused
            PROMISES,
            tell_refused,
        )
        from ui.windows.agent.refused_settings import (  # noqa: PLC0415 - as above
            SETTINGS,
            tell_refused_setting,
        )

        if isinstance(refused.command, SETTINGS):
            tell_refused_setting(
                self._client.workspace, refused, tell=self._tell_over, show=self.pages.open_setting
            )
        elif isinstance(refused.command, PROMISES):
            tell_refused(
                self._client.workspace, refused, tell=self._tell_over, show=self.pages.open_promise
            )
        elif getattr(refused.command, "ticket", None) is None:
            taken = [each.customers.take_refused(refused) for each in self._all_tickets()]
            if not any(taken):
                self.tell(refusal_sentence(refused.refusal, refused.command))
            self._client.workspace.dismiss(refused.id)

    def _take_not_undone(self, refused: RefusedCommand) -> None:
        if self._not_undone is None:
            from ui.windows.agent.not_undone import NotUndone  # noqa: PLC0415 - few need it

            self._not_undone = NotUndone(self._client.workspace, self._tell_over, self.window)
        self._not_undone.take(refused)

    def _all_tickets(self) -> tuple[TicketController, ...]:
        """What shows tickets in this window, and in others."""
        return (self.tickets, *(each.tickets for each in self.companions.windows.values()))

    def _on_connection_changed(self, state: ConnectionState) -> None:
        reach = reach_of(state)
        if reach == "connecting" and self._offline.is_shown:
            reach = "offline"  # it has taken too long to say nothing of it
        self.preferences.take_state(state)
        self.lists.take_state(state)
        self.window.navigation.refresh_connection()
        self._own.set_offline(reach == "offline")
        self.tickets.set_reach(reach)
        self.companions.set_reach(reach)
        self._offline.set_online(reach == "online")
        self.links.look_again()

    def _on_offline_told(self) -> None:
        self._on_connection_changed(self._client.state)

    def _on_noticed(self, notice: Notice) -> None:
        self.tell(notice_sentence(notice))

    def _on_fault(self, doing: str) -> None:
        report = self._faults.last_report
        self.tell_and_report(
            translate("window", "A part of this window failed. What you wrote is kept."), "", report
        )

    def tell_and_report(self, text: str, rest: str, report: str) -> None:
        """Say something, with its details for whoever looks after the program."""
        self.tell(
            text,
            rest,
            action=translate("window", "Copy report"),
            does=lambda: QGuiApplication.clipboard().setText(report),
        )

    def tell(
        self,
        text: str,
        rest: str = "",
        *,
        action: str = "",
        does: Callable[[], object] | None = None,
    ) -> None:
        """Say something above the conversation, until it is dismissed."""
        self._banner_does = does
        self.window.notice.show_message(
            "failure",
            text,
            rest,
            action=action or translate("window", "Dismiss"),
            closable=bool(action),
        )

    def _tell_over(self, text: str, *rest: str, **action: Any) -> None:
        """Say something above the conversation, and over the page that covers it."""
        self.tell(text, *rest, **action)
        if self.pages.shown:
            self.window.toast.say(text, undo=False)

    def _on_notice_action(self) -> None:
        does, self._banner_does = self._banner_does, None
        self.window.notice.hide()
        if does is not None:
            does()

    def _on_sign_out_requested(self) -> None:
        count = self._client.state.to_send
        if not count:
            self.sign_out_requested.emit()
            return
        told = plural.tr(
            "%n changes were not sent yet and would be lost.",
            "1 change was not sent yet and would be lost.",
            count,
        )
        self.tell(
            told,
            action=translate("window", "Sign out anyway"),
            does=self.sign_out_requested.emit,
        )

    # -- wiring --------------------------------------------------------------------------------

    def _connect(self) -> None:
        window, bridge, keyboard = self.window, self._bridge, self.keyboard
        bridge.changed.connect(self._on_changed)
        bridge.refused.connect(self._on_refused)
        bridge.connection_changed.connect(self._on_connection_changed)
        bridge.noticed.connect(self._on_noticed)
        bridge.replay_changed.connect(self._restored.show)
        bridge.views_changed.connect(self._on_views_changed)
        for each in (window.list.view, self.finder.page, self.finder.palette, self.alerts):
            self.ticks.ticked.connect(each.show_time)
        keyboard.watch(window.list.view, window.conversation.timeline, window.navigation.views)
        keyboard.remember = self._standing.remember
        keyboard.pressed.connect(self._on_key)
        self._stray.accepted.connect(self._on_stray_accepted)
        window.list.ticket_selected.connect(self.tickets.open)
        window.list.ticket_selected.connect(self.lost.look)
        self.tickets.vanished.connect(self.lost.look)
        self.tickets.opened.connect(self.lost.look)
        window.list.ticket_opened.connect(self._on_ticket_opened)
        window.list.view.clicked.connect(self._on_row_clicked)
        window.list.action_requested.connect(self._on_row_action)
        window.conversation.header.solve_requested.connect(self._on_solve_requested)
        window.conversation.header.number_pressed.connect(self._on_number_pressed)
        self._offline.retry_requested.connect(self._client.retry_now)
        self._offline.appeared.connect(self._on_offline_told)
        window.composer.left.connect(window.leave_composer)
        window.notice.action_requested.connect(self._on_notice_action)
        window.notice.dismissed.connect(window.notice.hide)
        window.navigation.availability_chosen.connect(self.gestures.set_availability)
        window.navigation.sign_out_requested.connect(self._on_sign_out_requested)
        self.finder.action.connect(self.do)
        self.finder.ticket_chosen.connect(self._on_ticket_opened)
        window.toast.undo_requested.connect(self.gestures.undo)
        window.closed.connect(self.closed)
        self.gestures.said.connect(self._on_said)
        self.tickets.troubled.connect(self.tell)
        self.ticks.ticked.connect(self.tickets.show_time)
        self.companions.ticket_chosen.connect(self._on_ticket_opened)
        self.companions.window_opened.connect(self._on_window_opened)
        self.companions.replies_requested.connect(self.preferences.open_replies)
        window.composer.replies_requested.connect(self.preferences.open_replies)
        self.tickets.ticket_requested.connect(self._on_ticket_opened)
        self.tickets.next_requested.connect(partial(self.do, "next"))
        self.tickets.writing.drafts.counted.connect(self.lists.set_drafts)
        self.tickets.writing.drafts.counted.connect(self._on_drafts_counted)
        self.tickets.opened.connect(window.list.mark)
        self.lists.shown.connect(self._on_list_shown)
        self.last_words.found.connect(self.lists.redraw)
        self.last_words.wanted.connect(self.lists.refresh_ages)
        self._faults.occurred.connect(self._on_fault)

    def _begin(self) -> None:
        self._ages.setInterval(AGES_MS)
        self._ages.timeout.connect(self._on_minute)
        self._ages.start()
        self.ticks.watch(self.window)
        self.window.navigation.refresh_agent()
        self.lists.show(FIRST)
        self.lists.relist()
        self.tickets.writing.drafts.count()
        self._on_connection_changed(self._client.state)
        self.preferences.told.connect(self.tell_and_report)
        self.preferences.setup_requested.connect(partial(self.do, f"go:{SETUP}"))
        self.preferences.begin()
        for notice in self._client.take_notices():
            self._on_noticed(notice)
        self.workplace.look()
        self.window.list.view.setFocus()
        self.pages.begin()

    def _on_views_changed(self, keys: object) -> None:
        if keys is None:
            self.lists.relist()
            self.alerts.take(Changes(reloaded=True))
        else:
            self.window.navigation.refresh_views()
            self.window.navigation.refresh_agent()

    def _on_minute(self) -> None:
        self.lists.refresh_ages()
        self.tickets.refresh_ages()
        self.companions.refresh_ages()
        self.window.navigation.refresh_connection()

    def _on_window_opened(self, shown: "TicketWindowController") -> None:
        self.ticks.watch(shown.window)
        for each in (shown.palette.palette, shown.tickets):
            self.ticks.ticked.connect(each.show_time)

    def _on_list_shown(self, key: str) -> None:
        self.window.list.mark(self.tickets.id)

    def _on_ticket_opened(self, ticket: str) -> None:
        if ticket == NEW_TICKET:
            self.companions.new_ticket()
            return
        self.tickets.open(TicketId(ticket))
        self.window.show_conversation()
        self.window.conversation.timeline.setFocus()

    def _on_row_clicked(self, index: QModelIndex) -> None:
        """A click opens, unlike the keys that go through the list."""
        ticket = self.window.list.ticket_at(index.row())
        if ticket == NEW_TICKET:
            self.companions.new_ticket()
        elif ticket is not None:
            self.window.show_conversation()

    def _on_key(self, action: str) -> None:
        with self.gestures.holding():
            self.do(action)

    def _on_stray_accepted(self, text: str) -> None:
        self.window.show_conversation()
        self.tickets.start_reply(text)

    def _on_drafts_counted(self) -> None:
        self.lost.refresh()

    def _show_lost(self, shown: bool) -> None:
        if shown and self.tickets.id is not None:
            self.tickets.leave()
            self.window.list.mark(None)
        self.window.show_lost_page(shown)

    def _on_row_action(self, action: str, ticket: str) -> None:
        id = TicketId(ticket)
        if self.gestures.ticket(id) is None:
            return
        if action == "take":
            self.gestures.take(id)
        elif action == "solve":
            self.gestures.set_field(id, "status", "solved")
        else:
            self.tickets.open(id)
            self.do("snooze" if action == "snooze" else "menu:assignee")

    def _on_solve_requested(self) -> None:
        self.tickets.set_field("status", "solved")

    def _on_number_pressed(self) -> None:
        ticket = self.gestures.ticket(self.tickets.id)
        if ticket is not None and ticket.number:
            QGuiApplication.clipboard().setText(f"#{ticket.number}")
            self.window.toast.say(translate("window", "Number copied"), undo=False)

    def _on_said(self, words: str, undo: bool) -> None:
        self.window.toast.say(words, undo=undo)
