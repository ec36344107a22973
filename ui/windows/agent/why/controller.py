# SPDX-License-Identifier: Apache-2.0
"""Reads the log of one ticket and shows why it is where it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.client import Client
from app.errors import AskRefused, NotConnected
from app.workspace.changes import Changes
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import DeliveryTrace, HistoryEntry, TraceDelivery
from ui.models.words import number_words, translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.trace_value import TraceStep, trace_text
from ui.windows.agent.history import HistoryReader
from ui.windows.agent.routing_steps import route_of, routing_step, taken_step
from ui.windows.agent.step_moments import step_moment
from ui.windows.agent.why.clock_steps import clock_step, ledger_steps
from ui.windows.agent.why.delivery_steps import delivery_step
from ui.windows.agent.why.panel import WhyPanel
from ui.windows.agent.why.rule_steps import rule_steps


class Why(QObject):
    """Behind the panel of one window. `say(sentence)` confirms, `note(text)` begins a note on the
    ticket, `pass_on()` asks for another team.
    """

    def __init__(
        self,
        client: Client,
        theme: Theme,
        window: QWidget,
        *,
        spawn: Spawn,
        say: Callable[[str], object],
        note: Callable[[str], object],
        pass_on: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._client = client
        self._workspace = client.workspace
        self._say = say
        self._note = note
        self._pass_on = pass_on
        self._spawn = spawn
        self._ticket: TicketId | None = None
        self._to = ""
        self._trace: DeliveryTrace | None = None
        self.panel = WhyPanel(theme, window)
        self.history = HistoryReader(client, spawn, self)
        self.history.changed.connect(self._show)
        self.panel.copied.connect(self._on_copied)
        self.panel.reported.connect(self._on_reported)
        self.panel.passed_on.connect(self._on_passed_on)
        self.panel.more_requested.connect(self.history.read_more)
        self.panel.closed.connect(self._on_closed)

    def open(self, ticket: TicketId, *, at: int | None = None) -> None:
        """Show the panel with a ticket, and what was decided with the entry `at` of its log."""
        self._ticket, self._to = ticket, "" if at is None else str(at)
        self._trace = None
        self.history.open(ticket)
        self.history.read()
        self._trace_delivery()
        self._show()
        self.panel.open(self.panel.copy if self.panel.copy.isEnabled() else self.panel.pass_on)

    def close(self) -> None:
        """Hide it; the focus goes back."""
        self.panel.close_panel()

    def take(self, changes: Changes) -> None:
        """What is shown may have changed."""
        if self._ticket is None:
            return
        if self._workspace.get(Ticket, self._ticket) is None:
            self.close()
        elif changes.reloaded or self._ticket in changes.rows.get(Ticket.kind, ()):
            self.history.refresh()
            self._trace_delivery()
            self._show()

    def _trace_delivery(self) -> None:
        if self._ticket is not None:
            self._spawn(self._ask_delivery(self._ticket), name="trace who is told of a ticket")

    async def _ask_delivery(self, ticket: TicketId) -> None:
        try:
            trace: DeliveryTrace = await self._client.ask(TraceDelivery(ticket=ticket))
        except (NotConnected, AskRefused):
            return  # the panel says already what is missing
        if ticket == self._ticket:
            self._trace = trace
            self._show()

    def _show(self) -> None:
        ticket = self._workspace.get(Ticket, self._ticket) if self._ticket is not None else None
        if ticket is None:
            return
        entries = self.history.entries
        steps = (*self._decisions(entries), *self._ledger(ticket), *self._told_of())
        since = entries[-1].at if entries else ticket.opened_at
        about = translate("why", "{number}, every decision since {moment}")
        self.panel.show_about(
            about.format(
                number=number_words(ticket.number),
                moment=step_moment(since, self._workspace.now_us()),
            ),
            state=self._state(has_steps=bool(steps)),
            more=self.history.more,
        )
        self.panel.show_steps(steps)
        if self._to and self.panel.go_to(self._to):
            self._to = ""

    def _decisions(self, entries: tuple[HistoryEntry, ...]) -> Iterator[TraceStep]:
        """The oldest first."""
        for entry in reversed(entries):
            for step in (
                *rule_steps(self._workspace, entry),
                taken_step(self._workspace, entry),
                routing_step(self._workspace, entry),
                clock_step(self._workspace, entry),
            ):
                if step is not None:
                    yield replace(step, key=str(entry.seq))

    def _told_of(self) -> Iterator[TraceStep]:
        if self._trace is not None:
            yield delivery_step(self._workspace, self._trace)

    def _ledger(self, ticket: Ticket) -> Iterator[TraceStep]:
        hours = self._client.clocks.hours
        return ledger_steps(self._workspace, hours, ticket, self.history.entries)

    def _state(self, *, has_steps: bool) -> str:
        states = {
            "reading": translate("why", "Asking the server"),
            "offline": translate(
                "why", "Past decisions are at the server: this needs the connection."
            ),
            "refused": translate("why", "You cannot see the history of this ticket."),
        }
        if self.history.entries:
            states.pop("reading")
        nothing = translate("why", "Nothing was decided about this ticket of itself.")
        return states.get(self.history.state, "" if has_steps else nothing)

    def _on_copied(self) -> None:
        QGuiApplication.clipboard().setText(
            f"{self.panel.about.text()}\n\n{trace_text(self.panel.trace.steps)}\n"
        )
        self._say(translate("why", "Copied as text"))

    def _on_reported(self) -> None:
        """What is wrong is said to colleagues, beside what was decided last."""
        routed = (each for each in self.history.entries if route_of(each) is not None)
        last = next((routing_step(self._workspace, each) for each in routed), None)
        self.close()
        told = translate("why", "Wrong routing: ")
        self._note(told if last is None else f"{told}{last.title}. ")

    def _on_passed_on(self) -> None:
        self.close()
        self._pass_on()

    def _on_closed(self) -> None:
        self._ticket = None
        self.history.open(None)
