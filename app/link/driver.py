# SPDX-License-Identifier: Apache-2.0
"""The one place of the client that touches websockets: opening a wire, and opening it again."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from email.utils import parsedate_to_datetime
from enum import Enum
from socket import gaierror
from typing import Final, NamedTuple, Protocol
from urllib.parse import unquote

from msgspec import Struct
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from app.environment import Environment
from app.errors import Unreachable
from app.link.backoff import Backoff
from sync_server.contract.joincode import DESK_HEADER

OPEN_S: Final = 10
PING_S: Final = 16
PONG_S: Final = 20
CLOSE_S: Final = 2
"""Together they are how long a link may be silent unnoticed, which is 40 s at most."""

LARGEST_FRAME: Final = 1024 * 1024
STEADY_S: Final = 5.0
"""A session that lasted so long counts as a success: the next trouble starts from short waits."""

CLEAN_CODES: Final = frozenset({1000, 1001, 1012})
"""Close codes of a server that goes away in good order."""

LONGEST_NAME: Final = 60
"""Letters of a desk's name that are shown."""

TOO_LARGE: Final = 1009
"""The close code for a frame that was too large."""


class Address(Struct, frozen=True, kw_only=True):
    """Where a desk is. Without `tls` the connection is plain: for loopback only."""

    host: str
    port: int
    tls: ssl.SSLContext | None = None

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'ws' if self.tls is None else 'wss'}://{host}:{self.port}/"


class WireClosed(Exception):
    """The connection is over. `code` is the close code, 1006 when there was none."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(str(code))


class Wire(Protocol):
    """An open connection that carries frames."""

    @property
    def latency_ms(self) -> float | None:
        """How long the last ping took there and back."""
        ...

    async def send(self, frame: bytes) -> None:
        """Write a frame. Raises `WireClosed`."""
        ...

    async def receive(self) -> bytes | str:
        """The next frame. Raises `WireClosed`."""
        ...

    async def ping(self) -> None:
        """Measure the latency now. Raises `WireClosed`."""
        ...

    async def close(self) -> None:
        """End the connection."""
        ...


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


class Greeting(NamedTuple):
    """What a server says of itself before anybody signs in. The name proves nothing.

    `at_s` is the time by its clock, in whole seconds.
    """

    latency_ms: float
    desk: str
    at_s: float | None = None


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
        desk = unquote(connection.response.headers.get(DESK_HEADER, ""))
        shown = "".join(letter for letter in desk if letter.isprintable())
        at_s = _said_time(connection.response.headers.get("Date", ""))
        return Greeting(connection.latency * 1000, shown[:LONGEST_NAME], at_s)
    except ConnectionClosed as error:
        raise Unreachable("network", "closed") from error
    finally:
        await connection.close()


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


class After(Enum):
    """What to do once a session is over."""

    STOP = "stop"
    AT_ONCE = "at once"
    LATER = "later"


Dial = Callable[[], AbstractAsyncContextManager[Wire]]


class Redialler:
    """Opens a wire again and again until a talk says that it is enough.

    `talk` has one session and says what comes next; `on_trouble` hears why none came about.
    """

    def __init__(
        self,
        environment: Environment,
        *,
        dial: Dial,
        talk: Callable[[Wire], Awaitable[After]],
        on_trouble: Callable[[Unreachable], None],
    ) -> None:
        self._environment = environment
        self._dial = dial
        self._talk = talk
        self._on_trouble = on_trouble
        self._hurry = asyncio.Event()
        self._next_at: float | None = None
        self._backoff = Backoff(environment.jitter)

    @property
    def next_try_s(self) -> float | None:
        """In how many seconds it tries again; none while it does not wait."""
        if self._next_at is None:
            return None
        return max(0.0, self._next_at - self._environment.monotonic())

    def hurry(self) -> None:
        """Do not wait for the next attempt: the network is back, or a person asks for it."""
        self._hurry.set()

    async def run(self) -> None:
        """Connect until a talk ends it."""
        while True:
            after = After.LATER
            began = self._environment.monotonic()
            try:
                async with self._dial() as wire:
                    after = await self._talk(wire)
            except Unreachable as trouble:
                self._on_trouble(trouble)
            except WireClosed:
                pass
            if after is After.STOP:
                return
            steady = self._environment.monotonic() - began >= STEADY_S
            if steady:
                self._backoff.succeeded()
            if after is After.LATER or not steady:
                await self._wait(self._backoff.next_wait())

    async def _wait(self, seconds: float) -> None:
        self._hurry.clear()
        self._next_at = self._environment.monotonic() + seconds
        loop = asyncio.get_running_loop()
        waits = (
            loop.create_task(self._environment.sleep(seconds)),
            loop.create_task(self._hurry.wait()),
        )
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._next_at = None
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
