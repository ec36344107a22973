# SPDX-License-Identifier: Apache-2.0
"""Waiting for news or for an instant, whichever comes first."""

import asyncio
from typing import Final

from sync_server.contract.ids import Instant
from sync_server.environment import Environment

LONGEST_WAIT_S: Final = 60.0
"""Between two looks: a clock that is set, or another server's row, is noticed within it."""

MICROSECONDS: Final = 1_000_000


async def news_or_time(
    news: asyncio.Event, environment: Environment, until: Instant | None
) -> None:
    """Return when `news` is set, at `until`, or after a minute."""
    seconds = LONGEST_WAIT_S
    if until is not None:
        left = (until - environment.now_us()) / MICROSECONDS
        seconds = min(max(left, 0.0), LONGEST_WAIT_S)
    async with asyncio.TaskGroup() as group:
        timer = group.create_task(environment.sleep(seconds), name="mail timer")
        heard = group.create_task(_until_set(news), name="mail news")
        await asyncio.wait({timer, heard}, return_when=asyncio.FIRST_COMPLETED)
        timer.cancel()
        heard.cancel()


async def _until_set(news: asyncio.Event) -> None:
    await news.wait()
