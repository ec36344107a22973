# SPDX-License-Identifier: Apache-2.0
"""The gateway: the agents' websocket port. The only module of the server that knows `websockets`.

It keeps strangers few, small and brief, gives the hub a line per connection, and writes the hub's
prepared messages straight to the transport: a message costs one call, whoever else gets it too.
"""

import asyncio
import logging
import ssl
from contextlib import suppress
from http import HTTPStatus
from typing import Final, cast
from urllib.parse import parse_qs, quote, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.frames import DATA_OPCODES, CloseCode, Frame
from websockets.http11 import Request, Response
from websockets.protocol import Event, State

from sync_server.config import Limits
from sync_server.contract.joincode import AUTHORITY_PATH, DESK_HEADER, PROTOCOL_HEADER
from sync_server.contract.version import PROTOCOL
from sync_server.hub.hub import Hub
from sync_server.hub.seat import Seat
from sync_server.security.departure import cut, has_left, reset_on_close
from sync_server.security.entrance import Entrance

_log = logging.getLogger(__name__)
_library_log = logging.getLogger(f"{__name__}.websockets")

HEALTH_PATH: Final = "/healthz"
SEALED_BYTES: Final = 2 * 1024
"""Most bytes given to TLS at once: its buffer keeps for ever the size of the largest write."""

CLOSE_S: Final = 5.0
"""How long a peer may take to confirm the end before it is cut off."""


_ANY_REQUEST: Final = Request("/", Headers())
_ANY_RESPONSE: Final = Response(HTTPStatus.SWITCHING_PROTOCOLS, "", Headers())
"""Take the place of a signed-in client's handshake: 2.5 KiB of headers that nobody reads again."""


class _Connection(ServerConnection):
    """A connection that tells its gateway when it begins, drains and ends."""

    __slots__ = ("address", "patience", "seat")
    # Slots beside the library's dictionary: a few more keys would double that dictionary's size.

    gateway: "Gateway"
    seat: Seat | None
    address: str
    """The peer's network address; a closed TLS transport no longer tells it."""
    patience: asyncio.TimerHandle | None
    """Ends the connection unless the message that has begun becomes whole in time."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.seat = self.patience = None
        super().connection_made(transport)
        peer = transport.get_extra_info("peername")
        self.address = str(peer[0]) if peer else ""
        self.gateway.entrance.enter(self.transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.gateway.entrance.leave(self.transport)
        self._stop_waiting()
        super().connection_lost(exc)

    def process_event(self, event: Event) -> None:
        super().process_event(event)
        if isinstance(event, Frame) and event.opcode in DATA_OPCODES:
            if event.fin:
                self._stop_waiting()
            elif self.patience is None:
                self.patience = self.loop.call_later(self.gateway.message_s, self._give_up)

    def _stop_waiting(self) -> None:
        if self.patience is not None:
            self.patience.cancel()
            self.patience = None

    def _give_up(self) -> None:
        self.protocol.fail(CloseCode.POLICY_VIOLATION, "unfinished message")
        self.send_data()
        self.loop.call_later(CLOSE_S, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.seat is not None:
            self.gateway.hub.drained(self.seat)


class _Line:
    """A connection as the hub sees it (`hub.seat.Line`)."""

    __slots__ = ("_buffer_bytes", "_connection", "_is_sealed")

    def __init__(self, connection: _Connection, buffer_bytes: int, *, is_sealed: bool) -> None:
        self._connection = connection
        self._buffer_bytes = buffer_bytes
        self._is_sealed = is_sealed

    @property
    def open(self) -> bool:
        """Whether the websocket is open and its transport not closing."""
        connection = self._connection
        return connection.protocol.state is State.OPEN and not connection.transport.is_closing()

    def buffered(self) -> int:
        """Bytes in the transport's buffer. Over TLS some more may be in the layer below."""
        return self._connection.transport.get_write_buffer_size()

    def room(self) -> bool:
        """Whether a message may be written: open, not within a fragmented one, buffer not full."""
        connection = self._connection
        transport = connection.transport
        return (
            connection.protocol.state is State.OPEN
            and connection.send_in_progress is None
            and transport.get_write_buffer_size() < self._buffer_bytes
            and not transport.is_closing()
        )

    def offer(self, data: bytes) -> bool:
        """Write if there is room: once per agent and commit, so the common case is in one go."""
        if not self.room():
            return False
        if self._is_sealed:
            self.write(data)
        else:
            self._connection.transport.write(data)
        return True

    def write(self, data: bytes) -> None:
        """Hand messages to the transport."""
        if not self.open:
            return
        if not self._is_sealed or len(data) <= SEALED_BYTES:
            self._connection.transport.write(data)
            return
        view = memoryview(data)
        for start in range(0, len(data), SEALED_BYTES):
            self._connection.transport.write(view[start : start + SEALED_BYTES])

    def close(self, code: int) -> None:
        """Send a close frame; a peer that does not answer it is cut off."""
        connection = self._connection
        if self.open:
            connection.protocol.send_close(code)
            connection.send_data()
            connection.loop.call_later(CLOSE_S, connection.transport.abort)

    def abort(self) -> None:
        """Cut the connection off, with what it buffers: what the system buffers for it, too."""
        cut(self._connection.transport)

    async def flush(self, seconds: float) -> bool:
        """Whether the peer has everything within that time.

        An empty buffer says nothing: the system has one of its own, of some megabytes. An answered
        ping says so, or a confirmed end: both arrive after what was written before. While the
        peer's own frames wait here unread, its pong does too: then it must be the peer's system
        that has confirmed every byte.
        """
        connection = self._connection
        try:
            async with asyncio.timeout(seconds):
                with suppress(ConnectionClosed):
                    if self.open:
                        await (await connection.ping())
                        return True
                await connection.wait_closed()
        except TimeoutError:
            return connection.recv_messages.paused and await has_left(connection.transport)
        return True


class Gateway:
    """Accepts agents' connections on one port, with TLS unless `context` is `None`.

    `authority` is the certificate (PEM) that clients may ask for before they trust this server.
    """

    def __init__(
        self,
        hub: Hub,
        limits: Limits,
        *,
        context: ssl.SSLContext | None = None,
        authority: str = "",
    ) -> None:
        self.hub = hub
        self.message_s = limits.message_s
        self._limits = limits
        self._context = context
        self._authority = authority
        self.entrance = Entrance(limits)
        self._server: Server | None = None
        self._connection_type = type("_OwnConnection", (_Connection,), {"gateway": self})

    async def start(self, host: str, port: int) -> None:
        """Listen. Port 0 takes a free one."""
        limits = self._limits
        self._server = await serve(
            self._handle,
            host,
            port,
            ssl=self._context,
            ssl_handshake_timeout=limits.handshake_s if self._context is not None else None,
            compression=None,
            process_request=self._check_request,
            process_response=self._name_desk,
            server_header=None,
            open_timeout=limits.handshake_s,
            max_size=limits.hello_bytes,
            create_connection=self._connection_type,
            logger=_library_log,
        )

    @property
    def port(self) -> int:
        """The port that is listened on."""
        assert self._server is not None
        return int(next(iter(self._server.sockets)).getsockname()[1])

    async def close(self) -> None:
        """Close every connection and stop listening."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    # -- before the handshake ------------------------------------------------------------------

    async def _check_request(
        self, connection: ServerConnection, request: Request
    ) -> Response | None:
        """Refuse what no client of ours sends: an origin, a cookie, a token in the address."""
        address = urlsplit(request.path)
        if address.path == HEALTH_PATH:
            return connection.respond(HTTPStatus.OK, "ok\n")
        if address.path == AUTHORITY_PATH and self._authority:
            return connection.respond(HTTPStatus.OK, self._authority)
        if address.path != "/":
            return connection.respond(HTTPStatus.NOT_FOUND, "")
        if request.headers.get_all("Origin"):
            return connection.respond(HTTPStatus.FORBIDDEN, "")
        if address.query or request.headers.get_all("Cookie"):
            source = cast(_Connection, connection).address
            for token in parse_qs(address.query, max_num_fields=8).get("token", ())[:1]:
                await self.hub.end_exposed_token(token, source)
            return connection.respond(HTTPStatus.UNAUTHORIZED, "")
        return None

    def _name_desk(
        self, connection: ServerConnection, request: Request, response: Response
    ) -> None:
        """Say whose desk it is before anybody signs in: people shall see where they are."""
        response.headers[DESK_HEADER] = quote(self.hub.name)
        response.headers[PROTOCOL_HEADER] = str(PROTOCOL)

    # -- connections ---------------------------------------------------------------------------

    def _admit(self, connection: _Connection) -> None:
        """Whoever has signed in is no stranger: their time and number have other limits.

        From now on bytes are buffered that may become forbidden. They shall not outlive the
        connection, whoever ends it: the library drops one whose peer answers no ping.
        """
        self.entrance.leave(connection.transport)
        reset_on_close(connection.transport)

    async def _handle(self, plain: ServerConnection) -> None:
        connection = cast(_Connection, plain)
        limits = self._limits
        line = _Line(connection, limits.buffer_bytes, is_sealed=self._context is not None)
        connection.seat = seat = self.hub.enter(line, connection.address)
        try:
            try:
                async with asyncio.timeout(limits.hello_s):
                    first = await connection.recv()
            except TimeoutError:
                self.hub.refuse_late(seat)
                return
            await self.hub.receive(seat, first)
            del first
            if not self.hub.is_signed_in(seat):
                return
            self._admit(connection)
            connection.protocol.max_message_size = limits.frame_bytes
            connection.request, connection.response = _ANY_REQUEST, _ANY_RESPONSE
            async for message in connection:
                await self.hub.receive(seat, message)
        except ConnectionClosed:
            pass
        finally:
            connection.seat = None
            self.hub.leave(seat)
