# SPDX-License-Identifier: Apache-2.0

import pytest
from PySide6.QtGui import QGuiApplication

from sync_server.contract import commands
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import MessageId
from tests.support.client_environment import settle
from tests.support.client_frames import a_contact, a_message, changes, insert, update
from tests.support.window_client import T1, pending
from ui.windows.agent.mailing import Mailing

TEAM = "team:platform"
KEN, ANN = "ken@kestrel.example", "ann@kestrel.example"


@pytest.fixture
def mailing(opened) -> Mailing:
    return opened.tickets.mailing


async def _copied(client, *cc, seq=60):
    ticket = client.workspace.get(Ticket, T1)
    client.bench.apply(changes(update(seq, ticket, scope=TEAM, cc=list(cc))))
    await settle()


async def _said(client, id="m9", **fields):
    message = a_message(id, at=client.workspace.now_us(), **fields)
    client.bench.apply(changes(insert(70, message, scope=TEAM)))
    await settle()


async def test_the_head_counts_copies_and_lists_them(client, opened, mailing):
    await _copied(client, KEN, ANN)
    header = opened.window.conversation.header
    assert header.copies.accessibleName() == "Cc 2"
    header.copies.click()
    assert mailing.copies.labels() == (KEN, ANN)
    mailing.copies.hide()


async def test_who_is_removed_is_named_and_comes_back_by_undo(client, opened, mailing):
    ken = a_contact("ken", name="Ken Sato", emails=(KEN,))
    client.bench.apply(changes(insert(59, ken, scope="directory")))
    await _copied(client, KEN)
    mailing.open_copies()
    assert mailing.copies.labels() == (f"Ken Sato {KEN}",)
    mailing.copies.chosen.emit(f"remove {KEN}")
    mailing.copies.hide()
    assert opened.window.toast.accessibleName() == "Ken no longer gets copies"
    assert pending(client)[-1] == commands.ChangeParticipants(ticket=T1, remove=(KEN,))
    await settle()
    assert opened.window.conversation.header.copies.isHidden()
    opened.window.toast.undo_requested.emit()
    assert pending(client)[-1] == commands.ChangeParticipants(ticket=T1, add=(KEN,))


async def test_an_address_that_is_typed_is_added(client, opened, mailing, qtbot):
    opened.do("copies")
    qtbot.keyClicks(mailing.copies.field, "new@packwell.example")
    assert mailing.copies.labels() == ("new@packwell.example",)
    qtbot.keyClick(mailing.copies.field, "\r")
    assert pending(client)[-1].add == ("new@packwell.example",)
    await settle()
    assert opened.window.conversation.header.copies.accessibleName() == "Cc 1"


async def test_somebody_known_is_offered_by_name_and_who_is_there_is_not(client, mailing, qtbot):
    ann = a_contact("ann", name="Ann Berg", emails=(ANN,))
    client.bench.apply(changes(insert(59, ann, scope="directory")))
    await _copied(client, KEN)
    mailing.open_copies()
    qtbot.keyClicks(mailing.copies.field, "Ann")
    assert mailing.copies.labels() == (f"Ann Berg {ANN}",)
    mailing.copies.field.clear()
    qtbot.keyClicks(mailing.copies.field, KEN)
    assert mailing.copies.labels() == (KEN,)
    assert mailing._read("nobody") is None
    mailing.copies.hide()


async def test_what_was_not_delivered_is_sent_again(client, opened):
    await _said(client, type="reply", agent="maya", delivery="failed", to=(KEN,))
    timeline = opened.window.conversation.timeline
    timeline.action_requested.emit("m9", "send_again")
    assert pending(client)[-1] == commands.SendAgain(message=MessageId("m9"))
    await settle()
    (shown,) = (each for each in timeline.messages if each.id == "m9")
    assert (shown.delivery.text, shown.delivery.tone) == ("Waiting to send", "waits")
    timeline.action_requested.emit("gone", "send_again")


async def test_what_some_have_is_sent_again_to_those_who_lack_it(client, opened, qtbot):
    lacking = {"to": (KEN, ANN), "refused": (ANN,)}
    await _said(client, type="reply", agent="maya", delivery="accepted", **lacking)
    timeline = opened.window.conversation.timeline
    timeline.action_requested.emit("m9", "send_again")
    field = opened.tickets.mailing.resending.field
    assert field.text() == ANN
    qtbot.keyClick(field, "\r")
    assert pending(client)[-1] == commands.SendAgain(message=MessageId("m9"))
    await settle()
    (shown,) = (each for each in timeline.messages if each.id == "m9")
    assert shown.delivery.text == f"Waiting to send to {ANN}"
    assert not shown.delivery.action


async def test_an_address_that_was_refused_is_corrected_and_sent_to(client, opened, mailing, qtbot):
    wrong = ("kem@kestrel.example", ANN)
    await _said(client, type="reply", agent="maya", delivery="refused", to=wrong)
    opened.window.conversation.timeline.action_requested.emit("m9", "send_again")
    field = mailing.resending.field
    assert field.text() == f"kem@kestrel.example, {ANN}"
    before = pending(client)
    field.clear()
    qtbot.keyClicks(field, "ken@")
    assert mailing.resending.labels() == ()
    qtbot.keyClick(field, "\r")
    assert pending(client) == before
    field.clear()
    qtbot.keyClicks(field, f"{KEN}; {ANN}")
    assert mailing.resending.labels() == (f"Send again to {KEN}, {ANN}",)
    qtbot.keyClick(field, "\r")
    assert pending(client)[-1] == commands.SendAgain(message=MessageId("m9"), to=(KEN, ANN))
    assert mailing.resending.isHidden()


async def test_who_is_to_get_it_is_asked_where_nobody_was_named(client, opened, mailing, qtbot):
    await _said(client, type="reply", agent="maya", delivery="refused", to=())
    opened.window.conversation.timeline.action_requested.emit("m9", "send_again")
    qtbot.keyClicks(mailing.resending.field, KEN)
    qtbot.keyClick(mailing.resending.field, "\r")
    assert pending(client)[-1] == commands.SendAgain(message=MessageId("m9"), to=(KEN,))


async def test_who_had_our_message_is_listed_hidden_copies_too(client, opened, mailing):
    await _said(client, type="reply", agent="maya", to=("a@a.example",), bcc=("b@b.example",))
    opened.window.conversation.timeline.action_requested.emit("m9", "copies")
    assert mailing.recipients.labels() == ("a@a.example", "b@b.example")
    mailing.recipients.chosen.emit("2 b@b.example")
    mailing.recipients.hide()
    assert QGuiApplication.clipboard().text() == "b@b.example"
