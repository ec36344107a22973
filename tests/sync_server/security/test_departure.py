# SPDX-License-Identifier: Apache-2.0
"""What has left the machine and what has not, on real sockets."""

import asyncio
import socket

import pytest

from sync_server.security.departure import cut, has_left, held_back
from tests.support.socket_peers import PATIENCE_S


@pytest.fixture
async def pair():
    """A transport that writes, and a blocking-free socket that nobody reads yet."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        theirs = socket.socket()
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        theirs.connect(listener.getsockname())
        ours, _ = listener.accept()
    theirs.setblocking(False)
    _, writer = await asyncio.open_connection(sock=ours)
    yield writer.transport, theirs
    writer.transport.abort()
    theirs.close()


async def read(theirs, count):
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(PATIENCE_S):
        while count > 0:
            piece = await loop.sock_recv(theirs, count)
            assert piece
            count -= len(piece)


async def test_what_the_peers_system_has_taken_has_left(pair):
    transport, theirs = pair
    transport.write(b"x" * 100)
    await read(theirs, 100)
    assert held_back(transport) == 0
    assert await has_left(transport)


async def test_what_waits_in_our_system_has_not_left_though_our_buffer_is_empty(pair):
    transport, _ = pair
    transport.write(b"x" * 20_000)
    assert transport.get_write_buffer_size() == 0
    assert held_back(transport) not in (None, 0)
    assert not await has_left(transport)


async def test_nothing_is_known_of_a_closed_connection(pair):
    transport, _ = pair
    cut(transport)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert held_back(transport) is None
    assert not await has_left(transport)


async def test_what_has_not_left_is_taken_back(pair):
    transport, theirs = pair
    transport.write(b"x" * 100_000)
    cut(transport)
    await asyncio.sleep(0)
    with pytest.raises(ConnectionResetError):
        await read(theirs, 100_000)
