# SPDX-License-Identifier: Apache-2.0
"""Two customers who are one person: what becomes of them is shown before it is done."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from app import intents
from app.errors import ClientError
from app.workspace.workspace import Workspace
from sync_server.contract.entities import Contact, Ticket
from sync_server.contract.ids import ContactId
from ui.models.palette_match import fold
from ui.models.people import contact_name
from ui.models.words import translate
from ui.widgets import plural
from ui.widgets.customer_card import CustomerValue, Fact
from ui.widgets.customer_profile import CustomerProfile
from ui.widgets.glyphs import avatar_index, initials_of
from ui.widgets.plain_text import each_once
from ui.windows.agent.customer_finder import digits_of
from ui.windows.agent.troubles import trouble_words

MOST_TICKETS: Final = 200
"""The server moves no more of them at once."""


class ContactMerging(QObject):
    """The preview of one window. Emits `merged(name)` when it is done."""

    merged = Signal(str)

    def __init__(
        self, workspace: Workspace, profile: CustomerProfile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._profile = profile
        self._stays: ContactId | None = None
        self._goes: ContactId | None = None
        profile.preview.accepted.connect(self._on_accepted)
        profile.preview.turned.connect(self._on_turned)
        profile.preview.left.connect(self.leave)

    def begin(self, stays: ContactId, goes: ContactId) -> None:
        """Show what two customers become."""
        if stays != goes:
            self._stays, self._goes = stays, goes
            self._ask()
            self._profile.preview.cancel.setFocus()

    def leave(self) -> None:
        """Leave both as they are."""
        self._stays = self._goes = None
        self._profile.show_preview(False)

    def _ask(self) -> None:
        workspace = self._workspace
        stays, goes = workspace.get(Contact, self._stays), workspace.get(Contact, self._goes)
        if stays is None or goes is None or stays.merged_into or goes.merged_into:
            self.leave()
            return
        name, other = contact_name(workspace, stays.id), contact_name(workspace, goes.id)
        told = translate("contact", "Make {other} and {name} one customer?")
        count = sum(each.requester == goes.id for each in workspace.all(Ticket))
        may = count <= MOST_TICKETS
        self._profile.preview.ask(
            told.format(name=name, other=other),
            _united(name, stays, goes),
            _consequences(count, name=name, other=other),
            may=may,
        )
        self._profile.show_preview(True)

    def _on_turned(self) -> None:
        self._stays, self._goes = self._goes, self._stays
        self._ask()

    def _on_accepted(self) -> None:
        stays, goes = self._stays, self._goes
        if stays is None or goes is None:
            return
        name = contact_name(self._workspace, stays)
        try:
            intents.merge_contacts(self._workspace, source=goes, target=stays)
        except ClientError as error:
            self.merged.emit(trouble_words(error))
            return
        self.leave()
        self.merged.emit(translate("contact", "{name} is one customer now").format(name=name))


def alike(workspace: Workspace, contact: Contact) -> tuple[Contact, ...]:
    """Who may be the same person: the same name, or a phone number in common."""
    name, phones = _name(contact), {digits_of(phone) for phone in contact.phones} - {""}
    return tuple(
        each
        for each in workspace.all(Contact)
        if each.id != contact.id
        and each.merged_into is None
        and ((name and _name(each) == name) or phones & {digits_of(p) for p in each.phones})
    )


def _united(name: str, stays: Contact, goes: Contact) -> CustomerValue:
    """Who stays, with what both have."""
    facts = (
        *_lines(translate("properties", "Mail"), (*stays.emails, *goes.emails)),
        *_lines(translate("properties", "Phone"), (*stays.phones, *goes.phones)),
    )
    return CustomerValue(name, initials_of(name), avatar_index(stays.id), facts=facts)


def _lines(label: str, values: tuple[str, ...]) -> tuple[Fact, ...]:
    """Each value once, in a line of its own: none is cut."""
    return tuple(Fact("" if place else label, each) for place, each in enumerate(each_once(values)))


def _consequences(count: int, *, name: str, other: str) -> str:
    if count > MOST_TICKETS:
        told = plural.tr(
            "{other} has %n tickets. No more than {most} can move.",
            "{other} has 1 ticket. No more than {most} can move.",
            count,
        )
        return told.format(other=other, most=MOST_TICKETS)
    told = plural.tr(
        "%n tickets of {other} move to {name}, notes are joined.",
        "1 ticket of {other} moves to {name}, notes are joined.",
        count,
    )
    if count == 0:
        told = translate("contact", "Notes are joined.")
    final = translate("contact", "This cannot be taken back.")
    return f"{told.format(other=other, name=name)} {final}"


def _name(contact: Contact) -> str:
    return " ".join(fold(contact.name).split())
