# SPDX-License-Identifier: Apache-2.0
"""The time of a message in full, here and where its customer is."""

from PySide6.QtCore import QObject

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Contact, Ticket
from sync_server.contract.ids import Instant
from ui.models.customer_words import local_time_words
from ui.models.moments import moment_words
from ui.models.words import translate
from ui.widgets.timeline import Timeline
from ui.windows.agent.history import HistoryReader
from ui.windows.agent.open_ticket import OpenTicket

_CHANGE = "change "


class MessageMoments(QObject):
    """Answers a timeline that asks for the time of one of its items."""

    def __init__(
        self,
        workspace: Workspace,
        timeline: Timeline,
        ticket: OpenTicket,
        *,
        history: HistoryReader,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._timeline = timeline
        self._ticket = ticket
        self._history = history
        timeline.moment_asked.connect(self._on_asked)

    def of(self, item: str) -> str:
        """What is told of an item with this id; nothing for one that has no time of its own."""
        at = self._at(item)
        if at is None:
            return ""
        here, there = moment_words(at), self._at_customer(at)
        return f"{here}. {there}" if there else here

    def _on_asked(self, item: str) -> None:
        self._timeline.tell_moment(self.of(item))

    def _at(self, item: str) -> Instant | None:
        if item.startswith(_CHANGE):
            changes = self._history.entries
            return next((each.at for each in changes if f"{_CHANGE}{each.seq}" == item), None)
        messages = (entry.message for entry in self._ticket.entries)
        return next((message.at for message in messages if message.id == item), None)

    def _at_customer(self, at: Instant) -> str:
        """The customer's time of day, where it is known."""
        ticket = self._workspace.get(Ticket, self._ticket.id)
        contact = self._workspace.get(Contact, None if ticket is None else ticket.requester)
        if contact is None or not contact.timezone:
            return ""
        told = translate("conversation", "{name}: {time}")
        return told.format(name=contact.name, time=local_time_words(contact.timezone, at))
