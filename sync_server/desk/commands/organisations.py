# SPDX-License-Identifier: Apache-2.0
"""Commands on organisations: entering, changing and merging customers' companies."""

from collections.abc import Iterable
from typing import Final

from sync_server.contract.addresses import address_key
from sync_server.contract.commands import (
    ChangeOrganisation,
    CreateOrganisation,
    MergeOrganisations,
    given,
)
from sync_server.contract.entities import Contact, Organisation, Ticket
from sync_server.contract.ids import OrganisationId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import keeps_contacts
from sync_server.desk.commands.given import check_bases
from sync_server.desk.commands.references import is_merged
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit

MAX_MERGED: Final = 200
"""Contacts, and tickets, that one merge may move."""


@handles(CreateOrganisation, policy=keeps_contacts, audit="people")
def handle_create_organisation(unit: Unit, command: CreateOrganisation) -> None:
    """Enter a company under mail domains that no other has."""
    unit.insert(
        Organisation(
            id=command.organisation,
            name=command.name,
            domains=_free_domains(unit, command.domains, command.organisation),
            notes=command.notes,
        )
    )


@handles(ChangeOrganisation, policy=keeps_contacts, audit="people")
def handle_change_organisation(unit: Unit, command: ChangeOrganisation) -> None:
    """Change what is given; each field conflicts for itself."""
    organisation = unit.get(Organisation, command.organisation)
    if organisation.merged_into is not None:
        raise Refused(Code.BAD_MOVE, "merged_into")
    changes = given(command, ("name", "notes", "domains"))
    if "domains" in changes:
        changes["domains"] = _distinct(changes["domains"])
    check_bases(unit, organisation, changes, base=command.base)
    _free_domains(unit, changes.get("domains", ()), organisation.id)
    unit.update(organisation, **changes)


@handles(MergeOrganisations, policy=keeps_contacts, audit="people")
def handle_merge_organisations(unit: Unit, command: MergeOrganisations) -> None:
    """Unite two companies in one; contacts and tickets of the other follow."""
    source = unit.get(Organisation, command.source)
    target = unit.get(Organisation, command.target)
    if is_merged(source, target):
        return
    contacts = unit.lookup.contacts_of_organisation(source.id, MAX_MERGED + 1)
    if len(contacts) > MAX_MERGED:
        raise Refused(Code.LIMIT, "contacts")
    tickets = unit.lookup.tickets_of_organisation(source.id, MAX_MERGED + 1)
    if len(tickets) > MAX_MERGED:
        raise Refused(Code.LIMIT, "tickets")
    # The source goes first: a domain belongs to one organisation at every moment.
    unit.update(source, domains=(), merged_into=target.id)
    unit.update(
        target,
        domains=_distinct((*target.domains, *source.domains)),
        notes="\n\n".join(filter(None, (target.notes, source.notes))),
    )
    for contact in contacts:
        unit.update(unit.get(Contact, contact), organisation=target.id)
    for ticket in tickets:
        unit.update(unit.get(Ticket, ticket), organisation=target.id)


def _free_domains(unit: Unit, domains: Iterable[str], owner: OrganisationId) -> tuple[str, ...]:
    """The domains without repeats. Refused: exists, when another organisation has one of them."""
    distinct = _distinct(domains)
    for domain in distinct:
        if unit.lookup.organisation_by_domain(domain) not in (None, owner):
            raise Refused(Code.EXISTS, "domains")
    return distinct


def _distinct(domains: Iterable[str]) -> tuple[str, ...]:
    """Domains in lower case, the first of each."""
    return tuple(dict.fromkeys(address_key(domain) for domain in domains))
