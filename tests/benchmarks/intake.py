# SPDX-License-Identifier: Apache-2.0
"""Mail taken in on one core: from bytes as a mail server gives them to a committed message."""

import asyncio
import mailbox
import os
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final, cast

import sync_server.desk.commands  # noqa: F401 - registers the handlers
from sync_server.channels.attachments import FileKeeper
from sync_server.channels.email.entering import MAIL
from sync_server.channels.email.intake import Intake
from sync_server.channels.email.raw_store import Arrived, RawStore
from sync_server.channels.email.reading import MailReader
from sync_server.channels.email.worker import ParserProcess
from sync_server.contract.commands import ConnectMailbox, CreateTeam
from sync_server.contract.entities import Message, Ticket
from sync_server.contract.ids import MailboxId, SecretId, TeamId
from sync_server.desk.actor import Actor
from sync_server.desk.desk import Desk
from sync_server.desk.signing_key import read_signer
from sync_server.environment import RealEnvironment
from sync_server.operations import allocation
from sync_server.store.blobs import BlobFolder
from sync_server.store.engines import Database
from sync_server.store.incoming import Incoming
from sync_server.store.rows import AllRows
from sync_server.store.schema import migrate
from tests.benchmarks.measure import Line
from tests.support.mail_corpus import (
    build_mbox,
    deep_messages,
    deep_multipart,
    html_mail,
    interpreter_mails,
    large_mail,
    many_parts,
)
from tests.support.stored_secrets import store_secret

MAILS: Final = 10_000
PAGE: Final = 50
BOX: Final = MailboxId("box")
SEED: Final = 41
WANTED_RATE: Final = 200.0
WANTED_S: Final = 2.0
WANTED_MIB: Final = 256.0
OPERATOR = Actor(kind="operator", id="bench", via="bench", device="bench")

_NUMBER: Final = re.compile(r"\((\d+)\)$")


def measure(_rounds: int) -> list[Line]:
    """Six lines: the median rate, the slowest mail, memory, wrong joins, and what was lost.

    The run is long, so it is made once. All of it shares one core: desk, disk and parser.
    """
    allocation.tune()
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(_run(Path(folder)))
    finally:
        os.sched_setaffinity(0, cores)
    return [
        Line(
            f"{MAILS:,} mixed mails taken in, median of pages of {PAGE}",
            "/s",
            found["rate"],
            WANTED_RATE,
            "promised, one core",
            goal=1.0,
            more_is_better=True,
        ),
        Line(
            "the same in a second of processor time",
            "",
            found["work_rate"],
            WANTED_RATE,
            "promised, one core",
            goal=1.0,
            more_is_better=True,
        ),
        Line("the slowest mail", "s", found["slowest"], WANTED_S, "promised", goal=1.0),
        Line("memory of the parser", "MiB", found["memory"], WANTED_MIB, "promised", goal=1.0),
        Line("mails in a ticket of another conversation", "", found["wrong"], 1, "one", goal=0.0),
        Line("mails of which nothing is known", "", found["lost"], 1, "one", goal=0.0),
    ]


async def _run(folder: Path) -> dict[str, float]:
    mails = list(_mixed(folder))
    database = Database.open(folder / "desk.sqlite")
    migrate(database)
    environment = RealEnvironment()
    desk = Desk(database, environment)
    await desk.start()
    await _furnish(desk)
    files = folder / "files"
    with ParserProcess() as parser:
        intake = Intake(
            desk,
            environment,
            store=RawStore(BlobFolder(files, random_bytes=environment.random_bytes)),
            keeper=FileKeeper(desk, environment, files, owner=MAIL.device),
            signer=await read_signer(desk, environment),
            reader=MailReader(environment, parser),
        )
        pages = [mails[start : start + PAGE] for start in range(0, len(mails), PAGE)]
        taken, worked = [], []
        memory = 0.0
        for page in pages:
            begun, used = time.perf_counter(), _used(parser.pid)
            await intake.take(page, job=True)
            taken.append(time.perf_counter() - begun)
            worked.append(_used(parser.pid) - used)
            memory = max(memory, _peak_mib(parser.pid))
        slowest = max([await _alone(parser, environment, mail) for mail in _hostile()])
    await desk.close()
    environment.close()
    found = _check(database, mails)
    database.close()
    return {
        "rate": PAGE / statistics.median(taken),
        "work_rate": PAGE / statistics.median(worked),
        "slowest": slowest,
        "memory": memory,
        **found,
    }


async def _alone(parser: ParserProcess, environment: RealEnvironment, raw: bytes) -> float:
    """The processor time that reading one mail takes, in seconds; a mail that costs the parser its
    process takes what it is allowed.
    """
    process, used = parser.pid, _used(parser.pid)
    await MailReader(environment, parser).read(raw)
    return _used(process) - used if parser.pid == process else 2 * WANTED_S


async def _furnish(desk: Desk) -> None:
    await store_secret(desk, "none")
    await desk.execute(CreateTeam(team=TeamId("platform"), name="Platform"), OPERATOR)
    await desk.execute(
        ConnectMailbox(
            mailbox=BOX,
            address="help@ours.example",
            team=TeamId("platform"),
            imap_host="mail.ours.example",
            smtp_host="mail.ours.example",
            user="help",
            secret=SecretId("none"),
        ),
        OPERATOR,
    )


def _mixed(folder: Path) -> Iterator[Arrived]:
    """Conversations in four languages, and among them what breaks parsers."""
    path = folder / "mails.mbox"
    build_mbox(path, threads=MAILS // 3 + 200, seed=SEED)
    odd = [*interpreter_mails().values(), *_hostile()]
    chance = random.Random(SEED)
    ordinary = [cast(Any, mail) for mail in mailbox.mbox(path)]
    places = set(chance.sample(range(MAILS), len(odd)))
    at = 0
    for number in range(MAILS):
        if number in places:
            yield Arrived(mailbox=BOX, raw=odd.pop(), at=at)
            continue
        mail = ordinary[number]
        at = int(parsedate_to_datetime(mail["Date"]).timestamp() * 1_000_000)
        yield Arrived(mailbox=BOX, raw=mail.as_bytes(), at=at)


def _hostile() -> list[bytes]:
    return [
        deep_multipart(300),
        deep_messages(300),
        many_parts(5_000),
        large_mail(8 * 1024 * 1024),
        html_mail("<div>" * 20_000),
        html_mail("<p>word</p>" * 60_000),
        html_mail("<table><tr><td>" * 3_000),
        b"From: a@b.example\r\nX-Long: " + b"x" * 3_000_000 + b"\r\n\r\nx\r\n",
    ]


def _used(pid: int | None) -> float:
    """Seconds of processor time that desk and parser have used so far."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return time.process_time()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_mib(pid: int | None) -> float:
    """The most that a process has had in memory."""
    try:
        text = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0.0
    return int(text.partition("VmHWM:")[2].split()[0]) / 1024


def _check(database: Database, mails: list[Arrived]) -> dict[str, float]:
    """Wrong joins, and mails that became nothing known."""
    rows = AllRows(database)
    with database.read() as reader:
        messages = cast(list[Message], list(rows["message"].every(reader)))
        tickets = {each.id: cast(Ticket, each) for each in rows["ticket"].every(reader)}
        ids = sorted({mail.id for mail in mails})
        raws = Incoming(database).raws(reader, ids)
    conversations: dict[str, Counter[str]] = {}
    for message in messages:
        number = _NUMBER.search(message.subject or tickets[message.ticket].subject)
        if number is not None:
            conversations.setdefault(message.ticket, Counter())[number[1]] += 1
    wrong = sum(sum(each.values()) - max(each.values()) for each in conversations.values())
    known = [raws[id_].is_done for id_ in ids if id_ in raws]
    return {"wrong": float(wrong), "lost": float(len(ids) - sum(known))}
