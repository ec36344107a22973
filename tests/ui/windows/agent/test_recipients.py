# SPDX-License-Identifier: Apache-2.0
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec import structs
from PySide6.QtCore import Qt

from sync_server.contract import commands
from sync_server.contract.entities import Mailbox, Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_contact, a_message, an_agent, changes, insert, update
from tests.support.window_client import T1, T2, pending
from ui.widgets.choice import Choice
from ui.windows.agent.drafts import Written
from ui.windows.agent.next_status import NextStatus, NextStatuses
from ui.windows.agent.recipients import addressees_of, copied_of, is_address

TEAM = "team:platform"


@pytest.fixture
def pane(opened):
    return opened.window.composer


@pytest.fixture
def composer(pane):
    return pane.composer


async def hana_copies(client, *cc):
    at = client.workspace.now_us()
    message = a_message("m9", at=at, contact="hana", text="With copies", cc=cc)
    client.bench.apply(changes(insert(30, message, scope=TEAM)))
    await settle()


@pytest.mark.parametrize("text", ["", "a", "a b@c.example", "@c.example", "a@", "a@b\n", "a@b\0"])
def test_what_the_server_would_refuse_is_no_address(text):
    assert not is_address(text)
    assert is_address("hana.ito@kestrel.example")


async def test_a_reply_goes_to_the_customer(client, composer):
    assert composer.recipients.to.addresses == ("hana@kestrel.example",)
    assert composer.switch.modes == ("reply", "note")
    composer.editor.insertPlainText("Done")
    composer.send.click()
    assert (pending(client)[-1].to, pending(client)[-1].cc) == ((), ())


async def test_copies_of_the_customer_get_the_reply_too_unless_it_is_for_the_sender(
    client, opened, composer
):
    await hana_copies(client, "ken@kestrel.example", "Hana@kestrel.example", "no address")
    opened.tickets.open(T2)
    opened.tickets.open(T1)
    await settle()
    assert (composer.mode, composer.recipients.cc.addresses) == (
        "reply_all",
        ("ken@kestrel.example",),
    )
    composer.editor.insertPlainText("Done")
    composer.send.click()
    assert pending(client)[-1].cc == ("ken@kestrel.example",)
    opened.do("reply_sender")
    composer.editor.insertPlainText("Only you")
    assert composer.mode == "reply"
    composer.send.click()
    assert pending(client)[-1].cc == ()


async def test_a_reply_goes_to_the_address_that_the_customer_wrote_from_last(
    client, opened, composer
):
    at, home = client.workspace.now_us(), "hana.ito@kestrel.example"
    message = a_message("m9", at=at, contact="hana", text="From home", sender=home)
    client.bench.apply(changes(insert(30, message, scope=TEAM)))
    await settle()
    opened.tickets.open(T2)
    opened.tickets.open(T1)
    await settle()
    assert composer.recipients.to.addresses == (home,)
    composer.editor.insertPlainText("Done")
    composer.send.click()
    assert pending(client)[-1].to == (home,)


async def test_a_switch_between_the_ways_of_replying_loses_no_text(client, composer, qtbot):
    await hana_copies(client, "ken@kestrel.example")
    composer.editor.insertPlainText("Half a thought")
    composer.switch.setFocus()
    before = composer.mode
    qtbot.keyClick(composer.switch, Qt.Key.Key_Right)
    qtbot.keyClick(composer.switch, Qt.Key.Key_Left)
    assert composer.mode == before
    assert composer.draft().text == "Half a thought"


async def test_other_recipients_go_out_and_into_the_draft(client, opened, pane, composer):
    opened.do("recipients")
    assert composer.recipients.is_unfolded
    composer.recipients.cc.input.setText("ken@kestrel.example")
    composer.editor.insertPlainText("For Ken too")
    composer.recipients.commit()
    opened.tickets.open(T2)
    await settle()
    opened.tickets.open(T1)
    await settle()
    assert pane.written == Written("reply", "For Ken too", cc=("ken@kestrel.example",))
    composer.send.click()
    assert pending(client)[-1].cc == ("ken@kestrel.example",)


async def test_a_bad_address_holds_the_reply_and_not_a_note(client, opened, composer):
    composer.editor.insertPlainText("Text")
    composer.recipients.unfold()
    composer.recipients.to.input.setText("nobody")
    composer.recipients.commit()
    composer.send.click()
    assert pending(client) == []
    opened.do("note")
    assert composer.send.isEnabled()


async def test_people_of_the_desk_are_offered_and_strangers_marked(client, opened, composer):
    ann = a_contact("ann", name="Ann Berg", emails=("ann@kestrel.example",))
    client.bench.apply(changes(insert(31, ann, scope="directory")))
    opened.tickets.open(T2)
    opened.tickets.open(T1)
    await settle()
    book = opened.tickets.writing.directory
    assert [choice.key for choice in book.suggest("an")] == ["ann@kestrel.example"]
    assert book.judge("ANN@kestrel.example") == "known"
    assert book.judge("x@elsewhere.example") == "new"
    assert book.judge("x") == "bad"


async def test_the_status_goes_with_the_reply_and_wakes_the_ticket(client, composer, qtbot):
    composer.editor.insertPlainText("Wait for it")
    qtbot.keyClick(
        composer.editor,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    composer.foot.menu.chosen.emit("pending:3")
    await settle()
    reply, status = pending(client)
    assert (reply.status, status.status) == ("pending", "pending")
    assert status.wake_at == NextStatuses(client.workspace, None).of("pending:3").wake_at
    assert composer.foot.key == "as_it_is"


async def test_undo_takes_the_status_back_with_the_reply(client, opened, pane, composer):
    composer.editor.insertPlainText("Solved it")
    composer.foot.menu.chosen.emit("solved")
    composer.send.click()
    opened.window.toast.undo_requested.emit()
    await settle()
    assert isinstance(pending(client)[-2], commands.RetractReply)
    assert pending(client)[-1].status == "open"
    assert (pane.written.text, pane.written.status) == ("Solved it", "solved")


def test_every_choice_of_a_status_is_one_that_can_be_set(client):
    statuses = NextStatuses(client.workspace, None)
    choices = statuses.choices()
    assert [choice.key for choice in choices][:2] == ["as_it_is", "pending:3"]
    assert all(statuses.of(choice.key).status for choice in choices[1:])
    assert statuses.of("as_it_is") == statuses.of("") == NextStatus()


async def test_a_colleague_is_offered_for_an_at_sign(opened, composer):
    completing = opened.window.composer._completing
    assert completing.suggest("@", "to") == completing.suggest("@", "reut")
    assert [choice.key for choice in completing.suggest("@", "to")] == ["@Tomas Reuter"]
    assert completing.suggest("@", "may") == ()


async def test_a_ticket_is_offered_once_the_search_has_found_it(client, opened):
    class Found:
        kind, id, ticket, excerpt = "ticket", "t2", T2, ""

    client.hits = (Found(),)
    completing = opened.window.composer._completing
    assert completing.suggest("#", "48") == ()
    await settle()
    [choice] = completing.suggest("#", "48")
    assert isinstance(choice, Choice)
    assert choice.key == "#48214"


def last_from_hana(**fields):
    return (SimpleNamespace(message=a_message("m9", contact="hana", **fields)),)


async def a_mailbox(client, id="support", **fields):
    box = Mailbox(id=id, address=f"{id}@brightwater.example", **{"team": "platform", **fields})
    client.bench.apply(changes(insert(42, box, scope="desk")))
    await settle()


async def an_agent_with(client, email):
    maya = update(40, an_agent("maya"), scope="desk", email=email)
    client.bench.apply(changes(maya))
    await settle()


async def test_everybody_in_to_and_cc_gets_the_reply_but_nobody_of_ours(client):
    await an_agent_with(client, "maya@brightwater.example")
    await a_mailbox(client)
    entries = last_from_hana(
        to=("support@brightwater.example", "ken@kestrel.example", "KEN@kestrel.example"),
        cc=("Maya@brightwater.example", "hana@kestrel.example", "ann@elsewhere.example"),
    )
    found = addressees_of(client.workspace, T1, entries)
    assert found.to == ("hana@kestrel.example",)
    assert found.cc == ("ken@kestrel.example", "ann@elsewhere.example")


async def test_where_no_address_is_known_as_ours_the_to_is_left_out(client):
    entries = last_from_hana(
        to=("support@brightwater.example", "ken@kestrel.example"), cc=("ann@elsewhere.example",)
    )
    assert addressees_of(client.workspace, T1, entries).cc == ("ann@elsewhere.example",)


async def test_the_mailboxes_of_the_desk_are_ours_with_what_stands_behind_a_plus(client):
    await a_mailbox(client)
    entries = last_from_hana(
        to=("Support+t.48213@brightwater.example", "ken@kestrel.example"),
        cc=("sales@brightwater.example",),
    )
    found = addressees_of(client.workspace, T1, entries)
    assert found.cc == ("ken@kestrel.example", "sales@brightwater.example")


async def test_a_desk_for_its_own_company_copies_its_people_but_not_its_agents(client):
    await an_agent_with(client, "maya@kestrel.example")
    entries = last_from_hana(cc=("maya@kestrel.example", "ken@kestrel.example"))
    assert addressees_of(client.workspace, T1, entries).cc == ("ken@kestrel.example",)


async def test_who_wrote_last_is_answered_and_the_customer_gets_a_copy(client):
    ann = a_contact("ann", name="Ann Berg", emails=("ann@kestrel.example",))
    client.bench.apply(changes(insert(31, ann, scope="directory")))
    await settle()
    entries: Any = (SimpleNamespace(message=a_message("m9", contact="ann")),)
    found = addressees_of(client.workspace, T1, entries)
    assert (found.to, found.cc) == (("ann@kestrel.example",), ("hana@kestrel.example",))


@pytest.mark.parametrize("fields", [{"automatic": True}, {"unverified": True}])
async def test_nobody_answers_a_machine_or_somebody_unknown(client, fields):
    ann = a_contact("ann", name="Ann Berg", emails=("ann@kestrel.example",))
    client.bench.apply(changes(insert(31, ann, scope="directory")))
    await settle()
    entries: Any = (
        SimpleNamespace(message=a_message("m8", contact="hana")),
        SimpleNamespace(message=a_message("m9", contact="ann", **fields)),
    )
    assert addressees_of(client.workspace, T1, entries).to == ("hana@kestrel.example",)


async def test_who_gets_copies_is_what_the_ticket_says(client):
    ticket = client.workspace.get(Ticket, T1)
    client.bench.apply(changes(update(41, ticket, scope=TEAM, cc=["ken@kestrel.example"])))
    await settle()
    ticket = client.workspace.get(Ticket, T1)
    entries = last_from_hana(cc=("removed@kestrel.example",))
    assert copied_of(ticket, entries) == ("ken@kestrel.example",)
    assert addressees_of(client.workspace, T1, entries).cc == ("ken@kestrel.example",)
    emptied = structs.replace(ticket, cc=(), mailbox="support")
    assert copied_of(emptied, entries) == ()
    before_mail = structs.replace(ticket, cc=())
    assert copied_of(before_mail, entries) == ("removed@kestrel.example",)
    assert copied_of(before_mail, ()) == ()
