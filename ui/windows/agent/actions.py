# SPDX-License-Identifier: Apache-2.0
"""The actions of the table of keys: what each one does in a window, by its name."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from app.workspace.changes import Changes
from sync_server.contract.ids import CommandId, TicketId
from ui.theme.theme import Theme
from ui.windows.agent.bulk import Bulk
from ui.windows.agent.companions import Companions
from ui.windows.agent.finder import Finder
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.help import open_help
from ui.windows.agent.history_words import WHY
from ui.windows.agent.links import copy_link
from ui.windows.agent.list_controller import FIRST, ListController
from ui.windows.agent.list_greeting import Greeting
from ui.windows.agent.list_menu import ListMenu
from ui.windows.agent.navigation_peek import NavigationPeek
from ui.windows.agent.palette_reasons import list_reasons, ticket_reasons
from ui.windows.agent.pane_steps import give_focus, step_pane, zoom
from ui.windows.agent.preferences import Preferences
from ui.windows.agent.removed_strip import RemovedStrip
from ui.windows.agent.ticket_controller import TicketController
from ui.windows.agent.trail import Trail
from ui.windows.agent.unwanted import Unwanted
from ui.windows.agent.views import ViewMenu
from ui.windows.agent.window import AgentWindow
from ui.windows.agent.workspace_pages import WorkspacePages

if TYPE_CHECKING:
    from ui.windows.agent.pulling import Pulling

_IN_CONVERSATION: Final = frozenset(
    {
        "attach",
        "copies",
        "customer",
        "fold_properties",
        "forward_mail",
        "join",
        "jump",
        "menu",
        "note",
        "quote",
        "recipients",
        "replies",
        "reply",
        "reply_sender",
        "see_draft",
        "send_with_status",
        "show_only",
        "snooze",
        "unfold",
    }
)
"""What is done beside the messages, which a list in their place gives the place back to."""


class Actions:
    """Performs actions. A name may carry a detail after a colon: "menu:status"."""

    def __init__(  # noqa: PLR0913 - the parts of one window
        self,
        window: AgentWindow,
        theme: Theme,
        *,
        lists: ListController,
        tickets: TicketController,
        gestures: Gestures,
        finder: Finder,
        companions: Companions,
        preferences: Preferences,
        pages: WorkspacePages,
        open_alerts: Callable[[], object],
    ) -> None:
        self._window = window
        self._theme = theme
        self._lists = lists
        self._tickets = tickets
        self._companions = companions
        self._gestures = gestures
        self._pages = pages
        self._pulling: Pulling | None = None
        self.unwanted = unwanted = Unwanted(
            lists.workspace,
            theme,
            gestures=gestures,
            toast=window.toast,
            beside=window.conversation.header,
        )
        self.removed = RemovedStrip(
            lists.workspace, theme, window, tickets=tickets, gestures=gestures, unwanted=unwanted
        )
        self.bulk = bulk = Bulk(
            window.list,
            theme,
            workspace=lists.workspace,
            rows=lists.rows,
            gestures=gestures,
            unwanted=unwanted,
        )
        self.list_menu = ListMenu(window.list, theme, lists)
        self.greeting = Greeting(lists.client, window.empty, theme, pane=window.list, lists=lists)
        self.trail = Trail(lists, tickets, window)
        finder.explain(
            {
                **ticket_reasons(window, tickets, gestures),
                **list_reasons(window.list, tickets, self.trail),
            }
        )
        self.peek = NavigationPeek(lists.client, window.navigation, theme)
        self.view_menu = ViewMenu(
            lists.client,
            window.navigation,
            theme,
            lists=lists,
            tell=window.toast.say,
            search=partial(finder.show_search, ""),
        )
        window.list.header.new_requested.connect(companions.new_ticket)
        window.list.empty_action.connect(self._on_empty_action)
        self._finder = finder
        window.list.window_requested.connect(companions.open_window)
        window.list.view.page_requested.connect(self._page_preview)
        window.list.view.message_requested.connect(self._step_preview)
        window.conversation.timeline.action_requested.connect(self._on_line_action)
        self._plain: dict[str, Callable[[], object]] = {
            "palette": finder.open_commands,
            "search": finder.open_search,
            "alerts": open_alerts,
            "keys": window.keys.open,
            "help": partial(open_help, lists.client, partial(window.toast.say, undo=False)),
            "next_pane": partial(self._next_pane, 1),
            "previous_pane": partial(self._next_pane, -1),
            "fold_navigation": partial(window.fold, "navigation"),
            "fold_properties": partial(window.fold, "properties"),
            "undo": gestures.undo,
            "next": partial(window.list.step, 1),
            "previous": partial(window.list.step, -1),
            "up": self._go_up,
            "back": partial(self._walk, -1),
            "forward": partial(self._walk, 1),
            "own_state": window.navigation.open_availabilities,
            "pick": bulk.toggle,
            "pick_all": bulk.pick_all,
            "extend_next": partial(bulk.extend, 1),
            "extend_previous": partial(bulk.extend, -1),
            "filter": self._filter,
            "sort_now": window.list.stillness.sort_now,
            "views": window.navigation.views.setFocus,
            "reply": partial(self._write, "reply"),
            "reply_sender": partial(self._write, "reply_sender"),
            "forward_mail": partial(self._write, "forward"),
            "note": partial(self._write, "note"),
            "quote": tickets.quote,
            "copies": tickets.mailing.open_copies,
            "recipients": window.composer.unfold_recipients,
            "replies": window.composer.composer.completer.ask_for_replies,
            "send_with_status": window.composer.send_with_status,
            "attach": window.composer.choose_files,
            "customer": self._choose_customer,
            "take": self._take,
            "take_next": self._take_next,
            "solve": partial(tickets.set_field, "status", "solved"),
            "solve_next": self._solve_next,
            "snooze": tickets.ask_snooze,
            "see_draft": tickets.see_draft,
            "why": self._explain,
            "follow": partial(self._with_ticket, gestures.toggle_follow),
            "unread": tickets.mark_unread,
            "spam": partial(self._with_ticket, partial(unwanted.remove, fate="spam")),
            "delete": partial(self._with_ticket, partial(unwanted.remove, fate="deleted")),
            "restore": partial(self._with_ticket, unwanted.restore),
            "copy_link": partial(self._with_ticket, partial(copy_link, window.toast)),
            "unfold": tickets.reading.toggle_events,
            "jump": tickets.reading.open_jump_list,
            "send": window.composer.composer.send.click,
            "arrange": self.list_menu.open,
            "show_only": window.conversation.header.filter_requested.emit,
            "export_history": tickets.export_history,
            "report": preferences.copy_report,
            "sign_out": window.navigation.sign_out_requested.emit,
            "minimize": window.showMinimized,
            "quit": window.close,
            "new_ticket": companions.new_ticket,
            "log_call": companions.log_call,
            "window": companions.open_window,
            "settings": preferences.open,
            "frames": preferences.toggle_frames,
        }
        self._detailed: dict[str, Callable[[str], object]] = {
            "go": self._go,
            "team": self._go_to_team,
            "focus": self._focus,
            "zoom": partial(zoom, theme),
            "join": tickets.join,
            "menu": self._open_menu,
            "mark": window.composer.mark,
            "availability": gestures.set_availability,
        }

    @property
    def names(self) -> frozenset[str]:
        """Every action, without its detail."""
        return frozenset(self._plain) | frozenset(self._detailed)

    def do(self, action: str) -> None:
        """Perform an action; nothing happens for one that this window does not have."""
        name, _, detail = action.partition(":")
        if self._pages.takes(action):
            return
        if self.bulk.takes(action) or (name == "up" and self._window.list.leave_filter()):
            return
        if name in _IN_CONVERSATION:
            self._window.show_conversation()
        if name in self._plain:
            self._plain[name]()
        elif name in self._detailed:
            self._detailed[name](detail)

    def take(self, changes: Changes) -> None:
        """What was asked for may have come."""
        if self._pulling is not None:
            self._pulling.take(changes)

    def take_refused(self, command: CommandId) -> None:
        """Nothing comes of what was asked for."""
        if self._pulling is not None:
            self._pulling.take_refused(command)

    def _explain(self, line: str = "") -> None:
        self._tickets.explain(partial(self._open_menu, "team"), line)

    def _on_line_action(self, line: str, key: str) -> None:
        if key == WHY:
            self._explain(line)

    def _with_ticket(self, work: Callable[[TicketId], object]) -> None:
        if self._tickets.id is not None:
            work(self._tickets.id)

    def _write(self, mode: str) -> None:
        """In the ticket that is open here, else in the own window of the one in the list."""
        selected = self._window.list.view.current_ticket()
        shown = self._companions.windows.get(TicketId(selected or ""))
        if self._tickets.id is None and shown is not None:
            self._companions.open_window(selected)
            shown.tickets.write(mode)
        else:
            self._tickets.write(mode)

    def _solve_next(self) -> None:
        self._tickets.set_field("status", "solved")
        ticket = self._gestures.ticket(self._tickets.id)
        if ticket is None or ticket.status == "solved":  # else it asks something first
            self._window.list.step(1)

    def _open_menu(self, field: str) -> None:
        if self._tickets.id is not None and self._window.properties.isHidden():
            self._window.fold("properties")
        self._window.properties.open_menu(field)

    def _walk(self, by: int) -> None:
        if self.trail.back() if by < 0 else self.trail.forward():
            self._window.show_conversation()

    def _choose_customer(self) -> None:
        if self._tickets.id is not None and self._window.properties.isHidden():
            self._window.fold("properties")
        self._tickets.customers.choose_customer()

    def _go(self, view: str) -> None:
        """To another list, where the next key counts, or to a page of the workspace."""
        if self._pages.open(view):
            return
        self._lists.show(view)
        self._window.show_list()

    def _go_to_team(self, number: str) -> None:
        self._lists.show_team(int(number))
        self._window.show_list()

    def _focus(self, pane: str) -> None:
        places: dict[str, QWidget] = {
            "navigation": self._window.navigation.views,
            "list": self._window.list.view,
            "conversation": self._window.conversation.timeline,
            "properties": self._window.properties,
        }
        if pane == "list":
            self._window.show_list()
        elif pane in ("conversation", "properties"):
            self._window.show_conversation()
        give_focus(places[pane])

    def _next_pane(self, by: int) -> None:
        panes = zip(self._window.regions, self._window.panes, strict=True)
        step_pane(self._window, panes, by)

    def _filter(self) -> None:
        self._window.show_list()
        self._window.list.filter.open()

    def _take(self) -> None:
        """The open ticket; with nothing open what is next in the queue of a team, or what waited
        longest where one's own is empty. Where a colleague was first, the same key leads to the
        next ticket and takes nothing away.
        """
        if self._tickets.take_next():
            pass
        elif self._tickets.id is not None:
            self._gestures.take(self._tickets.id)
        elif self._lists.key == FIRST and not self._window.list.tickets():
            self._take_oldest()
        elif self._lists.key.startswith("team:"):
            self._take_next()

    def _take_next(self) -> None:
        """The desk says which; what does it is imported when somebody asks."""
        if self._pulling is None:
            from ui.windows.agent.pulling import Pulling  # noqa: PLC0415 - see above

            self._pulling = Pulling(
                self._lists.workspace,
                self._gestures,
                mine=lambda: self._lists.client.views.open(FIRST),
                open_ticket=self._open_taken,
                say=partial(self._window.toast.say, undo=False),
            )
        self._pulling.ask(self._lists.key)

    def _open_taken(self, ticket: TicketId) -> None:
        self._tickets.open(ticket)
        self._window.show_conversation()

    def _on_empty_action(self) -> None:
        """The button of an empty list: search wider, or take what waits longest."""
        wider = self._window.list.wider_text
        if wider:
            self._window.list.leave_filter()
            self._finder.show_search(wider)
        else:
            self._take_oldest()

    def _take_oldest(self) -> None:
        oldest = self._lists.waiting().oldest
        if oldest is not None:
            self._gestures.take(oldest)
            self._tickets.open(oldest)
            self._window.show_conversation()

    def _page_preview(self, by: int) -> None:
        """Space in the list reads on in the conversation, where that is in sight."""
        timeline = self._window.conversation.timeline
        bar = timeline.verticalScrollBar()
        if timeline.isVisible():
            bar.setValue(bar.value() + by * bar.pageStep() * 9 // 10)

    def _step_preview(self, by: int) -> None:
        timeline = self._window.conversation.timeline
        if timeline.isVisible():
            timeline.step(by)

    def _go_up(self) -> None:
        """Esc outside an editor: one level up."""
        if not self._window.fold_over():
            self._window.show_list()
