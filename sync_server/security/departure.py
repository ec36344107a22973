# SPDX-License-Identifier: Apache-2.0
"""Bytes on their way out of the machine: which have not left yet, and how to keep them here.

What the peer's system has confirmed has left. What this system still holds has not: it can be
taken back by resetting the connection.
"""

import asyncio
import struct
import sys
from contextlib import suppress
from typing import Final

from sync_server.environment import RESET_ON_CLOSE

if sys.platform == "linux":
    import fcntl
    import termios

TURNS: Final = 3
"""Turns of the loop in which a layer below the transport hands on what it holds."""


def held_back(transport: asyncio.WriteTransport) -> int | None:
    """Bytes that were written and that the peer's system has not confirmed.

    `None` where the system does not tell, and once the connection is closed. Over TLS some more may
    be between transport and system.
    """
    sock = transport.get_extra_info("socket")
    if sock is None or sock.fileno() < 0:
        return None
    count = _unconfirmed(sock.fileno())
    return None if count is None else count + transport.get_write_buffer_size()


async def has_left(transport: asyncio.WriteTransport) -> bool:
    """Whether the peer's system has everything that was written; false where nobody can tell."""
    for _ in range(TURNS):
        if held_back(transport) != 0:
            return False
        await asyncio.sleep(0)
    return held_back(transport) == 0


def reset_on_close(transport: asyncio.WriteTransport) -> None:
    """However a connection ends, nothing that the system buffers for it then leaves any more."""
    sock = transport.get_extra_info("socket")
    if sock is not None:
        with suppress(OSError):
            sock.setsockopt(*RESET_ON_CLOSE)


def cut(transport: asyncio.WriteTransport) -> None:
    """Abort a connection with what is buffered for it: what the system buffers, too."""
    reset_on_close(transport)
    transport.abort()


if sys.platform == "linux":

    def _unconfirmed(descriptor: int) -> int | None:
        """What a socket holds that is unsent or unconfirmed (`SIOCOUTQ`), in bytes."""
        answer = fcntl.ioctl(descriptor, termios.TIOCOUTQ, bytes(4))
        return int(struct.unpack("i", answer)[0])
else:

    def _unconfirmed(descriptor: int) -> int | None:  # noqa: ARG001 - the same everywhere
        """Nothing is known of what a socket holds."""
        return None
