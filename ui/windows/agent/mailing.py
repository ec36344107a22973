# SPDX-License-Identifier: Apache-2.0
"""What can be done about the mail of the open ticket: sending again, and who gets copies."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QGuiApplication

from app import intents
from app.workspace.conversation import Entry
from app.workspace.workspace import Workspace
from sync_server.contract.addresses import address_key, address_keys
from sync_server.contract.entities import Message, Ticket
from sync_server.contract.ids import MessageId, TicketId
from ui.models.words import translate
from ui.theme.theme import Theme
from ui.widgets.choice import Choice
from ui.widgets.choice_menu import ChoiceMenu
from ui.widgets.message_layout import COPIES_KEY
from ui.widgets.popover import rect_on_screen
from ui.widgets.sign import Sign
from ui.windows.agent.conversation import ConversationPane
from ui.windows.agent.delivery_words import SEND_AGAIN
from ui.windows.agent.gestures import Gesture, Gestures
from ui.windows.agent.open_ticket import OpenTicket
from ui.windows.agent.recipients import Directory, is_address

_ADD, _REMOVE = "add ", "remove "
_WIDTH: Final = 380


class Mailing(QObject):
    """The mail of the ticket that is open in `pane`."""

    def __init__(
        self,
        workspace: Workspace,
        pane: ConversationPane,
        ticket: OpenTicket,
        *,
        theme: Theme,
        gestures: Gestures,
        directory: Directory,
    ) -> None:
        super().__init__(pane)
        self._workspace = workspace
        self._pane = pane
        self._ticket = ticket
        self._gestures = gestures
        self._directory = directory
        self.copies = ChoiceMenu(theme, pane)
        self.copies.reads = self._read
        self.copies.chosen.connect(self._on_copies_chosen)
        self.recipients = ChoiceMenu(theme, pane)
        self.recipients.chosen.connect(_copy)
        self.resending = ChoiceMenu(theme, pane)
        self.resending.reads = _read_addresses
        self.resending.chosen.connect(self._on_addresses_chosen)
        self._lacking: Message | None = None
        pane.header.copies_requested.connect(self.open_copies)
        pane.timeline.action_requested.connect(self._on_message_action)

    def open_copies(self) -> None:
        """Who outside gets copies, to add somebody or take somebody away."""
        if self._row is not None:
            header = self._pane.header
            beside = header.copies if header.copies.isVisible() else header
            self.copies.open_at(
                rect_on_screen(beside),
                self._offered(),
                title=translate("mailing", "Gets copies. Type an address to add one"),
                width=_WIDTH,
            )

    def add(self, address: str) -> None:
        """Somebody gets copies from now on."""
        told = translate("mailing", "{name} gets copies from now on")
        self._change(told.format(name=self._named(address)), add=(address,))

    def remove(self, address: str) -> None:
        """Somebody gets no copies any more."""
        told = translate("mailing", "{name} no longer gets copies")
        self._change(told.format(name=self._named(address)), remove=(address,))

    # -- inside --------------------------------------------------------------------------------

    @property
    def _row(self) -> Ticket | None:
        return self._workspace.get(Ticket, self._ticket.id)

    def _named(self, address: str) -> str:
        """How one speaks of somebody: the first name, where it is known."""
        name = self._directory.named(address)[0]
        return name if name == address else name.split()[0]

    def _change(
        self, words: str, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()
    ) -> None:
        id = self._ticket.id
        if id is not None:
            change = partial(intents.change_participants, self._workspace, ticket=id)
            self._gestures.perform(
                Gesture(
                    ticket=id,
                    words=words,
                    do=partial(change, add=add, remove=remove),
                    undo=partial(change, add=remove, remove=add),
                )
            )

    def _offered(self) -> list[Choice]:
        """Those who get copies, then those who took part."""
        ticket = self._row
        there = () if ticket is None else ticket.cc
        taken = address_keys(there)
        remove, add = translate("mailing", "Remove"), translate("mailing", "Add")
        found = [self._choice(_REMOVE, address, remove) for address in there]
        others = (each for each in self._directory.outside if address_key(each) not in taken)
        return [*found, *(self._choice(_ADD, address, add) for address in others)]

    def _choice(self, what: str, address: str, detail: str) -> Choice:
        name, initials, pair = self._directory.named(address)
        label = address if name == address else f"{name} {address}"
        return Choice(f"{what}{address}", label, Sign("avatar", initials, pair), detail)

    def _read(self, text: str) -> Choice | None:
        """An address that is typed, else whom it may mean."""
        ticket, wanted = self._row, text.strip()
        if ticket is None or not wanted:
            return None
        if any(wanted.casefold() in each.casefold() for each in ticket.cc):
            return None
        found = self._directory.suggest(wanted)
        address = wanted if is_address(wanted) else found[0].key if found else ""
        if not address or address_key(address) in address_keys(ticket.cc):
            return None
        return self._choice(_ADD, address, translate("mailing", "Add"))

    def _on_copies_chosen(self, key: str) -> None:
        what, _, address = key.partition(" ")
        if f"{what} " == _REMOVE:
            self.remove(address)
        else:
            self.add(address)

    def _on_message_action(self, message: str, key: str) -> None:
        found = _message_of(self._ticket.entries, message)
        if found is None or self._ticket.id is None:
            return
        if key == SEND_AGAIN and (found.delivery == "refused" or found.refused):
            self._ask_address(found)
        elif key == SEND_AGAIN:
            self._send_again(self._ticket.id, found)
        elif key == COPIES_KEY:
            self._show_recipients(found)

    def _ask_address(self, message: Message) -> None:
        """An address that was refused is wrong more often than not: it may be corrected."""
        self._lacking = message
        self.resending.open_at(
            self._foot_of(message.id),
            (),
            title=translate("mailing", "Send again to"),
            width=_WIDTH,
        )
        self.resending.write(", ".join(message.refused or message.to))

    def _on_addresses_chosen(self, key: str) -> None:
        message, to = self._lacking, tuple(key.split())
        if message is not None and self._ticket.id is not None:
            was = message.refused or message.to
            self._send_again(self._ticket.id, message, to=() if to == was else to)

    def _send_again(self, ticket: TicketId, message: Message, *, to: tuple[str, ...] = ()) -> None:
        again: Callable[[], object] = partial(
            intents.send_again, self._workspace, message=MessageId(message.id), to=to
        )
        words = translate("mailing", "It is sent again")
        self._gestures.perform(Gesture(ticket=ticket, words=words, do=again))

    def _show_recipients(self, message: Message) -> None:
        """Everybody who has what we wrote; one that is chosen goes to the clipboard."""
        fields = (
            (translate("mailing", "To"), message.to),
            (translate("mailing", "Cc"), message.cc),
            (translate("mailing", "Bcc"), message.bcc),
        )
        icon = Sign("icon", "mail")
        choices = [
            Choice(f"{place} {address}", address, icon, word)
            for place, (word, addresses) in enumerate(fields)
            for address in addresses
        ]
        title = translate("mailing", "Was sent to")
        self.recipients.open_at(
            self._head_of(message.id), choices, title=title, at_end=True, width=_WIDTH
        )

    def _head_of(self, message: str) -> QRect:
        """The head of a message on the screen."""
        rect = self._pane.timeline.message_rect(message)
        rect.setHeight(min(rect.height(), self._pane.header.filter.height()))
        return self._on_screen(rect)

    def _foot_of(self, message: str) -> QRect:
        """The foot of a message on the screen, where it says what became of it."""
        rect = self._pane.timeline.message_rect(message)
        rect.setTop(max(rect.top(), rect.bottom() - self._pane.header.filter.height()))
        return self._on_screen(rect)

    def _on_screen(self, rect: QRect) -> QRect:
        timeline = self._pane.timeline
        place = QRect(timeline.viewport().mapToGlobal(rect.topLeft()), rect.size())
        return place.intersected(rect_on_screen(timeline))


def _message_of(entries: tuple[Entry, ...], id: str) -> Message | None:
    return next((each.message for each in entries if each.message.id == id), None)


def _read_addresses(text: str) -> Choice | None:
    """The addresses that are typed; none while one of them is none."""
    found = text.replace(",", " ").replace(";", " ").split()
    if not found or not all(map(is_address, found)):
        return None
    told = translate("mailing", "Send again to {addresses}")
    label = told.format(addresses=", ".join(found))
    return Choice(" ".join(found), label, Sign("icon", "mail"))


def _copy(key: str) -> None:
    QGuiApplication.clipboard().setText(key.partition(" ")[2])
