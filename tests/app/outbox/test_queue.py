# SPDX-License-Identifier: Apache-2.0
"""The mirror of the outbox: what a person is told about it."""

import pytest

from app.outbox.items import Item
from app.outbox.queue import Queue
from sync_server.contract import codec
from sync_server.contract import commands as c
from sync_server.contract.ids import CommandId, MessageId, TicketId
from tests.support.client_environment import settle

T1 = TicketId("t1")


def an_item(id, command):
    return Item(id=CommandId(id), command=codec.encode(command), ticket=T1)


@pytest.mark.parametrize(
    "command",
    [
        c.MarkRead(ticket=T1, read_at=1),
        c.MarkUnread(ticket=T1),
        c.KeepDraft(ticket=T1, mode="reply", text="Hi"),
    ],
)
async def test_what_a_person_has_read_or_begun_to_write_is_sent_but_is_no_change(queue, command):
    queue.put(an_item("a", command))
    queue.put(an_item("b", c.Reply(ticket=T1, message=MessageId("m1"), text="Hi")))
    await settle()
    assert (queue.waiting, queue.changes) == (2, 1)


async def test_a_restarted_queue_counts_the_same(queue, file, worker):
    queue.put(an_item("a", c.MarkRead(ticket=T1, read_at=1)))
    queue.put(an_item("b", c.SetPriority(ticket=T1, priority="high", base=1)))
    await settle()
    again = Queue(file, worker)
    await again.load()
    assert (again.waiting, again.changes) == (2, 1)
    again.accept((CommandId("b"),))
    assert (again.waiting, again.changes) == (1, 0)
    await settle()
