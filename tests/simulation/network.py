# SPDX-License-Identifier: Apache-2.0
"""A network in memory: connections with delay, little room, cuts, and ends that hear nothing.

A link carries whole messages in order. Its server end is what the hub calls a line, its client end
what the client calls a wire; between them stand a send buffer and a window, as TCP has them.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from app.link.wire import WireClosed

PING_S: Final = 20.0
CLOSE_S: Final = 5.0
ABNORMAL: Final = 1006
NORMAL: Final = 1000
TOO_LARGE: Final = 1009

Delay = Callable[[], float]


class Close(Struct, frozen=True):
    """The end of a direction, with the close code."""

    code: int


class Ping(Struct, frozen=True):
    """To be answered as soon as it arrives; `number` comes back."""

    number: int


class Pong(Struct, frozen=True):
    """The answer to a ping."""

    number: int


Item = bytes | Close | Ping | Pong


class ConnectionEnded(Exception):
    """The peer is gone."""


class _Direction:
    """Carries items one way. What is sent while it `swallows` never arrives."""

    def __init__(self, delay: Delay, deliver: Callable[[Item], None]) -> None:
        self._delay = delay
        self._deliver = deliver
        self._flying: deque[Item] = deque()
        self._last = 0.0
        self.swallows = False
        self.cut = False

    def send(self, item: Item) -> None:
        if self.cut or self.swallows:
            return
        loop = asyncio.get_running_loop()
        self._last = max(self._last, loop.time() + self._delay())
        self._flying.append(item)
        loop.call_at(self._last, self._arrive)

    def drop(self) -> None:
        """Lose what is under way."""
        self._flying.clear()

    def _arrive(self) -> None:
        if self._flying:
            item = self._flying.popleft()
            if not self.swallows:
                self._deliver(item)


class _End:
    """What both ends of a link do: an inbox, pings, and being told of the end."""

    def __init__(self) -> None:
        self.inbox: deque[bytes] = deque()
        self.closed: int | None = None
        self.out: _Direction
        self._waiter: asyncio.Future[None] | None = None
        self._pings: dict[int, asyncio.Future[None]] = {}
        self._count = 0

    def take(self, item: Item) -> None:
        """An item has arrived."""
        match item:
            case bytes():
                self.inbox.append(item)
            case Ping():
                self.out.send(Pong(item.number))
            case Pong():
                answered = self._pings.pop(item.number, None)
                if answered is not None and not answered.done():
                    answered.set_result(None)
            case Close():
                self.lose(item.code)
        self._wake()

    def lose(self, code: int) -> None:
        """The connection is over for this end."""
        if self.closed is None:
            self.closed = code
        for ping in self._pings.values():
            if not ping.done():
                ping.set_exception(ConnectionEnded())
                ping.exception()
        self._pings.clear()
        self._wake()

    def start_ping(self) -> "asyncio.Future[None]":
        """Send a ping; done when it is answered."""
        answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count += 1
        self._pings[self._count] = answered
        self.post(Ping(self._count))
        return answered

    def post(self, item: Item) -> None:
        """Hand an item to the network."""
        self.out.send(item)

    async def next_message(self) -> bytes:
        """The next message. Raises `ConnectionEnded` when no more come."""
        while not self.inbox:
            if self.closed is not None:
                raise ConnectionEnded
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        return self.inbox.popleft()

    async def keep_alive(self) -> None:
        """End the connection when the peer does not answer."""
        while self.closed is None:
            await asyncio.sleep(PING_S)
            if self.closed is not None:
                return
            try:
                async with asyncio.timeout(PING_S):
                    await self.start_ping()
            except TimeoutError:
                self.out.send(Close(ABNORMAL))
                self.lose(ABNORMAL)
            except ConnectionEnded:
                return

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class ServerEnd(_End):
    """The hub's line (`hub.seat.Line`). `on_write` sees each message, `on_drain` is for the hub."""

    def __init__(self, *, buffer_bytes: int, window: int, sealed: bool) -> None:
        super().__init__()
        self.on_write: Callable[[bytes], None] = lambda _: None
        self.on_drain: Callable[[], None] = lambda: None
        self.unread = 0
        self._buffer_bytes = buffer_bytes
        self._window = window
        self._sealed = sealed
        self._waiting: deque[Item] = deque()
        self._closing = False
        self._full = False

    @property
    def open(self) -> bool:
        return self.closed is None and not self._closing

    def buffered(self) -> int:
        return sum(len(item) for item in self._waiting if isinstance(item, bytes))

    def room(self) -> bool:
        return self.open and self.buffered() < self._buffer_bytes

    def write(self, data: bytes) -> None:
        if not self.open:
            return
        for message in split(data):
            self.on_write(message)
            self._waiting.append(message)
        self._full = self._full or self.buffered() >= self._buffer_bytes
        self.pump()

    def offer(self, data: bytes) -> bool:
        if not self.room():
            return False
        self.write(data)
        return True

    def close(self, code: int) -> None:
        if self.open:
            self._closing = True
            self._waiting.append(Close(code))
            self.pump()
            asyncio.get_running_loop().call_later(CLOSE_S, self.abort)

    def abort(self) -> None:
        self._waiting.clear()
        if self.closed is None:
            self.out.send(Close(ABNORMAL))
            self.lose(ABNORMAL)

    async def flush(self, seconds: float) -> bool:
        if not self._sealed and not self._waiting:
            return True
        if self.closed is not None:
            return True
        try:
            async with asyncio.timeout(seconds):
                await self.start_ping()
        except ConnectionEnded:
            return True
        except TimeoutError:
            return False
        return True

    def post(self, item: Item) -> None:
        self._waiting.append(item)
        self.pump()

    def pump(self) -> None:
        """Let go what the window has room for."""
        while self._waiting:
            item = self._waiting[0]
            if isinstance(item, bytes):
                if self.unread and self.unread + len(item) > self._window:
                    break
                self.unread += len(item)
            self.out.send(self._waiting.popleft())
        if self._full and self.buffered() <= self._buffer_bytes // 2:
            self._full = False
            self.on_drain()


class ClientEnd(_End):
    """The client's wire (`app.link.wire.Wire`). `on_read` sees each message that is taken."""

    def __init__(self, server: ServerEnd) -> None:
        super().__init__()
        self.on_read: Callable[[bytes], None] = lambda _: None
        self.latency_ms: float | None = None
        self._server = server

    async def send(self, frame: bytes) -> None:
        if self.closed is not None:
            raise WireClosed(self.closed)
        self.out.send(frame)

    async def receive(self) -> bytes | str:
        try:
            message = await self.next_message()
        except ConnectionEnded:
            raise WireClosed(self.closed or ABNORMAL) from None
        self._server.unread -= len(message)
        self._server.pump()
        self.on_read(message)
        return message

    async def ping(self) -> None:
        began = asyncio.get_running_loop().time()
        try:
            await self.start_ping()
        except ConnectionEnded:
            raise WireClosed(self.closed or ABNORMAL) from None
        self.latency_ms = (asyncio.get_running_loop().time() - began) * 1000

    async def close(self) -> None:
        if self.closed is None:
            self.out.send(Close(NORMAL))
            self.lose(NORMAL)


class Link:
    """One connection."""

    def __init__(self, delay: Delay, *, buffer_bytes: int, window: int, sealed: bool) -> None:
        self.server = ServerEnd(buffer_bytes=buffer_bytes, window=window, sealed=sealed)
        self.client = ClientEnd(self.server)
        self.server.out = self._down = _Direction(delay, self.client.take)
        self.client.out = self._up = _Direction(delay, self.server.take)

    @property
    def over(self) -> bool:
        """Whether neither end uses it any more."""
        return self.server.closed is not None and self.client.closed is not None

    @property
    def swallows(self) -> bool:
        """Whether some of it gets lost silently."""
        return self._up.swallows or self._down.swallows

    def cut(self, *, lose: bool) -> None:
        """Both ends learn that it is over; with `lose` what is under way does not arrive.

        Nor does it where something before it was lost: a stream has no gaps.
        """
        for direction in (self._up, self._down):
            if lose or direction.swallows:
                direction.drop()
            direction.swallows = False
            direction.send(Close(ABNORMAL))
            direction.cut = True

    def swallow(self, *, up: bool, down: bool) -> None:
        """From now on what is sent in these directions is lost, and nobody is told."""
        self._up.swallows = self._up.swallows or up
        self._down.swallows = self._down.swallows or down

    def lose_server(self) -> None:
        """The server's process is gone."""
        self.server.lose(ABNORMAL)
        self._down.send(Close(ABNORMAL))

    def lose_client(self) -> None:
        """The client's process is gone."""
        self.client.lose(ABNORMAL)
        self._up.send(Close(ABNORMAL))


def split(data: bytes) -> Iterator[bytes]:
    """The text messages in what the hub writes: unmasked websocket frames (RFC 6455, 5.2)."""
    at = 0
    while at < len(data):
        if data[at] != 0x81:
            raise ValueError(f"not a whole text message: {data[at]:#x}")
        size, at = data[at + 1], at + 2
        if size == 126:
            size, at = int.from_bytes(data[at : at + 2]), at + 2
        elif size == 127:
            size, at = int.from_bytes(data[at : at + 8]), at + 8
        if at + size > len(data):
            raise ValueError("a message that is cut short")
        yield bytes(data[at : at + size])
        at += size
