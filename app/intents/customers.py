# SPDX-License-Identifier: Apache-2.0
"""Gestures on contacts and organisations. What is left out of a change stays as it is."""

from typing import Any

from app.workspace.workspace import Workspace
from sync_server.contract import commands as c
from sync_server.contract.entities import Contact, Organisation
from sync_server.contract.ids import CommandId, ContactId, OrganisationId


def create_contact(
    workspace: Workspace, *, name: str, emails: tuple[str, ...] = (), **details: Any
) -> ContactId:
    """Enter a customer; `details` are further fields of `CreateContact`. Gives its id."""
    contact = ContactId(workspace.new_id())
    workspace.submit(c.CreateContact(contact=contact, name=name, emails=emails, **details))
    return contact


def change_contact(workspace: Workspace, *, contact: ContactId, **changes: Any) -> CommandId:
    """Change the fields of `ChangeContact` that are named."""
    base = workspace.base(Contact, contact)
    return workspace.submit(c.ChangeContact(contact=contact, base=base, **changes))


def merge_contacts(workspace: Workspace, *, source: ContactId, target: ContactId) -> CommandId:
    return workspace.submit(c.MergeContacts(source=source, target=target))


def create_organisation(
    workspace: Workspace, *, name: str, domains: tuple[str, ...] = (), notes: str = ""
) -> OrganisationId:
    """Enter a company. Gives its id."""
    organisation = OrganisationId(workspace.new_id())
    workspace.submit(
        c.CreateOrganisation(organisation=organisation, name=name, domains=domains, notes=notes)
    )
    return organisation


def change_organisation(
    workspace: Workspace, *, organisation: OrganisationId, **changes: Any
) -> CommandId:
    """Change the fields of `ChangeOrganisation` that are named."""
    base = workspace.base(Organisation, organisation)
    return workspace.submit(c.ChangeOrganisation(organisation=organisation, base=base, **changes))


def merge_organisations(
    workspace: Workspace, *, source: OrganisationId, target: OrganisationId
) -> CommandId:
    return workspace.submit(c.MergeOrganisations(source=source, target=target))
