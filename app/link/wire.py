# SPDX-License-Identifier: Apache-2.0
"""What a connection to a desk is to whoever uses one."""

import ssl
from typing import Final, NamedTuple, Protocol

from msgspec import Struct

CLEAN_CODES: Final = frozenset({1000, 1001, 1012})
"""Close codes of a server that goes away in good order."""

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


class Greeting(NamedTuple):
    """What a server says of itself before anybody signs in. The name proves nothing.

    `at_s` is the time by its clock, in whole seconds; `protocol` the newest version that it
    speaks. `until_s` is when the certificate ends that the connection was made with.
    """

    latency_ms: float
    desk: str
    at_s: float | None = None
    protocol: int | None = None
    until_s: float | None = None
