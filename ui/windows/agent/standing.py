# SPDX-License-Identifier: Apache-2.0
"""How things stand in a window before a single key acts, and the way back to there."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple, Protocol

from PySide6.QtWidgets import QWidget

from sync_server.contract.ids import TicketId
from ui.widgets.popover import Popover
from ui.windows.agent.bulk import Bulk
from ui.windows.agent.composer import ComposerPane
from ui.windows.agent.conversation import ConversationPane
from ui.windows.agent.gestures import Gesture, Gestures
from ui.windows.agent.key_sheet import KeySheet
from ui.windows.agent.list_controller import ListController
from ui.windows.agent.properties import PropertiesPane
from ui.windows.agent.ticket_controller import TicketController
from ui.windows.agent.window import AgentWindow
from ui.windows.agent.workspace_pages import WorkspacePages


class _Panes(Protocol):
    """The parts of a window in which one ticket is read and answered."""

    composer: ComposerPane
    conversation: ConversationPane
    keys: KeySheet
    properties: PropertiesPane

    def focusWidget(self) -> QWidget | None: ...

    def findChildren(self, kind: type[Popover], /) -> list[Popover]: ...


class _Stand(NamedTuple):
    held: tuple[Gesture, ...]
    ticket: TicketId | None
    mode: str
    text: str
    unfolded: frozenset[str]
    tab: str
    focus: QWidget | None


class _WindowStand(NamedTuple):
    page: str
    list: str
    filter: str
    filters: bool
    ticket: TicketId | None
    picked: tuple[TicketId, ...]
    layout: tuple[dict[str, int], dict[str, bool]]
    has_turn: bool
    focus: QWidget | None


class TicketStanding:
    """Of everything about the one ticket that is open in a window."""

    def __init__(self, window: _Panes, tickets: TicketController, gestures: Gestures) -> None:
        self._window = window
        self._tickets = tickets
        self._gestures = gestures

    def remember(self) -> Callable[[], None]:
        """Call what is returned to have everything as it is now."""
        return partial(self._go_back, self._stand())

    def _stand(self) -> _Stand:
        window = self._window
        composer = window.composer.composer
        return _Stand(
            held=self._gestures.held,
            ticket=self._tickets.id,
            mode=composer.mode,
            text=composer.editor.toPlainText(),
            unfolded=window.conversation.timeline.unfolded,
            tab=window.properties.page,
            focus=window.focusWidget(),
        )

    def _go_back(self, stand: _Stand) -> None:
        self._close_what_opened()
        self._gestures.drop_held(but=stand.held)
        if self._tickets.id == stand.ticket:
            self._put_back(stand)
        if stand.focus is not None:
            stand.focus.setFocus()

    def _close_what_opened(self) -> None:
        """Menus, the list of keys, and a look at a draft, also when that is only on its way; why
        the ticket is here.
        """
        for popover in self._window.findChildren(Popover):
            popover.hide()
        self._tickets.close_looks()
        if not self._window.keys.isHidden():
            self._window.keys.close_sheet()

    def _put_back(self, stand: _Stand) -> None:
        """Its composer, its changes, the tab beside it."""
        window, composer = self._window, self._window.composer.composer
        text = composer.editor.toPlainText()
        if text != stand.text and text == self._tickets.quoted_as:
            composer.editor.undo()
        if composer.mode != stand.mode and stand.mode in composer.switch.modes:
            composer.switch.set_mode(stand.mode)
            composer.switch.mode_chosen.emit(stand.mode)
        if window.conversation.timeline.unfolded != stand.unfolded:
            window.conversation.timeline.unfold(stand.unfolded)
        if window.properties.page != stand.tab:
            window.properties.show_page(stand.tab)


class WindowStanding:
    """Of the window of the agent: the list, what is selected, the panes, and the open ticket."""

    def __init__(
        self,
        window: AgentWindow,
        *,
        lists: ListController,
        tickets: TicketController,
        gestures: Gestures,
        bulk: Bulk,
        pages: WorkspacePages,
    ) -> None:
        self._window = window
        self._lists = lists
        self._tickets = tickets
        self._bulk = bulk
        self._pages = pages
        self._ticket = TicketStanding(window, tickets, gestures)

    def remember(self) -> Callable[[], None]:
        """Call what is returned to have everything as it is now."""
        window = self._window
        stand = _WindowStand(
            page=self._pages.shown,
            list=self._lists.key,
            filter=window.list.filter.input.text(),
            filters=not window.list.filter.isHidden(),
            ticket=self._tickets.id,
            picked=self._bulk.picked,
            layout=window.layout_by_hand,
            has_turn=window.list.isVisible(),
            focus=window.focusWidget(),
        )
        return partial(self._go_back, stand, self._ticket.remember())

    def _go_back(self, stand: _WindowStand, ticket_back: Callable[[], None]) -> None:
        ticket_back()
        self._show_list(stand)
        self._show_ticket(stand.ticket)
        self._bulk.pick(stand.picked)
        window = self._window
        if window.layout_by_hand != stand.layout:
            window.take_layout(*stand.layout)
            window.rearranged.emit()
        if stand.has_turn and not window.list.isVisible():
            window.show_list()
        elif window.list.isVisible() and not stand.has_turn:
            window.show_conversation()
        if stand.focus is not None:
            stand.focus.setFocus()

    def _show_list(self, stand: _WindowStand) -> None:
        """The same list, narrowed as it was, or the page that covered it."""
        pane = self._window.list
        if not stand.filters:
            pane.leave_filter()
        if self._lists.key != stand.list:
            self._lists.show(stand.list)
            if stand.filters:
                pane.filter.open()
                pane.filter.input.setText(stand.filter)
                pane.filtered.emit(stand.filter)
        if self._pages.shown != stand.page and not self._pages.open(stand.page):
            self._pages.leave()

    def _show_ticket(self, ticket: TicketId | None) -> None:
        if ticket is not None:
            self._tickets.open(ticket)
        elif self._tickets.id is not None:
            self._tickets.put_away()
