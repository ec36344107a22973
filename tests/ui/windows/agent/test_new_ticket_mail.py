# SPDX-License-Identifier: Apache-2.0
"""A ticket that begins with a mail: to whom it goes, who gets copies, from where it leaves."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.outbox.drafts import NEW_TICKET
from sync_server.contract import commands
from sync_server.contract.entities import Mailbox
from tests.support.client_environment import settle
from tests.support.client_frames import a_contact, changes, insert, update
from tests.support.window_client import pending
from ui.widgets.customer_picker import NEWCOMER
from ui.windows.agent.new_ticket import TEAM, WRITE

CONTROL = Qt.KeyboardModifier.ControlModifier


def _box(id: Any, team: Any = "platform") -> Mailbox:
    return Mailbox(id=id, address=f"{id}@brightwater.example", team=team)


@pytest.fixture
async def mail(client, opened, maker, panel):
    """Hana is written to, at a desk with three mailboxes."""
    boxes = (_box("help"), _box("noc"), _box("invoices", "billing"))
    rows = (insert(80 + place, box, scope="desk") for place, box in enumerate(boxes))
    client.bench.apply(changes(*rows))
    await settle()
    panel.close_panel()
    opened.do("new_ticket")
    panel.customer.picked.emit("hana")
    panel.subject.input.setText("Depot moves")
    panel.text.editor.setPlainText("Where do returns go?")
    return panel.text.recipients


def _type(qtbot, field, *addresses):
    field.input.setFocus()
    for address in addresses:
        qtbot.keyClicks(field.input, address)
        qtbot.keyClick(field.input, Qt.Key.Key_Return)


def _opening(client) -> commands.OpenTicket:
    found = pending(client)[0]
    assert isinstance(found, commands.OpenTicket)
    return found


async def test_it_goes_to_the_customer_and_says_so(client, maker, mail):
    assert (mail.isVisible(), mail.leaves.quote.isVisibleTo(mail)) == (True, False)
    assert mail.line.accessibleName() == "To hana@kestrel.example, From help@brightwater.example"
    maker.create()
    opening = _opening(client)
    assert (opening.outgoing, opening.to, opening.mailbox) == (True, (), None)
    await settle()


async def test_copies_are_added_by_keys_alone(client, panel, mail, qtbot):
    panel.subject.input.setFocus()
    qtbot.keyClick(panel.subject.input, Qt.Key.Key_Tab)
    assert mail.line.hasFocus()
    qtbot.keyClick(mail.line, Qt.Key.Key_Return)
    assert mail.to.input.hasFocus()
    _type(qtbot, mail.cc, "ken@kestrel.example")
    _type(qtbot, mail.bcc, "law@brightwater.example")
    qtbot.keyClick(mail.bcc.input, Qt.Key.Key_Escape)
    assert (panel.text.editor.hasFocus(), mail.is_unfolded) == (True, False)
    qtbot.keyClick(panel.text.editor, Qt.Key.Key_Return, CONTROL)
    opening = _opening(client)
    assert opening.cc == ("ken@kestrel.example",)
    assert opening.bcc == ("law@brightwater.example",)
    await settle()


async def test_ctrl_enter_creates_from_the_addresses_with_what_is_typed_there(
    client, panel, mail, qtbot
):
    mail.unfold()
    qtbot.keyClicks(mail.to.input, "second@kestrel.example")
    qtbot.keyClick(mail.to.input, Qt.Key.Key_Return, CONTROL)
    assert _opening(client).to == ("hana@kestrel.example", "second@kestrel.example")
    await settle()


async def test_the_addresses_of_its_team_are_offered(client, maker, panel, mail):
    panel.fields["team"].menu.chosen.emit("platform")
    assert [each.label for each in mail.leaves._choices] == [
        "help@brightwater.example",
        "noc@brightwater.example",
    ]
    mail.leaves.menu.chosen.emit("noc")
    panel.fields["priority"].menu.chosen.emit("high")
    maker.create()
    assert _opening(client).mailbox == "noc"
    await settle()


async def test_an_address_of_another_team_does_not_stay(client, maker, panel, mail):
    panel.fields["team"].menu.chosen.emit("platform")
    mail.leaves.menu.chosen.emit("noc")
    panel.fields["team"].menu.chosen.emit("billing")
    assert mail.leaves.address == "invoices@brightwater.example"
    maker.create()
    assert _opening(client).mailbox is None
    await settle()


async def test_another_customer_gets_it_and_the_copies_stay(client, maker, panel, mail, qtbot):
    mail.unfold()
    _type(qtbot, mail.to, "second@kestrel.example")
    _type(qtbot, mail.cc, "ken@kestrel.example")
    greta = a_contact("greta", name="Greta Holm", emails=("greta@solvik.example",))
    client.bench.apply(changes(insert(90, greta, scope="directory")))
    await settle()
    panel.customer.cleared.emit()
    assert mail.isHidden()
    panel.customer.picked.emit("greta")
    assert mail.to.addresses == ("greta@solvik.example",)
    assert mail.cc.addresses == ("ken@kestrel.example",)


async def test_what_becomes_known_of_the_customer_leaves_the_recipients_alone(
    client, maker, panel, mail, qtbot
):
    mail.unfold()
    _type(qtbot, mail.to, "second@kestrel.example")
    hana = a_contact("hana", name="Hana Ito", emails=("hana@kestrel.example",))
    client.bench.apply(changes(update(91, hana, scope="directory", vip=True)))
    await settle()
    panel.text.editor.insertPlainText("More")
    assert mail.to.addresses == ("hana@kestrel.example", "second@kestrel.example")


async def test_somebody_new_is_written_to_as_they_are_entered(client, maker, panel, mail):
    panel.customer.cleared.emit()
    panel.customer.picked.emit(NEWCOMER)
    assert mail.line.accessibleName().startswith("To nobody yet")
    panel.customer.name.set_text("Greta Holm")
    panel.customer.address.set_text("greta@solvik.example")
    panel.customer.address.edited.emit("greta@solvik.example")
    assert mail.to.addresses == ("greta@solvik.example",)
    maker.create()
    contact, opening = pending(client)[:2]
    assert (opening.requester, opening.to) == (contact.contact, ())
    await settle()


async def test_nobody_is_written_to_who_has_no_address(client, maker, panel, mail):
    panel.customer.picked.emit("ruth")
    maker.create()
    assert pending(client) == []
    assert mail.to.input.hasFocus()
    assert mail.to.input.accessibleDescription() == "Add somebody to send this to."


async def test_what_is_no_address_is_pointed_out(client, maker, panel, mail, qtbot):
    mail.unfold()
    _type(qtbot, mail.cc, "ken")
    mail.fold()
    maker.create()
    assert pending(client) == []
    assert (mail.is_unfolded, mail._error.text()) == (True, "ken is not an address.")


async def test_only_a_message_to_the_customer_has_recipients(client, maker, panel, mail, qtbot):
    mail.unfold()
    _type(qtbot, mail.cc, "ken@kestrel.example")
    panel.kind.set_key(TEAM)
    panel.kind.chosen.emit(TEAM)
    await settle()
    assert mail.isHidden()
    maker.create()
    opening = _opening(client)
    assert (opening.outgoing, opening.cc, opening.requester) == (False, (), None)
    await settle()


async def test_the_recipients_survive_a_crash(client, opened, maker, panel, mail, qtbot):
    panel.fields["team"].menu.chosen.emit("platform")
    mail.leaves.menu.chosen.emit("noc")
    mail.unfold()
    _type(qtbot, mail.to, "second@kestrel.example")
    _type(qtbot, mail.cc, "ken@kestrel.example", "ann@kestrel.example")
    _type(qtbot, mail.bcc, "law@brightwater.example")
    maker._limit.timeout.emit()
    await settle()
    draft = await client.workspace.drafts.get(NEW_TICKET, "reply")
    maker._clear()
    assert mail.cc.addresses == ()
    maker._show(draft)
    assert (panel.kind.key, mail.to.addresses) == (
        WRITE,
        ("hana@kestrel.example", "second@kestrel.example"),
    )
    assert mail.cc.addresses == ("ken@kestrel.example", "ann@kestrel.example")
    assert mail.bcc.addresses == ("law@brightwater.example",)
    assert mail.leaves.address == "noc@brightwater.example"
    await settle()
