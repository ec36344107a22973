# SPDX-License-Identifier: Apache-2.0
"""The queue of outgoing mail: what is due, when more will be, and one attempt at a time."""

from typing import Any

import pytest
from msgspec import structs

from sync_server.store.outgoing import Attempts, Outgoing, Progress
from tests.support.plain import c

MINUTE = 60_000_000
POST: Any = "post"
OTHER: Any = "other"


@pytest.fixture
def rows(standard) -> Outgoing:
    return Outgoing(standard.database)


async def reply(standard, id_: str, **fields: Any) -> None:
    await standard.do("ann", c.Reply(ticket="opened", message=id_, text="x", anyway=True, **fields))


def due(standard, rows: Outgoing, *, after: int = 0) -> list[str]:
    """What is due of what the test wrote."""
    with standard.database.read() as reader:
        now = standard.environment.now_us() + after
        found = rows.due(reader, POST, now=now, limit=10)
    return [str(id_) for id_ in found if id_ != "opened-reply"]


def tried(standard, id_: Any, attempts: int = 1, **fields: Any) -> Attempts:
    now = standard.environment.now_us()
    given = {"first_at": now, "next_at": now + MINUTE, "progress": Progress(), **fields}
    return Attempts(message=id_, attempts=attempts, **given)


async def test_a_message_is_due_once_its_hold_is_over(standard, rows):
    await reply(standard, "quick")
    await reply(standard, "slow", hold_s=30)
    assert due(standard, rows) == ["quick"]
    assert due(standard, rows, after=MINUTE // 2) == ["quick", "slow"]
    with standard.database.read() as reader:
        now = standard.environment.now_us()
        assert rows.mailboxes(reader, now=now) == [POST]
        assert rows.next_at(reader, now=now) == now + MINUTE // 2


async def test_what_was_tried_is_due_again_at_its_instant(standard, rows):
    await reply(standard, "quick")
    wanted = tried(standard, "quick")
    await standard.desk.transact(lambda writer: rows.put(writer, wanted))
    assert due(standard, rows, after=MINUTE - 1) == []
    assert due(standard, rows, after=MINUTE) == ["quick"]
    with standard.database.read() as reader:
        assert rows.next_at(reader, now=wanted.next_at - 1) == wanted.next_at


async def test_progress_is_read_as_it_was_written(standard, rows):
    progress = Progress(
        left=("a@x",), taken_by="mx", refused={"b@x": "no"}, uncertain=1, said="later"
    )
    wanted = tried(standard, "quick", progress=progress)
    await standard.desk.transact(lambda writer: rows.put(writer, wanted))
    with standard.database.read() as reader:
        assert rows.attempts(reader, wanted.message) == wanted
        assert rows.attempts(reader, "other") is None


async def test_one_attempt_is_begun_by_one_alone(standard, rows):
    await reply(standard, "quick")
    wanted = tried(standard, "quick")
    claims = [
        await standard.desk.transact(lambda writer: rows.claim(writer, wanted)) for _ in range(2)
    ]
    assert claims == [True, False]
    second = structs.replace(wanted, attempts=2)
    assert await standard.desk.transact(lambda writer: rows.claim(writer, second))


async def test_what_was_taken_back_is_not_begun(standard, rows):
    await reply(standard, "slow", hold_s=60)
    await standard.do("ann", c.RetractReply(message="slow"))
    wanted = tried(standard, "slow")
    assert not await standard.desk.transact(lambda writer: rows.claim(writer, wanted))
    assert due(standard, rows, after=2 * MINUTE) == []


async def test_a_start_forgets_what_is_over_and_begins_the_rest_at_once(standard, rows):
    await reply(standard, "quick")
    now = standard.environment.now_us()

    def write(writer):
        rows.put(writer, tried(standard, "quick"))
        rows.put(writer, tried(standard, "gone"))
        rows.tidy(writer, now=now, alone=False)

    await standard.desk.transact(write)
    assert due(standard, rows) == []
    with standard.database.read() as reader:
        assert rows.attempts(reader, "gone") is None
    await standard.desk.transact(lambda writer: rows.tidy(writer, now=now, alone=True))
    assert due(standard, rows) == ["quick"]


async def test_a_changed_mailbox_hurries_its_own_mail(standard, rows):
    await reply(standard, "quick")
    now = standard.environment.now_us()
    await standard.desk.transact(lambda writer: rows.put(writer, tried(standard, "quick")))
    await standard.desk.transact(lambda writer: rows.hurry(writer, OTHER, now=now))
    assert due(standard, rows) == []
    await standard.desk.transact(lambda writer: rows.hurry(writer, POST, now=now))
    assert due(standard, rows) == ["quick"]
    await standard.desk.transact(lambda writer: rows.drop(writer, ["quick"]))
    with standard.database.read() as reader:
        assert rows.attempts(reader, "quick") is None
