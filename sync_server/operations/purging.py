# SPDX-License-Identifier: Apache-2.0
"""Lets go of mail that has been held for a month."""

from datetime import timedelta
from typing import Final

from sync_server.contract.commands import DiscardHeld
from sync_server.desk.actor import SYSTEM, Actor
from sync_server.desk.desk import Desk
from sync_server.domain.lifecycle import KEPT
from sync_server.environment import Environment
from sync_server.store.expired import Expired

AT_ONCE: Final = 100
"""Rows that are looked for at once."""

MOST: Final = 10_000
"""Commands of one day: what is left goes the next day, and the desk stays free for people."""

_HOUSE: Final = Actor(kind=SYSTEM, id="upkeep", via="upkeep", device="upkeep")


async def purge(desk: Desk, environment: Environment) -> int:
    """Drop what is over, in small commands; how many it took."""
    expired, lane = Expired(desk.database), environment.lane("upkeep")
    before = environment.now_us() - KEPT // timedelta(microseconds=1)

    def find() -> list[DiscardHeld]:
        with desk.database.read() as reader:
            held = expired.held(reader, before=before, limit=AT_ONCE)
        return [DiscardHeld(held=each) for each in held]

    done = 0
    while done < MOST and (commands := await lane.run(find)):
        for command in commands:
            answer = await desk.execute(command, _HOUSE)
            if not answer.ok:  # read-only, or a full disk: another day
                return done
            done += 1
    return done
