# SPDX-License-Identifier: Apache-2.0

import asyncio

from sync_server.operations.loopback import answers, free_ports


async def test_two_free_ports_are_two():
    first, second = await free_ports()
    assert first != second


async def test_a_port_answers_when_somebody_listens():
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        assert await answers("127.0.0.1", port)
    assert not await answers("127.0.0.1", port)
