# SPDX-License-Identifier: Apache-2.0
"""Clocks on tickets, for tests of what an agent sees of them."""

from msgspec.structs import replace

from sync_server.contract.clocks import Clock
from sync_server.contract.entities import Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update

MINUTE = 60_000_000
HOUR = 60 * MINUTE


def a_clock(since, **fields):
    """A next reply within an hour, which warns after 45 minutes of it."""
    clock = Clock(
        metric="next_reply",
        instance=1,
        state="running",
        since=since,
        spent=0,
        target=HOUR,
        alerts=(75,),
    )
    return replace(clock, **fields)


async def run_with(bench, seq, ticket, *clocks, **fields):
    """The server says that a ticket has these clocks now."""
    known = bench.workspace.get(Ticket, ticket)
    scope = f"team:{known.team}" if known.team else "triage"
    bench.apply(changes(update(seq, known, scope=scope, clocks=clocks, **fields)))
    await settle()


async def started(bench, seq, ticket, *, spent=0, **fields):
    """A clock of a ticket runs since now, and of its hour this many minutes were spent before."""
    now = bench.environment.now_us()
    await run_with(bench, seq, ticket, a_clock(now, spent=spent * MINUTE), **fields)
