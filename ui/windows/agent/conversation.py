# SPDX-License-Identifier: Apache-2.0
"""The pane with the open ticket: head, banner, messages, what needs a decision, who else writes."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Team, Ticket
from ui.models.people import company_name, contact_name
from ui.models.woken_words import woken_words
from ui.models.words import long_age_words, number_words, status_words, translate
from ui.theme.theme import Theme
from ui.widgets.banner import Banner
from ui.widgets.headers import TicketHeader, TicketHeaderValue
from ui.widgets.label import Surface
from ui.widgets.message_column import Stand
from ui.widgets.message_value import MessageValue, NewSince
from ui.widgets.pill import PillTone
from ui.widgets.ticket_row import PresenceValue
from ui.widgets.timeline import Timeline
from ui.widgets.timeline_foot import TimelineFoot
from ui.widgets.writing_strip import WritingStrip
from ui.windows.agent.decision_card import CardValue, DecisionCard

_TONES: Final[dict[str, PillTone]] = {
    "open": "accent",
    "new": "accent",
    "pending": "accent",
    "solved": "green",
}
_LEAST_TIMELINE: Final = 40
"""So much of the messages is left where there is little room; Qt would squash what is around."""
_FINISHED: Final = frozenset({"solved", "closed", "merged", "spam", "deleted"})


class ConversationPane(Surface):
    """Shows what it is given.

    Its parts are public: `header`, `timeline`, `banner`, `card` and `strip` have their own signals.
    `card_decided(card id, button key)` comes for the card that is shown.
    """

    card_decided = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self.header = TicketHeader(theme, self)
        self.banner = Banner(theme, self)
        self.timeline = Timeline(theme, self)
        self.card = DecisionCard(theme, self.timeline)
        self._is_free = False
        self._is_crowded, self._knows_people = False, True
        self._foot = TimelineFoot(theme, self.timeline, self.card)
        self.strip = WritingStrip(theme, shows_drafts=True, parent=self)
        self._own_card: CardValue | None = None
        self._key = ""
        self._cards: tuple[CardValue, ...] = ()
        self.setObjectName("conversation.pane")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.banner)
        self.timeline.setMinimumHeight(_LEAST_TIMELINE)
        layout.addWidget(self.timeline, 1)
        layout.addWidget(self.strip)
        self._column = layout
        self.card.decided.connect(self.card_decided)

    def put_below_header(self, banner: Banner) -> None:
        """Give a banner of the window its place over the conversation."""
        self._column.insertWidget(self._column.indexOf(self.header) + 1, banner)

    def show_ticket(
        self,
        workspace: Workspace,
        ticket: Ticket,
        *,
        known_at: str = "",
        copies: tuple[str, ...] = (),
        waiting: frozenset[str] = frozenset(),
    ) -> None:
        """The three lines of the head. `known_at` says how old all this is, while offline;
        `copies` are the addresses that get everything too, `waiting` the fields whose change the
        server has not heard of.
        """
        self._is_free = ticket.assignee is None
        told = translate("conversation", "Cc {count}").format(count=len(copies))
        team = workspace.get(Team, ticket.team)
        now = workspace.now_us()
        opened = translate("conversation", "opened {age}")
        self.header.set_ticket(
            TicketHeaderValue(
                id=ticket.id,
                number=number_words(ticket.number),
                subject=ticket.subject,
                priority=ticket.priority,
                customer=contact_name(workspace, ticket.requester),
                company=company_name(workspace, ticket),
                copies=told if copies else "",
                status=" · ".join(filter(None, (status_words(ticket.status), woken_words(ticket)))),
                status_tone=_TONES.get(ticket.status, "neutral"),
                status_waits="status" in waiting,
                team="" if team is None else team.name,
                channel=ticket.channel,
                opened=opened.format(age=long_age_words(ticket.opened_at, now)),
                note=known_at,
                can_solve=ticket.status not in _FINISHED,
            )
        )

    def show_messages(
        self,
        key: str,
        messages: Sequence[MessageValue],
        new_since: NewSince | None,
        *,
        start: str = "",
        place: Stand | None = None,
    ) -> None:
        """The messages of the ticket `key`: from the divider on, else from `place` or `start`."""
        if key != self._key:
            self._key, self._cards = key, ()
            self._show_next()  # else the next ticket would open at its end, where a card stood
        self.timeline.show_conversation(
            key, messages, new_since=new_since, start=start, place=place
        )

    def set_crowded(self, crowded: bool) -> None:
        """Give way to what is written in a low window: the head is its first line, and nothing is
        said of people of whom nothing is known.
        """
        self._is_crowded = crowded
        self.header.set_short(crowded)
        if not self._knows_people:
            self._show_unknown()

    def show_people(self, people: tuple[PresenceValue, ...], *, known: bool) -> None:
        """Who else is here; without a connection nobody knows."""
        self._knows_people = known
        if known:
            self.header.presence.set_people(people)
            writers = tuple(each for each in people if each.level == "replying")
            self.strip.set_writers(writers, claims=self._is_free)
        else:
            self.header.presence.set_unknown()
            self._show_unknown()

    def _show_unknown(self) -> None:
        self.strip.set_unknown()
        self.strip.setVisible(not self._is_crowded)

    def show_cards(self, cards: tuple[CardValue, ...]) -> None:
        """What needs a decision; the first is shown, the next one when it is settled."""
        self._cards = cards
        self._show_next()

    def ask(self, card: CardValue | None) -> None:
        """A question of the window itself, before all other cards; `None` takes it away."""
        self._own_card = card
        self._show_next()

    def _show_next(self) -> None:
        cards = (self._own_card, *self._cards) if self._own_card else self._cards
        if cards:
            fresh = self.card.isHidden() or self.card.card.id != cards[0].id
            self.card.show_card(cards[0])
            if fresh:
                self._foot.show_whole()
        else:
            if self.card.isAncestorOf(self.window().focusWidget()):
                self.timeline.setFocus()  # else it would fall into the composer
            self.card.hide()
