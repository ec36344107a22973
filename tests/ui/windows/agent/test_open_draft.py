# SPDX-License-Identifier: Apache-2.0
"""Whatever is typed, and whenever: no draft of a ticket is written over by another text."""

from typing import Any

import pytest
from PySide6.QtTest import QTest

from app.outbox.drafts import Draft
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, changes, insert
from tests.support.window_client import T1, T2, pending
from ui.windows.agent.drafts import Written


@pytest.fixture
def pane(controller):
    return controller.window.composer


async def open_and_type(client, controller, mode, text, **drafts):
    """Type at once, before anybody can know what was kept of the ticket."""
    for each, kept in drafts.items():
        client.workspace.drafts.put(T1, each, Draft(**kept))
    await settle()
    controller.tickets.open(T1)
    controller.do(mode)
    controller.window.composer.composer.editor.insertPlainText(text)


async def kept(client, controller):
    controller.tickets.writing.drafts.flush()
    found = await client.workspace.drafts.of(T1)
    return {mode: draft.text for mode, draft in found.items()}


async def test_what_is_typed_at_once_goes_behind_the_draft(client, controller, pane):
    draft = {"text": "An hour of work", "to": ("ops@kestrel.example",)}
    await open_and_type(client, controller, "reply", "Hi ", reply=draft)
    await settle()
    assert pane.written.text == "An hour of work\n\nHi "
    assert pane.written.to == ("ops@kestrel.example",)
    assert await kept(client, controller) == {"reply": "An hour of work\n\nHi "}


async def test_it_is_kept_too_where_the_ticket_is_left_at_once(client, controller, pane):
    await open_and_type(client, controller, "reply", "Hi ", reply={"text": "An hour of work"})
    controller.tickets.open(T2)
    await settle()
    assert pane.written == Written("reply", "")
    assert await kept(client, controller) == {"reply": "An hour of work\n\nHi "}


async def test_nothing_is_written_twice_where_one_comes_back_at_once(client, controller, pane):
    await open_and_type(client, controller, "reply", "Hi ", reply={"text": "An hour of work"})
    controller.tickets.open(T2)
    controller.tickets.open(T1)
    await settle()
    assert pane.written.text == "An hour of work\n\nHi "
    assert await kept(client, controller) == {"reply": "An hour of work\n\nHi "}


async def test_it_is_not_sent_with_a_draft_that_nobody_has_seen(client, controller, pane):
    await open_and_type(client, controller, "reply", "Hi", reply={"text": "An hour of work"})
    pane.composer.send.click()
    await settle()
    assert "look at it once more" in controller.window.notice.accessibleName()
    assert (pending(client), pane.written.text) == ([], "An hour of work\n\nHi")


async def test_what_is_sent_at_once_goes_when_it_is_known_that_there_is_no_draft(
    client, controller, pane
):
    await open_and_type(client, controller, "note", "Hi", reply={"text": "An hour of work"})
    pane.composer.send.click()
    assert pending(client) == []
    await settle()
    assert [command.text for command in pending(client)] == ["Hi"]
    assert await kept(client, controller) == {"reply": "An hour of work"}


async def test_what_is_changed_after_it_was_sent_does_not_go(client, controller, pane):
    await open_and_type(client, controller, "note", "Hi")
    pane.composer.send.click()
    QTest.keyClicks(pane.composer.editor, " there")
    await settle()
    assert (pending(client), pane.written.text) == ([], "Hi there")


async def test_what_is_left_before_it_goes_stays_with_its_ticket(client, controller, pane):
    await open_and_type(client, controller, "note", "Hi")
    pane.composer.send.click()
    controller.tickets.open(T2)
    await settle()
    assert "was not sent" in controller.window.notice.accessibleName()
    assert pending(client) == []
    assert await kept(client, controller) == {"note": "Hi"}


async def test_a_note_that_was_kept_is_untouched_by_a_reply(client, controller, pane):
    await open_and_type(client, controller, "reply", "Hi", note={"text": "An hour of a note"})
    await settle()
    assert pane.written == Written("reply", "Hi")
    assert await kept(client, controller) == {"note": "An hour of a note", "reply": "Hi"}


async def test_a_reply_that_was_kept_is_no_note_because_one_is_begun_at_once(
    client, controller, pane
):
    await open_and_type(client, controller, "note", "", reply={"text": "Dear Hana"})
    await settle()
    assert pane.written == Written("note", "")
    controller.do("reply")
    assert pane.written == Written("reply", "Dear Hana")


async def test_a_text_that_changes_its_mode_goes_behind_the_draft_that_is_there(
    client, controller, pane
):
    await open_and_type(client, controller, "reply", "Hi", note={"text": "An hour of a note"})
    await settle()
    controller.do("note")
    assert pane.written == Written("note", "An hour of a note\n\nHi")
    assert await kept(client, controller) == {"note": "An hour of a note\n\nHi"}


async def test_what_lay_beside_a_reply_is_there_once_that_is_sent(client, controller, pane):
    await open_and_type(client, controller, "reply", "Hi", note={"text": "An hour of a note"})
    await settle()
    pane.composer.send.click()
    await settle()
    assert [each.text for each in pending(client)] == ["Hi"]
    assert pane.written == Written("reply", "")
    controller.do("note")
    assert pane.written == Written("note", "An hour of a note")


async def test_what_came_to_a_draft_is_still_to_be_read_when_its_mode_is_chosen(
    client, controller, pane
):
    draft = {"text": "Dear Hana", "seen_at": client.workspace.now_us()}
    await open_and_type(client, controller, "note", "", reply=draft)
    await settle()
    client.bench.environment.advance(seconds=1)
    later = a_message("m9", at=client.workspace.now_us(), contact="hana", text="Never mind")
    client.bench.apply(changes(insert(30, later, scope="team:platform")))
    await settle()
    controller.do("reply")
    assert pane.composer.send.text() == "Read 1 new message"


async def test_a_note_of_another_window_lies_beside_the_reply_that_is_written_here(
    client, controller, pane
):
    await open_and_type(client, controller, "reply", "Hi")
    await settle()
    client.workspace.drafts.put(T1, "note", Draft(text="From there"))
    assert pane.written == Written("reply", "Hi")
    pane.composer.editor.insertPlainText("!")
    assert await kept(client, controller) == {"reply": "Hi!", "note": "From there"}


async def test_a_text_that_changes_its_mode_in_another_window_changes_it_here(
    client, controller, pane
):
    await open_and_type(client, controller, "reply", "For whom ")
    await settle()
    client.workspace.drafts.put(T1, "note", Draft(text="For whom "))
    client.workspace.drafts.drop(T1, "reply")
    assert pane.written == Written("note", "For whom ")
    assert await kept(client, controller) == {"note": "For whom "}


async def test_drafts_that_cannot_be_read_keep_nobody_from_writing(
    client, controller, pane, faults, monkeypatch
):
    async def fail(ticket):
        raise OSError("the disk is gone")

    reported: list[Any] = []
    monkeypatch.setattr(faults, "report", lambda error, doing: reported.append(doing))
    monkeypatch.setattr(client.workspace.drafts, "of", fail)
    await open_and_type(client, controller, "reply", "Hi")
    await settle()
    monkeypatch.undo()
    assert reported == ["find a draft"]
    assert await kept(client, controller) == {"reply": "Hi"}
