# SPDX-License-Identifier: Apache-2.0

import pytest

from app.outbox import items, kept
from app.outbox.items import Item
from app.outbox.kept import (
    Replayed,
    dismiss_again,
    forget_old,
    read_again,
    requeue,
)
from app.outbox.uploads import Upload, add_upload, complete_upload, waiting_uploads
from sync_server.contract.ids import CommandId
from sync_server.contract.refusals import Refusal


def send(file, *ids, epoch="e1", **fields):
    """Let items leave under a session's counters."""
    for id in ids:
        command = fields.get("command", f'{{"type":"{id}"}}'.encode())
        items.add_item(file, Item(id=id, command=command, ticket="t1", queued_at=7))
    items.begin_session(file, epoch, 1)
    items.take_frame(file, room=100)


def accept(file, **seqs):
    answered = {CommandId(id): seq for id, seq in seqs.items()}
    items.accept_items(file, tuple(answered), seqs=answered, at=10)


def queued(file):
    return [(item.id, item.state, item.again) for item in items.read_items(file)]


def states(file):
    return {entry.id: entry.state for entry in read_again(file)}


@pytest.fixture
def restored(file):
    """A, B and C were accepted, D was under way and E had not left when the server came back."""
    send(file, *"abcd")
    accept(file, a=8, b=9, c=11)
    items.add_item(file, Item(id="e", command=b"{}"))  # type: ignore[arg-type]
    assert requeue(file, "e2", 1, 9)
    return file


def test_what_was_accepted_goes_back_before_everything_else_in_its_order(restored):
    assert queued(restored) == [
        ("a", "queued", True),
        ("b", "queued", True),
        ("c", "queued", True),
        ("d", "queued", True),
        ("e", "queued", False),
    ]
    items.begin_session(restored, "e2", 1)
    taken = [item.envelope for item in items.take_frame(restored, room=100)]
    assert [(each.id, each.counter) for each in taken] == list(
        zip("abcde", range(1, 6), strict=True)
    )
    assert [each.again for each in taken] == [True] * 4 + [False]


def test_the_bytes_and_ids_are_those_that_were_sent_first(restored):
    first, *_ = items.read_items(restored)
    assert (first.command, first.ticket, first.queued_at) == (b'{"type":"a"}', "t1", 7)


def test_it_happens_once_per_epoch(restored):
    assert not requeue(restored, "e2", 5, 9)
    assert requeue(restored, "e3", 1, 4)


def test_without_a_new_epoch_nothing_goes_back(file):
    assert not requeue(file, "e1", 1, 0)
    send(file, "a")
    accept(file, a=8)
    assert not requeue(file, "e1", 2, 0)
    assert queued(file) == []


def test_what_became_of_each_is_written_down(restored):
    assert set(states(restored).values()) == {"waiting"}
    accept(restored, a=8, b=12)
    items.refuse_item(restored, "c", Refusal(code="not_found"))  # type: ignore[arg-type]
    assert states(restored) == {"a": "known", "b": "done", "c": "refused", "d": "waiting"}
    (refused,) = (entry for entry in read_again(restored) if entry.refusal is not None)
    assert refused.refusal == Refusal(code="not_found")


def test_what_is_done_again_is_kept_again(restored):
    accept(restored, a=8, b=12, c=13, d=14)
    assert requeue(restored, "e3", 1, 5)
    assert [id for id, _, _ in queued(restored)] == ["a", "b", "c", "d", "e"]


def test_what_builds_on_a_refused_one_is_held(file):
    send(file, "a")
    items.add_item(file, Item(id="b", command=b"{}", base="a"))  # type: ignore[arg-type]
    items.take_frame(file, room=9)
    accept(file, a=8, b=9)
    requeue(file, "e2", 1, 3)
    items.refuse_item(file, "a", Refusal(code="not_found"))  # type: ignore[arg-type]
    assert states(file) == {"a": "refused", "b": "held"}


def test_a_seen_replay_is_forgotten_but_for_what_waits(restored):
    accept(restored, a=8, b=12)
    dismiss_again(restored)
    assert states(restored) == {"c": "waiting", "d": "waiting"}
    assert read_again(restored)[0] == Replayed(id=CommandId("c"), command=b'{"type":"c"}', head=9)


def test_nothing_is_kept_longer_than_a_week(file):
    send(file, "a")
    accept(file, a=8)
    forget_old(file, 10)
    assert requeue(file, "e2", 1, 0)
    send(file, "b", epoch="e2")
    accept(file, a=8, b=9)
    forget_old(file, 11)
    requeue(file, "e3", 1, 0)
    assert queued(file) == []


def test_drafts_are_carried_by_themselves(file):
    send(file, "a", command=b'{"type":"keep_draft","ticket":"t1"}')
    accept(file, a=8)
    requeue(file, "e2", 1, 0)
    assert queued(file) == []


def test_files_go_along_again(file):
    upload = Upload(id="f1", name="a.txt", media_type="text/plain", size=0, sha256="")
    add_upload(file, b"content", upload)
    complete_upload(file, "f1")
    send(file, "a", command=b'{"files":[{"id":"f1"}]}')
    accept(file, a=8)
    requeue(file, "e2", 1, 0)
    items.begin_session(file, "e2", 1)
    assert [waiting.id for waiting in waiting_uploads(file)] == ["f1"]
    assert items.take_frame(file, room=9) == ()
    complete_upload(file, "f1")
    assert [item.id for item in items.take_frame(file, room=9)] == ["a"]


def test_the_oldest_files_make_room(file, monkeypatch):
    monkeypatch.setattr(kept, "MOST_FILE_BYTES", 10)
    for id in ("f1", "f2"):
        upload = Upload(id=id, name="a.txt", media_type="text/plain", size=0, sha256="")
        add_upload(file, b"content", upload)
        complete_upload(file, id)
        send(file, f"with-{id}", command=f'{{"files":[{{"id":"{id}"}}]}}'.encode())
        accept(file, **{f"with-{id}": 8})
    forget_old(file, 0)
    assert file.rows("SELECT id FROM upload") == [("f2",)]
    requeue(file, "e2", 1, 0)
    assert [id for id, _, _ in queued(file)] == ["with-f1", "with-f2"]
