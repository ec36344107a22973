# SPDX-License-Identifier: Apache-2.0
"""Saying what another ticket is to the open one, going there, and taking that back."""

from collections.abc import Iterator
from typing import Final, get_args

from PySide6.QtCore import QObject, QRect

from app import intents
from sync_server.contract.commands import LinkKind
from sync_server.contract.entities import MERGED, Link, Ticket
from sync_server.contract.ids import TicketId
from ui.models.link_words import LINK_WORDS, link_words, short_words, ticket_words
from ui.models.removed import is_removed
from ui.models.status_groups import LIVE
from ui.models.words import status_words, translate
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.sign import Sign
from ui.windows.agent.gestures import Gesture
from ui.windows.agent.joining.incidents import Incidents
from ui.windows.agent.joining.merging import Merging
from ui.windows.agent.joining.place import Place
from ui.windows.agent.joining.ticket_menu import TicketMenu

_OPEN, _OUT, _LINK, _UNLINK, _ANYWAY = "open", "out", "link", "unlink", "anyway"
_REPLY: Final = "reply"
_WIDTH: Final = 300


class Linking(QObject):
    """The menus of one window."""

    def __init__(
        self,
        place: Place,
        merging: Merging,
        incidents: Incidents,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._incidents = incidents
        self._place = place
        self._merging = merging
        self._other: TicketId | None = None
        self.targets = TicketMenu(place.workspace, place.theme, place.head)
        self.kinds = ChoiceMenu(place.theme, place.head)
        self.links = ChoiceMenu(place.theme, place.head)
        self.unsolved = ChoiceMenu(place.theme, place.head)
        self.targets.chosen.connect(self._on_target_chosen)
        self.kinds.chosen.connect(self._on_kind_chosen)
        self.links.chosen.connect(self._on_link_chosen)
        self.unsolved.chosen.connect(self._on_child_chosen)

    def ask(self) -> None:
        """Which ticket the open one has to do with."""
        ticket = self._place.ticket
        if ticket is None:
            return
        if is_removed(ticket) or ticket.status == "merged":
            self._place.say(translate("links", "Bring the ticket back first"))
            return
        title = translate("links", "Link to: number, subject or customer")
        self.targets.ask(ticket, _may_link, self._place.beside, title=title)

    def open_links(self, beside: QRect) -> None:
        """What the open ticket is linked to: a choice goes there."""
        ticket = self._place.ticket
        if ticket is not None:
            title = translate("links", "Linked tickets")
            choices = tuple(self._choices(ticket))
            self.links.open_at(beside, choices, title=title, width=_WIDTH)

    def ask_of_children(self) -> bool:
        """Show the children of the open ticket that are not solved; whether there are any."""
        ticket = self._place.ticket
        children = [] if ticket is None else self._open_children(ticket)
        if not children:
            return False
        go, told = Sign("icon", "arrow-right"), translate("links", "Child")
        self.unsolved.open_at(
            self._place.beside,
            (
                *(self._choice(_OPEN, f"{told}:", each.id, sign=go) for each in children),
                Choice(_ANYWAY, translate("links", "Solve it all the same"), Sign("icon", "check")),
            ),
            title=plural.tr(
                "%n child tickets are still open", "1 child ticket is still open", len(children)
            ),
            at_end=True,
            width=_WIDTH,
        )
        return True

    # -- inside --------------------------------------------------------------------------------

    def _choices(self, ticket: Ticket) -> Iterator[Choice]:
        go, unlink = Sign("icon", "arrow-right"), Sign("icon", "x")
        if ticket.merged_into is not None:
            told = translate("links", "Merged into")
            yield self._choice(_OPEN, told, ticket.merged_into, sign=go)
            return
        for link in ticket.links:
            yield self._choice(_OPEN, _said(link), link.ticket, sign=go)
        if is_removed(ticket):
            return
        yield Choice(_LINK, translate("links", "Link a ticket\u2026"), Sign("icon", "link"))
        if self._incidents.live(ticket):
            words = translate("links", "Reply to all incidents\u2026")
            yield Choice(_REPLY, words, Sign("icon", "reply"))
        for link in ticket.links:
            if link.kind == MERGED:
                told = translate("links", "Take out again:")
                yield self._choice(_OUT, told, link.ticket, sign=Sign("icon", "undo-2"))
            else:
                told = translate("links", "Unlink:")
                key = f"{_UNLINK} {link.kind}"
                yield self._choice(key, told, link.ticket, sign=unlink)

    def _choice(self, does: str, told: str, other: TicketId, *, sign: Sign) -> Choice:
        row = self._place.workspace.get(Ticket, other)
        number = short_words(self._place.workspace, other)
        about = number if row is None or does != _OPEN else ticket_words(row)
        detail = "" if row is None or does != _OPEN else status_words(row.status)
        return Choice(f"{does} {other}", f"{told} {about}", sign, detail)

    def _on_link_chosen(self, key: str) -> None:
        does, *rest = key.split()
        if does == _LINK:
            self.ask()
        elif does == _REPLY:
            self._incidents.ask()
        elif does == _OPEN:
            self._go(TicketId(rest[0]))
        elif does == _OUT:
            self._merging.take_out(TicketId(rest[0]))
        else:
            kind, other = rest
            self._unlink(kind, TicketId(other))

    def _open_children(self, ticket: Ticket) -> list[Ticket]:
        rows = (
            self._place.workspace.get(Ticket, link.ticket)
            for link in ticket.links
            if link.kind == "child"
        )
        return [row for row in rows if row is not None and row.status in LIVE]

    def _on_child_chosen(self, key: str) -> None:
        ticket = self._place.of()
        if key != _ANYWAY:
            self._on_link_chosen(key)
        elif ticket is not None:
            self._place.gestures.solve_anyway(ticket)

    def _go(self, other: TicketId) -> None:
        if self._place.workspace.get(Ticket, other) is None:
            self._place.say(translate("links", "That ticket is not yours to see"))
        else:
            self._place.show(other)

    def _on_target_chosen(self, key: str) -> None:
        ticket, other = self._place.ticket, TicketId(key)
        if ticket is None:
            return
        self._other = other
        known = {link.kind for link in ticket.links if link.ticket == other}
        told = translate("links", "What is {ticket} to this one?")
        self.kinds.open_at(
            self._place.beside,
            [Choice(kind, link_words(kind)) for kind in LINK_WORDS if kind not in known],
            title=told.format(ticket=short_words(self._place.workspace, other)),
        )

    def _on_kind_chosen(self, key: str) -> None:
        kind, ticket, other = _kind(key), self._place.of(), self._other
        if kind is None or ticket is None or other is None:
            return
        workspace = self._place.workspace
        told = translate("links", "Linked to {ticket}")
        self._place.gestures.perform(
            Gesture(
                ticket=ticket,
                words=told.format(ticket=short_words(workspace, other)),
                do=lambda: intents.link_tickets(workspace, ticket=ticket, to=other, kind=kind),
                undo=lambda: intents.unlink_tickets(workspace, ticket=ticket, to=other, kind=kind),
            )
        )

    def _unlink(self, key: str, other: TicketId) -> None:
        kind, ticket, workspace = _kind(key), self._place.of(), self._place.workspace
        if kind is None or ticket is None:
            return
        told = translate("links", "No longer linked to {ticket}")
        self._place.gestures.perform(
            Gesture(
                ticket=ticket,
                words=told.format(ticket=short_words(workspace, other)),
                do=lambda: intents.unlink_tickets(workspace, ticket=ticket, to=other, kind=kind),
                undo=lambda: intents.link_tickets(workspace, ticket=ticket, to=other, kind=kind),
            )
        )


def _kind(key: str) -> LinkKind | None:
    """A kind of link that this version can make."""
    return next((each for each in get_args(LinkKind) if each == key), None)


def _said(link: Link) -> str:
    if link.kind == MERGED:
        return translate("links", "Merged into this one:")
    return f"{link_words(link.kind)}:"


def _may_link(ticket: Ticket) -> bool:
    return not is_removed(ticket) and ticket.status != "merged" and not ticket.archived
