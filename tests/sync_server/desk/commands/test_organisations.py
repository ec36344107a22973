# SPDX-License-Identifier: Apache-2.0
"""Commands on organisations."""

import pytest

from sync_server.contract.entities import Contact, Organisation
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR


async def test_an_organisation_is_entered_with_its_domains_in_lower_case(standard):
    domains = ("Initech.test", "initech.TEST")
    await standard.do("ann", c.CreateOrganisation(organisation="new", name="N", domains=domains))
    assert (await standard.row(Organisation, "new")).domains == ("initech.test",)


@pytest.mark.parametrize(
    ("organisation", "domains", "field"),
    [("acme", (), "id"), ("new", ("ACME.test",), "domains")],
)
async def test_ids_and_domains_are_taken_once(standard, organisation, domains, field):
    command = c.CreateOrganisation(organisation=organisation, name="New", domains=domains)
    answer = await standard.ask("ann", command)
    assert (answer.refusal.code, answer.refusal.field) == (Code.EXISTS, field)


async def test_only_given_fields_of_an_organisation_change(standard):
    await standard.do("ann", c.ChangeOrganisation(organisation="acme", notes="Large"))
    await standard.do("ann", c.ChangeOrganisation(organisation="acme", name="Acme Ltd"))
    await standard.do("ann", c.ChangeOrganisation(organisation="acme", domains=("b.test",)))
    organisation = await standard.row(Organisation, "acme")
    assert (organisation.name, organisation.notes) == ("Acme Ltd", "Large")
    assert organisation.domains == ("b.test",)


async def test_fields_of_an_organisation_conflict(standard):
    await standard.do("lea", c.ChangeOrganisation(organisation="acme", notes="Theirs"))
    command = c.ChangeOrganisation(organisation="acme", notes="Mine", base=1)
    answer = await standard.ask("ann", command)
    assert (answer.refusal.code, answer.refusal.field) == (Code.CONFLICT, "notes")


async def test_a_merge_moves_contacts_tickets_and_domains(standard):
    merge = c.MergeOrganisations(source="acme", target="globex")
    await standard.do("ann", merge)
    target = await standard.row(Organisation, "globex")
    assert target.domains == ("globex.test", "acme.test")
    assert (await standard.row(Organisation, "acme")).merged_into == "globex"
    assert (await standard.row(Contact, "kim")).organisation == "globex"
    assert (await standard.ticket("billed")).organisation == "globex"
    assert (await standard.do("ann", merge)).seq is None
    changed = c.ChangeOrganisation(organisation="acme", notes="x")
    assert (await standard.ask("ann", changed)).refusal.code == Code.BAD_MOVE
    back = c.MergeOrganisations(source="globex", target="acme")
    assert (await standard.ask("ann", back)).refusal.code == Code.BAD_MOVE


async def test_the_id_of_a_merged_organisation_stands_for_the_other(standard):
    await standard.do(
        "ann",
        c.MergeOrganisations(source="acme", target="globex"),
        c.CreateContact(contact="new", name="New", organisation="acme"),
    )
    assert (await standard.row(Contact, "new")).organisation == "globex"


async def test_an_organisation_is_not_merged_with_itself(standard):
    answer = await standard.ask("ann", c.MergeOrganisations(source="acme", target="acme"))
    assert answer.refusal.code == Code.BAD_VALUE


async def test_a_merge_moves_at_most_two_hundred_contacts(standard):
    for number in range(200):
        await standard.do(
            OPERATOR_ACTOR,
            c.CreateContact(contact=f"c{number}", name="x", organisation="acme"),
        )
    answer = await standard.ask("ann", c.MergeOrganisations(source="acme", target="globex"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.LIMIT, "contacts")


async def test_a_merge_moves_at_most_two_hundred_tickets(standard):
    for number in range(190):
        await standard.do(
            OPERATOR_ACTOR,
            c.OpenTicket(
                ticket=f"t{number}", message=f"m{number}", subject="x", text="x", requester="kim"
            ),
        )
    answer = await standard.ask("ann", c.MergeOrganisations(source="acme", target="globex"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.LIMIT, "tickets")
