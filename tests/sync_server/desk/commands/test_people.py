# SPDX-License-Identifier: Apache-2.0
"""Commands on contacts."""

import pytest

from sync_server.contract.entities import Contact
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR


async def test_a_contact_is_entered_without_repeated_addresses(standard):
    emails = ("a@x.test", "A@X.test", "b@x.test")
    command = c.CreateContact(contact="new", name="New", emails=emails, organisation="acme")
    await standard.do("ann", command)
    contact = await standard.row(Contact, "new")
    assert (contact.emails, contact.organisation) == (("a@x.test", "b@x.test"), "acme")


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"contact": "kim"}, Code.EXISTS, "id"),
        ({"emails": ("KIM@acme.test",)}, Code.EXISTS, "emails"),
        ({"organisation": "nowhere"}, Code.NOT_FOUND, "organisation"),
    ],
)
async def test_a_contact_that_does_not_fit_is_refused(standard, more, code, field):
    command = c.CreateContact(**{"contact": "new", "name": "New", **more})
    answer = await standard.ask("ann", command)
    assert (answer.refusal.code, answer.refusal.field) == (code, field)


async def test_only_given_fields_of_a_contact_change(standard):
    before = await standard.row(Contact, "kim")
    await standard.do("ann", c.ChangeContact(contact="kim", vip=True, phones=("1", "1", "2")))
    after = await standard.row(Contact, "kim")
    assert (after.vip, after.phones) == (True, ("1", "2"))
    assert (after.name, after.emails) == (before.name, before.emails)


async def test_an_address_moves_from_one_contact_to_another(standard):
    await standard.do(
        "ann",
        c.ChangeContact(contact="kim", emails=("kim@acme.test",)),
        c.ChangeContact(contact="sam", emails=("sam@globex.test", "kim@home.test")),
    )
    assert (await standard.row(Contact, "sam")).emails == ("sam@globex.test", "kim@home.test")


async def test_a_contact_may_leave_and_join_organisations(standard):
    await standard.do("ann", c.ChangeContact(contact="kim", organisation=None))
    assert (await standard.row(Contact, "kim")).organisation is None
    await standard.do("ann", c.ChangeContact(contact="kim", organisation="globex"))
    assert (await standard.row(Contact, "kim")).organisation == "globex"


async def test_fields_of_a_contact_conflict_one_by_one(standard):
    await standard.do("lea", c.ChangeContact(contact="kim", notes="Theirs"))
    merged = c.ChangeContact(contact="kim", vip=True, base=1)
    assert (await standard.ask("ann", merged)).ok
    answer = await standard.ask("ann", c.ChangeContact(contact="kim", notes="Mine", base=1))
    assert (answer.refusal.code, answer.refusal.field) == (Code.CONFLICT, "notes")


async def test_an_address_of_somebody_else_is_refused(standard):
    answer = await standard.ask("ann", c.ChangeContact(contact="sam", emails=("kim@acme.test",)))
    assert (answer.refusal.code, answer.refusal.field) == (Code.EXISTS, "emails")


async def test_a_merge_unites_addresses_and_moves_tickets(standard):
    await standard.do(
        "ann",
        c.ChangeContact(contact="sam", notes="Pays late", vip=True, language="de"),
        c.ChangeContact(contact="kim", notes="Friendly"),
        c.MergeContacts(source="sam", target="kim"),
    )
    target = await standard.row(Contact, "kim")
    source = await standard.row(Contact, "sam")
    assert target.emails == ("kim@acme.test", "kim@home.test", "kim@old.test", "sam@globex.test")
    assert (target.notes, target.vip, target.language) == ("Friendly\n\nPays late", True, "de")
    assert (source.emails, source.merged_into) == ((), "kim")
    again = await standard.do("ann", c.MergeContacts(source="sam", target="kim"))
    assert again.seq is None


async def test_tickets_follow_a_merge_in_every_team(standard):
    updated_at = (await standard.ticket("billed")).updated_at
    await standard.do("ann", c.MergeContacts(source="kim", target="sam"))
    for name in ("opened", "billed", "triaged"):
        assert (await standard.ticket(name)).requester == "sam"
    # Nobody holds an archived ticket, so nobody could be told; the merged contact points on.
    assert (await standard.ticket("archived")).requester == "kim"
    assert (await standard.ticket("billed")).updated_at == updated_at


@pytest.mark.parametrize(("mine", "theirs"), [("globex", "globex"), (None, "acme")])
async def test_tickets_are_of_the_organisation_of_both_after_a_merge(standard, mine, theirs):
    await standard.do(
        "ann",
        c.ChangeContact(contact="sam", organisation=mine),
        c.MergeContacts(source="kim", target="sam"),
    )
    assert (await standard.row(Contact, "sam")).organisation == theirs
    assert {(await standard.ticket(name)).organisation for name in ("opened", "billed")} == {theirs}


async def test_addresses_of_a_merged_contact_find_the_other(standard):
    await standard.do("ann", c.MergeContacts(source="kim", target="sam"))
    answer = await standard.ask(
        "ann", c.CreateContact(contact="new", name="New", emails=("kim@acme.test",))
    )
    assert answer.refusal.code == Code.EXISTS


@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("kim", "kim", Code.BAD_VALUE),
        ("kim", "old", Code.BAD_MOVE),
        ("old", "sam", Code.BAD_MOVE),
        ("kim", "nobody", Code.NOT_FOUND),
        ("nobody", "kim", Code.NOT_FOUND),
    ],
)
async def test_merges_without_sense_are_refused(standard, source, target, code):
    answer = await standard.ask("ann", c.MergeContacts(source=source, target=target))
    assert answer.refusal.code == code


async def test_a_merged_contact_is_not_changed_any_more(standard):
    answer = await standard.ask("ann", c.ChangeContact(contact="old", vip=True))
    assert answer.refusal.code == Code.BAD_MOVE


async def test_a_merge_moves_at_most_two_hundred_tickets(standard):
    for number in range(190):
        await standard.do(
            OPERATOR_ACTOR,
            c.OpenTicket(
                ticket=f"t{number}", message=f"m{number}", subject="x", text="x", requester="kim"
            ),
        )
    answer = await standard.ask("ann", c.MergeContacts(source="kim", target="sam"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.LIMIT, "tickets")
