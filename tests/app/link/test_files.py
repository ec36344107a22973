# SPDX-License-Identifier: Apache-2.0
from hashlib import sha256

import pytest

from app.errors import TransferFailed
from app.link.files import FilePort, Sending, fetch_file, send_file
from tests.support.scripted_files import ScriptedFiles

CONTENT = bytes(range(256)) * 40


@pytest.fixture
async def server():
    async with ScriptedFiles() as server:
        yield server


def port_of(server) -> FilePort:
    return FilePort(host="127.0.0.1", port=server.port, tls=None, secret="s3cret")


def sending(content=CONTENT, piece=4096) -> Sending:
    async def read(offset):
        return content[offset : offset + piece]

    digest = sha256(content).hexdigest()
    return Sending(id="f1", size=len(content), sha256=digest, media_type="text/plain", read=read)


async def test_a_file_goes_up_in_pieces(server):
    await send_file(port_of(server), sending())
    assert server.files["f1"] == CONTENT
    assert server.offsets == [0, 4096, 8192]
    assert server.complete == {"f1"}


async def test_a_file_goes_on_where_the_server_has_it(server):
    server.files["f1"] = CONTENT[:5000]
    await send_file(port_of(server), sending())
    assert server.offsets[0] == 5000
    assert server.files["f1"] == CONTENT


async def test_the_server_says_where_to_go_on(server):
    server.failures = [0, 409]
    await send_file(port_of(server), sending())
    assert server.files["f1"] == CONTENT


async def test_a_file_that_arrived_wrong_is_sent_again(server):
    server.files["f1"] = b"x" * 5000
    await send_file(port_of(server), sending())
    assert server.files["f1"] == CONTENT


async def test_an_empty_file_is_a_file(server):
    await send_file(port_of(server), sending(b""))
    assert server.complete == {"f1"}


async def test_a_refusal_says_why(server):
    server.failures = [413]
    with pytest.raises(TransferFailed) as caught:
        await send_file(port_of(server), sending())
    assert caught.value.refusal is not None
    assert caught.value.refusal.code == "limit"


async def test_a_port_that_is_not_there_is_a_failed_transfer(server):
    port = FilePort(host="127.0.0.1", port=1, tls=None, secret="")
    with pytest.raises(TransferFailed):
        await send_file(port, sending())


async def test_a_server_that_takes_nothing_is_given_up(server):
    server.failures = [409] * 2000
    with pytest.raises(TransferFailed, match="no bytes"):
        await send_file(port_of(server), sending())


async def test_a_file_comes_down_with_its_size(server):
    server.files["f1"] = CONTENT
    pieces = [piece async for piece in fetch_file(port_of(server), "f1", token="p1")]
    assert b"".join(data for data, _ in pieces) == CONTENT
    assert {size for _, size in pieces} == {len(CONTENT)}


async def test_a_pass_that_is_none_brings_nothing(server):
    server.files["f1"] = CONTENT
    with pytest.raises(TransferFailed):
        [piece async for piece in fetch_file(port_of(server), "f1", token="p2")]
