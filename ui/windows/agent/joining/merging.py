# SPDX-License-Identifier: Apache-2.0
"""Putting the open ticket into another one, and taking it out again."""

from typing import Final

from PySide6.QtCore import QObject

from app import intents
from app.workspace.conversation import Entry
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import MessageId, TicketId
from ui.models.removed import is_removed
from ui.models.words import number_words, translate
from ui.widgets import plural
from ui.windows.agent.gestures import Gesture
from ui.windows.agent.joining.lines import Line
from ui.windows.agent.joining.merge_panel import MergePanel
from ui.windows.agent.joining.merge_words import merged_words
from ui.windows.agent.joining.pick_panel import PickPanel
from ui.windows.agent.joining.picks import pick_of
from ui.windows.agent.joining.place import Place
from ui.windows.agent.joining.ticket_menu import TicketMenu

_OVER: Final = frozenset({"closed", "merged", "spam", "deleted"})


class Merging(QObject):
    """The gestures of one window."""

    def __init__(self, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._source: TicketId | None = None
        self._into: TicketId | None = None
        self.menu = TicketMenu(place.workspace, place.theme, place.head)
        self.panel = MergePanel(place.theme, place.window)
        self.later = PickPanel(place.theme, "unmerge", names=False, parent=place.window)
        self.menu.chosen.connect(self._on_target_chosen)
        self.panel.accepted.connect(self._on_accepted)
        self.panel.turned.connect(self._on_turned)
        self.panel.other_wanted.connect(self._on_other_wanted)
        self.later.changed.connect(self._on_later_changed)
        self.later.accepted.connect(self._on_later_accepted)

    def ask(self) -> None:
        """Which ticket the open one goes into."""
        ticket = self._place.ticket
        if ticket is None:
            return
        if not may_merge(ticket):
            self._place.say(_why_not(ticket))
            return
        self._source = ticket.id
        title = translate("merge", "Merge into: number, subject or customer")
        self.menu.ask(ticket, may_merge, self._place.beside, title=title)

    def take_out(self, id: TicketId) -> None:
        """Make a merged ticket again what it was; what came later is asked about."""
        source = self._place.workspace.get(Ticket, id)
        if source is None or source.merged_into is None:
            return
        self._place.gestures.settle()
        self._place.spawn(self._look_for_later(source), name="look what came after a merge")

    # -- inside --------------------------------------------------------------------------------

    @property
    def _both(self) -> tuple[Ticket, Ticket] | None:
        """The two tickets, while one can go into the other."""
        workspace = self._place.workspace
        source, into = workspace.get(Ticket, self._source), workspace.get(Ticket, self._into)
        if source is None or into is None or not may_merge(source) or not may_merge(into):
            return None
        return source, into

    def _on_target_chosen(self, key: str) -> None:
        self._into = TicketId(key)
        self._show()

    def _show(self) -> None:
        both = self._both
        if both is None:
            self.panel.close_panel()
            return
        self.panel.show_tickets(self._place.workspace, *both)
        self.panel.open(self.panel.merge)

    def _on_turned(self) -> None:
        self._source, self._into = self._into, self._source
        self._show()

    def _on_other_wanted(self) -> None:
        self.panel.close_panel()
        self.ask()

    def _on_accepted(self) -> None:
        both, workspace = self._both, self._place.workspace
        self.panel.close_panel()
        if both is None:
            self._place.say(translate("merge", "One of the two has changed. Look again."))
            return
        source, into = both
        self._place.gestures.perform(
            Gesture(
                ticket=source.id,
                words=merged_words(into),
                do=lambda: intents.merge_ticket(
                    workspace, ticket=source.id, into=into.id, confirmed=True
                ),
                undo=lambda: intents.unmerge_ticket(workspace, ticket=source.id),
            )
        )
        self._place.show(into.id)

    async def _look_for_later(self, source: Ticket) -> None:
        into = self._place.workspace.get(Ticket, source.merged_into)
        later: list[Entry] = []
        if into is not None:
            with await self._place.workspace.open_conversation(into.id) as conversation:
                later = [each for each in conversation.entries if _came_later(each, source)]
        if into is None or not later:
            self._take_out(source.id, ())
            return
        self._source, self._into = source.id, into.id
        number, stays = number_words(source.number), number_words(into.number)
        told = translate("merge", "These came after the merge. Choose what goes with {ticket}.")
        self.later.ask(
            translate("merge", "Take {ticket} out of {stays}").format(ticket=number, stays=stays),
            told.format(ticket=number),
            picks=[pick_of(self._place.workspace, each.message) for each in later],
            chosen=frozenset(),
            action=translate("merge", "Unmerge"),
        )
        self._on_later_changed()
        self.later.open(self.later.first)

    def _on_later_changed(self) -> None:
        workspace = self._place.workspace
        source, into = workspace.get(Ticket, self._source), workspace.get(Ticket, self._into)
        if source is None or into is None:
            return
        number, stays = number_words(source.number), number_words(into.number)
        merge = source.merge
        own = 0 if merge is None else len(merge.messages)
        back = plural.tr(
            "%n messages go back to {ticket}.",
            "1 message goes back to {ticket}.",
            own + len(self.later.chosen),
        )
        clocks = translate(
            "merge",
            "Those of {ticket} go on as if they had never stopped. Those of {stays} run on.",
        )
        nobody = translate("merge", "Nobody is told anything.")
        self.later.show_lines(
            (
                Line(translate("merge", "Messages"), back.format(ticket=number)),
                Line(translate("merge", "Clocks"), clocks.format(ticket=number, stays=stays)),
                Line(translate("merge", "Outside"), nobody),
            )
        )

    def _on_later_accepted(self) -> None:
        chosen = tuple(MessageId(each) for each in self.later.chosen)
        self.later.close_panel()
        if self._source is not None:
            self._take_out(self._source, chosen)

    def _take_out(self, id: TicketId, messages: tuple[MessageId, ...]) -> None:
        workspace = self._place.workspace
        source = workspace.get(Ticket, id)
        if source is None or source.merged_into is None:
            return
        into = source.merged_into
        target = workspace.get(Ticket, into)
        number = "" if target is None else number_words(target.number)
        told = translate("merge", "{ticket} is out of {stays} again")
        self._place.gestures.perform(
            Gesture(
                ticket=id,
                words=told.format(ticket=number_words(source.number), stays=number),
                do=lambda: intents.unmerge_ticket(workspace, ticket=id, messages=messages),
                undo=lambda: intents.merge_ticket(workspace, ticket=id, into=into, confirmed=True),
            )
        )


def may_merge(ticket: Ticket) -> bool:
    """Whether a ticket goes into another one, or takes one in; the server says the same."""
    return ticket.status not in _OVER and not ticket.archived


def _why_not(ticket: Ticket) -> str:
    if is_removed(ticket):
        return translate("palette", "Restore the ticket first")
    if ticket.status == "merged":
        return translate("merge", "This ticket is merged already")
    return translate("properties", "This ticket is closed for good")


def _came_later(entry: Entry, source: Ticket) -> bool:
    message, merge = entry.message, source.merge
    is_own = merge is not None and message.id in merge.messages
    return message.at > (source.removed_at or 0) and not is_own and not message.retracted
