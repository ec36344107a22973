# SPDX-License-Identifier: Apache-2.0

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import pytest
from sqlalchemy import update
from websockets.exceptions import ConnectionClosed

from app.link.trust import Untrusted, client_context, fetch_authority
from sync_server.config import BadConfiguration, Configuration
from sync_server.contract import codec
from sync_server.contract.commands import ChangeTeam, CreateTeam
from sync_server.contract.frames import Closing, Welcome
from sync_server.contract.ids import TeamId
from sync_server.contract.refusals import Code
from sync_server.environment import RealEnvironment
from sync_server.operations.administration import CONSOLE
from sync_server.operations.opening import NoDesk
from sync_server.operations.requests import Accept, ReadStatus, Verify
from sync_server.operations.status import Status
from sync_server.operations.verification import TAIL, Report
from sync_server.server import Server
from sync_server.store import tables
from sync_server.store.engines import Database, StorageUnusable
from tests.support.served_desk import (
    ADA,
    PASSWORD,
    by_password,
    by_token,
    dial,
    found,
    greet,
    invitation_of,
    serving,
)
from tests.support.web_site import TYPED, post_form, token_of

LOG = tables.log


@pytest.fixture
async def configuration(tmp_path) -> Configuration:
    return await found(tmp_path / "desk")


@pytest.fixture
async def server(configuration):
    async with serving(configuration) as server:
        yield server


@pytest.fixture
async def environment():
    environment = RealEnvironment()
    yield environment
    environment.close()


def tamper(configuration: Configuration, statement) -> None:
    """Change a database by hand while nobody serves it."""
    database = Database.open(configuration.database_address)
    writer = database.writer()
    writer.begin()
    compiled = database.compile(statement)
    writer.write(compiled, compiled.bind({}))
    writer.commit()
    database.close()


async def status_of(server: Server) -> Status:
    status = await server.administration.perform(ReadStatus())
    assert isinstance(status, Status)
    return status


@asynccontextmanager
async def customer_of(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who comes to the web port, where the team Help & Care has a form."""
    code = await invitation_of(server)
    pem = await fetch_authority(code.host, code.port, code.fingerprint)
    team = CreateTeam(team=TeamId("help"), name="Help & Care")
    form = ChangeTeam(team=TeamId("help"), form=True)
    for command in (team, form):
        assert (await server.desk.execute(command, CONSOLE)).ok
    address = f"https://localhost:{server.web_port}"
    async with httpx.AsyncClient(base_url=address, verify=client_context(pem)) as client:
        yield client


async def create_team(server: Server):
    return await server.desk.execute(CreateTeam(team=TeamId("t1"), name="Support"), CONSOLE)


async def test_customers_write_to_a_team_at_the_third_port(server):
    async with customer_of(server) as client:
        page = await client.get("/t/help-care")
        assert page.headers["Strict-Transport-Security"]
        answer = await post_form(client, "/t/help-care", TYPED)
        assert answer.headers["Location"] == "/t/help-care/sent"
        for path in ("/docs/", "/api/v1/openapi.json"):
            assert (await client.get(path)).status_code == 200
    status = await status_of(server)
    assert status.counts["ticket"] == 1
    assert status.server is not None
    assert status.server.web_port == server.web_port


async def test_a_form_that_is_sent_ten_times_at_once_is_one_ticket_with_its_file(server):
    file = ("a.bin", bytes(range(256)) * 4096, "x/y")
    async with customer_of(server) as client:
        token = token_of(await client.get("/t/help-care"))
        presses = [
            post_form(client, "/t/help-care", TYPED, files=[file], token=token) for _ in range(10)
        ]
        assert {answer.status_code for answer in await asyncio.gather(*presses)} == {303}
    counts = (await status_of(server)).counts
    assert (counts["ticket"], counts["attachment"]) == (1, 1)


# -- joining -------------------------------------------------------------------------------------


async def test_whoever_has_a_join_code_gets_in_over_tls_that_trusts_this_desk_alone(server):
    code = await invitation_of(server)
    async with await dial(code) as socket:
        welcome = await greet(socket, by_password(code.token))
    assert isinstance(welcome, Welcome)
    assert welcome.epoch == server.desk.epoch
    async with await dial(code) as socket:
        again = await greet(socket, by_token(welcome.token))
    assert isinstance(again, Welcome)
    assert again.token != welcome.token


async def test_the_authority_of_another_desk_is_refused(server, tmp_path):
    code = await invitation_of(server)
    async with serving(await found(tmp_path / "other")) as impostor:
        with pytest.raises(Untrusted):
            await fetch_authority("127.0.0.1", impostor.port, code.fingerprint)


async def test_a_used_up_join_code_lets_nobody_in(server):
    code = await invitation_of(server)
    async with await dial(code) as socket:
        await greet(socket, by_password(code.token))
    async with await dial(code) as socket:
        answer = await greet(socket, by_password(code.token, device="d2"))
    assert isinstance(answer, Closing)
    assert answer.refusal.code == Code.SIGN_IN


async def test_5_13_a_replayed_hello_ends_the_session_of_the_device_it_was_copied_from(server):
    code = await invitation_of(server)
    async with AsyncExitStack() as stack:

        async def come_in(hello):
            socket = await stack.enter_async_context(await dial(code))
            return socket, await greet(socket, hello)

        _, first = await come_in(by_password(code.token))
        _, second = await come_in(by_token(first.token))
        owner, _ = await come_in(by_token(second.token))
        _, replayed = await come_in(by_token(first.token))
        assert replayed.refusal.code == Code.DEVICE_REVOKED
        told = codec.decode_down(await owner.recv())
        assert isinstance(told, Closing)
        assert told.refusal.code == Code.DEVICE_REVOKED
        with pytest.raises(ConnectionClosed):
            await owner.recv()


async def test_the_log_of_a_session_has_ids_and_no_secrets(server, caplog):
    caplog.set_level("INFO")
    code = await invitation_of(server)
    async with await dial(code) as socket:
        welcome = await greet(socket, by_password(code.token))
    assert isinstance(welcome, Welcome)
    assert welcome.agent in caplog.text
    secrets = (PASSWORD, ADA, code.token, welcome.token, welcome.session)
    assert [secret for secret in secrets if secret in caplog.text] == []


# -- starting and stopping -----------------------------------------------------------------------


async def test_a_stopped_server_tells_its_clients_and_serves_again(configuration):
    async with serving(configuration) as server:
        code = await invitation_of(server)
        socket = await dial(code)
        await greet(socket, by_password(code.token))
    with pytest.raises(ConnectionClosed) as closed:
        await socket.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1001
    async with serving(configuration) as server:
        assert (await status_of(server)).counts["device"] == 1


async def test_5_60_a_second_server_on_one_file_refuses_to_start(server, environment):
    second = Server(server.configuration, environment)
    with pytest.raises(StorageUnusable, match="Another server already uses"):
        await second.__aenter__()
    assert (await create_team(server)).ok


async def test_a_server_without_a_desk_says_how_to_make_one(tmp_path, environment):
    with pytest.raises(NoDesk, match="deskbell-server init"):
        await Server(Configuration(data=tmp_path), environment).__aenter__()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
async def test_a_desk_on_postgresql_is_founded_served_and_whole(tmp_path, postgres):
    configuration = await found(tmp_path / "desk", database=postgres.create())
    async with serving(configuration) as server:
        code = await invitation_of(server)
        async with await dial(code) as socket:
            assert isinstance(await greet(socket, by_password(code.token)), Welcome)
        report = await server.administration.perform(Verify())
        assert isinstance(report, Report)
        assert report.findings == ()


async def test_a_taken_port_gives_the_database_back(server, tmp_path, environment):
    other = await found(tmp_path / "other")
    taken = Configuration(data=other.data, port=server.port, file_port=0, web_port=0)
    with pytest.raises(OSError, match="in use"):
        await Server(taken, environment).__aenter__()
    async with serving(other) as second:
        assert second.port != server.port


async def test_plain_sockets_are_for_loopback(tmp_path):
    with pytest.raises(BadConfiguration, match="loopback only"):
        Configuration(data=tmp_path, host="0.0.0.0", plain=True)


# -- damage --------------------------------------------------------------------------------------


async def test_5_61_a_damaged_log_makes_the_desk_read_only_until_that_is_accepted(
    configuration, expected_logs
):
    expected_logs.expect("sync_server.operations.opening", "Log entry 1")
    tamper(configuration, update(LOG).where(LOG.c.seq == 1).values(actor="somebody"))
    async with serving(configuration) as server:
        assert "Log entry 1" in str((await status_of(server)).trouble)
        refused = await create_team(server)
        assert refused.refusal.code == Code.READ_ONLY
        await server.administration.perform(Accept())
        assert (await status_of(server)).trouble is None
        assert (await create_team(server)).ok
        report = await server.administration.perform(Verify())
        assert isinstance(report, Report)
        assert [(finding.seq, finding.accepted) for finding in report.findings] == [(1, True)]
    async with serving(configuration) as server:
        assert (await status_of(server)).trouble is None


async def test_5_61_damage_far_back_that_verify_finds_counts_until_it_is_accepted(
    configuration, expected_logs
):
    expected_logs.expect("sync_server.operations.opening", "Log entry 1")
    async with serving(configuration) as server:
        teams = [CreateTeam(team=TeamId(f"far-{n}"), name=f"Far {n}") for n in range(TAIL + 1)]
        await asyncio.gather(*(server.desk.send(team, CONSOLE) for team in teams))
    tamper(configuration, update(LOG).where(LOG.c.seq == 1).values(actor="somebody"))
    async with serving(configuration) as server:
        assert (await status_of(server)).trouble is None
        report = await server.administration.perform(Verify())
        assert isinstance(report, Report)
        assert [finding.seq for finding in report.findings] == [1]
        assert (await create_team(server)).refusal.code == Code.READ_ONLY
    async with serving(configuration) as server:
        assert (await create_team(server)).refusal.code == Code.READ_ONLY
        await server.administration.perform(Accept())
        report = await server.administration.perform(Verify())
        assert isinstance(report, Report)
        assert report.is_whole
        assert (await create_team(server)).ok


async def test_5_61_a_row_edited_by_hand_is_accepted_once(configuration, expected_logs):
    expected_logs.expect("sync_server.operations.opening", "team t1")
    async with serving(configuration) as server:
        assert (await create_team(server)).ok
    tamper(configuration, update(tables.team).values(name="Somebody's"))
    async with serving(configuration) as server:
        report = await server.administration.perform(Verify())
        assert isinstance(report, Report)
        assert [finding.subject for finding in report.findings] == ["team t1"]
    async with serving(configuration) as server:
        await server.administration.perform(Accept())
        report = await server.administration.perform(Verify())
        assert isinstance(report, Report)
        assert report.is_whole
    async with serving(configuration) as server:
        assert (await status_of(server)).trouble is None


async def test_a_read_only_desk_still_lets_people_in_to_read(configuration, expected_logs):
    expected_logs.expect("sync_server.operations.opening", "read-only")
    tamper(configuration, update(LOG).where(LOG.c.seq == 1).values(at=1))
    async with serving(configuration) as server:
        code = await invitation_of(server)
        async with await dial(code) as socket:
            assert isinstance(await greet(socket, by_password(code.token)), Welcome)
