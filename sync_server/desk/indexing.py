# SPDX-License-Identifier: Apache-2.0
"""Keeps the search index close behind the log, between the commands and never inside one."""

import asyncio
from typing import Final

from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.search import SearchIndex

PAUSE_S: Final = 1.0
"""Between two rounds: one transaction of the index then covers many of the desk's."""


async def keep_index(desk: Desk, environment: Environment) -> None:
    """Follow the log until cancelled. Start it once the desk has started."""
    index = SearchIndex(desk.database)
    news = asyncio.Event()
    stop = desk.on_commit(lambda _: news.set())
    try:
        while True:
            news.clear()
            while await desk.transact(index.catch_up):
                pass
            await news.wait()
            await environment.sleep(PAUSE_S)
    finally:
        stop()
