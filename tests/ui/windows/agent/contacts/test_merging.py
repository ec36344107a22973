# SPDX-License-Identifier: Apache-2.0
"""Two customers who are one person: what becomes of them is shown before it is done."""

from typing import Any

import pytest

from sync_server.contract.commands import MergeContacts
from sync_server.contract.entities import Contact
from tests.support.client_environment import settle
from tests.support.client_frames import a_contact, a_ticket, changes, insert
from tests.support.window_client import pending

HANA: Any = "hana"
DOUBLE: Any = "double"


@pytest.fixture
async def profile(client, opened):
    double = a_contact(
        "double",
        name="HANA  ito",
        emails=("hana@private.example",),
        phones=("+81 3",),
        vip=True,
        notes="Likes mail.",
    )
    client.bench.apply(changes(insert(9, double, scope="directory")))
    opened.window.properties.show_page("customer")
    await settle()
    return opened.window.properties.profile


@pytest.fixture
def page(opened, profile):
    profile.asked.emit("merge")
    return opened.tickets.customers


def merges(client):
    return [each for each in pending(client) if isinstance(each, MergeContacts)]


async def test_who_may_be_the_same_person_stands_there_at_once(page):
    assert page.doubles.labels() == ("HANA  ito",)


async def test_nobody_new_and_not_the_same_one_is_found(page):
    page.doubles.field.setText("hana")
    page.doubles.field.textEdited.emit("hana")
    assert page.doubles.labels() == ("HANA  ito",)


async def test_what_becomes_of_both_is_shown_and_then_done(client, opened, profile, page):
    page.doubles.chosen.emit("double")
    assert profile.preview.isVisible()
    assert profile.preview.words == (
        "Make HANA  ito and Hana Ito one customer? Notes are joined. This cannot be taken back."
    )
    assert opened.window.focusWidget() is profile.preview.cancel
    profile.preview.merge.click()
    assert merges(client) == [MergeContacts(source=DOUBLE, target=HANA)]
    hana = client.workspace.get(Contact, "hana")
    assert hana.emails == ("hana@kestrel.example", "hana@private.example")
    assert (hana.phones, hana.vip, hana.notes) == (("+81 3",), True, "Likes mail.")
    assert not profile.preview.isVisible()
    await settle()


async def test_the_other_one_can_be_the_one_that_stays(client, profile, page):
    page.doubles.chosen.emit("double")
    profile.preview.turned.emit()
    assert "1 ticket of Hana Ito moves to HANA  ito" in profile.preview.words
    profile.preview.merge.click()
    assert merges(client) == [MergeContacts(source=HANA, target=DOUBLE)]
    await settle()


async def test_both_can_be_left_as_they_are(client, profile, page):
    page.doubles.chosen.emit("double")
    profile.preview.left.emit()
    assert (merges(client), profile.preview.isVisible()) == ([], False)


async def test_more_tickets_than_the_server_moves_are_not_begun(client, profile, page):
    many = [
        insert(20 + n, a_ticket(f"n{n}", team="billing", requester="double"), scope="team:billing")
        for n in range(201)
    ]
    client.bench.apply(changes(*many))
    page.doubles.chosen.emit("double")
    assert not profile.preview.merge.isEnabled()
    assert "No more than 200 can move." in profile.preview.words
