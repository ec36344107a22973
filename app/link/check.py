# SPDX-License-Identifier: Apache-2.0
"""The connection check: each step on the way to a desk, so that a person sees which one fails."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Literal

from msgspec import Struct

from app.errors import Unreachable
from app.link.driver import open_wire
from app.link.server import Server

Step = Literal["name", "port", "certificate", "greeting"]
STEPS: Final[tuple[Step, ...]] = ("name", "port", "certificate", "greeting")
STEP_S: Final = 10.0


class Check(Struct, frozen=True, kw_only=True):
    """How one step went; `ok` is `None` when an earlier one failed."""

    step: Step
    ok: bool | None
    detail: str = ""


async def check_connection(
    host: str, port: int, find: Callable[[], Awaitable[Server]]
) -> tuple[Check, ...]:
    """Go through the steps. `find` makes sure of the server's identity. Never raises."""
    done: list[Check] = []

    async def resolve() -> str:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port)
        return str(found[0][4][0])

    async def reach() -> str:
        _, writer = await asyncio.open_connection(host, port)
        writer.close()
        return f"{host}:{port}"

    server: list[Server] = []

    async def trust() -> str:
        server.append(await find())
        return ""

    async def greet() -> str:
        async with open_wire(server[0].address()) as wire:
            await wire.ping()
            return "" if wire.latency_ms is None else f"{wire.latency_ms:.0f} ms"

    for step, work in zip(STEPS, (resolve, reach, trust, greet), strict=True):
        try:
            async with asyncio.timeout(STEP_S):
                done.append(Check(step=step, ok=True, detail=await work()))
        except (OSError, Unreachable, ValueError) as error:
            done.append(Check(step=step, ok=False, detail=str(error)))
            break
    left = STEPS[len(done) :]
    return (*done, *(Check(step=step, ok=None) for step in left))
