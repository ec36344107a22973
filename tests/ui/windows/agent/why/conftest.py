# SPDX-License-Identifier: Apache-2.0
"""What the log says of a ticket that was routed."""

import msgspec
import pytest
from msgspec.structs import replace

from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from sync_server.contract.routes import Passed, Ranked, Route
from tests.support.ticket_clocks import a_clock
from tests.support.window_client import MAYA, PRIYA, TOMAS

MINUTE = 60_000_000


def an_entry(seq, at, *, causes=None, op="update", actor="tomas", **values):
    """A change of Hana's ticket."""
    return HistoryEntry(
        seq=seq, at=at, actor=actor, via="socket", kind="ticket", id="t1", op=op, values=values,
        causes={} if causes is None else msgspec.to_builtins(causes),
    )  # fmt: skip


def a_route(**fields):
    """Maya got it, Tomas had more to do, and Priya was busy."""
    known = {
        "team": "platform",
        "version": 7,
        "router": 1,
        "mode": "balanced",
        "winner": "maya",
        "ranked": (
            Ranked(MAYA, by="load", load=667, assigned_at=1),
            Ranked(TOMAS, by="load", load=900, missing=1),
        ),
        "passed": (Passed(PRIYA, "not_available", "busy"),),
    }
    return Route(**{**known, **fields})


@pytest.fixture
def now(client):
    return client.bench.environment.now_us()


@pytest.fixture
def log(client, now):
    """It was routed an hour ago, promised something before that, and late since."""
    runs = a_clock(now - 90 * MINUTE, policy="gold")
    told = replace(runs, fired=(75,))
    clocks = [msgspec.to_builtins((each,)) for each in (runs, told)]
    entries = (
        an_entry(9, now - 5 * MINUTE, clocks=(clocks[0], clocks[1])),
        an_entry(8, now - 60 * MINUTE, causes={"routing": a_route()}, assignee=(None, "maya")),
        an_entry(7, now - 90 * MINUTE, clocks=([], clocks[0])),
    )
    client.answers[TicketHistory] = History(entries=entries, more=False)
    return entries
