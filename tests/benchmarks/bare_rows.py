# SPDX-License-Identifier: Apache-2.0
"""The limit of a bootstrap: rows from SQLite as JSON arrays over a websocket, nothing else.

`python -m tests.benchmarks.bare_rows DATABASE CERTIFICATE_FOLDER`. Prints its port. To any message
it answers with all tickets and messages, 1,000 rows a frame, then with an empty frame; to "resume"
with 1,000 changes in one frame.
"""

import sqlite3
import sys
from contextlib import suppress
from pathlib import Path

import msgspec
import uvloop
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from sync_server.environment import RealEnvironment
from sync_server.security.tls import make_authority, server_context

PAGE = 1_000
TABLES = ("ticket", "message")


async def main(path: str, folder: Path) -> None:
    """Serve until killed."""
    database = sqlite3.connect(path)
    encode = msgspec.json.Encoder().encode

    async def answer(connection: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            async for message in connection:
                if message == "resume":
                    rows = database.execute(f"SELECT id, subject FROM ticket LIMIT {PAGE}")
                    await connection.send(encode(rows.fetchall()), text=True)
                    continue
                for table in TABLES:
                    cursor = database.execute(f"SELECT * FROM {table}")
                    while rows_now := cursor.fetchmany(PAGE):
                        await connection.send(encode([table, rows_now]), text=True)
                await connection.send("[]")

    now = RealEnvironment().now()
    make_authority(folder, now=now)
    context = server_context(folder, ["localhost", "127.0.0.1"], now=now)
    async with serve(answer, "127.0.0.1", 0, ssl=context, compression=None) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], Path(sys.argv[2])))
