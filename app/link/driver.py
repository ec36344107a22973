# SPDX-License-Identifier: Apache-2.0
"""Opening a wire to a desk, and opening it again.

What speaks the protocol is imported with the first wire: it takes as long as a tenth of everything
else until the window is shown, and nobody connects before that. Whoever has a window on the screen
by then has a thread `prepare` it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from enum import Enum
from typing import Final

from app.environment import Environment
from app.errors import Unreachable
from app.link.backoff import Backoff
from app.link.wire import Address, Greeting, Wire, WireClosed

STEADY_S: Final = 5.0
"""A session that lasted so long counts as a success: the next trouble starts from short waits."""


def prepare() -> None:
    """Import what speaks the protocol."""
    from app.link import websocket  # noqa: F401, PLC0415 - see above


def open_wire(address: Address) -> AbstractAsyncContextManager[Wire]:
    """A connection to a desk, closed at the end. Raises `Unreachable`."""
    from app.link import websocket  # noqa: PLC0415 - see above

    return websocket.open_wire(address)


async def greet(address: Address) -> Greeting:
    """Connect, look who is there, and go. Raises `Unreachable`."""
    from app.link import websocket  # noqa: PLC0415 - see above

    return await websocket.greet(address)


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
