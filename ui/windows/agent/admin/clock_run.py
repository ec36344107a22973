# SPDX-License-Identifier: Apache-2.0
"""How the clock ran: the log of a ticket's clocks, asked of the server and drawn as it goes on."""

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QObject, QTimer

from app.client import Client
from app.workspace.changes import Changes
from sync_server.contract.clocks import Clock
from sync_server.contract.entities import Calendar, SlaPolicy, Ticket
from sync_server.contract.ids import CalendarId, Instant, PolicyId
from sync_server.contract.ledger import Segment, State, segments
from sync_server.contract.open_hours import OpenHours
from sync_server.contract.queries import HistoryEntry
from ui.models.local_time import place_words, there
from ui.models.words import number_words, translate
from ui.slots import Spawn
from ui.widgets.course_card import CourseCard
from ui.windows.agent.admin.course import Course, Span, day_words
from ui.windows.agent.history import HistoryReader

_MOST_ENTRIES: Final = 2_000
_SECOND_MS: Final = 1_000


class ClockRun(QObject):
    """Behind the card. The ticket is the one whose number was entered, else one of the policy."""

    def __init__(self, client: Client, card: CourseCard, *, spawn: Spawn) -> None:
        super().__init__(card)
        self._client = client
        self._workspace = client.workspace
        self._card = card
        self._policy = PolicyId("")
        self._ticket: Ticket | None = None
        self._segments: Sequence[Segment] = ()
        self._history = HistoryReader(client, spawn, self)
        self._history.changed.connect(self._on_history_changed)
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._draw)
        card.number_entered.connect(self._on_number_entered)

    def show_policy(self, id: PolicyId) -> None:
        """Show a ticket to which this policy applies."""
        self._policy = id
        self._open(self._example())

    def take(self, changes: Changes) -> None:
        """The ticket may have changed."""
        ticket = self._ticket
        if ticket is None:
            if changes.reloaded or Ticket.kind in changes.rows:
                self._open(self._example())
        elif changes.reloaded or ticket.id in changes.rows.get(Ticket.kind, ()):
            self._ticket = self._workspace.get(Ticket, ticket.id)
            self._history.refresh()
            self._measure()
        elif Calendar.kind in changes.rows:
            self._measure()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._ticket = None
        self._second.stop()
        self._history.open(None)

    def _example(self) -> Ticket | None:
        """The ticket of the policy that is nearest to being late, else the one that moved last."""
        urgent = self._client.clocks.urgency.pressing
        found = (ticket for ticket in self._workspace.all(Ticket) if self._is_promised(ticket))
        return max(found, key=lambda ticket: (ticket.id in urgent, ticket.updated_at), default=None)

    def _is_promised(self, ticket: Ticket) -> bool:
        return any(clock.policy == self._policy for clock in ticket.clocks)

    def _on_number_entered(self, text: str) -> None:
        digits = text.strip().lstrip("#")
        number = int(digits) if digits.isascii() and digits.isdigit() else 0
        found = (each for each in self._workspace.all(Ticket) if number and each.number == number)
        ticket = next(found, None)
        if ticket is None:
            self._open(None)
            told = translate("course", "There is no ticket {number} here.")
            self._card.show_message(told.format(number=text.strip()))
        else:
            self._open(ticket)

    def _open(self, ticket: Ticket | None) -> None:
        self._ticket, self._segments = ticket, ()
        self._history.open(None if ticket is None else ticket.id)
        if ticket is None:
            self._second.stop()
            self._show_title()
            words = translate("course", "No ticket here has a clock of this policy.")
            self._card.show_message(words)
            return
        self._card.number.setText(number_words(ticket.number))
        self._history.read()
        self._measure()

    def _on_history_changed(self) -> None:
        history = self._history
        if history.state == "here" and history.more and len(history.entries) < _MOST_ENTRIES:
            history.read_more()
        elif self._ticket is not None:
            self._measure()

    def _measure(self) -> None:
        """Work the segments out of what is known of the log, at least of the ticket itself."""
        ticket = self._ticket
        if ticket is None:
            return
        states = states_of(self._history.entries) or [(ticket.updated_at, ticket.clocks)]
        now, hours_of = self._workspace.now_us(), self._client.clocks.hours.of
        self._segments = segments(states, hours_of, now=now)
        self._draw()

    def _draw(self) -> None:
        ticket = self._ticket
        if ticket is None:
            return
        course = Course(
            self._segments,
            ticket.clocks,
            hours_of=self._client.clocks.hours.of,
            open_of=self._open_spans,
            zone=self._zone(ticket),
            now=self._workspace.now_us(),
        )
        self._show_title()
        value = course.value()
        if value is None:
            self._card.show_message(self._empty_words())
        else:
            self._card.show_course(value)
        if course.is_going and self._card.isVisible():
            self._second.start()
        else:
            self._second.stop()

    def _empty_words(self) -> str:
        if self._history.state == "reading":
            return translate("course", "Asking the server")
        if self._history.state == "offline":
            return translate("course", "How the clock ran needs the connection.")
        return translate("course", "No clock has run on this ticket.")

    def _show_title(self) -> None:
        ticket = self._ticket
        policy = self._workspace.get(SlaPolicy, self._policy_of(ticket))
        name = translate("course", "No policy") if policy is None else policy.name
        if ticket is None:
            told = translate("course", "{policy}: how the clock ran")
            self._card.show_title(told.format(policy=name))
            return
        told = translate("course", "{policy}: how the clock ran on {number}")
        title = told.format(policy=name, number=number_words(ticket.number))
        zone, now = self._zone(ticket), self._workspace.now_us()
        aside = day_words(there(now, zone))
        if zone:
            told = translate("course", "{place} time, {day}")
            aside = told.format(place=place_words(zone), day=aside)
        self._card.show_title(title, aside)

    def _policy_of(self, ticket: Ticket | None) -> PolicyId:
        if ticket is None or self._is_promised(ticket):
            return self._policy
        found = (clock.policy for clock in ticket.clocks if clock.policy is not None)
        return next(found, PolicyId(""))

    def _zone(self, ticket: Ticket) -> str:
        """The zone of the first calendar that the ticket's clocks follow."""
        found = (clock.calendar for clock in ticket.clocks if clock.calendar is not None)
        return self._client.clocks.hours.zone(next(found, None))

    def _open_spans(self, id: CalendarId | None, start: Instant, end: Instant) -> Sequence[Span]:
        hours = self._client.clocks.hours.of(id)
        return hours.open_spans(start, end) if isinstance(hours, OpenHours) else [(start, end)]


def states_of(entries: Sequence[HistoryEntry]) -> list[State]:
    """A ticket's clocks as its history, newest first, has them; oldest first."""
    states: list[State] = []
    for entry in reversed(entries):
        if entry.kind != Ticket.kind or "clocks" not in entry.values:
            continue
        try:
            clocks = msgspec.convert(entry.values["clocks"][1] or (), tuple[Clock, ...])
        except msgspec.ValidationError:
            continue  # of a newer version, or blanked
        states.append((entry.at, clocks))
    return states
