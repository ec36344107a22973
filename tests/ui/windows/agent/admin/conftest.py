# SPDX-License-Identifier: Apache-2.0
"""The agent's window for an administrator of a desk with calendars, policies and running clocks."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from sync_server.contract.clocks import Clock
from sync_server.contract.entities import Calendar, SlaPolicy, Ticket
from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert, update
from tests.support.window_client import MINUTE, T1
from tests.ui.windows.agent.conftest import client, controller, faults, opened, window

__all__ = ["client", "controller", "faults", "opened", "window"]

DAY = 24 * 60 * MINUTE
OFFICE: Any = "office"
GOLD: Any = "gold"
STANDARD: Any = "standard"
BERLIN: Any = {
    "timezone": "Europe/Berlin",
    "hours": {
        day: [["08:00", "12:00"], ["12:45", "16:00" if day == "fri" else "18:00"]]
        for day in ("mon", "tue", "wed", "thu", "fri")
    },
    "holidays": ["2026-12-25"],
    "overrides": {"2026-12-24": [["08:00", "12:00"]]},
    "names": {"2026-12-25": "Christmas Day", "2026-12-24": "Half day"},
}
GOLDEN: Any = {
    "conditions": {"custom.plan": "gold"},
    "targets": {
        "first_reply": "2h",
        "next_reply": "30m",
        "resolution": {"urgent": "8h", "low": "3 business days"},
    },
    "calendar": "office",
}
USUAL: Any = {"targets": {"first_reply": "8h"}, "alerts": [], "calendar": "office"}


def open_around(now):
    """A calendar that is open without an end around a moment, in seconds."""
    return (now - 30 * DAY) // 1_000_000, 60 * DAY // 1_000_000


@pytest.fixture
async def promised(client):
    """An office and its two policies; Hana's ticket has three clocks of the first."""
    bench = client.bench
    now = client.workspace.now_us()
    an_office = Calendar(id=OFFICE, name="Office Berlin", number=1, document=BERLIN)
    bench.hold(
        "time",
        (50, replace(an_office, open=open_around(now))),
        (51, SlaPolicy(id=GOLD, name="Gold", number=1, document=GOLDEN)),
        (52, SlaPolicy(id=STANDARD, name="Standard", number=1, position=1, document=USUAL)),
    )
    ticket = client.workspace.get(Ticket, T1)
    first = clock("first_reply", "met", now - 87 * MINUTE, 13 * MINUTE, 120 * MINUTE)
    again = clock("next_reply", "running", now - 26 * MINUTE, 0, 30 * MINUTE)
    whole = clock("resolution", "running", now - 26 * MINUTE, 13 * MINUTE, 480 * MINUTE)
    begun = replace(first, state="running", since=now - 100 * MINUTE, spent=0)
    solving = replace(whole, since=now - 100 * MINUTE, spent=0)
    resting = replace(whole, state="paused", since=now - 87 * MINUTE, why="pending")
    log = (
        (now - 100 * MINUTE, [begun, solving]),
        (now - 87 * MINUTE, [first, resting]),
        (now - 26 * MINUTE, [first, whole, again]),
    )
    entries = tuple(history_entry(seq, at, clocks) for seq, (at, clocks) in enumerate(log, 1))
    client.answers[TicketHistory] = History(entries=entries[::-1], more=False)
    held = replace(ticket, clocks=(first, whole, again))
    bench.apply(changes(update(60, held, scope="team:billing", clocks=held.clocks)))
    await settle()
    return log


def clock(metric, state, since, spent, target):
    return Clock(
        metric=metric, instance=1, state=state, since=since, spent=spent, target=target,
        calendar=OFFICE, policy=GOLD, alerts=(75, 90),
    )  # fmt: skip


def history_entry(seq, at, clocks):
    return HistoryEntry(
        seq=seq, at=at, actor="maya", via="socket", kind="ticket", id="t1", op="update",
        values={"clocks": (None, msgspec.to_builtins(clocks))},
    )  # fmt: skip


@pytest.fixture
async def admin(client, controller, promised):
    """The pages, open, for an administrator."""
    boss = an_agent("maya", name="Maya Okafor", role="administrator")
    client.bench.apply(changes(insert(70, boss, scope="desk")))
    await settle()
    controller.do("go:admin")
    await settle()
    return controller.pages.admin
