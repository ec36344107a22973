# SPDX-License-Identifier: Apache-2.0
"""A month of one ticket's life on a real desk that keeps its time, beside tables made by hand.

The desk works on weekdays from 9 to 17 in Berlin, and on Sundays keeps a watch from 1 to 5. On
Sunday 29 March the clock goes from 2 to 3, so that watch has three hours; Friday 3 April is Good
Friday. Every wall time below is Berlin's. A question that is solved unanswered has no verdict, and
what is asked when the ticket comes back waits anew. At last the ticket goes into another one by
mistake, whose clocks take no note of it, and comes out as if it had never been there: late by then,
and told so.
"""

import asyncio
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
import pytest

from sync_server.contract.clocks import Clock, due_at
from sync_server.contract.entities import Ticket
from sync_server.contract.ledger import segments
from sync_server.store.changelog import ChangeLog
from sync_server.store.rows import AllRows
from sync_server.timekeeper import desk_time, keeper
from sync_server.timekeeper.desk_time import TIMEKEEPER, keep_time
from tests.support.desks import running_desk
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR, OPERATOR_ACTOR, StandardDesk
from tests.support.stepped_environment import SteppedEnvironment

BERLIN: Final = ZoneInfo("Europe/Berlin")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
US: Final = timedelta(microseconds=1)
HOUR: Final = 3_600_000_000
WATCH: Final[dict[str, Any]] = {
    "timezone": "Europe/Berlin",
    "hours": {
        **{day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
        "sun": [["01:00", "05:00"]],
    },
    "holidays": ["2026-04-03"],
}
PROMISED: Final[dict[str, Any]] = {
    "calendar": "watch",
    "targets": {
        "first_reply": "2h",
        "next_reply": "4h",
        "resolution": {"normal": "16h", "high": "12h"},
    },
    "alerts": [50],
}
MORE: Final = {
    **PROMISED,
    "targets": {**PROMISED["targets"], "next_reply": "6h", "resolution": "20h"},
}
VIP: Final = {"conditions": {"requester": "sam"}, "calendar": "watch", "alerts": [50]} | {
    "targets": {"next_reply": "2h"}
}


def instant(text: str) -> int:
    return (datetime.fromisoformat(f"2026-{text}").replace(tzinfo=BERLIN) - EPOCH) // US


def asks(number: int) -> Any:
    return c.ReceiveMessage(
        ticket="one" if number == 1 else f"other{number}",
        message=f"asked{number}",
        contact="kim",
        thread=None if number == 1 else "one",
        sender="kim@acme.test",
        subject="Help",
        text="Please help",
    )


def asks_elsewhere(number: int) -> Any:
    return c.ReceiveMessage(
        ticket="two" if number == 1 else f"elsewhere{number}",
        message=f"two{number}",
        contact="lou",
        thread=None if number == 1 else "two",
        sender="lou@globex.test",
        subject="Another thing",
        text="Please help",
    )


def splits_off(number: int) -> Any:
    return c.SplitTicket(ticket="two", into="three", subject="A third", messages=(f"two{number}",))


def replies(number: int, status: str | None = None) -> Any:
    return c.Reply(ticket="one", message=f"reply{number}", text="Here you are", status=status)


def is_(status: str, until: str | None = None) -> Any:
    wake_at = None if until is None else instant(until)
    return c.SetStatus(ticket="one", status=status, wake_at=wake_at)


HAPPENED: Final[tuple[tuple[str, str, Any], ...]] = (
    # when, who, what
    ("03-16 15:00", "mail", asks(1)),
    ("03-16 16:30", "ann", replies(1, "pending")),
    ("03-18 10:00", "mail", asks(2)),
    ("03-18 11:30", "time", "rests"),
    ("03-18 12:30", "time", "goes on"),
    ("03-18 15:00", "ann", replies(2)),
    ("03-19 11:00", "admin", c.SetPriority(ticket="one", priority="high")),
    (
        "03-19 12:00",
        "admin",
        c.ExtendClock(ticket="one", metric="resolution", by_s=14_400, reason="Parts"),
    ),
    ("03-19 15:00", "ann", is_("solved")),
    ("03-22 20:00", "mail", asks(3)),
    ("03-22 20:05", "ann", is_("solved")),
    ("03-28 20:00", "mail", asks(4)),
    ("03-30 09:30", "admin", c.SavePolicy(policy="all", document=MORE)),
    ("03-30 09:30", "admin", c.PublishPolicy(policy="all")),
    ("03-30 09:40", "admin", c.SetSubject(ticket="one", subject="It is still so")),
    ("03-30 11:00", "ann", replies(3)),
    ("03-30 11:30", "ann", is_("on_hold", "04-08 12:00")),
    ("04-02 16:00", "mail", asks(5)),
    ("04-06 09:15", "admin", c.MergeContacts(source="kim", target="sam")),
    ("04-06 10:00", "ann", replies(4)),
    ("04-06 10:05", "ann", is_("solved")),
    ("04-07 09:00", "mail", asks(6)),
    ("04-07 09:30", "mail", asks_elsewhere(1)),
    ("04-07 10:15", "ann", c.MergeTicket(ticket="one", into="two", confirmed=True)),
    ("04-07 11:15", "ann", c.Reply(ticket="two", message="reply-two", text="Here you are")),
    ("04-07 12:30", "ann", c.UnmergeTicket(ticket="one")),
    ("04-07 14:00", "ann", replies(5)),
    ("04-07 14:05", "ann", is_("solved")),
    ("04-08 09:30", "mail", asks_elsewhere(2)),
    ("04-08 10:30", "ann", splits_off(2)),
    ("04-08 12:00", "ann", c.SetStatus(ticket="two", status="solved")),
    ("04-08 13:00", "ann", c.Reply(ticket="three", message="reply-three", text="Done")),
    ("04-08 13:00", "ann", c.SetStatus(ticket="three", status="solved")),
)

DUE: Final = {
    # after what happened: when each running clock is due
    "03-16 15:00": {"first_reply": "03-16 17:00", "resolution": "03-18 15:00"},
    "03-16 16:30": {},
    "03-18 10:00": {"next_reply": "03-18 14:00", "resolution": "03-19 16:30"},
    "03-18 15:00": {"resolution": "03-19 16:30"},
    "03-19 11:00": {"resolution": "03-19 12:30"},
    "03-19 12:00": {"resolution": "03-19 16:30"},
    "03-19 15:00": {},
    "03-28 20:00": {"next_reply": "03-30 10:00", "resolution": "03-29 03:30"},
    "03-30 09:30": {"next_reply": "03-30 10:00", "resolution": "03-29 03:30"},
    "03-30 09:40": {"next_reply": "03-30 12:00", "resolution": "03-30 15:30"},
    "03-30 11:00": {"resolution": "03-30 15:30"},
    "03-30 11:30": {},
    "04-02 16:00": {"next_reply": "04-06 10:00", "resolution": "04-05 04:00"},
    "04-06 09:15": {"next_reply": "04-06 09:15"},
    "04-06 10:00": {},
    "04-07 09:00": {"next_reply": "04-07 11:00"},
    "04-07 10:15": {},
    "04-07 12:30": {"next_reply": "04-07 11:00"},
    "04-07 14:00": {},
}

ALERTS: Final = [
    # when everybody was told, of what, which point, whether late
    ("03-16 16:00", "first_reply", 1, 50, False),
    ("03-18 12:30", "next_reply", 1, 50, True),
    ("03-18 14:00", "next_reply", 1, 100, False),
    ("03-18 16:30", "resolution", 1, 50, False),
    ("03-29 03:30", "resolution", 1, 100, False),
    ("03-29 04:00", "next_reply", 3, 50, False),
    ("04-05 03:00", "next_reply", 4, 50, False),
    ("04-06 09:15", "next_reply", 4, 100, False),
    ("04-07 10:00", "next_reply", 5, 50, False),
    ("04-07 12:30", "next_reply", 5, 100, True),
]

LEDGER: Final = [
    # metric, instance, how it ran or ended, from, to, hours worked, hours promised
    ("first_reply", 1, "met", "03-16 15:00", "03-16 16:30", 1.5, 2),
    ("resolution", 1, "running", "03-16 15:00", "03-16 16:30", 1.5, 16),
    ("resolution", 1, "paused", "03-16 16:30", "03-18 10:00", 0, 16),
    ("next_reply", 1, "missed", "03-18 10:00", "03-18 15:00", 5, 4),
    ("resolution", 1, "running", "03-18 10:00", "03-19 11:00", 9, 16),
    ("resolution", 1, "met", "03-19 11:00", "03-19 15:00", 4, 12),
    ("next_reply", 2, "stopped", "03-22 20:00", "03-22 20:05", 0, 4),
    ("resolution", 1, "met", "03-22 20:00", "03-22 20:05", 0, 16),
    ("next_reply", 3, "running", "03-28 20:00", "03-30 09:40", 3 + 40 / 60, 4),
    ("resolution", 1, "running", "03-28 20:00", "03-30 09:40", 3 + 40 / 60, 16),
    ("next_reply", 3, "met", "03-30 09:40", "03-30 11:00", 1 + 20 / 60, 6),
    ("resolution", 1, "running", "03-30 09:40", "03-30 11:30", 1 + 50 / 60, 24),
    ("resolution", 1, "paused", "03-30 11:30", "04-02 16:00", 0, 24),
    ("next_reply", 4, "running", "04-02 16:00", "04-06 09:15", 5.25, 6),
    ("resolution", 1, "stopped", "04-02 16:00", "04-06 09:15", 5.25, 24),
    ("next_reply", 4, "missed", "04-06 09:15", "04-06 10:00", 0.75, 2),
    ("next_reply", 5, "missed", "04-07 09:00", "04-07 14:00", 5, 2),
]

OTHER_DUE: Final = {
    # the same of the ticket into which it went, and of one that was split off that
    ("two", "04-07 09:30"): {"first_reply": "04-07 11:30", "resolution": "04-09 13:30"},
    ("two", "04-07 10:15"): {"first_reply": "04-07 11:30", "resolution": "04-09 13:30"},
    ("two", "04-07 11:15"): {"resolution": "04-09 13:30"},
    ("two", "04-07 12:30"): {"resolution": "04-09 13:30"},
    ("two", "04-08 09:30"): {"next_reply": "04-08 15:30", "resolution": "04-09 13:30"},
    ("two", "04-08 10:30"): {"resolution": "04-09 13:30"},
    ("three", "04-08 10:30"): {"first_reply": "04-08 11:30", "resolution": "04-10 13:30"},
    ("two", "04-08 12:00"): {},
    ("three", "04-08 13:00"): {},
}

OTHER_ALERTS: Final = {
    "two": [
        ("04-07 10:30", "first_reply", 1, 50, False),
        ("04-08 11:30", "resolution", 1, 50, False),
    ],
    "three": [
        ("04-08 10:30", "first_reply", 1, 50, False),
        ("04-08 11:30", "first_reply", 1, 100, False),
    ],
}

OTHER_LEDGERS: Final = {
    "two": [
        ("first_reply", 1, "met", "04-07 09:30", "04-07 11:15", 1.75, 2),
        ("resolution", 1, "met", "04-07 09:30", "04-08 12:00", 10.5, 20),
        ("next_reply", 1, "stopped", "04-08 09:30", "04-08 10:30", 1, 6),
    ],
    "three": [
        ("first_reply", 1, "missed", "04-08 09:30", "04-08 13:00", 3.5, 2),
        ("resolution", 1, "met", "04-08 09:30", "04-08 13:00", 3.5, 20),
    ],
}


def berlin(at: int | None) -> str:
    assert at is not None
    return f"{(EPOCH + at * US).astimezone(BERLIN):%m-%d %H:%M}"


class TimedDesk:
    """The desk with its time, which rests for an hour, and the instants that it passes through."""

    def __init__(self, standard: StandardDesk) -> None:
        self.standard: Any = standard
        self._time: asyncio.Task[None] | None = None

    async def live(self) -> dict[tuple[str, str], dict[str, str]]:
        """Let everything happen; what was due of which ticket after each thing."""
        dues: dict[tuple[str, str], dict[str, str]] = {}
        await self._go_on()
        does: dict[str, Any] = {
            "mail": partial(self.standard.do, CHANNEL_ACTOR),
            "ann": partial(self.standard.do, "ann"),
            "admin": partial(self.standard.do, OPERATOR_ACTOR),
            "time": self._turn,
        }
        for when, who, what in HAPPENED:
            await self._pass_until(when)
            await does[who](what)
            dues |= {(ticket, when): due for ticket, due in self._due().items()}
        await self._pass_until("04-12 12:00")
        await self._rest()
        return dues

    async def _pass_until(self, when: str) -> None:
        environment = self.standard.environment
        await environment.pass_time((instant(when) - environment.now_us()) / 1_000_000)

    async def _turn(self, what: str) -> None:
        await {"rests": self._rest, "goes on": self._go_on}[what]()

    async def _go_on(self) -> None:
        desk, environment = self.standard.desk, self.standard.environment
        self._time = asyncio.create_task(keep_time(desk, environment))
        await environment.settle()

    async def _rest(self) -> None:
        assert self._time is not None
        self._time.cancel()
        with suppress(asyncio.CancelledError):
            await self._time

    def _due(self) -> dict[str, dict[str, str]]:
        hours_of = self.standard.desk.memory.promises.hours_of
        database = self.standard.database
        with database.read() as reader:
            tickets = list(AllRows(database)[Ticket.kind].every(reader))
        dues = {
            ticket.id: {
                clock.metric: due_at(clock, hours_of(clock.calendar)) for clock in ticket.clocks
            }
            for ticket in tickets
        }
        return {
            ticket: {metric: berlin(at) for metric, at in due.items() if at is not None}
            for ticket, due in dues.items()
        }

    def states(self, ticket: str) -> list[tuple[int, tuple[Clock, ...], str]]:
        """A ticket's clocks as the log has them: since when, and who wrote them."""
        with self.standard.database.read() as reader:
            log = ChangeLog(self.standard.database).read(reader, after=0, limit=10_000)
        mine = [entry for entry in log if (entry.kind, entry.id) == ("ticket", ticket)]
        after = [(entry, msgspec.json.decode(entry.payload or b"{}")["after"]) for entry in mine]
        return [
            (entry.at, msgspec.convert(values["clocks"], tuple[Clock, ...]), entry.actor)
            for entry, values in after
            if "clocks" in values
        ]


@asynccontextmanager
async def furnished_desk(database):
    environment = SteppedEnvironment()
    async with running_desk(database, environment) as desk:
        standard = StandardDesk(desk, environment)
        await standard.do(
            OPERATOR_ACTOR,
            c.CreateAgent(agent="ann", name="Ann", email="ann@desk.test"),
            c.CreateTeam(team="support", name="Support"),
            c.SetMembership(membership="ann-support", agent="ann", team="support", level="work"),
            c.CreateContact(contact="kim", name="Kim", emails=("kim@acme.test",)),
            c.CreateContact(contact="sam", name="Sam"),
            c.SaveCalendar(calendar="watch", document=WATCH),
            c.PublishCalendar(calendar="watch"),
            c.SavePolicy(policy="vip", document=VIP, position=1),
            c.PublishPolicy(policy="vip"),
            c.SavePolicy(policy="all", document=PROMISED, position=2),
            c.PublishPolicy(policy="all"),
        )
        yield standard


async def test_ledger_due_instants_and_alerts_are_those_of_the_tables(database, monkeypatch):
    # Nobody sets the clock here, and there is no other node.
    monkeypatch.setattr(keeper, "LONGEST_SLEEP_S", 86_400.0)
    monkeypatch.setattr(desk_time, "LISTENS_AFTER_S", 86_400.0)
    async with furnished_desk(database) as standard:
        desk = TimedDesk(standard)
        dues = await desk.live()
        hours_of = standard.desk.memory.promises.hours_of
        states = {ticket: desk.states(ticket) for ticket in ("one", "two", "three")}
    expected = {("one", when): due for when, due in DUE.items()} | OTHER_DUE
    assert {key: dues[key] for key in expected} == expected
    assert {id_: alerts(each) for id_, each in states.items()} == {"one": ALERTS, **OTHER_ALERTS}
    ledgers = {id_: ledger(each, hours_of) for id_, each in states.items()}
    assert ledgers == {"one": LEDGER, **OTHER_LEDGERS}


def ledger(states, hours_of):
    found = segments([(at, clocks) for at, clocks, _ in states], hours_of, now=states[-1][0])
    rows: list[Any] = [
        (
            each.metric,
            each.instance,
            each.verdict or each.state,
            berlin(each.start),
            berlin(each.end),
            pytest.approx(each.worked / HOUR),
            each.target / HOUR,
        )
        for each in found
    ]
    return sorted(rows, key=lambda row: (row[3], row[0]))


def alerts(states):
    told: list[tuple[str, str, int, int, bool]] = []
    before: dict[tuple[str, int], set[int]] = {}
    for at, clocks, actor in states:
        for clock in clocks:
            known = before.setdefault((clock.metric, clock.instance), set())
            new = sorted({*clock.fired} - known)
            assert not new or actor == TIMEKEEPER.id
            told += [(berlin(at), clock.metric, clock.instance, p, p in clock.late) for p in new]
            known |= {*clock.fired}
    return told
