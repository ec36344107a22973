# SPDX-License-Identifier: Apache-2.0
"""Marking as spam, deleting and bringing back, of one ticket or many, each with one way back."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final, Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app import intents
from app.workspace.workspace import Workspace
from sync_server.contract.addresses import address_key
from sync_server.contract.entities import Block, Contact, Ticket
from sync_server.contract.ids import TicketId
from ui.models.removed import is_removed, was_answered
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets import plural
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign
from ui.widgets.toast import Toast
from ui.windows.agent.gestures import Gesture, Gestures
from ui.windows.agent.many_changes import Step

Fate = Literal["spam", "deleted"]

_ICONS: Final[dict[Fate, str]] = {"spam": "ban", "deleted": "trash-2"}
_YES, _NO = "yes", "no"


class Unwanted(QObject):
    """The gestures of one window. After spam the toast offers to block who wrote it.

    A ticket that we have answered is taken away only after one question, below `beside`.
    """

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        *,
        gestures: Gestures,
        toast: Toast,
        beside: QWidget,
    ) -> None:
        super().__init__(beside)
        self._workspace = workspace
        self._gestures = gestures
        self._toast = toast
        self._beside = beside
        self._senders: tuple[str, ...] = ()
        self._asked: Callable[[], None] | None = None
        self.menu = ChoiceMenu(theme, beside)
        self.menu.chosen.connect(self._on_answered)
        toast.offer_requested.connect(self.block)

    def remove(self, id: TicketId, fate: Fate) -> None:
        """Mark a ticket as spam, or delete it."""
        ticket = self._gestures.ticket(id)
        if ticket is None or is_removed(ticket) or ticket.status == "merged":
            return
        if was_answered(ticket):
            self._ask(fate, partial(self._remove, id, fate))
        else:
            self._remove(id, fate)

    def restore(self, id: TicketId) -> None:
        """Bring a ticket back as it was."""
        workspace = self._workspace
        ticket = workspace.get(Ticket, id)
        if ticket is None or not is_removed(ticket):
            return
        again = _REMOVE["spam" if ticket.status == "spam" else "deleted"]
        self._gestures.perform(
            Gesture(
                ticket=id,
                words=translate("unwanted", "Restored"),
                do=lambda: intents.restore_ticket(workspace, ticket=id),
                undo=lambda: again(workspace, id),
            )
        )

    def remove_many(self, ids: Sequence[TicketId], fate: Fate) -> None:
        """The same to many; whoever asks has asked."""
        workspace, gone = self._workspace, _REMOVE[fate]
        tickets = [t for t in self._tickets(ids) if not is_removed(t) and t.status != "merged"]
        steps = [
            Step(
                partial(gone, workspace, ticket.id),
                partial(intents.restore_ticket, workspace, ticket=ticket.id),
            )
            for ticket in tickets
        ]
        self._gestures.perform_many(steps, _many_words(fate, len(steps)))
        if steps and fate == "spam":
            self._offer_block(tickets)

    def restore_many(self, ids: Sequence[TicketId]) -> None:
        """Bring many back."""
        workspace = self._workspace
        steps = [
            Step(
                partial(intents.restore_ticket, workspace, ticket=ticket.id),
                partial(
                    _REMOVE["spam" if ticket.status == "spam" else "deleted"], workspace, ticket.id
                ),
            )
            for ticket in self._tickets(ids)
            if is_removed(ticket)
        ]
        words = plural.tr("%n tickets restored", "1 ticket restored", len(steps))
        self._gestures.perform_many(steps, words)

    def answered(self, ids: Iterable[TicketId]) -> int:
        """How many of these we have answered."""
        return sum(1 for t in self._tickets(ids) if was_answered(t) and not is_removed(t))

    def block(self) -> None:
        """Hold what the senders of the last spam will write."""
        senders, self._senders = self._senders, ()
        if not senders:
            return
        workspace = self._workspace
        told = plural.tr(
            "Mail of %n senders is held from now on",
            "Mail of {sender} is held from now on",
            len(senders),
        )

        def each(change: Callable[..., object]) -> None:
            for sender in senders:
                change(workspace, sender=sender)

        self._gestures.perform(
            Gesture(
                ticket=TicketId(""),
                words=told.format(sender=senders[0]),
                do=lambda: each(intents.block_sender),
                undo=lambda: each(intents.unblock_sender),
            )
        )

    def _remove(self, id: TicketId, fate: Fate) -> None:
        workspace, gone = self._workspace, _REMOVE[fate]
        words = translate("unwanted", "Deleted")
        if fate == "spam":
            words = translate("unwanted", "Marked as spam")
        preview = {"status": fate, "removed_by": workspace.me, "removed_at": workspace.now_us()}
        gesture = Gesture(
            ticket=id,
            words=words,
            do=lambda: gone(workspace, id),
            undo=lambda: intents.restore_ticket(workspace, ticket=id),
            preview=preview,
        )
        self._gestures.perform(gesture)
        if fate == "spam":
            self._offer_block(self._tickets((id,)))

    def _offer_block(self, tickets: Iterable[Ticket]) -> None:
        contacts = (self._workspace.get(Contact, ticket.requester) for ticket in tickets)
        written = (
            address_key(each.emails[0]) for each in contacts if each is not None and each.emails
        )
        known = (sender for sender in written if self._workspace.get(Block, sender) is None)
        self._senders = tuple(dict.fromkeys(known))
        if self._senders:
            count = len(self._senders)
            self._toast.offer(plural.tr("Block %n senders", "Block sender", count))

    def _ask(self, fate: Fate, does: Callable[[], None]) -> None:
        self._asked = does
        yes = translate("unwanted", "Delete it all the same")
        if fate == "spam":
            yes = translate("unwanted", "Mark as spam all the same")
        keep = translate("unwanted", "Keep it")
        self.menu.open_at(
            rect_on_screen(self._beside),
            (Choice(_YES, yes, Sign("icon", _ICONS[fate])), Choice(_NO, keep, Sign("icon", "x"))),
            title=translate("unwanted", "You have answered this customer"),
            searches=False,
        )

    def _on_answered(self, key: str) -> None:
        asked, self._asked = self._asked, None
        if key == _YES and asked is not None:
            asked()

    def _tickets(self, ids: Iterable[TicketId]) -> list[Ticket]:
        found = (self._workspace.get(Ticket, id) for id in ids)
        return [ticket for ticket in found if ticket is not None]


_REMOVE: Final[dict[Fate, Callable[[Workspace, TicketId], object]]] = {
    "spam": lambda workspace, id: intents.mark_spam(workspace, ticket=id),
    "deleted": lambda workspace, id: intents.delete_ticket(workspace, ticket=id),
}


def _many_words(fate: Fate, count: int) -> str:
    if fate == "spam":
        return plural.tr("%n tickets marked as spam", "1 ticket marked as spam", count)
    return plural.tr("%n tickets deleted", "1 ticket deleted", count)
