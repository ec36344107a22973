# SPDX-License-Identifier: Apache-2.0
"""The pane with the tickets of a view, or with what a search found."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.views.steady_view import SteadyView
from sync_server.contract.ids import TicketId
from ui.models.found_tickets import FoundTicketsModel
from ui.models.grouped_tickets import GroupedTicketModel
from ui.models.ticket_list import TicketListModel
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.bulk_bar import BulkBar
from ui.widgets.empty_page import EmptyPage
from ui.widgets.greeting_cards import GreetingCard
from ui.widgets.key_names import key_words
from ui.widgets.label import Surface
from ui.widgets.list_filter import ListFilter
from ui.widgets.list_header import ListHeader
from ui.widgets.list_notice import ListNotice
from ui.widgets.replay_card import ReplayCard
from ui.widgets.skeleton import Skeleton
from ui.widgets.ticket_list import TicketListView
from ui.widgets.ticket_row import TicketListRole, TicketRowValue
from ui.windows.agent.list_stillness import Stillness

AnyTicketModel = TicketListModel | GroupedTicketModel | FoundTicketsModel
Words = tuple[str, str, str, str, str]
"""Icon, sentence, reason, button and its key, of an empty list."""


class ListPane(Surface):
    """Head, rows, and what is said when there are none.

    Signals: `ticket_selected(id)`, `ticket_opened(id)`, `window_requested(id)` and
    `action_requested(action, id)` of the rows; `filtered(text)`; `empty_action()` of the button in
    an empty list; `closing()`. The selected ticket is kept when its row goes: nothing else is
    selected in its place.
    """

    ticket_selected = Signal(str)
    ticket_opened = Signal(str)
    window_requested = Signal(str)
    action_requested = Signal(str, str)
    filtered = Signal(str)
    empty_action = Signal()
    closing = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.search_keys = "Ctrl F"
        self.suggests: Callable[[str], str] = lambda _: ""
        """What may have been meant by a text that nothing matches."""
        self.header = ListHeader(theme, can_create=True, parent=self)
        self.view = TicketListView(theme, self, actions=("assign", "snooze", "solve"))
        self.notice = ListNotice(theme, self.header)
        self.filter = ListFilter(theme, self.header)
        self.bulk_bar = BulkBar(theme, self.header)
        self.stillness = Stillness(self.view, self.notice, self)
        self.restored = ReplayCard(theme, self)
        self.skeleton = Skeleton(theme, self)
        self.empty = EmptyPage(theme, self)
        self._alone = False
        self._model: AnyTicketModel | None = None
        self._steady: SteadyView | None = None
        self._row = 0
        self._marked: TicketId | None = None
        self._title = ""
        self._words: Words = ("inbox", "", "", "", "")
        self._build()
        self._connect()

    @property
    def model(self) -> AnyTicketModel | None:
        return self._model

    @property
    def is_filtered(self) -> bool:
        return bool(self.filter.input.text().strip())

    def show_model(
        self,
        model: AnyTicketModel,
        title: str,
        *,
        order: str = "",
        selection: str = "",
        empty: Words = ("inbox", "", "", "", ""),
        steady: SteadyView | None = None,
    ) -> None:
        """Show another list; the pane owns the model from now on.

        `empty` is what an empty one says; `steady` is the view of the model, whose rows keep still.
        """
        old, self._model = self._model, model
        self._steady = steady
        self._title = title
        model.setParent(self.view)
        self.view.setUniformItemSizes(not isinstance(model, GroupedTicketModel))
        # Before the view hears of it: it would go to a neighbour at once.
        model.rowsAboutToBeRemoved.connect(self._on_rows_about_to_be_removed)
        self.view.setModel(model)
        self._row = 0
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._show_count)
        model.rowsInserted.connect(self._on_rows_inserted)
        model.modelReset.connect(self._on_reset)
        if old is not None:
            old.close()
            old.deleteLater()
        self.filter.input.clear()
        self.filter.hide()
        self.stillness.follow(steady)
        self.header.set_order(order, selection)
        self.set_empty(empty)

    def set_empty(self, words: Words) -> None:
        """What is said when there is nothing in the list."""
        self._words = words
        self._show_count()

    def set_cards(self, cards: Sequence[GreetingCard]) -> None:
        """Where else something waits, said in an empty list that stands alone."""
        self.empty.cards.set_cards(cards)
        self._show_cards()

    def set_alone(self, alone: bool) -> None:
        """Whether the list has the place of the conversation too."""
        self._alone = alone
        self._show_cards()

    def close_model(self) -> None:
        """Let the list go; the window closes."""
        self.closing.emit()
        self.stillness.follow(None)
        if self._model is not None:
            self._model.close()

    def mark(self, ticket: TicketId | None) -> None:
        """Select the row of a ticket without announcing it."""
        self._marked = ticket
        self.stillness.keep(ticket)
        row = None if ticket is None or self._model is None else self._model.row_of(ticket)
        self.view.blockSignals(True)
        if row is None or self._model is None:
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.setCurrentIndex(self._model.index(row))
            self._row = row
        self.view.blockSignals(False)

    def step(self, by: int) -> None:
        """Go to the next or previous ticket, over headings."""
        if self._model is None:
            return
        index = self.view.currentIndex()
        row = index.row() + by if index.isValid() else self._row
        while 0 <= row < self._model.rowCount():
            if self.ticket_at(row) is not None:
                self.view.setCurrentIndex(self._model.index(row))
                return
            row += by

    def tickets(self, limit: int = 100) -> tuple[TicketId, ...]:
        """The tickets at the top, in their order."""
        rows = 0 if self._model is None else min(limit, self._model.rowCount())
        return tuple(id for row in range(rows) if (id := self.ticket_at(row)) is not None)

    def row_of(self, ticket: str) -> int | None:
        """The row of a ticket, if it is in the list."""
        return None if not ticket or self._model is None else self._model.row_of(TicketId(ticket))

    def show_first(self, row: int) -> None:
        """Scroll until a row is the first in sight."""
        if self._model is not None:
            self.view.scrollTo(self._model.index(row), TicketListView.ScrollHint.PositionAtTop)

    def ticket_at(self, row: int) -> TicketId | None:
        """The ticket of a row; a heading has none."""
        entry = None if self._model is None else self._model.index(row).data(TicketListRole.ROW)
        return TicketId(entry.id) if isinstance(entry, TicketRowValue) else None

    def leave_filter(self) -> bool:
        """Show everything again; whether there was a filter."""
        if self.filter.isHidden():
            return False
        self.filter.input.clear()
        self.filter.hide()
        self.filtered.emit("")
        self.view.setFocus()
        return True

    def _build(self) -> None:
        self.setObjectName("list.pane")
        self.header.cover(self.notice, line=1)
        self.header.cover(self.filter, line=1)
        self.header.cover(self.bulk_bar, line=0)
        self._stack = QStackedLayout()
        # The rows stay under the words for an empty list: hidden they would lose the focus.
        self._stack.setStackingMode(QStackedLayout.StackingMode.StackAll)
        for widget in (self.view, self.empty, self.skeleton):
            self._stack.addWidget(widget)
        self.skeleton.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        self._above = QVBoxLayout()
        layout.addLayout(self._above)
        layout.addWidget(self.restored)
        layout.addLayout(self._stack, 1)

    def put_above(self, card: QWidget) -> None:
        """Show a card between the head and the tickets."""
        self._above.addWidget(card)

    def _connect(self) -> None:
        self.view.ticket_selected.connect(self._on_ticket_selected)
        self.view.ticket_opened.connect(self.ticket_opened)
        self.view.window_requested.connect(self.window_requested)
        self.view.action_requested.connect(self.action_requested)
        self.header.filter_requested.connect(self.filter.open)
        self.filter.edited.connect(self.filtered)
        self.filter.submitted.connect(self.view.setFocus)
        self.filter.left.connect(self.leave_filter)
        self.stillness.changed.connect(self._show_count)
        self.empty.state.action_requested.connect(self.empty_action)

    def _show_count(self) -> None:
        model = self._model
        if model is None:
            return
        count = model.ticket_count
        told = count if self._steady is None or self.is_filtered else self._steady.true_count
        self.header.set_view(self._title, told)
        loading = self.skeleton.is_due
        if not count and not loading:
            icon, title, reason, action, key = self._empty_words()
            self.empty.state.set_state(
                icon=icon,
                title=title or translate("list", "Nothing here"),
                reason=reason,
                action=action,
                keycap=key,
            )
        self._show_cards()
        is_empty = not count and not loading
        proxy = self.view if is_empty else None  # else it says that it has the focus
        self.empty.setFocusProxy(proxy)  # type: ignore[arg-type]  # None is meant by Qt
        self.empty.setVisible(is_empty)
        self._stack.setCurrentWidget(self.empty if is_empty else self.view)
        self.empty.setVisible(is_empty)

    def _show_cards(self) -> None:
        self.empty.show_cards(self._alone and not self.is_filtered)

    def _empty_words(self) -> Words:
        text = self.filter.input.text().strip()
        if not text:
            return self._words
        nothing = translate("list", "Nothing matches \u201c{text}\u201d").format(text=text)
        meant = self.suggests(text)
        if meant:
            wider = translate("list", "Did you mean {words}? Search also covers closed tickets.")
            wider = wider.format(words=meant)
        else:
            wider = translate("list", "{keys} searches everywhere. Esc shows the whole list.")
            search = key_words(self.search_keys) or translate("navigation", "Search")
            wider = wider.format(keys=search)
        action = translate("list", "Search \u201c{text}\u201d").format(text=meant or text)
        return ("search", nothing, wider, action, "")

    @property
    def wider_text(self) -> str:
        """What the button of an empty list searches for; nothing while no filter is set."""
        text = self.filter.input.text().strip()
        return (self.suggests(text) or text) if text else ""

    def _on_ticket_selected(self, ticket: str) -> None:
        self._row = self.view.currentIndex().row()
        self._marked = TicketId(ticket)
        self.stillness.keep(self._marked)
        self.ticket_selected.emit(ticket)

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        """The selected ticket may have come back, after a change that was taken back."""
        if self._steady is not None and first == last:
            ticket = self.ticket_at(first)
            if ticket is not None:
                self.view.highlight(ticket)
        if self._marked is not None and not self.view.currentIndex().isValid():
            self.mark(self._marked)

    def _on_reset(self) -> None:
        self.mark(self._marked)

    def _on_rows_about_to_be_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        """Qt would select a neighbour, which would open it in place of what is being read."""
        if first <= self.view.currentIndex().row() <= last:
            self._row = first
            self.view.setCurrentIndex(QModelIndex())
