# SPDX-License-Identifier: Apache-2.0
"""What in the log is news for whom."""

from typing import Any

import msgspec
import pytest

from sync_server.channels.email.sending.news import news_of
from sync_server.store.changelog import Logged


def entry(op: str = "update", **fields: Any) -> Logged:
    """A log entry about a ticket; `before` and `after` are the changed fields."""
    payload = {name: fields.pop(name) for name in ("before", "after") if name in fields}
    given = {"kind": "ticket", "actor": "ada", "via": "socket", **fields}
    return Logged(
        seq=7,
        at=0,
        command="c",
        device="d",
        id="t1",
        op=op,
        scope_before=None,
        scope_after=None,
        ticket="t1",
        payload=msgspec.json.encode(payload),
        **given,
    )


def told(*entries: Logged) -> list[tuple[str, str]]:
    return [(news.agent, news.reason) for news in news_of(entries)]


def test_a_ticket_that_becomes_somebodys_is_news_for_them():
    assert told(entry(before={"assignee": None}, after={"assignee": "ann"})) == [
        ("ann", "assigned")
    ]
    assert told(entry("insert", after={"assignee": "ann", "subject": "x"})) == [("ann", "assigned")]


def test_who_is_mentioned_for_the_first_time_is_told():
    change = entry(before={"mentioned": ["eve"]}, after={"mentioned": ["eve", "ann", "ben"]})
    assert told(change) == [("ann", "mentioned"), ("ben", "mentioned")]


@pytest.mark.parametrize(
    "silent",
    [
        entry(actor="ann", after={"assignee": "ann"}),
        entry(before={"assignee": "ann"}, after={"assignee": None}),
        entry(after={"status": "open"}),
        entry("delete", before={"assignee": "ann"}),
        entry(kind="message", after={"assignee": "ann"}),
        entry(via="import", after={"assignee": "ann"}),
    ],
)
def test_nothing_else_is_news(silent):
    assert told(silent) == []


def test_a_blanked_entry_is_no_news():
    blanked = msgspec.structs.replace(entry(after={"assignee": "ann"}), payload=None)
    assert told(blanked) == []
