# SPDX-License-Identifier: Apache-2.0
"""A client's profile whose cache holds a given number of tickets, filled as frames would fill it.

Rows go through the cache's own `apply`, page by page; only the network is left out.
"""

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

from app.cache.apply import apply
from app.cache.engine import open_file
from app.cache.tables import CACHE
from app.sync.stores import CACHE_FILE
from sync_server.contract.clocks import Clock
from sync_server.contract.entities import (
    Calendar,
    Contact,
    Entity,
    Membership,
    Message,
    Organisation,
    Team,
)
from sync_server.contract.ids import Instant
from tests.support.client_frames import a_ticket, an_agent, ready, snapshot
from tests.support.live_client import Desk, live, sign_in, until
from tests.support.scripted_server import ScriptedServer

TEAM: Final = "platform"
SCOPE: Final = f"team:{TEAM}"
LONG_TICKET: Final = "t200"
"""The ticket with `LONG_MESSAGES` messages."""
LONG_MESSAGES: Final = 200
HUGE_TICKET: Final = "t5000"
"""The ticket with `HUGE_MESSAGES` messages."""
HUGE_MESSAGES: Final = 5000
LARGE_TICKET: Final = "t6000"
"""The ticket whose first message has `LARGE_TEXT` characters."""
LARGE_TEXT: Final = 5_000_000
PAGE: Final = 200
WORDS: Final = (
    "webhook",
    "rotation",
    "gateway",
    "invoice",
    "printer",
    "firmware",
    "carrier",
    "pickup",
    "label",
    "customs",
    "parcel",
    "refund",
    "duplicate",
    "charge",
    "session",
    "expired",
    "browser",
    "certificate",
    "warehouse",
    "address",
    "import",
    "export",
    "column",
    "timeout",
    "region",
    "account",
    "purge",
    "tracking",
    "delivery",
    "courier",
    "missing",
    "barcode",
    "scanner",
    "offline",
    "update",
)
START: Final = 1_790_000_000_000_000
MINUTE: Final = 60_000_000
HOUR: Final = 60 * MINUTE
DAY_S: Final = 86_400
OFFICE: Final = "office"
"""A calendar of some years, with a rest each night."""

_PROMISED: Final = (24 * HOUR, 120 * HOUR)
"""Within how much working time a reply, and a solution."""

_PRESSING: Final = 0.02
"""The part of the live tickets that is at risk or just late, and counts seconds: 160 of 100,000."""

_LIVE: Final = ("open",) * 4 + ("pending",) * 2 + ("new", "on_hold")
LIVE: Final = 0.08
"""The part of the tickets that is live: 8,000 of 100,000 at the reference desk."""

_YOUNG: Final = 0.2
"""The newest tickets, among which three of four live ones are."""

_CLOSED: Final = 0.9
"""Of what is done, the older part is closed for good."""

_PRIORITIES: Final = ("low", "normal", "normal", "normal", "high", "urgent")


async def make_profile(folder: Path, tickets: int) -> Desk:
    """A profile signed in as Maya whose cache is complete."""
    desk, now = Desk(folder), time.time_ns() // 1000
    async with ScriptedServer() as server:
        server.agent, server.now = "me", now
        server.scopes = {
            "desk": (
                (1, an_agent("me", name="Maya Okafor", email="maya@desk.example")),
                (1, Team(id=TEAM, name="Platform")),  # type: ignore[arg-type]
                (1, Membership(id="me.platform", agent="me", team=TEAM)),  # type: ignore[arg-type]
                (1, _office(now)),
            ),
            "agent:me": (),
            "directory": (),
            SCOPE: (),
        }
        async with desk.client() as client:
            await sign_in(client, server)
            await live(client)
    file = open_file(folder / CACHE_FILE, _cache_key(desk), shape=CACHE)
    for scope, rows in (("directory", _directory(tickets)), (SCOPE, _conversations(tickets, now))):
        first = True
        while page := tuple(islice(rows, PAGE)):
            # As the server sends them: the cache takes no message before its ticket.
            ordered = sorted(page, key=lambda entity: isinstance(entity, Message))
            numbered = [(2, entity) for entity in ordered]
            apply(file, snapshot(scope, *numbered, seq=10, first=first))
            first = False
        apply(file, ready(scope, through=10))
    file.close()
    async with desk.client() as client:  # a day's work ends: what is shown first is remembered
        await until(client, lambda: not client.workspace.loading)
        client.views.open("my_queue")
    return desk


def _cache_key(desk: Desk) -> bytes:
    [key] = [
        value for (_, name), value in desk.keyring.passwords.items() if name.endswith("cache_key")
    ]
    return bytes.fromhex(key)


def customers_of(tickets: int) -> int:
    """How many customers write so many tickets: six for ten."""
    return tickets * 6 // 10


def _directory(tickets: int) -> Iterator[Entity]:
    for n in range(customers_of(tickets) // 12 + 1):
        yield Organisation(id=f"o{n}", name=f"Company {n}")  # type: ignore[arg-type]
    for n in range(customers_of(tickets)):
        fields: dict[str, Any] = {"id": f"c{n}", "organisation": f"o{n // 12}"}
        yield Contact(name=f"Customer {n}", emails=(f"c{n}@customer.example",), **fields)


def _conversations(tickets: int, now: Instant) -> Iterator[Entity]:
    chance, waiting = Random(7), Random(8)
    for n in range(tickets):
        count = {LONG_TICKET: LONG_MESSAGES, HUGE_TICKET: HUGE_MESSAGES}.get(f"t{n}", 2)
        at = START + n * MINUTE
        standing = _status(chance, n / tickets, at)
        yield a_ticket(
            f"t{n}",
            number=n + 1,
            team=TEAM,
            subject=_words(chance, 6).capitalize(),
            **standing,
            clocks=_clocks(standing["status"], now - _waited(waiting)),
            priority=chance.choice(_PRIORITIES),
            requester=f"c{n % customers_of(tickets)}",
            organisation=f"o{n % customers_of(tickets) // 12}",
            assignee="me" if n % 50 == 0 else None,
            opened_at=at,
            updated_at=at,
            last_message_at=at,
            last_message_by="customer",
            messages=count,
        )
        for k in range(count):
            yield Message(
                id=f"t{n}.{k}",  # type: ignore[arg-type]
                ticket=f"t{n}",  # type: ignore[arg-type]
                type="customer" if k % 2 == 0 else "reply",
                contact=f"c{n % customers_of(tickets)}" if k % 2 == 0 else None,  # type: ignore[arg-type]
                agent=None if k % 2 == 0 else "me",  # type: ignore[arg-type]
                at=at + k,
                text=_large(chance) if (f"t{n}", k) == (LARGE_TICKET, 0) else _words(chance, 90),
            )


def _status(chance: Random, age: float, at: int) -> dict[str, Any]:
    """Mostly done, the older the more: `age` is from 0, the oldest, to 1."""
    young = age >= 1 - _YOUNG
    live = LIVE * 0.75 / _YOUNG if young else LIVE * 0.25 / (1 - _YOUNG)
    if chance.random() < live:
        return {"status": chance.choice(_LIVE)}
    done = "closed" if age < _CLOSED else "solved"
    return {"status": done, "solved_at": at + 60 * MINUTE}


def _waited(chance: Random) -> int:
    """How long the customer of a live ticket has been waiting: mostly not for long."""
    if chance.random() < _PRESSING:
        return chance.randrange(24 * HOUR + 10 * MINUTE, 26 * HOUR - 10 * MINUTE)
    return chance.randrange(0, 12 * HOUR)


def _clocks(status: str, since: Instant) -> tuple[Clock, ...]:
    """What was promised to a customer: a reply, and a solution."""
    state = {"pending": "paused", "on_hold": "paused", "solved": "met", "closed": "met"}
    promised = zip(("next_reply", "resolution"), _PROMISED, strict=True)
    return tuple(
        Clock(
            metric=metric,
            instance=1,
            state=state.get(status, "running"),
            since=since,
            spent=0 if status in ("new", "open") else HOUR,
            target=target,
            calendar=OFFICE,  # type: ignore[arg-type]
            alerts=(75, 90),
            why=status if state.get(status) == "paused" else "",
        )
        for metric, target in promised
    )


def _office(now: Instant) -> Calendar:
    """Open around now, whenever the benchmark runs, but for the hour after noon from now."""
    begins = now // 1_000_000 - 800 * DAY_S - DAY_S // 2 + 3600
    return Calendar(
        id=OFFICE,  # type: ignore[arg-type]
        number=1,
        document={"timezone": "Europe/Berlin"},
        open=(begins, *(DAY_S - 3600, 3600) * 1600, DAY_S - 3600),
        open_until=now + 700 * DAY_S * 1_000_000,
    )


def _large(chance: Random) -> str:
    """Paragraphs of a few lines."""
    paragraph = f"{_words(chance, 60)}\n\n"
    return paragraph * (LARGE_TEXT // len(paragraph))


def _words(chance: Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))
