# SPDX-License-Identifier: Apache-2.0

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from sync_server.contract import codec
from sync_server.contract.commands import (
    Command,
    CreateAgent,
    CreateTeam,
    OpenTicket,
    SetMembership,
    SetPriority,
    SetTeam,
)
from sync_server.contract.entities import SecurityEvent
from sync_server.contract.frames import Answer, Envelope
from sync_server.contract.ids import AgentId, CommandId, MembershipId, MessageId, TeamId, TicketId
from sync_server.contract.refusals import Code
from sync_server.desk.actor import Actor
from sync_server.desk.desk import JOB_BATCH, Desk
from sync_server.desk.transaction import Commit
from sync_server.store.changelog import ChangeLog
from sync_server.store.engines import Database, DatabaseError, Writer
from sync_server.store.rows import AllRows
from tests.support.desks import Templates
from tests.support.log_guard import ExpectedLogs
from tests.support.postgres import cut_connections
from tests.support.still_environment import StillEnvironment

OPERATOR = Actor(kind="operator", id="console", via="console", device="console")
MAYA = Actor(kind="agent", id="maya", via="socket", device="laptop", source="127.0.0.1")


@pytest_asyncio.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    """A desk with one agent in one team."""
    desk = Desk(database, StillEnvironment())
    await desk.start()
    for command in (
        CreateAgent(agent=AgentId("maya"), name="Maya", email="maya@desk.example"),
        CreateTeam(team=TeamId("platform"), name="Platform"),
        CreateTeam(team=TeamId("billing"), name="Billing"),
        SetMembership(
            membership=MembershipId("m1"), agent=AgentId("maya"), team=TeamId("platform")
        ),
    ):
        assert (await desk.execute(command, OPERATOR)).ok
    yield desk
    await desk.close()


@pytest_asyncio.fixture
async def sqlite_desk(sqlite_database: Database) -> AsyncIterator[Desk]:
    """A desk with one agent, for what does not depend on the database."""
    desk = Desk(sqlite_database, StillEnvironment())
    await desk.start()
    for command in (
        CreateAgent(agent=AgentId("maya"), name="Maya", email="maya@desk.example"),
        CreateTeam(team=TeamId("platform"), name="Platform"),
        SetMembership(
            membership=MembershipId("m1"), agent=AgentId("maya"), team=TeamId("platform")
        ),
    ):
        assert (await desk.execute(command, OPERATOR)).ok
    yield desk
    await desk.close()


def opening(name: str, team: str | None = "platform") -> OpenTicket:
    return OpenTicket(
        ticket=TicketId(name),
        message=MessageId(f"{name}-1"),
        subject="Webhooks return 401",
        text="Since this morning",
        team=TeamId(team) if team else None,
    )


def envelope(counter: int, command: Command, *, id: str | None = None) -> Envelope:
    raw = msgspec.Raw(codec.encode(command))
    return Envelope(id=CommandId(id or f"c{counter}"), counter=counter, command=raw)


def code_of(answer: Answer) -> str | None:
    return None if answer.refusal is None else answer.refusal.code


def log_length(database: Database) -> int:
    with database.read() as reader:
        return ChangeLog(database).head(reader).seq


async def test_an_answer_names_the_seq_of_the_last_change(desk: Desk, database: Database) -> None:
    answer = await desk.execute(opening("t1"), MAYA)
    assert answer.ok
    assert answer.seq == log_length(database)
    assert answer.number == 1


async def test_sent_again_a_command_gets_its_first_answer_and_changes_nothing(
    desk: Desk, database: Database
) -> None:
    sent = envelope(1, opening("t1"))
    [first] = await desk.submit([sent], MAYA)
    length = log_length(database)
    assert await desk.submit([sent, sent], MAYA) == [first, first]
    assert log_length(database) == length


async def test_fifty_sockets_at_once_get_one_effect_promises_5_16(
    desk: Desk, database: Database
) -> None:
    sent = envelope(1, opening("t1"))
    answers = await asyncio.gather(*(desk.submit([sent], MAYA) for _ in range(50)))
    assert len({codec.encode(answer) for [answer] in answers}) == 1
    with database.read() as reader:
        tickets = AllRows(database)["ticket"].every(reader)
    assert [ticket.id for ticket in tickets] == ["t1"]


async def test_another_body_under_an_id_is_refused_promises_5_14(desk: Desk) -> None:
    await desk.submit([envelope(1, opening("t1"))], MAYA)
    [answer] = await desk.submit([envelope(1, opening("t2"))], MAYA)
    assert code_of(answer) == Code.ID_CONFLICT


async def test_ids_are_scoped_per_device_promises_5_15(desk: Desk) -> None:
    await desk.submit([envelope(1, opening("t1"))], MAYA)
    other = msgspec.structs.replace(MAYA, device="phone")
    [answer] = await desk.submit([envelope(1, opening("t2"))], other)
    assert answer.ok


async def test_a_hole_in_the_counters_waits_for_the_missing_one_promises_5_17(
    desk: Desk,
) -> None:
    [early] = await desk.submit([envelope(2, opening("t2"))], MAYA)
    assert code_of(early) == Code.FUTURE_COMMAND
    answers = await desk.submit([envelope(1, opening("t1")), envelope(2, opening("t2"))], MAYA)
    assert [answer.ok for answer in answers] == [True, True]


async def test_a_known_command_under_the_next_counter_moves_it_on(desk: Desk) -> None:
    [first] = await desk.submit([envelope(1, opening("t1"))], MAYA)
    again = envelope(2, opening("t1"), id="c1")
    answers = await desk.submit([again, envelope(3, opening("t3"))], MAYA)
    assert answers[0] == first
    assert answers[1].ok


async def test_a_final_refusal_moves_the_counter_on(desk: Desk) -> None:
    ghost = SetPriority(ticket=TicketId("ghost"), priority="high")
    answers = await desk.submit([envelope(1, ghost), envelope(2, opening("t1"))], MAYA)
    assert [code_of(answer) for answer in answers] == [Code.NOT_FOUND, None]


async def test_an_unknown_command_is_refused_under_its_own_id_promises_5_6(desk: Desk) -> None:
    unknown = Envelope(
        id=CommandId("c1"), counter=1, command=msgspec.Raw(b'{"type":"__class__","x":1}')
    )
    answers = await desk.submit([unknown, envelope(2, opening("t1"))], MAYA)
    assert [code_of(answer) for answer in answers] == [Code.UNKNOWN_COMMAND, None]
    assert len(codec.encode(answers[0])) < 200


async def test_a_refused_command_leaves_nothing_behind(desk: Desk, database: Database) -> None:
    length = log_length(database)
    twice = await desk.submit([envelope(1, opening("t1")), envelope(2, opening("t1"))], MAYA)
    assert [answer.ok for answer in twice] == [True, False]
    assert log_length(database) == twice[0].seq
    assert log_length(database) > length
    third = await desk.execute(opening("t3"), MAYA)
    assert third.number == 2


async def test_what_is_pruned_cannot_be_repeated(desk: Desk, database: Database) -> None:
    sent = envelope(1, opening("t1"))
    await desk.submit([sent], MAYA)
    executor = desk._executor
    far = 2**52
    await desk.transact(lambda writer: executor.ledger.prune_outcomes(writer, before=far))
    [answer] = await desk.submit([sent], MAYA)
    assert code_of(answer) == Code.TOO_OLD


async def test_a_commit_is_announced_before_its_callers_are_answered(desk: Desk) -> None:
    seen: list[str] = []
    desk.on_commit(lambda commit: seen.append(f"commit {len(commit.logged)}"))
    future = desk.send(opening("t1"), MAYA)
    future.add_done_callback(lambda _: seen.append("answer"))
    await future
    await asyncio.sleep(0)
    assert seen == ["commit 2", "answer"]


async def test_taking_sight_is_answered_only_behind_the_barrier(desk: Desk) -> None:
    await desk.execute(opening("t1"), OPERATOR)
    gate = asyncio.Event()
    commits: list[Commit] = []

    async def barrier(commit: Commit) -> None:
        commits.append(commit)
        await gate.wait()

    desk.add_barrier(barrier)
    moving = desk.send(SetTeam(ticket=TicketId("t1"), team=TeamId("billing")), OPERATOR)
    assert (await desk.execute(opening("t2"), OPERATOR)).ok
    await asyncio.sleep(0)
    answered = moving.done()
    gate.set()
    assert commits
    assert not answered
    assert (await moving).ok


async def test_sent_again_a_command_that_took_sight_waits_for_the_same_barrier(desk: Desk) -> None:
    await desk.execute(opening("t1"), OPERATOR)
    gate = asyncio.Event()

    async def barrier(commit: Commit) -> None:
        await gate.wait()

    desk.add_barrier(barrier)
    moving = SetTeam(ticket=TicketId("t1"), team=TeamId("billing"))
    sent = [desk.send(moving, OPERATOR, id="c1") for _ in range(2)]
    assert (await desk.execute(opening("t2"), OPERATOR)).ok
    sent.append(desk.send(moving, OPERATOR, id="c1"))
    assert (await desk.execute(opening("t3"), OPERATOR)).ok
    answered = [each.done() for each in sent]
    gate.set()
    assert answered == [False, False, False]
    assert len({(await each).seq for each in sent}) == 1
    gate.clear()
    assert (await desk.execute(moving, OPERATOR, id="c1")).ok


async def test_a_denial_is_logged_with_a_count(desk: Desk, database: Database) -> None:
    await desk.execute(opening("t1", team="billing"), OPERATOR)
    team = CreateTeam(team=TeamId("coup"), name="Coup")
    for _ in range(3):
        assert code_of(await desk.execute(team, MAYA)) == Code.FORBIDDEN
    with database.read() as reader:
        [event] = AllRows(database)["security"].every(reader)
    assert isinstance(event, SecurityEvent)
    assert (event.what, event.account, event.detail, event.count) == (
        "forbidden",
        "maya",
        "create_team",
        3,
    )


async def test_an_unknown_agent_is_nobody(desk: Desk) -> None:
    stranger = msgspec.structs.replace(MAYA, id="stranger")
    assert code_of(await desk.execute(opening("t1"), stranger)) == Code.DISABLED


async def test_read_only_refuses_and_forgets_nothing(desk: Desk) -> None:
    desk.read_only = True
    assert code_of(await desk.execute(opening("t1"), MAYA)) == Code.READ_ONLY
    desk.read_only = False
    assert (await desk.execute(opening("t1"), MAYA)).ok


async def test_the_roster_is_loaded_again_after_a_restart(desk: Desk, database: Database) -> None:
    second = Desk(database, StillEnvironment(seed=9))
    await second.start()
    assert second.epoch == desk.epoch
    assert second.roster.viewer(AgentId("maya")) == desk.roster.viewer(AgentId("maya"))
    await second.close()


async def test_many_changes_in_one_act_let_the_gestures_of_others_pass(sqlite_desk: Desk) -> None:
    desk, ended, sizes = sqlite_desk, list[str](), list[int]()
    assert (await desk.execute(opening("t1"), OPERATOR)).ok
    many = [
        envelope(number, SetPriority(ticket=TicketId("t1"), priority=("low", "high")[number % 2]))
        for number in range(1, 101)
    ]
    desk.on_commit(lambda commit: sizes.append(len(commit.logged)))
    act = asyncio.create_task(desk.submit(many, MAYA))
    act.add_done_callback(lambda _: ended.append("act"))
    await asyncio.sleep(0)
    after = asyncio.create_task(desk.submit([envelope(101, opening("t2"))], MAYA))
    after.add_done_callback(lambda _: ended.append("after"))
    answer = await desk.execute(opening("t3"), OPERATOR)
    ended.append("other")
    assert answer.ok
    assert all(each.ok for each in (*await act, *await after))
    assert (ended[0], max(sizes) <= JOB_BATCH + 4) == ("other", True)


async def test_the_log_verifies_after_everything(desk: Desk, database: Database) -> None:
    await asyncio.gather(*(desk.execute(opening(f"t{n}"), MAYA) for n in range(40)))
    with database.read() as reader:
        log = ChangeLog(database)
        assert list(log.verify(reader))[-1] == log.head(reader).seq


async def test_a_full_disk_voids_the_batch_and_is_answered_as_such(
    sqlite_database: Database, expected_logs: ExpectedLogs
) -> None:
    desk = Desk(sqlite_database, StillEnvironment())
    await desk.start()
    writer = sqlite_database.writer()
    [(pages,)] = writer.run("PRAGMA page_count")
    writer.run(f"PRAGMA max_page_count = {pages + 2}")
    big = [msgspec.structs.replace(opening(f"t{n}", team=None), text="x" * 9000) for n in range(9)]
    answers = await asyncio.gather(*(desk.execute(command, OPERATOR) for command in big))
    codes = [code_of(answer) for answer in answers]
    assert Code.STORAGE_FULL in codes
    with sqlite_database.read() as reader:
        stored = {ticket.id for ticket in AllRows(sqlite_database)["ticket"].every(reader)}
    assert stored == {c.ticket for c, code in zip(big, codes, strict=True) if code is None}
    writer.run("PRAGMA max_page_count = 1000000")
    again = await asyncio.gather(*(desk.execute(command, OPERATOR) for command in big))
    assert {code_of(answer) for answer in again} <= {None, Code.EXISTS}
    await desk.close()


async def test_a_fault_in_one_command_is_one_incident(
    sqlite_database: Database, expected_logs: ExpectedLogs
) -> None:
    expected_logs.expect("sync_server.desk.transaction", "Incident")
    desk = Desk(sqlite_database, StillEnvironment())
    await desk.start()
    sqlite_database.writer().run("DROP TABLE contact_address")
    bad = codec.decode_command(
        b'{"type":"create_contact","contact":"k1","name":"K","emails":["k@x.example"]}'
    )
    broken, fine = await asyncio.gather(
        desk.execute(bad, OPERATOR), desk.execute(opening("t1", team=None), OPERATOR)
    )
    assert code_of(broken) == Code.INTERNAL
    assert broken.refusal is not None
    assert broken.refusal.incident
    assert fine.ok
    await desk.close()


async def test_a_fault_in_a_listener_stops_nobody(desk: Desk, expected_logs: ExpectedLogs) -> None:
    expected_logs.expect("sync_server.desk.desk", "listener failed")
    heard: list[Commit] = []

    def fail(_: Commit) -> None:
        raise LookupError("a bug")

    stop = desk.on_commit(fail)
    desk.on_commit(heard.append)
    assert (await desk.execute(opening("t1"), OPERATOR)).ok
    stop()
    assert (await desk.execute(opening("t2"), OPERATOR)).ok
    assert len(heard) == 2


@pytest.mark.postgres
async def test_the_desk_goes_on_when_the_database_is_back(
    templates: Templates, tmp_path: Path, expected_logs: ExpectedLogs
) -> None:
    expected_logs.expect("sync_server.desk.transaction", "Incident")
    database = templates.take("postgresql", tmp_path, furnished=False)
    desk = Desk(database, StillEnvironment())
    await desk.start()
    cut_connections(database)
    cut = await desk.execute(opening("t1", team=None), OPERATOR, id="c1")
    assert code_of(cut) == Code.INTERNAL
    assert (await desk.execute(opening("t1", team=None), OPERATOR, id="c1")).ok
    await desk.close()
    database.close()


async def test_a_commit_whose_end_was_lost_is_made_up_for(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, expected_logs: ExpectedLogs
) -> None:
    expected_logs.expect("sync_server.desk.transaction", "Incident")
    desk = Desk(sqlite_database, StillEnvironment())
    await desk.start()
    heard: list[Commit] = []
    desk.on_commit(heard.append)
    writer = sqlite_database.writer()
    commit = Writer.commit

    def commit_and_fail(self: Writer) -> None:
        commit(self)
        monkeypatch.undo()
        raise DatabaseError[0]("the connection is lost")

    monkeypatch.setattr(type(writer), "commit", commit_and_fail)
    answer = await desk.execute(opening("t1", team=None), OPERATOR, id="c1")
    assert answer.ok is False
    assert (await desk.execute(opening("t1", team=None), OPERATOR, id="c1")).ok
    assert heard[-1].last_seq == log_length(sqlite_database)
    await desk.close()


async def test_a_command_whose_commit_was_lost_is_answered_behind_the_barrier_of_what_it_did(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch, expected_logs: ExpectedLogs
) -> None:
    expected_logs.expect("sync_server.desk.transaction", "Incident")
    desk = Desk(sqlite_database, StillEnvironment())
    await desk.start()
    await desk.execute(opening("t1", team=None), OPERATOR)
    before = log_length(sqlite_database)
    passed: list[Commit] = []

    async def barrier(commit: Commit) -> None:
        passed.append(commit)

    desk.add_barrier(barrier)
    writer = sqlite_database.writer()
    commit = Writer.commit

    def commit_and_fail(self: Writer) -> None:
        commit(self)
        monkeypatch.undo()
        raise DatabaseError[0]("the connection is lost")

    monkeypatch.setattr(type(writer), "commit", commit_and_fail)
    moving = SetPriority(ticket=TicketId("t1"), priority="high")
    assert not (await desk.execute(moving, OPERATOR, id="c1")).ok
    assert (await desk.execute(moving, OPERATOR, id="c1")).ok
    covered = [(one.first_seq, one.last_seq) for one in passed]
    assert covered == [(before + 1, log_length(sqlite_database))]
    await desk.close()


@pytest.mark.postgres
async def test_two_desks_on_one_postgres_log_interleave_without_a_gap(
    templates: Templates, tmp_path: Path
) -> None:
    postgres_database = templates.take("postgresql", tmp_path, furnished=False)
    twin = Database.open(postgres_database.address)
    nodes = [
        Desk(postgres_database, StillEnvironment()),
        Desk(twin, StillEnvironment(seed=5)),
    ]
    for node in nodes:
        await node.start()
    for n in range(20):
        answer = await nodes[n % 2].execute(opening(f"t{n}", team=None), OPERATOR)
        assert answer.number == n + 1
    with postgres_database.read() as reader:
        assert list(ChangeLog(postgres_database).verify(reader)) == list(range(1, 41))
    for node in nodes:
        await node.close()
    twin.close()
    postgres_database.close()
