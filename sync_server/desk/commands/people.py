# SPDX-License-Identifier: Apache-2.0
"""Commands on contacts: entering, changing and merging customers."""

from collections.abc import Iterable
from typing import Final

from sync_server.contract.addresses import address_key
from sync_server.contract.commands import ChangeContact, CreateContact, MergeContacts, given
from sync_server.contract.entities import Contact, Ticket
from sync_server.contract.ids import ContactId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import keeps_contacts
from sync_server.desk.commands.given import check_bases
from sync_server.desk.commands.references import is_merged, living_organisation
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit

MAX_MERGED_TICKETS: Final = 200
"""Tickets that one merge may move: a command stays short. More of them are a job."""

_FIELDS: Final = (
    *("name", "emails", "phones", "organisation"),
    *("vip", "language", "timezone", "notes"),
)


@handles(CreateContact, policy=keeps_contacts, audit="people")
def handle_create_contact(unit: Unit, command: CreateContact) -> None:
    """Enter a customer under addresses that nobody else has."""
    organisation = None
    if command.organisation is not None:
        organisation = living_organisation(unit, command.organisation).id
    unit.insert(
        Contact(
            id=command.contact,
            name=command.name,
            emails=_free_addresses(unit, command.emails, command.contact),
            phones=_distinct(command.phones),
            organisation=organisation,
            vip=command.vip,
            language=command.language,
            timezone=command.timezone,
            notes=command.notes,
        )
    )


@handles(ChangeContact, policy=keeps_contacts, audit="people")
def handle_change_contact(unit: Unit, command: ChangeContact) -> None:
    """Change what is given; each field conflicts for itself."""
    contact = unit.get(Contact, command.contact)
    if contact.merged_into is not None:
        raise Refused(Code.BAD_MOVE, "merged_into")
    changes = given(command, _FIELDS)
    for name in {"phones", "emails"} & changes.keys():
        changes[name] = _distinct(changes[name])
    if changes.get("organisation") not in (None, contact.organisation):
        changes["organisation"] = living_organisation(unit, changes["organisation"]).id
    check_bases(unit, contact, changes, base=command.base)
    _free_addresses(unit, changes.get("emails", ()), contact.id)
    unit.update(contact, **changes)


@handles(MergeContacts, policy=keeps_contacts, audit="people")
def handle_merge_contacts(unit: Unit, command: MergeContacts) -> None:
    """Unite two contacts in one; the tickets of the other follow, whoever may see them, and are of
    the organisation of both then.
    """
    source = unit.get(Contact, command.source)
    target = unit.get(Contact, command.target)
    if is_merged(source, target):
        return
    tickets = unit.lookup.tickets_of_contact(source.id, MAX_MERGED_TICKETS + 1)
    if len(tickets) > MAX_MERGED_TICKETS:
        raise Refused(Code.LIMIT, "tickets")
    # The source goes first: an address belongs to one contact at every moment.
    unit.update(source, emails=(), phones=(), merged_into=target.id)
    united = unit.update(
        target,
        emails=_distinct((*target.emails, *source.emails)),
        phones=_distinct((*target.phones, *source.phones)),
        organisation=target.organisation or source.organisation,
        vip=target.vip or source.vip,
        language=target.language or source.language,
        timezone=target.timezone or source.timezone,
        notes="\n\n".join(filter(None, (target.notes, source.notes))),
    )
    for id_ in tickets:
        # No new `updated_at`: putting customers in order must not turn everybody's lists over.
        ticket = unit.get(Ticket, id_)
        unit.update(ticket, requester=united.id, organisation=united.organisation)


def _free_addresses(unit: Unit, emails: Iterable[str], owner: ContactId) -> tuple[str, ...]:
    """The addresses without repeats. Refused: exists, when another contact has one of them."""
    distinct = _distinct(emails)
    for email in distinct:
        if unit.lookup.contact_by_address(email) not in (None, owner):
            raise Refused(Code.EXISTS, "emails")
    return distinct


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    """The first of each in its spelling; the case of letters makes no difference."""
    return tuple({address_key(value): value for value in reversed([*values])}.values())[::-1]
