# SPDX-License-Identifier: Apache-2.0
"""The agent's window for an administrator of a desk with calendars, policies and running clocks."""

from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from sync_server.contract.clocks import Clock
from sync_server.contract.entities import AutomationRule, Calendar, SlaPolicy, Ticket
from sync_server.contract.queries import History, HistoryEntry, TicketHistory
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert, update
from tests.support.rule_desk import RULE_ANSWERS
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
OUTAGE: Any = "outage"
CHAT: Any = "chat"
OLD: Any = "old"
OUTAGES: Any = {
    "rule": "Outage",
    "conditions": {
        "all": [
            {"field": "priority", "in": ["high", "urgent"]},
            {"field": "subject", "matches": "outage|down"},
            {
                "any": [
                    {"field": "customer.vip", "is": True},
                    {"field": "custom.plan", "is": "gold"},
                ]
            },
        ]
    },
    "actions": {
        "assign_team": "billing",
        "notify": ["team-lead", "maya-okafor"],
        "sla": "2-hours",
        "stop": True,
    },
}
CHATS: Any = {
    "rule": "Chat to the chat pod",
    "triggers": [
        {"on": "message", "types": "customer"},
        {"on": "clock", "of": "first_reply", "percent": 75},
    ],
    "actions": {"priority": "high"},
}
BLACK_FRIDAY: Any = {
    "rule": "Black Friday",
    "triggers": {"on": "created"},
    "actions": {"priority": "low"},
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
    controller.pages.admin.show_entry("policies")
    await settle()
    return controller.pages.admin


@pytest.fixture
async def automated(client):
    """Three rules: one is being changed, and one is off."""
    client.answers |= RULE_ANSWERS
    actions = {key: value for key, value in OUTAGES["actions"].items() if key != "stop"}
    before = {**OUTAGES, "actions": actions}
    outage = AutomationRule(id=OUTAGE, name="Outage", number=1, document=before, draft=OUTAGES)
    chat = AutomationRule(id=CHAT, name=CHATS["rule"], number=2, position=1, document=CHATS)
    old = AutomationRule(id=OLD, name="Black Friday", number=1, position=2, document=BLACK_FRIDAY)
    client.bench.hold("rules", (75, outage), (76, chat), (77, replace(old, disabled=True)))
    await settle()


@pytest.fixture
async def ruled(automated, admin):
    """The page of automation rules."""
    admin.show_entry("rules")
    await settle()
    return admin
