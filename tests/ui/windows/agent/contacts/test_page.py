# SPDX-License-Identifier: Apache-2.0
"""Another customer is found or entered for a ticket, and there is a way back."""

import pytest
from PySide6.QtCore import Qt

from sync_server.contract.commands import ChangeParticipants, ChangeRequester, CreateContact
from sync_server.contract.entities import Contact, Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, insert, update
from tests.support.window_client import T1, pending
from ui.widgets.label import TextLabel, literal_tooltip
from ui.widgets.link_text import LinkText


@pytest.fixture
def page(opened):
    return opened.tickets.customers


def find(page, text):
    page.menu.field.setText(text)
    page.menu.field.textEdited.emit(text)
    return page.menu.labels()


async def test_another_customer_is_found_and_can_be_taken_back(client, opened, page):
    opened.do("customer")
    assert page.menu.isVisible()
    assert find(page, "ade") == ("Ruth Adeyemi", "New customer \u201cade\u201d")
    page.menu.chosen.emit("ruth")
    (command,) = pending(client)
    assert isinstance(command, ChangeRequester)
    assert (command.ticket, command.requester) == (T1, "ruth")
    assert command.base is not None
    assert client.workspace.get(Ticket, T1).requester == "ruth"
    opened.do("undo")
    assert client.workspace.get(Ticket, T1).requester == "hana"
    await settle()


async def test_who_gets_copies_stands_there_at_once(client, opened, page):
    ruth, ticket = client.workspace.get(Contact, "ruth"), client.workspace.get(Ticket, T1)
    client.bench.apply(
        changes(
            update(10, ruth, scope="directory", emails=("ruth@old.example",)),
            update(11, ticket, scope="team:platform", cc=("RUTH@old.example",)),
        )
    )
    opened.do("customer")
    assert page.menu.labels() == ("Ruth Adeyemi",)


async def test_somebody_new_is_entered_and_becomes_the_customer(client, opened, page):
    opened.do("customer")
    find(page, "greta@solvik.example")
    page.menu.chosen.emit("new greta@solvik.example")
    form = opened.window.properties.profile.form
    assert (form.name.text(), form.emails.text()) == ("", "greta@solvik.example")
    form.name.set_text("Greta Holm")
    form.phones.input.setPlainText("+47 22 55 01 40")
    form.save.click()
    created, moved = pending(client)
    assert isinstance(created, CreateContact)
    assert (created.name, created.phones) == ("Greta Holm", ("+47 22 55 01 40",))
    assert isinstance(moved, ChangeRequester)
    assert moved.requester == created.contact
    assert client.workspace.get(Contact, created.contact).name == "Greta Holm"
    await settle()


async def test_a_ticket_without_a_customer_can_have_one(client, opened, page):
    alone = a_ticket("alone", team="platform", number=9)
    client.bench.apply(changes(insert(10, alone, scope="team:platform")))
    opened.tickets.open("alone")
    opened.window.properties.show_page("customer")
    await settle()
    links = opened.window.properties.profile._links
    assert links["change"].text() == "Choose a customer"
    assert "edit" not in links
    page.choose_customer()
    page.menu.chosen.emit("hana")
    assert client.workspace.get(Ticket, "alone").requester == "hana"
    opened.do("undo")
    assert client.workspace.get(Ticket, "alone").requester is None
    await settle()


@pytest.mark.parametrize("status", ["closed", "spam", "deleted", "merged"])
async def test_the_customer_of_a_ticket_that_cannot_be_changed_stays(client, opened, page, status):
    ticket = client.workspace.get(Ticket, T1)
    client.bench.apply(changes(update(10, ticket, scope="team:platform", status=status)))
    opened.do("customer")
    assert not page.menu.isVisible()


async def test_the_first_who_gets_copies_is_added_here(client, opened, page):
    opened.window.properties.show_page("customer")
    await settle()
    opened.window.properties.profile._links["copies"].click()
    copies = opened.tickets.mailing.copies
    assert copies.isVisible()
    copies.field.setText("ken@kestrel.example")
    copies.field.textEdited.emit("ken@kestrel.example")
    copies.chosen.emit("add ken@kestrel.example")
    (command,) = pending(client)
    assert isinstance(command, ChangeParticipants)
    assert command.add == ("ken@kestrel.example",)
    await settle()


def links(window):
    """The numbers on the tab that can be called, with where they lead."""
    found = window.properties.profile.card.findChildren(LinkText)
    return {each.text(): each for each in found if each.isVisible()}


@pytest.fixture
async def called(client, opened, monkeypatch):
    """Hana with telephone numbers of every kind; the addresses that the system was handed."""
    handed = []

    def hand(url):
        handed.append(url.toString())
        return True

    monkeypatch.setattr("ui.windows.agent.reading.QDesktopServices.openUrl", hand)
    hana = client.workspace.get(Contact, "hana")
    phones = ("+81 3 1234 5678", "*21*+4722#", "<b>030</b>\u202e1", "030 901820")
    client.bench.apply(changes(update(10, hana, scope="directory", phones=phones)))
    opened.window.properties.show_page("customer")
    await settle()
    return handed


async def test_only_plain_numbers_can_be_called_and_say_where_they_lead(opened, called, qtbot):
    shown = links(opened.window)
    assert set(shown) == {"+81 3 1234 5678", "030 901820"}
    link = shown["+81 3 1234 5678"]
    assert link.toolTip() == literal_tooltip("tel:+81312345678")
    assert link.accessibleDescription() == "tel:+81312345678"
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Return)
    assert called == ["tel:+81312345678"]


async def test_what_is_no_number_stands_there_as_it_was_written(opened, called):
    texts = [each.text() for each in opened.window.properties.profile.card.findChildren(TextLabel)]
    assert "<b>030</b>\u202e1" in texts
