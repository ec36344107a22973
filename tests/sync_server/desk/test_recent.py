# SPDX-License-Identifier: Apache-2.0

from collections.abc import AsyncIterator, Iterator

import msgspec
import pytest
import pytest_asyncio

from sync_server.contract.commands import OpenTicket, Priority, SetPriority
from sync_server.contract.entities import Ticket
from sync_server.contract.frames import Answer
from sync_server.contract.ids import MessageId, TicketId
from sync_server.desk.actor import Actor
from sync_server.desk.desk import Desk
from sync_server.desk.recent import RecentRows
from sync_server.store.changelog import ChangeLog
from sync_server.store.engines import Database, Writer
from sync_server.store.rows import AllRows, Stored
from tests.support.log_guard import ExpectedLogs
from tests.support.still_environment import StillEnvironment

OPERATOR = Actor(kind="operator", id="console", via="console", device="console")
NAMES = [TicketId(f"t{n}") for n in range(3)]


async def set_priority(desk: Desk, ticket: TicketId, priority: Priority) -> Answer:
    return await desk.execute(SetPriority(ticket=ticket, priority=priority), OPERATOR)


@pytest_asyncio.fixture
async def desk(sqlite_database: Database) -> AsyncIterator[Desk]:
    """A desk with three tickets."""
    desk = Desk(sqlite_database, StillEnvironment())
    await desk.start()
    for name in NAMES:
        command = OpenTicket(
            ticket=name, message=MessageId(f"m{name}"), subject="Rain", text="It drips"
        )
        assert (await desk.execute(command, OPERATOR)).ok
    yield desk
    await desk.close()


@pytest.fixture
def writer(desk: Desk, sqlite_database: Database) -> Iterator[Writer]:
    writer = sqlite_database.writer()
    writer.begin()
    yield writer
    writer.rollback()


@pytest.fixture
def recent(desk: Desk, sqlite_database: Database) -> RecentRows:
    return RecentRows(AllRows(sqlite_database), capacity=2)


def use(recent: RecentRows, writer: Writer, *ids: TicketId) -> None:
    recent.keep({("ticket", id_): recent.load(writer, "ticket", id_) for id_ in ids})


def overwrite(writer: Writer) -> None:
    """Change rows past every batch, as nobody does; who reads them again sees it."""
    writer.run("UPDATE ticket SET subject = 'Snow'")


def subjects(recent: RecentRows, writer: Writer) -> list[str]:
    found = dict(recent.load_many(writer, "ticket", NAMES))
    return [subject_of(found[name]) for name in NAMES]


def subject_of(stored: Stored | None) -> str:
    assert stored is not None
    assert isinstance(stored.entity, Ticket)
    return stored.entity.subject


def test_the_tickets_used_last_are_not_read_again(recent: RecentRows, writer: Writer) -> None:
    use(recent, writer, *NAMES)
    overwrite(writer)
    assert subjects(recent, writer) == ["Snow", "Rain", "Rain"]
    assert subject_of(recent.load(writer, "ticket", NAMES[0])) == "Snow"
    assert subject_of(recent.load(writer, "ticket", NAMES[1])) == "Rain"


def test_use_counts_not_age(recent: RecentRows, writer: Writer) -> None:
    use(recent, writer, *NAMES[:2])
    use(recent, writer, NAMES[0])
    use(recent, writer, NAMES[2])
    overwrite(writer)
    assert subjects(recent, writer) == ["Rain", "Snow", "Rain"]


def test_what_is_gone_or_of_another_kind_is_not_kept(recent: RecentRows, writer: Writer) -> None:
    use(recent, writer, NAMES[0])
    message = recent.load(writer, "message", "mt0")
    recent.keep({("ticket", NAMES[0]): Stored(None), ("message", "mt0"): message})
    overwrite(writer)
    assert subjects(recent, writer) == ["Snow"] * 3
    writer.run("DELETE FROM message")
    assert recent.load(writer, "message", "mt0") is None


def test_after_forgetting_everything_is_read(recent: RecentRows, writer: Writer) -> None:
    use(recent, writer, *NAMES)
    overwrite(writer)
    recent.forget()
    assert subjects(recent, writer) == ["Snow"] * 3


async def test_what_another_node_committed_is_seen(desk: Desk, sqlite_database: Database) -> None:
    twin = Database.open(sqlite_database.address)
    other = Desk(twin, StillEnvironment(seed=5))
    await other.start()
    assert (await set_priority(desk, NAMES[0], "high")).ok
    assert (await set_priority(other, NAMES[0], "low")).ok
    assert (await set_priority(desk, NAMES[0], "high")).seq is not None
    assert (await set_priority(other, NAMES[0], "high")).seq is None
    with sqlite_database.read() as reader:
        changes = ChangeLog(sqlite_database).read(reader, after=len(NAMES) * 2)
    before = [
        msgspec.json.decode(logged.payload or b"")["before"]["priority"] for logged in changes
    ]
    assert before == ["normal", "high", "low"]
    await other.close()
    twin.close()


async def test_a_transaction_that_was_given_up_left_nothing_in_memory(
    desk: Desk, sqlite_database: Database, expected_logs: ExpectedLogs
) -> None:
    expected_logs.expect("sync_server.desk.transaction", "Incident")
    writer = sqlite_database.writer()
    assert (await set_priority(desk, NAMES[0], "high")).ok
    writer.run(
        "CREATE TRIGGER refuse BEFORE INSERT ON log BEGIN SELECT raise(ABORT, 'no more'); END"
    )
    assert not (await set_priority(desk, NAMES[0], "urgent")).ok
    writer.run("DROP TRIGGER refuse")
    answer = await set_priority(desk, NAMES[0], "urgent")
    assert answer.ok
    assert answer.seq is not None
