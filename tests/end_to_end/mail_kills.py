# SPDX-License-Identifier: Apache-2.0
"""Kills the server, the mail store and the mail carrier while mail comes in and goes out.

Customers write letters and answers to letters, some of which the store delivers twice; an agent
answers. At the end each letter must be in the desk exactly once, and each answer must have been
carried; where the carrier took it and somebody died before that was written down, at most once
more, under the same Message-ID.
"""

import asyncio
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from app import intents
from app.client import Client
from sync_server.contract.entities import Ticket
from tests.end_to_end.computers import SUPPORT, settled
from tests.support.live_client import Desk
from tests.support.post_office import HELP, PostOffice, answer, letter
from tests.support.server_process import ADA, ServerProcess
from tests.support.wire_probe import PASSWORD

LIMITS: Final[Mapping[str, float]] = {"commands_a_second": 1_000_000, "command_burst": 1_000_000}
AT_ONCE: Final = 10
"""At most so many letters are put into the inbox together."""
LONGEST_LIFE_S: Final = 1.0
LONGER_LIFE_S: Final = 6.0
"""Once everything is written; it must be possible to take it in, too."""
LONGEST_PAUSE_S: Final = 0.4
"""So that there is time to die in while letters come."""
PATIENCE_S: Final = 180.0
"""How long nothing may happen at the end before the run is over."""
LOOK_S: Final = 0.25
ANSWERED: Final = 4
"""One ticket in so many is answered."""


class MailTally(Struct, kw_only=True):
    """What came of a run. `lost`, `doubled` and `faults` must be nothing.

    `again` counts answers that were carried twice, under one Message-ID.
    """

    wanted: int
    kills: Counter[str] = field(default_factory=Counter)
    letters: int = 0
    repeats: int = 0
    messages: int = 0
    held: int = 0
    answers: int = 0
    carried: int = 0
    again: int = 0
    lost: int = 0
    doubled: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.faults)

    def __str__(self) -> str:
        died = ", ".join(f"{name} {count}" for name, count in sorted(self.kills.items()))
        return (
            f"{self.letters} letters ({self.repeats} delivered twice): {self.messages} messages, "
            f"{self.held} held, {self.lost} lost, {self.doubled} doubled; {self.answers} answers: "
            f"{self.carried} carried, {self.again} of them twice; killed: {died}; "
            f"faults {self.faults}"
        )


async def run_mail_kills(
    server: ServerProcess,
    office: PostOffice,
    folder: Path,
    *,
    mails: int,
    seed: int,
    progress: Callable[[MailTally], None] = lambda tally: None,
) -> MailTally:
    """Write, kill and start again until all is written; then let it all settle, and compare."""
    chance = random.Random(seed)
    tally = MailTally(wanted=mails)
    async with server:
        await office.connect(server, "--team", SUPPORT)
        code = await server.invite()
        async with Desk(folder / "computer").client() as client:
            await client.sign_in(join_code=code, email=ADA, password=PASSWORD)
            await settled(client)
            await _turmoil(server, office, client, tally=tally, chance=chance, progress=progress)
            await _settle(server, client, tally)
    _count(tally, server.data / "desk.sqlite", office)
    tally.faults += [line for line in server.log if '"level":"error"' in line]
    return tally


async def _turmoil(
    server: ServerProcess,
    office: PostOffice,
    client: Client,
    *,
    tally: MailTally,
    chance: random.Random,
    progress: Callable[[MailTally], None],
) -> None:
    written: list[EmailMessage] = []
    store_is_up = asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        writing = group.create_task(
            _write(office, tally, written, chance=random.Random(chance.random()), lock=store_is_up)
        )
        answering = group.create_task(_answer(client, tally))
        database = server.data / "desk.sqlite"
        while not writing.done() or _figures(database)["letters"] < tally.letters:
            # The moment of the kill is the one thing here that must not depend on anything.
            longest = LONGER_LIFE_S if writing.done() else LONGEST_LIFE_S
            await asyncio.sleep(chance.uniform(0, longest))
            victim = chance.choice(("server", "store", "carrier"))
            await _kill(victim, server, office, lock=store_is_up)
            tally.kills[victim] += 1
            progress(tally)
        answering.cancel()


async def _kill(
    victim: str, server: ServerProcess, office: PostOffice, *, lock: asyncio.Lock
) -> None:
    match victim:
        case "server":
            await server.kill()
            await server.start()
        case "store":
            async with lock:
                await asyncio.to_thread(office.store.restart)
        case _:
            await office.carrier.kill()
            await office.carrier.start()


async def _write(
    office: PostOffice,
    tally: MailTally,
    written: list[EmailMessage],
    *,
    chance: random.Random,
    lock: asyncio.Lock,
) -> None:
    """Put letters into the desk's inbox, some of them answers to earlier ones, some twice."""
    while len(written) < tally.wanted:
        raws = []
        for _ in range(min(chance.randint(1, AT_ONCE), tally.wanted - len(written))):
            number = len(written)
            who = f"Customer {number % 50} <customer{number % 50}@kestrel.example>"
            if written and chance.random() < 0.3:
                before = chance.choice(written)
                mail = answer(before, f"And another thing, {number}", sender=str(before["From"]))
                mail.replace_header("To", HELP)
            else:
                mail = letter(f"Letter {number}", sender=who, subject=f"About {number}")
            written.append(mail)
            raws.append(mail.as_bytes(policy=policy.SMTP))
            if chance.random() < 0.05:
                raws.append(raws[-1])
                tally.repeats += 1
        async with lock:
            await asyncio.to_thread(office.store.append, HELP, *raws)
        tally.letters = len(written)
        await asyncio.sleep(chance.uniform(0, LONGEST_PAUSE_S))


async def _answer(client: Client, tally: MailTally) -> None:
    """Answer one ticket in a few, as they appear, until there is nothing more to do."""
    answered: set[str] = set()
    seen = 0
    while True:
        tickets = [ticket for ticket in client.workspace.all(Ticket) if ticket.id not in answered]
        for ticket in tickets:
            answered.add(ticket.id)
            seen += 1
            if seen % ANSWERED == 0 and ticket.requester is not None:
                intents.reply(
                    client.workspace, ticket=ticket.id, text="We look into it", anyway=True
                )
                tally.answers += 1
        await asyncio.sleep(LOOK_S)


async def _settle(server: ServerProcess, client: Client, tally: MailTally) -> None:
    """Wait until all is in and all is out, or nothing has happened for a long time."""
    loop = asyncio.get_running_loop()
    moved_at, state = loop.time(), None
    while loop.time() - moved_at < PATIENCE_S:
        found = _figures(server.data / "desk.sqlite")
        if found != state:
            moved_at, state = loop.time(), found
        everything = found["letters"] >= tally.letters and found["waiting"] == 0
        if everything and client.state.to_send == 0 and found["answers"] >= tally.answers:
            return
        await asyncio.sleep(LOOK_S)


def _figures(database: Path) -> dict[str, int]:
    queries = {
        "letters": "SELECT (SELECT count(*) FROM message WHERE type = 'customer')"
        " + (SELECT count(*) FROM held)",
        "waiting": "SELECT count(*) FROM message WHERE delivery = 'waiting'",
        "answers": "SELECT count(*) FROM message WHERE type = 'reply' AND automatic = 0",
    }
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as link:
        found = {name: link.execute(sql).fetchone()[0] for name, sql in queries.items()}
    link.close()
    return found


def _count(tally: MailTally, database: Path, office: PostOffice) -> None:
    """Compare what was written with what the desk has, and what it has with what was carried."""
    taken = {
        str(mail["Message-ID"]).strip().strip("<>")
        for mail in office.inbox(HELP)
        if HELP not in str(mail["From"])  # what the trial of the mailbox wrote to itself
    }
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as link:
        rows = link.execute("SELECT message_id FROM message WHERE type = 'customer'").fetchall()
        held = link.execute(
            "SELECT raw_mail.message_id FROM raw_mail JOIN held ON held.id = raw_mail.held"
        ).fetchall()
        replies = link.execute(
            "SELECT id, message_id, delivery FROM message WHERE type = 'reply' AND automatic = 0"
        ).fetchall()
    link.close()
    entries = Counter(row[0] for row in [*rows, *held])
    tally.messages, tally.held = len(rows), len(held)
    tally.lost += len(taken - entries.keys())
    tally.doubled += sum(count - 1 for count in entries.values())
    carried = Counter(
        str(mail["Message-ID"]).strip().strip("<>")
        for mail in office.carrier.mails()
        if mail["Auto-Submitted"] is None
    )
    tally.carried = sum(delivery == "accepted" for _, _, delivery in replies)
    tally.again = sum(count == 2 for count in carried.values())
    tally.doubled += sum(count > 2 for count in carried.values())
    tally.lost += tally.answers - len(replies)
    tally.lost += sum(message_id not in carried for _, message_id, _ in replies)
