# SPDX-License-Identifier: Apache-2.0
"""A menu in which another ticket is looked for, by number, subject or customer."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Contact, Ticket
from sync_server.contract.ids import ContactId
from ui.models.link_words import ticket_words
from ui.models.palette_match import fold
from ui.models.people import contact_name
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.sign import Sign

MOST: Final = 9
_WIDTH: Final = 420
_ANSWER: Final = ("re:", "aw:", "fwd:", "fw:", "wg:")


class TicketMenu(ChoiceMenu):
    """Emits `chosen(ticket id)`. Before anything is typed it offers what may well be meant."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._workspace = workspace
        self._tickets: tuple[Ticket, ...] = ()
        self._known: list[tuple[str, Ticket]] | None = None
        self.finds = self._find

    def ask(
        self, ticket: Ticket, may: Callable[[Ticket], bool], beside: QRect, *, title: str
    ) -> None:
        """Which other ticket, of those that `may` be it."""
        self._tickets = tuple(
            each for each in self._workspace.all(Ticket) if each.id != ticket.id and may(each)
        )
        self._known = None
        offered = [self._choice(each) for each in alike(ticket, self._tickets)]
        self.open_at(beside, offered, title=title, width=_WIDTH)

    def _find(self, text: str) -> Sequence[Choice]:
        number = text.strip().removeprefix("#")
        exact = [each for each in self._tickets if number and str(each.number) == number]
        words = [f" {word}" for word in fold(text).split()]
        found = (ticket for known, ticket in self._all() if all(word in known for word in words))
        both = dict.fromkeys(ticket.id for ticket in exact)
        result = list(exact)
        for ticket in found:
            if len(result) >= MOST:
                break
            if ticket.id not in both:
                result.append(ticket)
        return [self._choice(each) for each in result]

    def _all(self) -> list[tuple[str, Ticket]]:
        """Each ticket with what it is known by, the one that was written to last first."""
        if self._known is None:
            newest = sorted(self._tickets, key=_moment, reverse=True)
            names = {ContactId(each.id): each.name for each in self._workspace.all(Contact)}
            self._known = [
                (f" {fold(each.subject)} {fold(_name(names, each.requester))}", each)
                for each in newest
            ]
        return self._known

    def _choice(self, ticket: Ticket) -> Choice:
        detail = "" if ticket.requester is None else contact_name(self._workspace, ticket.requester)
        sign = Sign("priority", ticket.priority)
        return Choice(ticket.id, ticket_words(ticket), sign, detail)


def alike(ticket: Ticket, others: Iterable[Ticket]) -> list[Ticket]:
    """What may be about the same: of the same customer, then of the same company under the same
    subject; the one that was written to last first.
    """
    subject = plain_subject(ticket.subject)
    ranked: list[tuple[int, Ticket]] = []
    for each in others:
        same = bool(subject) and plain_subject(each.subject) == subject
        if ticket.requester is not None and each.requester == ticket.requester:
            ranked.append((0 if same else 1, each))
        elif same:
            colleagues = ticket.organisation is not None
            is_near = colleagues and each.organisation == ticket.organisation
            ranked.append((2 if is_near else 3, each))
    ranked.sort(key=lambda pair: (pair[0], -_moment(pair[1])))
    return [each for _, each in ranked[:MOST]]


def plain_subject(subject: str) -> str:
    """A subject without what answers put before it."""
    words = subject.casefold().split()
    while words and words[0] in _ANSWER:
        del words[0]
    return " ".join(words)


def _moment(ticket: Ticket) -> int:
    return ticket.last_message_at or ticket.opened_at


def _name(names: dict[ContactId, str], contact: ContactId | None) -> str:
    return "" if contact is None else names.get(contact, "")
