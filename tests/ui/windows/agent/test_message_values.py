# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from app.workspace.conversation import NO_MARK, Entry
from sync_server.contract.entities import Attachment
from tests.support.client_frames import a_message
from tests.support.window_client import MAYA
from ui.windows.agent.message_values import MessageValues, message_values, new_since

SECOND = 1_000_000


@pytest.fixture
def values(client):
    def make(*messages, waiting=(), online=True):
        entries = [Entry(message=each, attachments=(), mark=NO_MARK) for each in messages]
        return message_values(client.workspace, entries, waiting=frozenset(waiting), online=online)

    return make


def test_each_kind_says_who_wrote_and_to_whom(values):
    customer, reply, note = values(
        a_message("m1", contact="hana", html="<p>Hi</p>"),
        a_message("m2", type="reply", agent="maya", to=("hana@kestrel.example",)),
        a_message("m3", type="note", agent="tomas"),
    )
    assert (customer.kind, customer.author, customer.html) == ("customer", "Hana Ito", "<p>Hi</p>")
    assert (reply.kind, reply.author, reply.role) == ("reply", "Maya Okafor", "replied to Hana")
    assert (note.kind, note.author, note.role) == ("note", "Tomas Reuter", "")


def test_a_note_says_which_colleagues_it_names_and_a_reply_does_not(values):
    note, reply = values(
        a_message("m1", type="note", agent="maya", text="@Tomas Reuter has it"),
        a_message("m2", type="reply", agent="maya", text="@Tomas Reuter has it"),
    )
    assert note.mentions == ("Tomas Reuter", "Tomas")
    assert reply.mentions == ()


def test_roles_tell_what_is_unusual(values):
    entered, automatic, elsewhere = values(
        a_message("m1", contact="hana", agent="maya"),
        a_message("m2", contact="hana", automatic=True),
        a_message("m3", type="reply", agent="maya", to=("else@where.example",)),
    )
    assert entered.role == "entered by Maya"
    assert automatic.role == "automatic answer"
    assert elsewhere.role == "replied to else@where.example"


def test_what_no_person_wrote_is_the_desks_or_the_mail_servers(values):
    ours, bounce = values(
        a_message("m1", type="reply", agent=None, automatic=True),
        a_message("m2", contact=None, automatic=True, sender="mailer-daemon@mx.example"),
    )
    assert (ours.author, ours.role) == ("Deskbell", "automatic answer")
    assert (bounce.author, bounce.role) == ("mailer-daemon@mx.example", "automatic answer")


def test_a_type_of_a_newer_version_is_for_the_team_only(values):
    assert values(a_message("m1", type="whisper", agent="maya"))[0].kind == "note"


def test_who_waits_has_replied_to_nobody_yet(values):
    reply = a_message("m1", type="reply", agent="maya", to=("hana@kestrel.example",))
    (waiting,) = values(reply, waiting=("m1",))
    (sent,) = values(reply)
    assert (waiting.role, sent.role) == ("to Hana Ito", "replied to Hana")


def test_what_waits_says_for_what(values):
    reply = a_message("m1", type="reply", agent="maya")
    note = a_message("m2", type="note", agent="maya")
    offline = values(reply, note, waiting=("m1", "m2"), online=False)
    assert [each.mark_text for each in offline] == [
        "Waits for the connection, then sends",
        "Kept on this computer, waiting to sync",
    ]
    assert values(reply, waiting=("m1",))[0].mark_text == "Waits for the server, then sends"


def test_only_ones_own_held_reply_can_be_taken_back(client, values):
    later = client.workspace.now_us() + SECOND
    mine = a_message("m1", type="reply", agent="maya", release_at=later)
    theirs = a_message("m2", type="reply", agent="tomas", release_at=later)
    gone = a_message("m3", type="reply", agent="maya", release_at=later - 2 * SECOND)
    assert [bool(each.actions) for each in values(mine, theirs, gone)] == [True, False, False]


def test_what_is_held_has_replied_to_nobody_yet(client, values):
    to = ("hana@kestrel.example",)
    now = client.workspace.now_us()
    held, gone = values(
        a_message("m1", type="reply", agent="tomas", to=to, release_at=now + SECOND),
        a_message("m2", type="reply", agent="tomas", to=to, release_at=now - SECOND),
    )
    assert (held.role, gone.role) == ("to Hana Ito", "replied to Hana")


def test_words_about_what_is_held_are_said_anew_once_it_is_out(client):
    release_at = client.workspace.now_us() + SECOND
    fields = {"type": "reply", "agent": "tomas", "to": ("hana@kestrel.example",)}
    message = a_message("m1", **fields, release_at=release_at)
    entries = [Entry(message=message, attachments=(), mark=NO_MARK)]
    kept = MessageValues(client.workspace)
    (before,) = kept.of(entries, waiting=frozenset(), online=True)
    client.bench.environment.advance(seconds=2)
    (after,) = kept.of(entries, waiting=frozenset(), online=True)
    assert (before.role, after.role) == ("to Hana Ito", "replied to Hana")


def test_a_retracted_reply_leaves_a_line(values):
    (value,) = values(a_message("m1", type="reply", agent="maya", retracted=True, text=""))
    assert (value.kind, value.author) == ("event", "Maya Okafor")


def test_attachments_have_a_size_once_it_is_known(client):
    known: Any = Attachment(id="f1", ticket="t1", message="m1", name="a.log", size=18_000)  # type: ignore[arg-type]
    fresh: Any = Attachment(id="f2", ticket="t1", message="m1", name="b.log")  # type: ignore[arg-type]
    entry = Entry(message=a_message("m1"), attachments=(known, fresh), mark=NO_MARK)
    (value,) = message_values(client.workspace, [entry], waiting=frozenset(), online=True)
    assert [file.size for file in value.attachments] == ["18 KB", ""]


def test_the_rest_of_a_long_message_is_no_file_of_its_author(client):
    rest: Any = Attachment(id="f1", ticket="t1", message="m1", name="message.txt")  # type: ignore[arg-type]
    entry = Entry(message=a_message("m1", full_text="f1"), attachments=(rest,), mark=NO_MARK)
    (value,) = message_values(client.workspace, [entry], waiting=frozenset(), online=True)
    assert [file.name for file in value.attachments] == ["The whole message"]


def test_the_divider_is_above_what_others_wrote_since(client):
    entries = [
        Entry(message=message, attachments=(), mark=NO_MARK)
        for message in (
            a_message("m1", at=10),
            a_message("m2", at=30, type="reply", agent="maya"),
            a_message("m3", at=40),
        )
    ]
    divider: Any = new_since(client.workspace, entries, 20)
    assert divider.before == "m3"
    assert new_since(client.workspace, entries, 0) is None
    assert new_since(client.workspace, entries, 50) is None
    assert client.me == MAYA
