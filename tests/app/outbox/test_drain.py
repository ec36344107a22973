# SPDX-License-Identifier: Apache-2.0
import asyncio

import pytest

from app.errors import NoRoom, QueueFull
from app.outbox import queue as queue_module
from app.outbox.drain import Drain, Stuck
from app.outbox.items import Item
from sync_server.contract.frames import Answer
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle


class Wire:
    """Keeps the frames that a drain sends."""

    def __init__(self):
        self.frames: list[list[tuple[str, int]]] = []

    async def send(self, envelopes):
        self.frames.append([(envelope.id, envelope.counter) for envelope in envelopes])


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
async def drain(queue, environment, file, worker, wire):
    drain = Drain(queue, environment, file=file, worker=worker, send=wire.send)
    drain.task = asyncio.create_task(drain.run("e1", 1))  # type: ignore[attr-defined]
    await settle()
    yield drain
    drain.task.cancel()  # type: ignore[attr-defined]
    await asyncio.wait((drain.task,))  # type: ignore[attr-defined]


def put(queue, *names, **fields):
    for name in names:
        told = {"command": b"{}", "ticket": "t1", **fields}
        queue.put(Item(id=name, **told))


def ok(id, **fields):
    return Answer(id=id, ok=True, **fields)


def no(id, code, **fields):
    return Answer(id=id, ok=False, refusal=Refusal(code=code, **fields))


async def test_a_gesture_leaves_once_it_is_safe(drain, queue, wire, file):
    put(queue, "a")
    assert queue.find("a").state == "saving"
    await settle()
    assert wire.frames == [[("a", 1)]]
    assert queue.find("a").state == "sent"


async def test_an_accepted_command_is_gone_here_and_in_the_file(drain, queue, file):
    put(queue, "a")
    await settle()
    outcomes = await drain.answer([ok("a", seq=9, number=7)])
    await settle()
    assert [(outcome.id, outcome.seq, outcome.number) for outcome in outcomes] == [("a", 9, 7)]
    assert queue.waiting == 0
    assert file.row("SELECT count(*) FROM item") == (0,)


async def test_at_most_a_hundred_commands_are_under_way(drain, queue, wire):
    put(queue, *(f"c{n}" for n in range(120)))
    await settle(400)
    assert sum(map(len, wire.frames)) == 100
    await drain.answer([ok("c0")])
    await settle(400)
    assert sum(map(len, wire.frames)) == 101


@pytest.mark.parametrize("code", ["slow_down", "storage_full", "internal", "future_command"])
async def test_a_passing_refusal_is_retried_with_the_same_counter(drain, queue, wire, code):
    put(queue, "a")
    await settle()
    assert await drain.answer([no("a", code)]) == ()
    await settle()
    assert wire.frames == [[("a", 1)], [("a", 1)]]


async def test_the_server_says_how_long_to_wait(drain, queue, environment):
    put(queue, "a")
    await settle()
    await drain.answer([no("a", "slow_down", retry_after_ms=7000)])
    await settle()
    assert environment.slept[0] >= 7


async def test_promise_17_after_a_passing_refusal_all_goes_again_in_order(drain, queue, wire):
    put(queue, "a", "b", "c")
    await settle()
    await drain.answer([no("a", "slow_down"), no("b", "future_command"), no("c", "future_command")])
    await settle()
    assert wire.frames[-1] == [("a", 1), ("b", 2), ("c", 3)]


async def test_promise_17_a_counter_that_never_comes_ends_the_session(drain, queue):
    put(queue, "a")
    await settle()
    for _ in range(8):
        await drain.answer([no("a", "future_command")])
        await settle()
    assert isinstance(drain.task.exception(), Stuck)


async def test_a_final_refusal_names_what_is_held_with_it(drain, queue):
    put(queue, "a")
    await settle()
    drain._retry_s = 1e9
    queue.put(Item(id="b", command=b"{}", ticket="t1", base="a"))  # type: ignore[arg-type]
    await settle(5)
    (outcome,) = await drain.answer([no("a", "conflict", field="status")])
    assert outcome.refusal.field == "status"


async def test_promise_7_the_largest_command_of_a_frame_that_was_too_large_comes_back(drain, queue):
    put(queue, "a")
    put(queue, "b", command=b"x" * 500)
    await settle()
    outcome = await drain.refuse_largest()
    assert (outcome.id, outcome.refusal.code) == ("b", "too_large")


async def test_answers_for_strangers_change_nothing(drain, queue):
    assert await drain.answer([ok("nobody")]) == ()


async def test_ten_thousand_waiting_commands_are_the_limit(queue, monkeypatch):
    monkeypatch.setattr(queue_module, "MOST_ITEMS", 3)
    put(queue, "a", "b", "c")
    with pytest.raises(QueueFull) as caught:
        put(queue, "d")
    assert caught.value.limit == 3
    await settle()


async def test_promise_58_on_a_full_disk_a_command_waits_and_says_how_much_room_is_needed(
    drain, queue, file, wire
):
    troubles: list[NoRoom] = []
    queue.troubled.connect(troubles.append)
    pages = file.row("PRAGMA page_count")[0]
    file.run(f"PRAGMA max_page_count={pages}")
    put(queue, "a", command=b"x" * 100_000)
    await settle()
    assert queue.find("a").state == "saving"
    assert troubles[0].needed >= 100_000
    assert wire.frames == []
    file.run("PRAGMA max_page_count=100000")
    queue.retry_unsaved()
    await settle()
    assert wire.frames == [[("a", 1)]]


async def test_a_restarted_queue_has_what_was_waiting(queue, file, worker):
    put(queue, "a", "b")
    await settle()
    again = queue_module.Queue(file, worker)
    assert [item.id for item in await again.load()] == ["a", "b"]
    assert again.waiting == 2
