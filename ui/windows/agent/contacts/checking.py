# SPDX-License-Identifier: Apache-2.0
"""What of a form about a customer the server would not take, and what of it is another value."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from app.workspace.workspace import Workspace
from sync_server.contract.addresses import address_key
from sync_server.contract.commands import LONGEST_TEXT
from sync_server.contract.entities import Agent, Contact
from sync_server.contract.ids import ContactId
from ui.models.words import translate
from ui.widgets.contact_form import LONGEST_NAME, NEW, ContactValue
from ui.widgets.plain_text import harmless
from ui.windows.agent.recipients import is_address

MOST: Final = 20
"""Addresses of a customer, and phone numbers."""

_LONGEST_NUMBER: Final = 64
_KEEPERS: Final = frozenset({"agent", "supervisor", "administrator"})

COMPANY: Final = "organisation"

Wrong = tuple[str, str]
"""A field, and what is wrong with it."""


def keeps_contacts(workspace: Workspace) -> bool:
    """Whether this person may enter and change customers; the server decides by the same rule."""
    me = workspace.get(Agent, workspace.me)
    return me is not None and me.role in _KEEPERS


def contact_value(contact: Contact) -> ContactValue:
    """A customer as the form shows them: in no other order than it was written."""
    return ContactValue(
        name=harmless(contact.name),
        emails=tuple(harmless(each) for each in contact.emails),
        phones=tuple(harmless(each) for each in contact.phones),
        company=contact.organisation or "",
        vip=contact.vip,
        notes=harmless(contact.notes),
    )


def changes_between(before: ContactValue, now: ContactValue) -> dict[str, Any]:
    """The fields that are another value, as a command names them."""
    fields = {
        "name": (before.name, now.name),
        "emails": (before.emails, now.emails),
        "phones": (before.phones, now.phones),
        "organisation": (before.company or None, now.company or None),
        "vip": (before.vip, now.vip),
        "notes": (before.notes.strip(), now.notes),
    }
    return {field: mine for field, (old, mine) in fields.items() if old != mine}


def with_changes(value: ContactValue, changes: Mapping[str, Any]) -> ContactValue:
    """A form in which these fields, as a command names them, have these values."""
    named = dict(changes)
    if "organisation" in named:
        named["company"] = named.pop("organisation") or ""
    return replace(value, **named)


def wrong_with(
    workspace: Workspace, value: ContactValue, *, contact: ContactId | None
) -> Wrong | None:
    """The first field that cannot be saved like this; `contact` is whose form it is."""
    if not value.name:
        return "name", translate("contact", "Enter a name.")
    for address in value.emails:
        if not is_address(address):
            told = translate("contact", "{text} is no address like a@b.example.")
            return "emails", told.format(text=address)
    owner = owner_of(workspace, value.emails, besides=contact)
    if owner is not None:
        address, other = owner
        told = translate("contact", "{address} belongs to {name}.")
        return "emails", told.format(address=address, name=other.name or address)
    too_many = translate("contact", "{most} are the most.").format(most=MOST)
    if len(value.emails) > MOST:
        return "emails", too_many
    if len(value.phones) > MOST:
        return "phones", too_many
    if any(len(number) > _LONGEST_NUMBER for number in value.phones):
        return "phones", translate("contact", "This is too long for a phone number.")
    if len(value.company.removeprefix(NEW)) > LONGEST_NAME:
        return COMPANY, translate("contact", "The name of the company is too long.")
    if len(value.notes) > LONGEST_TEXT:
        return "notes", translate("contact", "These notes are too long.")
    return None


def owner_of(
    workspace: Workspace, addresses: tuple[str, ...], *, besides: ContactId | None
) -> tuple[str, Contact] | None:
    """One of these addresses that somebody else has, and who that is."""
    wanted = {address_key(address): address for address in addresses}
    for contact in workspace.all(Contact) if wanted else ():
        if contact.id == besides:
            continue
        for address in contact.emails:
            if address_key(address) in wanted:
                return wanted[address_key(address)], contact
    return None
