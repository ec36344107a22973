# SPDX-License-Identifier: Apache-2.0
"""One reply to all incidents of the open problem: counted before it is sent, with one way back."""

from typing import Final

from PySide6.QtCore import QObject

from app import intents
from app.errors import NotReady
from app.intents.tickets import check_ready
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from sync_server.contract.placeholders import fill_out
from ui.models.link_words import ticket_words
from ui.models.people import contact_name
from ui.models.status_groups import LIVE
from ui.models.words import status_words, translate
from ui.widgets import plural
from ui.windows.agent.canned import field_values
from ui.windows.agent.joining.incidents_panel import IncidentsPanel
from ui.windows.agent.joining.lines import Line
from ui.windows.agent.joining.pick_panel import Pick
from ui.windows.agent.joining.place import Place
from ui.windows.agent.many_changes import Step
from ui.windows.agent.message_values import has_gone_out
from ui.windows.agent.next_status import restore_status
from ui.windows.agent.signature import signed

_LONGEST: Final = 60_000
"""Letters of the text; the rest of a message is for the signature and what fields stand for."""


class Incidents(QObject):
    """The panel of one window."""

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._ticket: TicketId | None = None
        self.panel = IncidentsPanel(place.theme, parent=place.window)
        self.panel.changed.connect(self._show_lines)
        self.panel.accepted.connect(self._on_accepted)

    def live(self, ticket: Ticket) -> list[Ticket]:
        """The incidents of a problem that are not solved, of those that one sees."""
        links = (link for link in ticket.links if link.kind == "incident")
        rows = (self._place.workspace.get(Ticket, link.ticket) for link in links)
        return [row for row in rows if row is not None and row.status in LIVE]

    def ask(self) -> bool:
        """Ask for one reply to the customers of all incidents; whether there are any."""
        ticket = self._place.ticket
        incidents = [] if ticket is None else self.live(ticket)
        if ticket is None or not incidents:
            return False
        if self._ticket != ticket.id:
            self.panel.text.set_text("")
        self._ticket = ticket.id
        self.panel.ask(
            translate("incidents", "Reply to all incidents"),
            "",
            picks=[self._pick(each) for each in incidents],
            chosen=frozenset(each.id for each in incidents),
            action="",
        )
        self._show_lines()
        self.panel.open(self.panel.first)
        return True

    # -- inside --------------------------------------------------------------------------------

    def _pick(self, ticket: Ticket) -> Pick:
        name = translate("merge", "Nobody")
        if ticket.requester is not None:
            name = contact_name(self._place.workspace, ticket.requester)
        told = translate("incidents", "{customer}, {status}")
        return Pick(
            ticket.id,
            ticket_words(ticket),
            told.format(customer=name, status=status_words(ticket.status)),
        )

    @property
    def _chosen(self) -> list[TicketId]:
        return [TicketId(each) for each in self.panel.chosen]

    def _is_ready(self, ticket: TicketId) -> bool:
        try:
            check_ready(self._place.workspace, ticket, "solved")
        except NotReady:
            return False
        return True

    def _show_lines(self) -> None:
        chosen, text = self._chosen, self.panel.text.text().strip()
        wrong = ""
        if not chosen:
            wrong = translate("incidents", "Choose a ticket")
        elif not text:
            wrong = translate("incidents", "Write what happened")
        elif len(text) > _LONGEST:
            wrong = translate("incidents", "The text is too long for one message")
        send = plural.tr("Send to %n customers", "Send to 1 customer", len(chosen))
        self.panel.accept.set_label(send)
        self.panel.show_lines(self._lines(chosen) if chosen else (), wrong=wrong)

    def _lines(self, chosen: list[TicketId]) -> tuple[Line, ...]:
        goes = plural.tr(
            "%n customers get this reply, each in their own ticket.",
            "1 customer gets this reply, in their own ticket.",
            len(chosen),
        )
        ready = [each for each in chosen if self._is_ready(each)]
        status = translate("incidents", "They stay as they are.")
        if self.panel.solves.isChecked():
            status = plural.tr("%n are solved.", "1 is solved.", len(ready))
            lacking = len(chosen) - len(ready)
            if lacking:
                told = plural.tr(
                    "%n lack something before they may be solved, and stay open.",
                    "1 lacks something before it may be solved, and stays open.",
                    lacking,
                )
                status = f"{status} {told}"
        return (
            Line(translate("incidents", "Replies"), goes),
            Line(translate("incidents", "Status"), status),
        )

    def _on_accepted(self) -> None:
        if not self.panel.accept.isEnabled():
            return
        chosen, text = self._chosen, self.panel.text.text().strip()
        solves = self.panel.solves.isChecked()
        steps = [self._step(each, text, solves=solves and self._is_ready(each)) for each in chosen]
        told = plural.tr("Replied to %n customers", "Replied to 1 customer", len(steps))
        self.panel.close_panel()
        self.panel.text.set_text("")
        self._place.gestures.perform_many(steps, told)

    def _step(self, ticket: TicketId, text: str, *, solves: bool) -> Step:
        """The reply in one ticket, and its way back for as long as it is held."""
        workspace, settings = self._place.workspace, self._place.settings
        before = workspace.get(Ticket, ticket)
        sent: list[intents.Written] = []

        def send() -> None:
            values = field_values(workspace, ticket)
            sent.append(
                intents.reply(
                    workspace,
                    ticket=ticket,
                    text=signed(fill_out(text, values), settings, values),
                    status="solved" if solves else None,
                    hold_s=settings.number("undo_send_s"),
                )
            )

        def take_back() -> None:
            for each in sent:
                if has_gone_out(workspace, each.message):
                    self._place.say(translate("incidents", "Some have gone out already."))
                else:
                    intents.retract_reply(workspace, message=each.message)
                    if before is not None and solves:
                        restore_status(workspace, before)

        return Step(send, take_back)
