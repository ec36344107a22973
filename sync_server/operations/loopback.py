# SPDX-License-Identifier: Apache-2.0
"""Ports of this machine: which are free, and whether somebody listens on one."""

import asyncio


async def free_ports() -> tuple[int, int]:
    """Two ports of loopback that nobody uses now."""
    servers = [
        await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
        for _ in range(2)
    ]
    first, second = (server.sockets[0].getsockname()[1] for server in servers)
    for server in servers:
        server.close()
    return first, second


async def answers(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True
