# SPDX-License-Identifier: Apache-2.0

import asyncio
import socket
import stat

import msgspec
import pytest

from sync_server.operations.control import Reply, ask_server
from sync_server.operations.failed import Failed
from sync_server.operations.requests import ListAgents, ReadStatus, RevokeDevice
from tests.support.served_desk import found, serving


@pytest.fixture
async def server(tmp_path):
    async with serving(await found(tmp_path / "desk")) as server:
        yield server


async def say(server, line: bytes) -> Reply:
    """Send a line to the control socket as it is; the reply."""
    reader, writer = await asyncio.open_unix_connection(server.configuration.control)
    writer.write(line)
    answer = await reader.readline()
    writer.close()
    return msgspec.json.decode(answer, type=Reply)


async def test_only_the_owner_may_open_the_socket(server):
    assert stat.S_IMODE(server.configuration.control.stat().st_mode) == 0o600


async def test_a_request_is_answered_by_the_server_that_runs(server):
    raw = await ask_server(server.configuration.control, ReadStatus())
    assert raw is not None
    assert msgspec.json.decode(raw)["server"]["port"] == server.port


async def test_what_cannot_be_done_is_raised_with_its_sentence(server):
    with pytest.raises(Failed, match="no such device"):
        await ask_server(server.configuration.control, RevokeDevice(device="d1"))


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"not json\n",
        b"[]\n",
        b'{"type":"format_disk"}\n',
        b'{"type":"list_agents","extra":1}\n',
        b'{"type":"add_agent","name":"T","email":"t@desk.example","role":"king"}\n',
    ],
)
async def test_what_is_no_request_gets_a_sentence_and_the_server_goes_on(server, line):
    reply = await say(server, line)
    assert "does not understand" in str(reply.failed)
    assert await ask_server(server.configuration.control, ListAgents()) is not None


async def test_nobody_there_is_no_error(tmp_path):
    assert await ask_server(tmp_path / "control.sock", ReadStatus()) is None


async def test_a_socket_that_a_killed_server_left_is_nobody(tmp_path):
    path = tmp_path / "control.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    assert await ask_server(path, ReadStatus()) is None


async def test_a_server_that_stops_before_it_answers_is_told(tmp_path):
    async def hang_up(reader, writer):
        await reader.readline()
        writer.close()

    path = tmp_path / "control.sock"
    async with await asyncio.start_unix_server(hang_up, path):
        with pytest.raises(Failed, match="stopped before it answered"):
            await ask_server(path, ReadStatus())


async def test_a_path_too_long_for_a_socket_is_warned_of_and_the_server_serves(
    tmp_path, expected_logs
):
    expected_logs.expect("sync_server.operations.control", "No control socket")
    async with serving(await found(tmp_path / ("long" * 30))) as server:
        assert server.port > 0
        assert await ask_server(server.configuration.control, ReadStatus()) is None
