# SPDX-License-Identifier: Apache-2.0
"""The conversation as it is read: messages and changes in order, what is new, where to go."""

from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.client import Client
from app.workspace.conversation import Entry
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import Instant, MessageId, TicketId
from ui.models.words import translate
from ui.slots import Spawn
from ui.theme.theme import Theme
from ui.widgets.announcement import announce
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.link_target import may_open
from ui.widgets.message_column import Stand
from ui.widgets.message_value import MessageValue, NewSince
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign
from ui.widgets.timeline_items import ItemFilter
from ui.windows.agent.conversation import ConversationPane
from ui.windows.agent.history import HistoryReader
from ui.windows.agent.history_words import events_of
from ui.windows.agent.jump_list import JUMP_FROM, jump_choices
from ui.windows.agent.message_moments import MessageMoments
from ui.windows.agent.message_news import MessageNews
from ui.windows.agent.message_values import MessageValues, new_since
from ui.windows.agent.open_ticket import OpenTicket
from ui.windows.agent.stretch import Stretch
from ui.windows.agent.waiting_words import waiting_events_of

_JUMP_WIDTH: Final = 460
_FILTER_WIDTH: Final = 200
_MOST_PLACES: Final = 100


class Reading(QObject):
    """Fills the timeline of one pane. `history` is shared with the properties; `places` holds
    where each ticket was left, unless that was its end.

    Emits `troubled(sentence)`.
    """

    troubled = Signal(str)

    def __init__(
        self,
        client: Client,
        pane: ConversationPane,
        ticket: OpenTicket,
        *,
        theme: Theme,
        spawn: Spawn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = client.workspace
        self._pane = pane
        self._ticket = ticket
        self._theme = theme
        self._values = MessageValues(client.workspace)
        self._waiting: frozenset[MessageId] = frozenset()
        self._online = True
        self.history = HistoryReader(client, spawn, self)
        self.jumps = ChoiceMenu(theme, pane)
        self.filters = ChoiceMenu(theme, pane)
        self.links = ChoiceMenu(theme, pane)
        self._news = MessageNews(self._workspace)
        self._stretch = Stretch(self)
        self._asked = ""
        self._read: TicketId | None = None
        self.places: dict[TicketId, Stand] = {}
        self._moments = MessageMoments(
            self._workspace, pane.timeline, ticket, history=self.history, parent=self
        )
        self._connect()

    def open(self, ticket: TicketId) -> None:
        """Begin with an empty timeline; the messages come when they are read."""
        self._read = ticket
        self._stretch.reset()
        self.history.open(ticket)
        self._pane.show_messages(ticket, (), None)
        self._show_filter()

    def leave(self) -> None:
        """No ticket is shown any more."""
        self.remember()
        self._read = None
        self._stretch.reset()
        self.history.open(None)

    def remember(self) -> None:
        """Keep where the ticket is left, to be there again when it is opened."""
        timeline = self._pane.timeline
        if self._read is None or not timeline.messages:
            return
        self.places.pop(self._read, None)
        if timeline.place is not None:
            self.places[self._read] = timeline.place
        while len(self.places) > _MOST_PLACES:
            del self.places[next(iter(self.places))]

    def forget_names(self) -> None:
        """Somebody or something is called otherwise now."""
        self._values.forget()

    def show(self, waiting: frozenset[MessageId], *, online: bool) -> None:
        """Draw what is there, with the marks of what waits for the server."""
        self._waiting, self._online = waiting, online
        id, entries = self._ticket.id, self._ticket.entries
        if id is None:
            return
        if not entries:
            self._show_absence(id)
            return
        announce(self._pane.timeline, self._news.of(id, entries))
        divider = new_since(self._workspace, entries, self._ticket.read_at)
        unread = self._workspace.is_unread(id) and self._ticket.read_at == 0
        start = entries[0].message.id if unread else ""  # nothing of it was ever read
        place = self.places.get(id)
        first = divider.before if divider else place[0] if place else start
        self._stretch.begin(len(entries), _place_of(first, entries))
        drawn = entries[self._stretch.of(len(entries))]
        values = self._values.of(drawn, waiting=waiting, online=online)
        events = self._events(id, drawn, entries)
        merged = _merged(drawn, values, events)
        divider = _above_changes(divider, merged, _since(events, self._ticket.read_at))
        self._pane.show_messages(id, merged, divider, start=start, place=place)

    def _events(
        self, id: TicketId, drawn: Sequence[Entry], entries: Sequence[Entry]
    ) -> Sequence[tuple[Instant, MessageValue]]:
        """The changes between the messages that are drawn, and at the ends of the whole."""
        events = events_of(self._workspace, self.history.entries)
        if not self._online:
            events = (*events, *waiting_events_of(self._workspace, id))
        if len(drawn) == len(entries):
            return events
        first, last = drawn[0].message, drawn[-1].message
        return [
            (at, value)
            for at, value in events
            if (at >= first.at or entries[0].message is first)
            and (at < last.at or entries[-1].message is last)
        ]

    def open_jump_list(self) -> None:
        """Choose a message of a long ticket."""
        self._stretch.finish()
        timeline = self._pane.timeline
        if len(timeline.messages) > JUMP_FROM:
            self.jumps.open_at(
                self._beside(54, self._theme.px(8), height=0),
                jump_choices(timeline.messages),
                title=translate("conversation", "Go to a message"),
                width=_JUMP_WIDTH,
            )

    def toggle_events(self) -> None:
        """Unfold the changes between the messages, or fold them."""
        self._pane.timeline.toggle_events()

    def set_only(self, only: str) -> None:
        """Show all, messages, notes or changes."""
        chosen: dict[str, ItemFilter] = {each: each for each in _filters()}
        if only in chosen:
            self._pane.timeline.set_only(chosen[only])
            self._show_filter()

    def open_link(self, address: str) -> None:
        """Hand an address of the web or of mail to the system; nothing else is ever opened."""
        if may_open(address) and not QDesktopServices.openUrl(QUrl(address)):
            self.troubled.emit(translate("conversation", "Nothing on this computer opens links."))

    def _show_absence(self, id: TicketId) -> None:
        """Nothing to show is an answer too, where only an overview may be seen, or where what was
        said went to another ticket.
        """
        ticket = self._workspace.get(Ticket, id)
        if ticket is not None and ticket.merged_into is not None:
            events = [event for _, event in events_of(self._workspace, self.history.entries)]
            told = translate("conversation", "The messages are in the other ticket now.")
            value = MessageValue("merged", "event", "", "", told, icon="link")
            self._pane.show_messages(id, (*events[-1:], value), None)  # more would be folded
        elif not self._ticket.is_complete:
            told = translate("conversation", "You see this ticket without its messages.")
            value = MessageValue("overview", "event", "", "", told, icon="lock")
            self._pane.show_messages(id, (value,), None)

    def _show_filter(self) -> None:
        only = self._pane.timeline.only
        self._pane.header.set_filter(_filters()[only], active=only != "all")

    def _on_filter_requested(self) -> None:
        button = self._pane.header.filter
        self.filters.open_at(
            rect_on_screen(button),
            [Choice(key, words) for key, words in _filters().items()],
            title=translate("conversation", "Show"),
            current=frozenset({self._pane.timeline.only}),
            at_end=True,
            width=_FILTER_WIDTH,
        )

    def _on_grown(self) -> None:
        self.show(self._waiting, online=self._online)

    def _on_history_changed(self) -> None:
        if self._ticket.id is not None:
            self.show(self._waiting, online=self._online)

    def _on_links_requested(self, message: str) -> None:
        """By keyboard: files, links and what can be done with a message, in a menu."""
        timeline = self._pane.timeline
        found = timeline.links_of(message)
        if not found:
            return
        self._asked = message
        rest = translate("conversation", "Show or fold the rest")
        icons = {
            "address": "globe",
            "file": "paperclip",
            "fold": "ellipsis",
            "action": "arrow-right",
        }
        top = max(0, round(timeline.message_top(message)))
        self.links.open_at(
            self._beside(68, top, height=self._theme.px(34)),
            [
                Choice(str(place), link.label or rest, Sign("icon", icons[link.kind]))
                for place, link in enumerate(found)
            ],
            title=translate("conversation", "In this message"),
            width=_JUMP_WIDTH,
        )

    def _beside(self, inset: int, top: int, *, height: int) -> QRect:
        """A place so far from the side of the timeline on which a message begins."""
        timeline, left = self._pane.timeline, self._theme.px(inset)
        if timeline.isRightToLeft():
            left = timeline.width() - left
        return QRect(timeline.mapToGlobal(QPoint(left, top)), QSize(0, height))

    def _on_link_chosen(self, place: str) -> None:
        timeline = self._pane.timeline
        if self._asked in {each.id for each in timeline.shown}:
            found = timeline.links_of(self._asked)
            if int(place) < len(found):
                timeline.press(self._asked, found[int(place)])
        timeline.setFocus()

    def _on_jump_chosen(self, message: str) -> None:
        self._pane.timeline.go_to(message)
        self._pane.timeline.setFocus()
        self._show_filter()

    def _connect(self) -> None:
        self._stretch.grown.connect(self._on_grown)
        self._pane.timeline.viewed.connect(self._ticket.see)
        self._pane.timeline.link_opened.connect(self.open_link)
        self._pane.header.filter_requested.connect(self._on_filter_requested)
        self.filters.chosen.connect(self.set_only)
        self.jumps.chosen.connect(self._on_jump_chosen)
        self._pane.timeline.links_requested.connect(self._on_links_requested)
        self.links.chosen.connect(self._on_link_chosen)
        self.history.changed.connect(self._on_history_changed)


def _filters() -> dict[ItemFilter, str]:
    return {
        "all": translate("conversation", "All"),
        "messages": translate("conversation", "Messages"),
        "notes": translate("conversation", "Notes"),
        "changes": translate("conversation", "Changes"),
    }


def _place_of(message: str, entries: Sequence[Entry]) -> int:
    """Which of the entries it is; the last one if it is none of them."""
    places = (place for place, each in enumerate(entries) if each.message.id == message)
    return next(places, len(entries) - 1)


def _merged(
    entries: Sequence[Entry],
    values: Sequence[MessageValue],
    events: Sequence[tuple[Instant, MessageValue]],
) -> tuple[MessageValue, ...]:
    """Messages and changes by their time; of the same moment, the message comes first."""
    found: list[MessageValue] = []
    place = 0
    for entry, value in zip(entries, values, strict=True):
        while place < len(events) and events[place][0] < entry.message.at:
            found.append(events[place][1])
            place += 1
        found.append(value)
    found.extend(value for _, value in events[place:])
    return tuple(found)


def _since(events: Sequence[tuple[Instant, MessageValue]], read_at: Instant) -> frozenset[str]:
    """Changes that came after the person looked last."""
    return frozenset(value.id for at, value in events if at > read_at)


def _above_changes(
    divider: NewSince | None, merged: Sequence[MessageValue], fresh: Container[str]
) -> NewSince | None:
    """What was changed just before the first new message is new too."""
    if divider is None:
        return None
    place = next((n for n, value in enumerate(merged) if value.id == divider.before), 0)
    first = place
    while first and merged[first - 1].id in fresh:
        first -= 1
    return replace(divider, before=merged[first].id) if first else divider
