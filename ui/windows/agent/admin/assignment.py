# SPDX-License-Identifier: Apache-2.0
"""The page about assignment at work: what waits and why, and who would get a ticket."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.client import Client
from app.errors import ClientError
from app.workspace.changes import Changes
from sync_server.contract.entities import Agent, Availability, Membership, Team, Ticket
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import ExplainRouting, RoutingNow
from ui.models.admin_rights import may_administer
from ui.models.agent_loads import AgentLoads
from ui.models.people import agent_name
from ui.models.words import age_words, number_words, translate
from ui.slots import Spawn
from ui.widgets import plural
from ui.widgets.plain_text import harmless
from ui.widgets.trace_value import TraceRow, TraceStep, TraceTableValue
from ui.windows.agent.admin.asking import answer_of
from ui.windows.agent.admin.assignment_page import AssignmentPage
from ui.windows.agent.admin.queue_actions import QueueActions
from ui.windows.agent.admin.sharing import SharingController
from ui.windows.agent.gestures import Gestures
from ui.windows.agent.routing_steps import kept_words, trial_step

_AT_ONCE: Final = 2_000
"""Tickets that are counted in one turn of the loop."""

_SHOWN: Final = 5
"""Of the tickets that wait, those that have waited longest."""

_TOUCHING: Final = frozenset(each.kind for each in (Agent, Availability, Membership, Team, Ticket))
"""What may change whom the router would choose."""


class AssignmentController(QObject):
    """Behind the page. One round of questions at a time. Signals: `troubled(ClientError)`."""

    troubled = Signal(object)

    def __init__(
        self, client: Client, page: AssignmentPage, *, spawn: Spawn, gestures: Gestures
    ) -> None:
        super().__init__(page)
        self._client = client
        self._workspace = client.workspace
        self._page = page
        self._spawn = spawn
        self._loads = AgentLoads(client.workspace)
        self._is_open = self._is_asking = self._is_stale = False
        self._ticket: TicketId | None = None
        self._waiting: list[Ticket] = []
        self.sharing = SharingController(client.workspace, page, self._loads, does=self._does)
        self.queue = QueueActions(
            client.workspace, page, gestures=gestures, waiting=self._all_waiting
        )
        self._counting = QTimer(self)
        self._counting.setInterval(0)
        self._counting.timeout.connect(self._on_count)
        page.number.returnPressed.connect(self._on_number)
        page.team.changed.connect(self.look)
        page.waiting.chosen.connect(self._on_waiting_chosen)

    # -- the page ------------------------------------------------------------------------------

    def open(self) -> None:
        """The page comes."""
        if not self._is_open:
            self._is_open = True
            self._loads.begin()
            self._counting.start()
        self.sharing.refresh()
        self.look()

    def close(self) -> None:
        """The page goes."""
        self._is_open = False
        self._counting.stop()

    def take(self, changes: Changes) -> None:
        """Draw again what these changes concern."""
        self._loads.take(changes)
        if changes.reloaded:
            self._counting.start()
        if changes.reloaded or Team.kind in changes.rows:
            self.sharing.refresh()
        if changes.reloaded or not _TOUCHING.isdisjoint(changes.rows):
            self.sharing.show_waiting()
            self.look()

    def look(self) -> None:
        """Ask again what the router would do."""
        self._is_stale = True
        if self._is_open and not self._is_asking:
            self._is_asking = True
            self._spawn(self._ask_all(), name="try the router")

    def _on_count(self) -> None:
        if not self._loads.go_on(_AT_ONCE):
            self._counting.stop()
            self.sharing.show_waiting()
            self.look()

    def _does(self, gesture: Callable[[], object]) -> bool:
        if not may_administer(self._workspace):
            return False
        try:
            gesture()
        except ClientError as error:
            self.troubled.emit(error)
            return False
        return True

    # -- what the router says ------------------------------------------------------------------

    async def _ask_all(self) -> None:
        try:
            while self._is_stale and self._is_open:
                self._is_stale = False
                await self._ask_waiting()
                await self._ask_trial()
        finally:
            self._is_asking = False

    def _all_waiting(self) -> tuple[TicketId, ...]:
        team = self.sharing.team
        return () if team is None else tuple(self._loads.tickets_waiting(team.id))

    async def _ask_waiting(self) -> None:
        team = self.sharing.team
        self.queue.show_queue(team)
        if team is None:
            return
        waiting = self._loads.tickets_waiting(team.id)
        found = (self._workspace.get(Ticket, each) for each in waiting)
        oldest = sorted(
            (each for each in found if each is not None),
            key=lambda each: (each.queued_at or 0, each.number),
        )
        self._waiting, rows = oldest[:_SHOWN], []
        for ticket in self._waiting:
            answer, words = await answer_of(self._client, ExplainRouting(ticket=ticket.id))
            rows.append(self._waiting_row(ticket, words or self._reason(answer)))
        heads = (
            translate("assignment", "Ticket"),
            translate("assignment", "Waits"),
            translate("assignment", "Why"),
        )
        more = len(waiting) - len(rows)
        aside = plural.tr("and %n more", "and 1 more", more) if rows and more > 0 else ""
        self._page.waiting_card.set_aside(aside)
        self._page.show_waiting(
            TraceTableValue(heads, tuple(rows)) if rows else None,
            "" if rows else translate("assignment", "Nothing waits to be shared out."),
        )

    def _waiting_row(self, ticket: Ticket, words: str) -> TraceRow:
        name = f"{number_words(ticket.number)} {harmless(ticket.subject)}"
        if ticket.pinned:
            name = translate("queue", "{ticket} (pinned)").format(ticket=name)
        now = self._workspace.now_us()
        return TraceRow((name, age_words(ticket.queued_at or now, now), words))

    def _reason(self, answer: object) -> str:
        """In a few words why nobody has it."""
        if not isinstance(answer, RoutingNow) or answer.route is None:
            return ""
        told = kept_words(self._workspace, answer.route)
        return told or translate("assignment", "It is shared out now")

    def _step(self, answer: object) -> TraceStep | None:
        if not isinstance(answer, RoutingNow) or answer.route is None:
            return None
        return trial_step(self._workspace, answer.route, self._workspace.now_us())

    async def _ask_trial(self) -> None:
        ticket = self._workspace.get(Ticket, self._ticket)
        self.queue.show_ticket(self._ticket)
        if ticket is None:
            if not self._page.trial_words.text():
                self._say_how()
            return
        answer, words = await answer_of(self._client, ExplainRouting(ticket=ticket.id))
        if ticket.id != self._ticket:
            return
        step = self._step(answer)
        if step is None and not words:
            words = translate("assignment", "{number} has no team, so the router leaves it alone.")
            words = words.format(number=number_words(ticket.number))
        elif step is not None:
            words = self._about(ticket)
        self._page.show_trial(() if step is None else (step,), words)

    def _about(self, ticket: Ticket) -> str:
        number, subject = number_words(ticket.number), harmless(ticket.subject)
        if ticket.assignee is None:
            return f"{number} {subject}"
        told = translate("assignment", "{number} {subject}: {name} has it; as if nobody had it")
        name = agent_name(self._workspace, ticket.assignee)
        return told.format(number=number, subject=subject, name=name)

    # -- which ticket --------------------------------------------------------------------------

    def _say_how(self) -> None:
        words = translate(
            "assignment",
            "Type the number of a ticket, or choose one that waits. Nothing is changed by it.",
        )
        self._page.show_trial((), words)

    def _on_number(self) -> None:
        text = self._page.number.text().strip()
        digits = text.lstrip("#")
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else 0
        found = (each for each in self._workspace.all(Ticket) if number and each.number == number)
        ticket = next(found, None)
        if ticket is not None:
            self._try(ticket)
        elif text:
            self._ticket = None
            self.queue.show_ticket(None)
            told = translate("assignment", "There is no ticket {number} here. Type another number.")
            self._page.show_trial((), told.format(number=harmless(text)))
        else:
            self._ticket = None
            self.queue.show_ticket(None)
            self._say_how()

    def _on_waiting_chosen(self, place: int) -> None:
        if 0 <= place < len(self._waiting):
            self._page.number.setText(number_words(self._waiting[place].number))
            self._try(self._waiting[place])

    def _try(self, ticket: Ticket) -> None:
        self._ticket = ticket.id
        self._page.show_trial((), translate("why", "Asking the server"))
        self.look()
