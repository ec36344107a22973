# SPDX-License-Identifier: Apache-2.0
"""The connection check: each step on the way to a desk, so that a person sees which one fails."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Literal

from msgspec import Struct

from app.errors import Unreachable
from app.link.driver import greet
from app.link.seen import look_at
from app.link.server import Server
from app.link.wire import Greeting
from sync_server.contract.ids import Instant

Step = Literal["name", "port", "certificate", "greeting"]
STEPS: Final[tuple[Step, ...]] = ("name", "port", "certificate", "greeting")
STEP_S: Final = 10.0


class Check(Struct, frozen=True, kw_only=True):
    """How one step went; `ok` is `None` when an earlier one failed.

    Only the last step knows `desk`, what the server calls itself, `apart_s`, by how many seconds
    its clock is ahead of this computer's, `protocol`, the version that it speaks, and `until`, when
    its certificate ends. `expected` and `found` are fingerprints of the authority, where a
    certificate is not the one that this computer joined. `took_ms` is how long the name took;
    `refused` says that the host answered the port with a no, instead of not at all.
    """

    step: Step
    ok: bool | None
    detail: str = ""
    desk: str = ""
    apart_s: float | None = None
    protocol: int | None = None
    until: Instant | None = None
    took_ms: float | None = None
    refused: bool = False
    expected: str = ""
    found: str = ""


async def check_connection(
    host: str,
    port: int,
    find: Callable[[], Awaitable[Server]],
    *,
    now_us: Callable[[], int],
    monotonic: Callable[[], float],
) -> tuple[Check, ...]:
    """Go through the steps. `find` makes sure of the server's identity. Never raises."""
    done: list[Check] = []

    server: list[Server] = []

    async def resolve() -> Check:
        began = monotonic()
        found = await asyncio.get_running_loop().getaddrinfo(host, port)
        took_ms = (monotonic() - began) * 1000
        return Check(step="name", ok=True, detail=str(found[0][4][0]), took_ms=took_ms)

    async def reach() -> Check:
        _, writer = await asyncio.open_connection(host, port)
        writer.close()
        return Check(step="port", ok=True, detail=f"{host}:{port}")

    async def trust() -> Check:
        server.append(await find())
        return Check(step="certificate", ok=True)

    async def look() -> Check:
        found = await greet(server[0].address())
        return _greeted(found, now_us())

    for step, work in zip(STEPS, (resolve, reach, trust, look), strict=True):
        try:
            async with asyncio.timeout(STEP_S):
                done.append(await work())
        except Unreachable as error:
            if step == "greeting" and error.reason == "certificate":
                done[-1] = await _another(server[0], error)
            else:
                done.append(Check(step=step, ok=False, detail=str(error)))
            break
        except (OSError, ValueError) as error:
            refused = isinstance(error, ConnectionRefusedError)
            done.append(Check(step=step, ok=False, detail=str(error), refused=refused))
            break
    left = STEPS[len(done) :]
    return (*done, *(Check(step=step, ok=None) for step in left))


def _greeted(found: Greeting, now_us: int) -> Check:
    apart_s = None if found.at_s is None else found.at_s - now_us / 1_000_000
    detail = f"{found.latency_ms:.0f} ms"
    return Check(
        step="greeting",
        ok=True,
        detail=detail,
        desk=found.desk,
        apart_s=apart_s,
        protocol=found.protocol,
        until=None if found.until_s is None else round(found.until_s * 1_000_000),
    )


async def _another(server: Server, error: Unreachable) -> Check:
    """The handshake found a certificate that the authority does not vouch for: which is there?"""
    seen = await look_at(server)
    return Check(
        step="certificate",
        ok=False,
        detail=error.detail,
        expected=seen.expected,
        found=seen.found,
    )
