# SPDX-License-Identifier: Apache-2.0
"""A customer is changed where they are shown, field by field, and nothing written is lost."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync_server.contract.commands import ChangeContact, CreateOrganisation
from sync_server.contract.entities import Contact, Organisation
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert, update
from tests.support.window_client import MAYA, T1, T2, pending

KESTREL: Any = "kestrel"
EVIL: Any = "evil"


@pytest.fixture
async def profile(client, opened):
    kestrel = Organisation(id=KESTREL, name="Kestrel Logistics")
    client.bench.apply(changes(insert(9, kestrel, scope="directory")))
    opened.window.properties.show_page("customer")
    await settle()
    return opened.window.properties.profile


@pytest.fixture
def form(profile):
    profile.asked.emit("edit")
    return profile.form


def changed(client):
    return [each for each in pending(client) if isinstance(each, ChangeContact)]


async def test_the_form_begins_with_what_is_known(opened, profile, form):
    assert profile.is_edited
    assert (form.name.text(), form.emails.text()) == ("Hana Ito", "hana@kestrel.example")
    assert opened.window.focusWidget() is form.name.input


async def test_only_what_is_another_value_is_changed(client, profile, form, qtbot):
    form.emails.input.setPlainText("hana.ito@kestrel.example\nhana@kestrel.example\n\n")
    form.company.menu.chosen.emit(KESTREL)
    form.vip.click()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(form.emails.input, Qt.Key.Key_Return, control)
    (command,) = changed(client)
    assert command.emails == ("hana.ito@kestrel.example", "hana@kestrel.example")
    assert (command.organisation, command.vip) == (KESTREL, True)
    assert command.base is not None
    assert not isinstance(command.name, str)
    assert not profile.is_edited
    contact = client.workspace.get(Contact, "hana")
    assert (contact.vip, contact.organisation) == (True, KESTREL)
    await settle()


async def test_saving_what_is_as_it_was_changes_nothing(client, profile, form):
    form.save.click()
    assert (changed(client), profile.is_edited) == ([], False)


async def test_esc_leaves_the_customer_as_they_are(client, profile, form, qtbot):
    form.notes.input.setPlainText("Wants a call first.")
    qtbot.keyClick(form.notes.input, Qt.Key.Key_Escape)
    assert (changed(client), profile.is_edited) == ([], False)


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("emails", "hana at kestrel", "hana at kestrel is no address like a@b.example."),
        ("emails", "a@b\0c", "a@b\0c is no address like a@b.example."),
        ("emails", "Ruth@old.example", "Ruth@old.example belongs to Ruth Adeyemi."),
        ("emails", "\n".join(f"h{n}@kestrel.example" for n in range(21)), "20 are the most."),
        ("phones", "\n".join(str(n) for n in range(21)), "20 are the most."),
        ("phones", "1" * 65, "This is too long for a phone number."),
        ("notes", "x" * 65_537, "These notes are too long."),
        (
            "notes",
            "half \0 of one",
            "This character cannot be sent. Remove it, then send again.",
        ),
    ],
)
async def test_what_cannot_be_is_said_at_its_field(client, profile, form, field, text, told):
    ruth = client.workspace.get(Contact, "ruth")
    client.bench.apply(changes(update(10, ruth, scope="directory", emails=("ruth@old.example",))))
    part = getattr(form, field)
    part.input.setPlainText(text)
    form.save.click()
    assert part.input.accessibleDescription() == told
    assert (part.text(), changed(client)) == (text, [])


async def test_a_customer_has_a_name(client, form):
    form.name.set_text("  ")
    form.save.click()
    assert form.name.input.accessibleDescription() == "Enter a name."
    assert changed(client) == []


async def test_what_is_not_saved_waits_for_its_customer(opened, profile, form):
    form.notes.input.setPlainText("Wants a call first.")
    opened.tickets.open(T2)
    await settle()
    assert not profile.is_edited
    opened.tickets.open(T1)
    await settle()
    assert (profile.is_edited, form.notes.text()) == (True, "Wants a call first.")


async def test_a_field_that_somebody_else_set_meanwhile_is_shown_first(client, profile, form):
    hana = client.workspace.get(Contact, "hana")
    client.bench.apply(changes(update(10, hana, scope="directory", name="Hana Itō", vip=True)))
    form.name.set_text("Hana Ito-Berg")
    form.save.click()
    told = "Somebody changed this meanwhile. Save again to set yours."
    assert form.name.input.accessibleDescription() == told
    assert changed(client) == []
    form.save.click()
    (command,) = changed(client)
    assert command.name == "Hana Ito-Berg"
    assert not isinstance(command.vip, bool)
    await settle()


async def test_a_change_that_was_refused_comes_back_at_its_field(client, profile, form):
    form.emails.input.setPlainText("info@kestrel.example")
    form.save.click()
    await settle()
    (waiting,) = client.workspace.pending
    await client.bench.refuse(waiting.id, Refusal(code="exists", field="emails"))
    await settle()
    assert (profile.is_edited, form.emails.text()) == (True, "info@kestrel.example")
    told = "There is already one with the same value (emails)."
    assert form.emails.input.accessibleDescription() == told


async def test_a_refused_change_of_somebody_else_is_told_and_kept(client, opened, profile, form):
    form.name.set_text("Hana I.")
    form.save.click()
    opened.tickets.open(T2)
    await settle()
    (waiting,) = [each for each in client.workspace.pending if changed(client)]
    await client.bench.refuse(waiting.id, Refusal(code="forbidden"))
    await settle()
    assert opened.window.notice.isVisible()
    opened.tickets.open(T1)
    await settle()
    assert (profile.is_edited, form.name.text()) == (True, "Hana I.")


async def test_who_keeps_no_customers_is_offered_nothing(client, opened, profile):
    light = an_agent(MAYA, name="Maya Okafor")
    client.bench.apply(changes(update(10, light, scope="desk", role="light")))
    await settle()
    assert not profile._links["edit"].isVisible()


async def test_a_hostile_company_is_only_a_name(client, profile, form):
    company = Organisation(id=EVIL, name="<b>&Evil")
    client.bench.apply(changes(insert(11, company, scope="directory")))
    profile.asked.emit("edit")
    form.company.menu.chosen.emit("evil")
    assert "<b>&Evil" in form.company.accessibleName()


def name_company(form, qtbot, name):
    form.company.click()
    qtbot.keyClicks(form.company.menu.field, name)
    qtbot.keyClick(form.company.menu.field, Qt.Key.Key_Return)


async def test_a_company_that_is_not_there_yet_is_entered_with_the_customer(client, form, qtbot):
    name_company(form, qtbot, "Solvik <b>AS</b>")
    assert form.company.accessibleName() == "Company: Solvik <b>AS</b>"
    form.save.click()
    entered, moved = pending(client)
    assert isinstance(entered, CreateOrganisation)
    assert entered.name == "Solvik <b>AS</b>"
    assert isinstance(moved, ChangeContact)
    assert moved.organisation == entered.organisation
    assert client.workspace.get(Organisation, entered.organisation).name == "Solvik <b>AS</b>"
    await settle()


async def test_a_new_company_waits_for_its_customer_like_all_that_is_not_saved(
    client, opened, form, qtbot
):
    name_company(form, qtbot, "Solvik")
    opened.tickets.open(T2)
    opened.tickets.open(T1)
    await settle()
    assert form.company.accessibleName() == "Company: Solvik"
    assert pending(client) == []


async def test_a_company_that_is_known_is_not_entered_twice(form):
    form.company.click()
    form.company.menu.field.textEdited.emit("KESTREL LOGISTICS")
    assert form.company.menu.labels() == ("Kestrel Logistics",)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("x" * 201, "The name of the company is too long."),
        ("Sol\0vik", "This character cannot be sent. Remove it, then send again."),
    ],
)
async def test_a_company_that_cannot_be_entered_changes_nothing(client, form, name, told):
    form.company.named.emit(name)
    form.save.click()
    assert pending(client) == []
    assert form._wrong.text() == told


async def test_a_company_is_entered_once_though_its_customer_is_saved_later(client, form):
    form.company.named.emit("Solvik")
    form.name.set_text("Ha\0na")
    form.save.click()
    form.name.set_text("Hana")
    form.save.click()
    kinds = [type(each) for each in pending(client)]
    assert kinds == [CreateOrganisation, ChangeContact]
    await settle()
