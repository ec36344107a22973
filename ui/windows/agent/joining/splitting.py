# SPDX-License-Identifier: Apache-2.0
"""Moving messages of the open ticket to a ticket of their own."""

from typing import Final

from PySide6.QtCore import QObject

from app import intents
from sync_server.contract.entities import Message, Ticket
from sync_server.contract.ids import MessageId, TicketId
from ui.models.people import contact_name
from ui.models.removed import is_removed
from ui.models.words import time_words, translate
from ui.widgets import plural
from ui.windows.agent.gestures import Gesture
from ui.windows.agent.joining.lines import Line
from ui.windows.agent.joining.pick_panel import PickPanel
from ui.windows.agent.joining.picks import pick_of
from ui.windows.agent.joining.place import Place

_LEAST: Final = 2
"""Messages of a ticket that can be split: one goes, one stays."""
_OVER: Final = frozenset({"closed", "merged"})


class Splitting(QObject):
    """The panel of one window."""

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._ticket: TicketId | None = None
        self._messages: dict[str, Message] = {}
        self.panel = PickPanel(place.theme, "split", names=True, parent=place.window)
        self.panel.changed.connect(self._show_lines)
        self.panel.accepted.connect(self._on_accepted)

    def ask(self) -> None:
        """Which messages of the open ticket move; the one at which the keys are is chosen."""
        ticket = self._place.ticket
        if ticket is None:
            return
        messages = [each.message for each in self._place.entries() if not each.message.retracted]
        why_not = _why_not(ticket, len(messages))
        if why_not:
            self._place.say(why_not)
            return
        self._ticket = ticket.id
        self._messages = {message.id: message for message in messages}
        here = self._place.here()
        self.panel.subject.set_text(ticket.subject)
        self.panel.ask(
            translate("split", "Move messages to a new ticket"),
            translate("split", "Choose what is about something else. At least one stays."),
            picks=[pick_of(self._place.workspace, each) for each in messages],
            chosen=frozenset() if here is None else frozenset({str(here)}),
            action=translate("split", "Move to a new ticket"),
        )
        self._show_lines()
        self.panel.open(self.panel.first)

    # -- inside --------------------------------------------------------------------------------

    def _show_lines(self) -> None:
        chosen = [self._messages[each] for each in self.panel.chosen]
        wrong = ""
        if not chosen:
            wrong = translate("split", "Choose a message")
        elif len(chosen) == len(self._messages):
            wrong = translate("split", "At least one message stays")
        elif not self.panel.subject.text().strip():
            wrong = translate("split", "Name what it is about")
        self.panel.show_lines(() if not chosen else self._lines(chosen), wrong=wrong)

    def _lines(self, chosen: list[Message]) -> tuple[Line, ...]:
        workspace, ticket = self._place.workspace, self._place.ticket
        asked = [message for message in chosen if message.type == "customer"]
        first = (asked or chosen)[0]
        requester = None if ticket is None else ticket.requester
        customer = (first.contact if asked else None) or requester
        time = time_words(first.at, workspace.now_us())
        clocks = translate("split", "They begin at {time}, when {name} asked.")
        if not asked:
            clocks = translate("split", "They begin at {time}, with the first of these messages.")
        name = translate("merge", "Nobody")
        if customer is not None:
            name = contact_name(workspace, customer)
        stays = plural.tr(
            "%n messages stay here. The two tickets are linked.",
            "1 message stays here. The two tickets are linked.",
            len(self._messages) - len(chosen),
        )
        return (
            Line(translate("merge", "Messages"), stays),
            Line(translate("properties", "Customer"), name),
            Line(translate("merge", "Clocks"), clocks.format(time=time, name=name)),
            Line(translate("merge", "Outside"), translate("merge", "Nobody is told anything.")),
        )

    def _on_accepted(self) -> None:
        ticket, workspace = self._ticket, self._place.workspace
        if ticket is None or not self.panel.accept.isEnabled():
            return
        messages = tuple(MessageId(each) for each in self.panel.chosen)
        subject = self.panel.subject.text().strip()
        made: list[TicketId] = []

        def split() -> None:
            new = intents.split_ticket(workspace, ticket=ticket, subject=subject, messages=messages)
            made.append(new.ticket)

        def put_back() -> None:
            for new in made:
                intents.unlink_tickets(workspace, ticket=new, to=ticket, kind="related")
                intents.merge_ticket(workspace, ticket=new, into=ticket, confirmed=True)

        self.panel.close_panel()
        told = plural.tr(
            "%n messages moved to a new ticket", "1 message moved to a new ticket", len(messages)
        )
        self._place.gestures.perform(Gesture(ticket=ticket, words=told, do=split, undo=put_back))
        for new in made:
            self._place.show(new)


def _why_not(ticket: Ticket, messages: int) -> str:
    if is_removed(ticket):
        return translate("palette", "Restore the ticket first")
    if ticket.status in _OVER:
        return translate("properties", "This ticket is closed for good")
    if messages < _LEAST:
        return translate("split", "A ticket with one message has nothing to move")
    return ""
