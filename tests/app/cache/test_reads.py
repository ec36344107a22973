# SPDX-License-Identifier: Apache-2.0
"""What is read out of the cache for a list."""

from app.cache.apply import apply
from app.cache.reads import read_last_texts
from sync_server.contract.ids import TicketId
from tests.support.client_frames import a_message, a_ticket, ready, snapshot

T1, T2 = TicketId("t1"), TicketId("t2")


def test_the_newest_message_between_customer_and_us_is_the_last_one(file):
    rows = (
        a_ticket("t1"),
        a_ticket("t2"),
        a_message("m1", ticket="t1", type="reply", at=30, text="We ship it today"),
        a_message("m2", ticket="t1", type="customer", at=20, text="Where is it?"),
        a_message("m3", ticket="t1", type="note", at=40, text="He is angry"),
        a_message("m4", ticket="t1", type="reply", at=50, text="", retracted=True),
    )
    apply(file, snapshot("team:billing", *((1, row) for row in rows), seq=1))
    apply(file, ready("team:billing", through=1))
    assert read_last_texts(file, [T1, T2, TicketId("gone")], letters=7) == {T1: "We ship"}
    assert read_last_texts(file, [], letters=7) == {}
