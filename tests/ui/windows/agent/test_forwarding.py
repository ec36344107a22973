# SPDX-License-Identifier: Apache-2.0
"""A forward goes to somebody else, with what is chosen of the ticket, and never to the customer."""

from typing import Any

import pytest

from app.workspace.conversation import NO_MARK, Entry
from sync_server.contract import commands
from sync_server.contract.entities import Attachment, Mailbox
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, changes, insert
from tests.support.window_client import T1, T2, pending
from ui.windows.agent.forwarding import WHOLE, Forwardable, forwardable_of

LEA = "lea@packwell.example"


def a_file(id: Any, message: Any = "m4"):
    return Attachment(id=id, ticket=T1, message=message, name=f"{id}.log", size=18_000)


@pytest.fixture
async def composer(client, opened):
    boxes = [
        Mailbox(id=id, address=f"{id}@brightwater.example", team="platform")  # type: ignore[arg-type]
        for id in ("support", "alerts")
    ]
    client.bench.apply(changes(*(insert(40 + n, box, scope="desk") for n, box in enumerate(boxes))))
    client.bench.apply(changes(insert(50, a_file("a1"), scope="team:platform")))
    await settle()
    opened.tickets.open(T2)
    opened.tickets.open(T1)
    await settle()
    return opened.window.composer.composer


def fill(composer, *addresses):
    composer.recipients.to.input.setText(", ".join(addresses))
    composer.recipients.commit()


async def test_without_a_mailbox_there_is_no_forward(opened):
    assert opened.window.composer.composer.switch.modes == ("reply", "note")
    opened.do("forward_mail")
    assert opened.window.composer.composer.mode == "reply"


async def test_without_a_mailbox_the_key_says_so_and_changes_nothing(opened):
    window = opened.window
    opened.do("note")
    window.list.view.setFocus()
    opened.do("forward_mail")
    assert window.toast.accessibleName() == "There is no mailbox to send from"
    assert window.toast.isVisible()
    assert window.focusWidget() is window.list.view
    assert window.composer.composer.mode == "note"


async def test_it_begins_with_nobody_and_the_customers_last_message(client, opened, composer):
    opened.do("forward_mail")
    assert composer.mode == "forward"
    assert composer.recipients.is_unfolded
    assert composer.recipients.to.addresses == ()
    assert composer.forwarded.key == "m4"
    assert not composer.send.isEnabled()
    fill(composer, LEA)
    assert composer.send.isEnabled()
    composer.send.click()
    (sent,) = [each for each in pending(client) if isinstance(each, commands.Forward)]
    assert (sent.about, sent.to, sent.attachments, sent.text) == ("m4", (LEA,), ("a1",), "")
    assert composer.mode == "reply"
    await settle()
    shown = opened.window.conversation.timeline.messages[-1]
    assert (shown.kind, shown.role) == ("forward", f"to {LEA}")


async def test_a_file_that_is_unchecked_stays_and_the_whole_ticket_can_go(client, opened, composer):
    opened.do("forward_mail")
    composer.forwarded.chosen.emit(WHOLE)
    composer.forwarded.files.set_files((), ())
    fill(composer, LEA)
    composer.editor.insertPlainText("Do you know this?")
    composer.send.click()
    sent = pending(client)[-1]
    assert (sent.about, sent.attachments, sent.text) == (None, (), "Do you know this?")


async def test_on_hold_goes_with_it_and_comes_back(client, opened, composer):
    opened.do("forward_mail")
    fill(composer, LEA)
    composer.foot.menu.chosen.emit("on_hold:5")
    composer.send.click()
    forward, status = pending(client)[-2:]
    assert (forward.status, status.status) == ("on_hold", "on_hold")
    assert status.wake_at > client.workspace.now_us()


async def test_undo_brings_the_forward_back(client, opened, composer):
    opened.do("forward_mail")
    fill(composer, LEA)
    composer.editor.insertPlainText("Do you know this?")
    composer.send.click()
    opened.window.toast.undo_requested.emit()
    await settle()
    assert isinstance(pending(client)[-1], commands.RetractReply)
    written = opened.window.composer.written
    assert (written.mode, written.text, written.to) == ("forward", "Do you know this?", (LEA,))


async def test_other_modes_keep_the_text_and_never_the_other_recipients(opened, composer):
    composer.editor.insertPlainText("Half a thought")
    opened.do("forward_mail")
    fill(composer, LEA)
    opened.do("reply")
    assert composer.mode == "reply"
    assert composer.recipients.to.addresses == ("hana@kestrel.example",)
    opened.do("note")
    opened.do("forward_mail")
    assert composer.recipients.to.addresses == (LEA,)
    assert composer.draft().text == "Half a thought"


async def test_a_forward_that_was_begun_is_there_again_as_a_forward(client, opened, composer):
    opened.do("forward_mail")
    fill(composer, LEA)
    composer.editor.insertPlainText("Later")
    opened.tickets.open(T2)
    await settle()
    opened.tickets.open(T1)
    await settle()
    written = opened.window.composer.written
    assert (written.mode, written.to, written.about) == ("forward", (LEA,), "m4")


async def test_from_and_hidden_copies_and_no_quote_go_with_a_reply(client, opened, composer):
    assert composer.recipients.leaves.address == "alerts@brightwater.example"
    opened.do("recipients")
    composer.recipients.bcc.input.setText("boss@brightwater.example")
    composer.recipients.commit()
    composer.recipients.leaves.menu.chosen.emit("support")
    composer.recipients.leaves.quote.click()
    composer.editor.insertPlainText("Done")
    composer.send.click()
    sent = pending(client)[-1]
    assert (sent.bcc, sent.mailbox, sent.quote) == (
        ("boss@brightwater.example",),
        "support",
        False,
    )
    assert composer.recipients.bcc.addresses == ()
    assert composer.recipients.leaves.key == "alerts"


async def test_a_ticket_with_nothing_to_forward_offers_nothing(client):
    note = Entry(message=a_message("m1", type="note"), attachments=(), mark=NO_MARK)
    assert forwardable_of(client.workspace, (note,)) == Forwardable()


async def test_notes_and_calls_never_go_along(client):
    entries = [
        Entry(message=message, attachments=(a_file(f"f{message.id}"),), mark=NO_MARK)
        for message in (
            a_message("m1", contact="hana"),
            a_message("m2", type="note", agent="maya"),
            a_message("m3", type="call", agent="maya"),
            a_message("m4", type="reply", agent="maya", retracted=True),
        )
    ]
    found = forwardable_of(client.workspace, entries, stepped_to="m2")
    assert [choice.key for choice in found.messages] == ["m1", WHOLE]
    assert [file.id for file in found.files[WHOLE]] == ["fm1"]
    assert (found.usual, found.known("gone")) == ("m1", "m1")
