# SPDX-License-Identifier: Apache-2.0
"""The one place of the client that touches websockets: opening a wire to a desk."""

import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from socket import gaierror
from typing import Final
from urllib.parse import unquote

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from app.errors import Unreachable
from app.link.wire import Address, Greeting, Wire, WireClosed
from sync_server.contract.joincode import DESK_HEADER, PROTOCOL_HEADER

OPEN_S: Final = 10
PING_S: Final = 16
PONG_S: Final = 20
CLOSE_S: Final = 2
"""Together they are how long a link may be silent unnoticed, which is 40 s at most."""

LARGEST_FRAME: Final = 1024 * 1024
LONGEST_NAME: Final = 60
"""Letters of a desk's name that are shown."""

_NUMBER: Final = re.compile(r"[0-9]{1,6}")


class _WebsocketWire:
    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    @property
    def latency_ms(self) -> float | None:
        return self._connection.latency * 1000 or None

    async def send(self, frame: bytes) -> None:
        try:
            await self._connection.send(frame, text=True)
        except ConnectionClosed as closed:
            raise _closed(closed) from closed

    async def receive(self) -> bytes | str:
        try:
            return await self._connection.recv(decode=False)
        except ConnectionClosed as closed:
            raise _closed(closed) from closed

    async def ping(self) -> None:
        try:
            await (await self._connection.ping())
        except ConnectionClosed as closed:
            raise _closed(closed) from closed

    async def close(self) -> None:
        await self._connection.close()


def _closed(closed: ConnectionClosed) -> WireClosed:
    return WireClosed(closed.rcvd.code if closed.rcvd is not None else 1006)


@asynccontextmanager
async def open_wire(address: Address) -> AsyncIterator[Wire]:
    """A connection to a desk, closed at the end. Raises `Unreachable`."""
    connection = await _connect(address)
    try:
        yield _WebsocketWire(connection)
    finally:
        await connection.close()


async def greet(address: Address) -> Greeting:
    """Connect, look who is there, and go. Raises `Unreachable`."""
    connection = await _connect(address)
    try:
        await (await connection.ping())
        assert connection.response is not None
        headers = connection.response.headers
        desk = unquote(headers.get(DESK_HEADER, ""))
        shown = "".join(letter for letter in desk if letter.isprintable())
        said = headers.get(PROTOCOL_HEADER, "")
        return Greeting(
            connection.latency * 1000,
            shown[:LONGEST_NAME],
            at_s=_said_time(headers.get("Date", "")),
            protocol=int(said) if _NUMBER.fullmatch(said) else None,
            until_s=_end_of_certificate(connection),
        )
    except ConnectionClosed as error:
        raise Unreachable("network", "closed") from error
    finally:
        await connection.close()


def _end_of_certificate(connection: ClientConnection) -> float | None:
    seen = connection.transport.get_extra_info("peercert") or {}
    try:
        return float(ssl.cert_time_to_seconds(seen["notAfter"]))
    except (KeyError, ValueError):
        return None


def _said_time(header: str) -> float | None:
    try:
        return parsedate_to_datetime(header).timestamp()
    except ValueError:
        return None


async def _connect(address: Address) -> ClientConnection:
    try:
        return await connect(
            address.url,
            ssl=address.tls,
            compression=None,
            proxy=None,
            open_timeout=OPEN_S,
            ping_interval=PING_S,
            ping_timeout=PONG_S,
            close_timeout=CLOSE_S,
            max_size=LARGEST_FRAME,
            user_agent_header=None,
        )
    except ssl.SSLError as error:
        raise Unreachable("certificate", error.reason or "") from error
    except gaierror as error:
        raise Unreachable("name", str(error)) from error
    except TimeoutError as error:
        raise Unreachable("network", "no answer") from error
    except (InvalidHandshake, InvalidMessage) as error:
        raise Unreachable("network", type(error).__name__) from error
    except OSError as error:
        raise Unreachable("port", str(error)) from error
