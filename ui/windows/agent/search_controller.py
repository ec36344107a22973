# SPDX-License-Identifier: Apache-2.0
"""Fills the search view: tokens and words in, tickets and people out."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.client import Client
from app.errors import AskRefused, NotConnected
from app.signals import Subscription
from app.sync.connection import ConnectionState
from app.workspace.changes import Changes
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import TicketHit
from ui.models.reach import Reach, reach_of
from ui.models.search_conditions import (
    UnknownValue,
)
from ui.models.search_people import People, Person
from ui.models.search_query import SearchQuery, Token, parse
from ui.models.search_spelling import meant
from ui.models.words import translate
from ui.slots import Spawn
from ui.widgets.search_value import Choosable, FoundMore, FoundPerson, FoundTicket
from ui.windows.agent.search_chips import SearchChips
from ui.windows.agent.search_finding import Finding, Found, known_words
from ui.windows.agent.search_page import SearchPage
from ui.windows.agent.search_preview import PreviewReader
from ui.windows.agent.search_rows import FoundRows
from ui.windows.agent.search_typing import SearchTyping

PAUSE_MS: Final = 250
MOST_PEOPLE: Final = 20
_DAY_US: Final = 86_400_000_000


class SearchController(QObject):
    """One search view of one window.

    Signals: `ticket_chosen(id)`; `left()` when the person goes back to where they were.
    `monotonic` is a clock in seconds.
    """

    ticket_chosen = Signal(str)
    left = Signal()

    def __init__(
        self,
        client: Client,
        page: SearchPage,
        *,
        people: People,
        spawn: Spawn,
        monotonic: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._page = page
        self._people = people
        self._spawn = spawn
        self._monotonic = monotonic
        self._finding = Finding(client, people)
        self._typing = SearchTyping(client.workspace, page, people, parent=self)
        self._chips = SearchChips(client.workspace, page, people, typing=self._typing, parent=self)
        self._preview = PreviewReader(client, page.preview, self._finding, spawn=spawn)
        self._asked = 0
        self._shown = 0
        self._reach: Reach = "online"
        self._waiting = False
        self._whole: frozenset[str] = frozenset()
        self._found: tuple[Found, ...] = ()
        self._found_people: tuple[Person, ...] = ()
        self._beyond: tuple[TicketHit, ...] = ()
        self._suggested = ""
        self._subscription: Subscription | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self._connect()

    @property
    def query(self) -> SearchQuery:
        """What is looked for at this moment."""
        return self._typing.query

    def open(self, text: str) -> None:
        """Show the view with this text."""
        self._page.open()
        self._page.naming.hide()
        if self._subscription is None:
            self._subscription = self._client.state_changed.connect(self._on_state_changed)
        self._typing.set(parse(text))

    def focus(self) -> None:
        """The cursor into the field, with its text selected."""
        self._typing.focus()

    def close(self) -> None:
        """Hide the view and let go of what it showed."""
        self._pause.stop()
        self._asked += 1
        if self._subscription is not None:
            self._subscription.close()
            self._subscription = None
        self._preview.clear()
        self._page.hide()

    def _on_accepted(self) -> None:
        if self._shown != self._asked:
            self._waiting = True  # Enter came before the results that it is meant for
            return
        row = self._page.results.current()
        if row is not None:
            self._open(row)
        elif self._suggested:
            self._take_suggestion()

    def _on_left(self) -> None:
        self.close()
        self.left.emit()

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern; what was found stays where it is."""
        changed = changes.rows.get(Ticket.kind, frozenset())
        if self._page.isHidden() or changed.isdisjoint(each.ticket.id for each in self._found):
            return
        workspace = self._client.workspace
        now = ((workspace.get(Ticket, each.ticket.id), each.excerpt) for each in self._found)
        self._found = tuple(Found(ticket, text) for ticket, text in now if ticket is not None)
        self._show()

    def _on_state_changed(self, state: ConnectionState) -> None:
        if reach_of(state) != self._reach:
            self._show()

    # -- looking -------------------------------------------------------------------------------

    def _look_for(self, query: SearchQuery) -> None:
        self._asked += 1
        self._whole = frozenset()
        self._suggested = ""
        self._waiting = False
        self._page.say("")
        self._pause.stop()
        if not query:
            self._shown = self._asked
            self._found, self._found_people, self._beyond = (), (), ()
            self._show()
            return
        self._spawn(self._find(query, self._asked), name="search")

    async def _find(self, query: SearchQuery, asked: int) -> None:
        began = self._monotonic()
        problem = ""
        try:
            found = await self._finding.here(query)
        except UnknownValue as error:
            found, problem = (), error.words
        if asked != self._asked or self._page.isHidden():
            return
        self._found, self._beyond = found, ()
        self._found_people = self._finding.people(query, most=MOST_PEOPLE)
        took = (self._monotonic() - began) * 1000
        told = translate("search", "{count} in {time} ms")
        count = len(self._found) + len(self._found_people)
        self._page.input.figure.setText(told.format(count=count, time=f"{took:.0f}"))
        self._page.say(problem)
        self._show()
        if query.words:
            self._pause.start()
        self._shown = asked
        if self._waiting:
            self._on_accepted()

    def _on_paused(self) -> None:
        """Nothing was typed for a moment: time for what costs more."""
        query = self._typing.query
        if not self._page.model.rows:
            self._suggested = meant(query.words, known_words(self._client, self._people))
            self._show_nothing()
        if reach_of(self._client.state) == "online":
            self._spawn(self._find_beyond(query, self._asked), name="search at the server")

    async def _find_beyond(self, query: SearchQuery, asked: int) -> None:
        try:
            hits = await self._finding.at_server(query)
        except NotConnected:
            return
        except AskRefused:
            self._page.say(translate("search", "The server could not search just now."))
            return
        if asked != self._asked or self._page.isHidden():
            return
        known = {found.ticket.id for found in self._found}
        others = [hit for hit in hits if hit.ticket not in known]
        self._beyond = tuple(hit for hit in others if self._may_show(hit, query))
        self._show()

    def _may_show(self, hit: TicketHit, query: SearchQuery) -> bool:
        """The server looks for the words only. Of tickets that are held here it is known that the
        tokens do not fit; of the others nobody can say.
        """
        return not query.tokens or self._client.workspace.get(Ticket, hit.ticket) is None

    # -- showing -------------------------------------------------------------------------------

    def _show(self) -> None:
        self._reach = reach_of(self._client.state)
        page, query = self._page, self._typing.query
        client = self._client
        made = FoundRows(client.workspace, client.clocks.hours, query.words, whole=self._whole)
        rows = made.all(self._found, self._found_people, self._beyond, note=self._note())
        page.model.show(rows)
        page.show_results(bool(rows))
        page.input.tell(self._told())
        if not rows:
            page.input.figure.setText("")
            self._show_nothing()
            self._preview.clear()
        elif page.results.current() is None:
            page.results.setCurrentIndex(page.model.index(-1))
            page.results.step(1)

    def _told(self) -> str:
        """What a screen reader hears of the results."""
        count = len(self._found) + len(self._found_people) + len(self._beyond)
        told = translate("search", "{count} found")
        return told.format(count=count) if self._typing.query else ""

    def _note(self) -> str:
        if self._reach == "offline":
            return translate("search", "on this computer only, you are offline")
        if self._reach == "connecting":
            return translate("search", "on this computer, connecting")
        if self._typing.query.words:
            return translate("search", "on this computer, the server adds older ones")
        return translate("search", "on this computer")

    def _show_nothing(self) -> None:
        query = self._typing.query
        title, action = translate("search", "Nothing found"), ""
        reason = translate("search", "Fewer words find more.")
        if not query:
            title = translate("search", "Type words, a number or a name")
            reason = translate("search", "tag:, is:, team: and others narrow it.")
        elif self._suggested:
            told = translate("search", "Did you mean \u201c{words}\u201d? Enter looks for that.")
            reason = told.format(words=self._suggested)
            action = translate("search", "Search for that")
        if query.values("is"):
            action = translate("search", "Search closed tickets too")
        self._page.empty.set_state(icon="search", title=title, reason=reason, action=action)

    def _on_empty_action(self) -> None:
        if self._typing.query.values("is"):
            self._typing.set(self._typing.query.without("is"))
        else:
            self._take_suggestion()

    def _take_suggestion(self) -> None:
        self._typing.set(SearchQuery(self._typing.query.tokens, self._suggested))

    # -- opening -------------------------------------------------------------------------------

    def _on_current_found(self, row: Choosable | None) -> None:
        if isinstance(row, FoundTicket):
            self._preview.show(row, held=self._is_held(row))
        else:
            self._preview.clear()

    def _is_held(self, row: FoundTicket) -> bool:
        return self._client.workspace.get(Ticket, TicketId(row.id)) is not None

    def _open(self, row: Choosable) -> None:
        if isinstance(row, FoundMore):
            self._whole |= {row.key.partition(":")[2]}
            self._show()
        elif isinstance(row, FoundPerson):
            kind = row.key.split(":")[1]
            field = "assignee" if kind == "agent" else "customer"
            self._typing.set(
                SearchQuery(self._typing.query.without(field).tokens).having(Token(field, row.name))
            )
            self.focus()
        elif self._is_held(row):
            self.close()
            self.ticket_chosen.emit(row.id)
        else:
            self._page.say(translate("search", "This ticket is archived. Read it on the right."))

    def _connect(self) -> None:
        page = self._page
        self._typing.asked.connect(self._look_for)
        self._typing.accepted.connect(self._on_accepted)
        self._typing.left.connect(self._on_left)
        page.results.current_found.connect(self._on_current_found)
        page.results.opened.connect(self._open)
        page.results.scroll_asked.connect(page.preview.turn)
        page.results.left.connect(self._on_left)
        page.empty.action_requested.connect(self._on_empty_action)
