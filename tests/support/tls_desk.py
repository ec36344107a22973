# SPDX-License-Identifier: Apache-2.0
"""A real server on loopback that hands out an authority and echoes everything else."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sync_server.contract.joincode import AUTHORITY_PATH


def http_answer(body: bytes, status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode("ascii") + body


@asynccontextmanager
async def tls_desk(context: ssl.SSLContext | None, answer: bytes) -> AsyncIterator[int]:
    """Serve until the block ends; the port. Without a context there is no TLS.

    Whoever asks for the authority gets `answer`, bytes of HTTP.
    """

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received = await reader.read(4096)
        asked = received.startswith(f"GET {AUTHORITY_PATH} ".encode("ascii"))
        writer.write(answer if asked else received)
        with suppress(ConnectionError):  # the client need not take all of it
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]
