# SPDX-License-Identifier: Apache-2.0
"""The limit of a fan-out: a server that does nothing but `websockets.broadcast()`.

`python -m tests.benchmarks.bare_server CERTIFICATE_FOLDER|-`. Prints its port when it listens.
"""

import sys
from contextlib import suppress
from pathlib import Path

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

from sync_server.environment import RealEnvironment
from sync_server.security.tls import make_authority, server_context

connections: set[ServerConnection] = set()


async def relay(connection: ServerConnection) -> None:
    """Send everything that anybody says to everybody."""
    connections.add(connection)
    with suppress(ConnectionClosed):
        async for text in connection:
            broadcast(connections, text)
    connections.discard(connection)


async def main(folder: str) -> None:
    """Serve until killed."""
    context = None
    if folder != "-":
        now = RealEnvironment().now()
        make_authority(Path(folder), now=now)
        context = server_context(Path(folder), ["localhost", "127.0.0.1"], now=now)
    async with serve(relay, "127.0.0.1", 0, ssl=context, compression=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1]))
