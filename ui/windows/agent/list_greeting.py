# SPDX-License-Identifier: Apache-2.0
"""What the place of the conversation shows while one's own queue is clear, or the list itself."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.client import Client
from app.outbox.drafts import NEW_TICKET
from sync_server.contract.entities import Agent, Draft, Ticket
from ui.models.people import company_name, contact_name, first_name
from ui.models.search_conditions import day_start, day_words
from ui.models.wake_times import wake_words
from ui.models.words import number_words, time_words, translate
from ui.theme.theme import Theme
from ui.widgets import plural
from ui.widgets.greeting_cards import GreetingCard
from ui.widgets.list_greeting import ListGreeting
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.list_controller import FIRST, ListController
from ui.windows.agent.navigation import DRAFTS
from ui.windows.agent.ticket_list import ListPane

UNASSIGNED: Final = "unassigned"
_MODES: Final = ("reply", "note")


class Greeting(QObject):
    """Lies over the page that says that no ticket is open. Where the list has the place of that
    page, its cards stand there.
    """

    def __init__(
        self,
        client: Client,
        ground: QWidget,
        theme: Theme,
        *,
        pane: ListPane,
        lists: ListController,
    ) -> None:
        super().__init__(ground)
        self._pane = pane
        self._client = client
        self._lists = lists
        self._keys = KeyMap(client.settings)
        self.page = ListGreeting(theme, ground)
        self.page.chosen.connect(lists.show)
        pane.empty.cards.chosen.connect(lists.show)
        ground.installEventFilter(self)
        lists.shown.connect(self.refresh)
        lists.looked.connect(self.refresh)

    def refresh(self) -> None:
        """Show what there is now, or nothing while the queue has tickets."""
        clear = self._lists.key == FIRST and not self._client.views.count(FIRST)
        cards = tuple(self._cards()) if clear else ()
        if clear:
            self.page.set_greeting(self._title(), self._done(), cards)
        # What nobody has is said above the cards in the list.
        self._pane.set_cards([card for card in cards if card.key != UNASSIGNED])
        self.page.setVisible(clear)
        self.page.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.page.setGeometry(watched.rect())
        return False

    def _title(self) -> str:
        workspace = self._client.workspace
        now = workspace.now_us()
        hour = int(time_words(now, now)[:2])
        told = translate("empty", "Good evening, {name}")
        if hour < 12:
            told = translate("empty", "Good morning, {name}")
        elif hour < 18:
            told = translate("empty", "Good afternoon, {name}")
        known = workspace.get(Agent, workspace.me) is not None
        return told.format(name=first_name(workspace, workspace.me)) if known else ""

    def _done(self) -> str:
        """What was solved today; nothing while there is nothing."""
        workspace = self._client.workspace
        midnight = day_start(day_words(workspace.now_us())) or 0
        count = 0
        for id in self._client.views.open("recently_solved"):  # the newest first
            ticket = workspace.get(Ticket, id)
            if ticket is None or (ticket.solved_at or 0) < midnight:
                break
            count += ticket.assignee == workspace.me
        return plural.tr("%n solved today.", "1 solved today.", count) if count else ""

    def _newest_mention(self) -> str:
        """The ticket of the newest mention."""
        workspace = self._client.workspace
        found = next(iter(self._client.views.open("mentions")), None)
        ticket = workspace.get(Ticket, found)
        return "" if ticket is None else f"{number_words(ticket.number)} {ticket.subject}"

    def _unsent_words(self) -> str:
        """Whom the first of what is unsent is for, and what it is about."""
        workspace, newest = self._client.workspace, self._lists.newest_unsent
        if newest == NEW_TICKET:
            return translate("rows", "New ticket, not created yet")
        ticket = workspace.get(Ticket, newest)
        if ticket is None:
            return ""
        name = contact_name(workspace, ticket.requester)
        drafts = (workspace.get(Draft, f"{workspace.me}.{ticket.id}.{mode}") for mode in _MODES)
        draft = next((each for each in drafts if each is not None), None)
        if draft is None:
            told = translate("empty", "{name}, {subject}")
            return told.format(name=name, subject=ticket.subject)
        told = translate("empty", "To {name}, written {time}")
        if draft.mode == "note":
            told = translate("empty", "Note on {name}, written {time}")
        return told.format(name=name, time=time_words(draft.at, workspace.now_us()))

    def _snoozed(self) -> Iterator[GreetingCard]:
        """What is put off, and what wakes first."""
        workspace, count = self._client.workspace, self._client.views.count("snoozed")
        first = next(iter(self._client.views.open("snoozed")), None)
        ticket = workspace.get(Ticket, first)
        if not count or ticket is None or ticket.wake_at is None:
            return
        now = workspace.now_us()
        told = plural.tr(
            "%n snoozed tickets, the next wakes at {time}",
            "1 snoozed ticket, wakes at {time}",
            count,
        )
        if day_words(ticket.wake_at) != day_words(now):
            told = plural.tr(
                "%n snoozed tickets, the next wakes on {day}",
                "1 snoozed ticket, wakes on {day}",
                count,
            )
        told = told.format(**dict.fromkeys(("time", "day"), wake_words(ticket.wake_at, now)))
        company = company_name(workspace, ticket)
        yield GreetingCard(
            "snoozed",
            "clock-arrow-right",
            told,
            ", ".join(part for part in (ticket.subject, company) if part),
            keys=self._keys.caps_for("go:snoozed"),
        )

    def _cards(self) -> Iterator[GreetingCard]:
        mentions, drafts = self._client.views.count("mentions"), self._lists.unsent_count
        if mentions:
            words = plural.tr("%n mentions", "1 mention", mentions)
            yield GreetingCard(
                "mentions",
                "at-sign",
                words,
                self._newest_mention(),
                keys=self._keys.caps_for("go:mentions"),
            )
        yield from self._snoozed()
        if drafts:
            words = plural.tr("%n drafts not sent", "1 draft not sent", drafts)
            keys = self._keys.caps_for(f"go:{DRAFTS}")
            yield GreetingCard(DRAFTS, "pencil", words, self._unsent_words(), keys=keys)
        waiting = self._lists.waiting()
        if waiting.count:
            words = translate("empty", "Unassigned tickets")
            yield GreetingCard(
                UNASSIGNED,
                "user",
                words,
                waiting.words,
                keys=self._keys.caps_for("go:unassigned"),
            )
