# SPDX-License-Identifier: Apache-2.0

import pytest

from app.outbox.kept import Replayed
from app.outbox.replay import Replay
from sync_server.contract.refusals import Refusal


@pytest.fixture
def replay():
    replay = Replay()
    reading = b'{"type":"mark_read"}'
    replay.load(
        (
            Replayed(id="a", command=b"{}", head=9),  # type: ignore[arg-type]
            Replayed(id="b", command=b"{}", head=9),  # type: ignore[arg-type]
            Replayed(id="read", command=reading, head=9),  # type: ignore[arg-type]
        )
    )
    replay.told = []  # type: ignore[attr-defined]
    replay.finished.connect(replay.told.append)  # type: ignore[attr-defined]
    return replay


def states(replay):
    return {entry.id: entry.state for entry in replay.entries}


def test_what_comes_after_the_restored_log_was_done_again(replay):
    replay.accept({"a": 9, "b": 10, "other": 12})
    assert states(replay) == {"a": "known", "b": "done", "read": "waiting"}
    assert replay.told == []
    replay.accept({"read": 11})
    assert replay.told == [1]


def test_what_was_refused_or_held_does_not_count(replay):
    replay.accept({"read": 11})
    replay.refuse("a", Refusal(code="not_found"), held=("b",))
    assert states(replay) == {"a": "refused", "b": "held", "read": "done"}
    assert replay.told == [0]


def test_other_commands_are_not_noticed(replay):
    changes: list[object] = []
    replay.changed.connect(changes.append)
    replay.accept({"z": 12})
    replay.refuse("y", Refusal(code="not_found"), held=())
    assert changes == []


def test_what_was_seen_goes_and_what_waits_stays(replay):
    replay.accept({"a": 10})
    replay.dismiss()
    assert states(replay) == {"b": "waiting", "read": "waiting"}
    assert replay.is_under_way
