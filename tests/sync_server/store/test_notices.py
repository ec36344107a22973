# SPDX-License-Identifier: Apache-2.0
"""Mails that tell agents of something: entered once, due at their instant, remembered a while."""

from typing import Any

import pytest
from msgspec import structs

from sync_server.contract.ids import AgentId, TicketId
from sync_server.store.notices import Cursor, Notice, NoticeRows
from tests.support.desks import running_desk

T1, T2, ANN = TicketId("t1"), TicketId("t2"), AgentId("ann")


def notice(id_: str = "n1", **fields: Any) -> Notice:
    given = {"agent": "ann", "ticket": "t1", "reason": "assigned", "seq": 7, "next_at": 100}
    return Notice(id=id_, attempts=0, **{**given, **fields})


@pytest.fixture
async def desk(database, environment):
    async with running_desk(database, environment) as running:
        yield running


@pytest.fixture
def rows(desk) -> NoticeRows:
    return NoticeRows(desk.database)


async def test_a_notice_is_entered_once(desk, rows):
    def write(writer):
        rows.add(writer, notice())
        rows.put(writer, structs.replace(notice(), sent_at=200))
        rows.add(writer, notice())

    await desk.transact(write)
    with desk.database.read() as reader:
        assert rows.due(reader, now=1_000, limit=10) == []


async def test_a_notice_is_over_once_and_several_of_a_mail_together(desk, rows):
    ended = [structs.replace(notice(id_), sent_at=200) for id_ in ("n1", "n2")]

    def write(writer):
        for id_ in ("n1", "n2"):
            rows.add(writer, notice(id_))
        return rows.claim(writer, ended[:1]), rows.claim(writer, ended)

    assert await desk.transact(write) == (True, False)
    with desk.database.read() as reader:
        assert [each.id for each in rows.due(reader, now=1_000, limit=10)] == ["n2"]


async def test_what_waited_in_another_log_is_over(desk, rows):
    def write(writer):
        for epoch in ("old", "old", "new"):
            rows.begin(writer, Cursor(epoch, 5), now=200)
            due.append([each.id for each in rows.due(writer, now=1_000, limit=10)])
            rows.add(writer, notice())

    due: list[list[str]] = []
    await desk.transact(write)
    assert due == [[], ["n1"], []]


async def test_what_is_due_comes_in_the_order_of_the_log(desk, rows):
    def write(writer):
        for id_, seq, next_at in (("a", 9, 100), ("b", 8, 100), ("c", 7, 300)):
            rows.add(writer, notice(id_, seq=seq, next_at=next_at))

    await desk.transact(write)
    with desk.database.read() as reader:
        assert [each.id for each in rows.due(reader, now=100, limit=10)] == ["b", "a"]
        assert rows.next_at(reader, now=100) == 300
        assert rows.next_at(reader, now=300) is None


async def test_an_agent_knows_what_the_newest_mail_knew(desk, rows):
    def write(writer):
        rows.put(writer, notice("told", seq=40, sent_at=1))
        rows.put(writer, notice("unsent", seq=90))
        rows.put(writer, notice("unwanted", seq=0, sent_at=2))
        rows.put(writer, notice("other", seq=95, sent_at=3, agent="ben"))

    await desk.transact(write)
    with desk.database.read() as reader:
        assert rows.seen(reader, T1, ANN) == 40
        assert rows.seen(reader, T2, ANN) is None


async def test_the_cursor_is_kept(desk, rows):
    with desk.database.read() as reader:
        assert rows.cursor(reader) is None
    await desk.transact(lambda writer: rows.move(writer, Cursor("e", 5)))
    await desk.transact(lambda writer: rows.move(writer, Cursor("e", 6)))
    with desk.database.read() as reader:
        assert rows.cursor(reader) == Cursor("e", 6)


async def test_what_was_over_long_ago_is_forgotten(desk, rows):
    def write(writer):
        rows.put(writer, notice("old", sent_at=10))
        rows.put(writer, notice("new", sent_at=90))
        rows.put(writer, notice("waiting", next_at=5))
        rows.prune(writer, before=50)

    await desk.transact(write)
    with desk.database.read() as reader:
        kept = reader.run("SELECT id FROM notice ORDER BY id")
    assert [row[0] for row in kept] == ["new", "waiting"]
