# SPDX-License-Identifier: Apache-2.0
"""What puts tickets together and apart, ends them and puts them off, in every order: whatever
happens, clocks count no second twice and none backwards, and each point is told of once.

There is a pair of tickets for each order. All pairs live on one desk, at the same time.
"""

import asyncio
from itertools import permutations
from typing import Any, Final

import msgspec
import pytest

from sync_server.contract.clocks import BREACH, GOING, Clock, spent_at
from sync_server.contract.entities import Ticket
from sync_server.contract.ledger import segments
from sync_server.domain.lifecycle import HIDDEN
from sync_server.operations.verification import verify
from sync_server.store.changelog import ChangeLog
from sync_server.store.rows import AllRows
from tests.support.plain import c
from tests.support.standard_desk import CHANNEL_ACTOR, GOLD, HUB_ACTOR

TARGETS: Final = {
    "first_reply": {"urgent": "1h", "normal": "4h", "low": "6h"},
    "next_reply": {"urgent": "1h", "normal": "3h", "low": "5h"},
    "update": "4h",
    "resolution": {"urgent": "3h", "normal": "6h", "low": "9h"},
}
MOVES: Final = ("merge", "unmerge", "split", "reopen", "retarget", "snooze")
ORDERS: Final = tuple(permutations(MOVES))
MINUTES: Final = 50
"""Between two steps: the orders end on the second day of work."""


def asks(message: str, ticket: str, *, thread: str | None = None) -> Any:
    return c.ReceiveMessage(
        ticket=ticket,
        message=message,
        contact="pairs",
        thread=thread,
        sender="pairs@acme.test",
        subject="About triaged",
        text="Please help",
        team="support",
    )


def opening(number: int) -> list[tuple[Any, Any]]:
    """Two tickets of one customer: the first has asked twice, the second has had an answer."""
    one, two = f"one{number}", f"two{number}"
    return [
        (CHANNEL_ACTOR, asks(f"{one}-a", one)),
        (CHANNEL_ACTOR, asks(f"{two}-a", two)),
        (CHANNEL_ACTOR, asks(f"{one}-b", one, thread=one)),
        ("ann", c.Reply(ticket=two, message=f"{two}-b", text="We look", hold_s=0)),
    ]


class Pairs:
    """A pair of tickets for each order, and what happens to them."""

    def __init__(self, standard: Any) -> None:
        self.standard = standard
        self.done: set[tuple[str, str]] = set()

    async def live(self) -> None:
        await self._together([opening(number) for number in range(len(ORDERS))])
        for step in range(len(MOVES)):
            held = self.tickets()
            acts = [self._acts(n, order[step], held) for n, order in enumerate(ORDERS)]
            for half in (0, 1):
                await self._pass_time()
                await self._together([act[half : half + 1] for act in acts])
        await self._pass_time()

    async def _together(self, acts: list[list[tuple[Any, Any]]]) -> None:
        """Do what happens to each pair, one thing after the other, and that to all at once."""
        for place in range(max(map(len, acts))):
            due = [act[place] for act in acts if place < len(act)]
            answers = await asyncio.gather(*(self.standard.ask(*act) for act in due))
            for (_, command), answer in zip(due, answers, strict=True):
                self.done.add((type(command).__name__, "ok" if answer.ok else answer.refusal.field))

    async def _pass_time(self) -> None:
        self.standard.environment.advance(minutes=MINUTES)
        numbers = range(len(ORDERS))
        for name in ("one", "two", "new"):
            some = tuple(f"{name}{number}" for number in numbers)
            await self.standard.do(HUB_ACTOR, c.WakeTickets(tickets=some))
            await self.standard.do(HUB_ACTOR, c.TellClocks(tickets=some))

    def _acts(self, number: int, move: str, held: dict[str, Ticket]) -> list[tuple[Any, Any]]:
        """What a move is for a pair: at most two things, some time apart."""
        one, two = f"one{number}", f"two{number}"
        home = two if held[one].merged_into else one
        wake_at = self.standard.environment.now_us() + 2 * MINUTES * 60_000_000
        acts: dict[str, list[tuple[Any, Any]]] = {
            "merge": [("ann", c.MergeTicket(ticket=one, into=two))],
            "unmerge": [("lea", c.UnmergeTicket(ticket=one))],
            "split": [
                (
                    "ann",
                    c.SplitTicket(
                        ticket=home,
                        into=f"new{number}",
                        subject="About triaged",
                        messages=(f"{one}-b",),
                    ),
                )
            ],
            "reopen": [
                ("ann", c.SetStatus(ticket=home, status="solved")),
                (CHANNEL_ACTOR, asks(f"{one}-again", f"again{number}", thread=one)),
            ],
            "retarget": [
                ("ann", c.SetPriority(ticket=home, priority="urgent")),
                ("ann", c.SetPriority(ticket=home, priority="low")),
            ],
            "snooze": [("ann", c.SetStatus(ticket=home, status="pending", wake_at=wake_at))],
        }
        return acts[move]

    def tickets(self) -> dict[str, Ticket]:
        database = self.standard.database
        with database.read() as reader:
            return {row.id: row for row in AllRows(database)[Ticket.kind].every(reader)}

    def lives(self) -> dict[str, list[tuple[Any, dict[str, Any]]]]:
        """The log of each ticket: its entries, each with the fields that it left behind."""
        database = self.standard.database
        with database.read() as reader:
            log = ChangeLog(database).read(reader, after=0, limit=200_000)
        lives: dict[str, list[tuple[Any, dict[str, Any]]]] = {}
        for entry in log:
            if entry.kind == Ticket.kind:
                life = lives.setdefault(entry.id, [])
                before = life[-1][1] if life else {}
                after = msgspec.json.decode(entry.payload or b"{}")["after"]
                life.append((entry, {**before, **after}))
        return lives


@pytest.fixture
async def pairs(sqlite_standard):
    standard = sqlite_standard
    await standard.do(
        "ada",
        c.CreateContact(contact="pairs", name="Pat", emails=("pairs@acme.test",)),
        c.SavePolicy(policy="gold", document={**GOLD, "targets": TARGETS, "alerts": [50, 75]}),
        c.PublishPolicy(policy="gold"),
    )
    pairs = Pairs(standard)
    await pairs.live()
    return pairs


def clocks_of(fields: dict[str, Any]) -> tuple[Clock, ...]:
    return msgspec.convert(fields["clocks"], tuple[Clock, ...])


def check_life(life, hours_of, now):
    told: set[tuple[str, int, int, int]] = set()
    known: tuple[Clock, ...] = ()
    for entry, fields in life:
        clocks = clocks_of(fields)
        assert fields["status"] not in HIDDEN or not any(each.state in GOING for each in clocks)
        fired = {(each.metric, each.instance): each.fired for each in known}
        for clock in clocks:
            assert clock.spent >= 0
            assert list(clock.fired) == sorted({*clock.fired})
            new = {*clock.fired} - {*fired.get((clock.metric, clock.instance), ())}
            what = {(clock.metric, clock.instance, clock.target, point) for point in new}
            assert not what or entry.via == HUB_ACTOR.via or what <= told
            assert not what & told or entry.via != HUB_ACTOR.via
            told |= what
        known = clocks
    states = [(entry.at, clocks_of(fields)) for entry, fields in life]
    worked: dict[tuple[str, int], int] = {}
    for each in segments(states, hours_of, now=now):
        key = (each.metric, each.instance)
        worked[key] = worked.get(key, 0) + each.worked
    for clock in known:
        spent = spent_at(clock, hours_of(clock.calendar), now)
        assert worked[clock.metric, clock.instance] == spent
    return told


async def test_in_every_order_clocks_count_right_and_tell_once(pairs):
    standard = pairs.standard
    hours_of = standard.desk.memory.promises.hours_of
    now = standard.environment.now_us()
    lives = {id_: life for id_, life in pairs.lives().items() if id_[:3] in ("one", "two", "new")}
    told = {id_: check_life(life, hours_of, now) for id_, life in lives.items()}
    assert len(lives) >= 3 * len(ORDERS)
    assert any(point == BREACH for points in told.values() for *_, point in points)
    happened = {name for name, how in pairs.done if how == "ok"}
    assert happened >= {"MergeTicket", "UnmergeTicket", "SplitTicket", "SetPriority", "SetStatus"}
    assert ("UnmergeTicket", "merge") in pairs.done
    assert verify(standard.database, lambda attachment, sha256: True).findings == ()
