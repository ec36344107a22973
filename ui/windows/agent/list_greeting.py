# SPDX-License-Identifier: Apache-2.0
"""What the place of the conversation shows while one's own queue is clear."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.client import Client
from sync_server.contract.entities import Agent, Ticket
from ui.models.people import contact_name, first_name
from ui.models.search_conditions import day_start, day_words
from ui.models.words import number_words, time_words, translate
from ui.theme.theme import Theme
from ui.widgets.list_greeting import GreetingCard, ListGreeting
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.list_controller import FIRST, ListController
from ui.windows.agent.navigation import DRAFTS


class Greeting(QObject):
    """Lies over the page that says that no ticket is open."""

    def __init__(self, client: Client, ground: QWidget, theme: Theme, lists: ListController):
        super().__init__(ground)
        self._client = client
        self._lists = lists
        self._keys = KeyMap(client.settings)
        self.page = ListGreeting(theme, ground)
        self.page.chosen.connect(lists.show)
        ground.installEventFilter(self)
        lists.shown.connect(self.refresh)
        lists.looked.connect(self.refresh)

    def refresh(self) -> None:
        """Show what there is now, or nothing while the queue has tickets."""
        clear = self._lists.key == FIRST and not self._client.views.count(FIRST)
        if clear:
            self.page.set_greeting(self._title(), self._done(), tuple(self._cards()))
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
        told = translate("empty", "1 solved today.") if count == 1 else ""
        if count > 1:
            told = translate("empty", "{count} solved today.").format(count=count)
        return told

    def _newest_mention(self) -> str:
        """The ticket of the newest mention."""
        workspace = self._client.workspace
        found = next(iter(self._client.views.open("mentions")), None)
        ticket = workspace.get(Ticket, found)
        return "" if ticket is None else f"{number_words(ticket.number)} {ticket.subject}"

    def _unsent_words(self) -> str:
        """Whom the first of what is unsent is for, and what it is about."""
        workspace = self._client.workspace
        ticket = workspace.get(Ticket, self._lists.newest_unsent)
        if ticket is None:
            return ""
        told = translate("empty", "{name}, {subject}")
        name = contact_name(workspace, ticket.requester)
        return told.format(name=name, subject=ticket.subject)

    def _cards(self) -> Iterator[GreetingCard]:
        mentions, drafts = self._client.views.count("mentions"), self._lists.unsent_count
        if mentions:
            one, many = translate("empty", "1 mention"), translate("empty", "{count} mentions")
            words = one if mentions == 1 else many.format(count=mentions)
            yield GreetingCard(
                "mentions",
                "at-sign",
                words,
                self._newest_mention(),
                keys=self._keys.caps_for("go:mentions"),
            )
        if drafts:
            one = translate("empty", "1 draft not sent")
            many = translate("empty", "{count} drafts not sent")
            words = one if drafts == 1 else many.format(count=drafts)
            keys = self._keys.caps_for(f"go:{DRAFTS}")
            yield GreetingCard(DRAFTS, "pencil", words, self._unsent_words(), keys=keys)
        waiting = self._lists.waiting()
        if waiting.count:
            words = translate("empty", "Unassigned tickets")
            yield GreetingCard(
                "unassigned",
                "user",
                words,
                waiting.words,
                keys=self._keys.caps_for("go:unassigned"),
            )
