# SPDX-License-Identifier: Apache-2.0
"""One person, two windows on one ticket, a full disk: no word is lost."""

from typing import Any

import pytest

from app import intents
from app.outbox.drafts import Draft
from tests.support.client_environment import settle
from tests.support.window_client import T1
from ui.windows.agent.drafts import DraftKeeper, Written


@pytest.fixture
def pane(opened):
    return opened.window.composer


@pytest.fixture
def other(client, opened):
    """The drafts of another window."""
    keeper = DraftKeeper(client.workspace, opened.tickets.writing._spawn)
    yield keeper
    keeper.close()


def flush(opened):
    opened.tickets.writing.drafts.flush()


async def test_what_is_written_in_another_window_shows_here(pane, other):
    other.keep(T1, Written("note", "half a thought"))
    other.flush()
    assert pane.written == Written("note", "half a thought")


async def test_two_windows_that_write_at_once_keep_both_texts(client, opened, pane, other):
    pane.composer.editor.insertPlainText("here")
    other.keep(T1, Written("reply", "there"))
    other.flush()
    assert pane.written.text == "there\n\nhere"
    flush(opened)
    kept: Any = await client.workspace.drafts.get(T1, "reply")
    assert kept.text == "there\n\nhere"


async def test_what_was_sent_in_another_window_is_gone_here(client, pane, other):
    other.keep(T1, Written("reply", "done"))
    other.flush()
    intents.reply(client.workspace, ticket=T1, text="done")
    assert pane.written == Written("reply", "")


async def test_what_was_given_up_elsewhere_stays_where_it_still_stands(client, opened, pane, other):
    pane.composer.editor.insertPlainText("mine")
    flush(opened)
    other.drop(T1, "reply")
    flush(opened)
    await settle()
    kept: Any = await client.workspace.drafts.get(T1, "reply")
    assert (pane.written.text, kept.text) == ("mine", "mine")


async def test_a_closed_window_hears_nothing_any_more(client, opened, other):
    before = client.workspace.drafts.changed.subscribers
    other.close()
    assert client.workspace.drafts.changed.subscribers == before - 1


async def test_a_full_disk_is_said_and_the_text_stays(client, opened, pane):
    pane.composer.editor.insertPlainText("keep me")
    client.workspace.drafts.full.emit(True)
    assert "This disk is full" in opened.window.notice.accessibleName()
    assert pane.written.text == "keep me"
    assert opened.tickets.writing.drafts._retry.isActive()
    client.workspace.drafts.full.emit(False)
    assert not opened.tickets.writing.drafts._retry.isActive()


async def test_who_types_without_a_pause_is_safe_too(opened, pane):
    pane.composer.editor.insertPlainText("on and on")
    assert opened.tickets.writing.drafts._limit.isActive()


async def test_a_word_that_is_finished_is_safe_at_once(client, pane):
    pane.composer.editor.insertPlainText("one two ")
    kept: Any = await client.workspace.drafts.get(T1, "reply")
    assert kept.text == "one two "


async def test_drafts_are_counted_once_for_each_and_not_for_each_word(opened, pane):
    counted: list[Any] = []
    opened.tickets.writing.drafts.counted.connect(counted.append)
    for word in ("one ", "two ", "three "):
        pane.composer.editor.insertPlainText(word)
    await settle()
    assert counted == [(T1,)]


async def test_a_file_on_another_computer_is_said_and_holds_the_text_up(client, opened, pane):
    client.workspace.drafts.put(T1, "reply", Draft(text="See attached", elsewhere=("trace.log",)))
    await settle()
    (shown,) = pane.files.attachments
    assert shown.name == "trace.log"
    assert "on another computer" in shown.error
    assert not pane.composer.send.isEnabled()
    pane.files.remove(shown.id)
    assert pane.composer.send.isEnabled()
    flush(opened)
    kept: Any = await client.workspace.drafts.get(T1, "reply")
    assert kept.elsewhere == ()


async def test_attached_here_too_it_is_elsewhere_no_more(client, opened, pane, tmp_path):
    client.workspace.drafts.put(T1, "reply", Draft(text="See attached", elsewhere=("trace.log",)))
    await settle()
    path = tmp_path / "trace.log"
    path.write_text("lines")
    pane.files.attach([path])
    await settle()
    assert pane.files.elsewhere == ()
    assert [file.name for file in pane.written.files] == ["trace.log"]
    assert pane.composer.send.isEnabled()
