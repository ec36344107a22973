# SPDX-License-Identifier: Apache-2.0
"""Waiting for the next commit."""

import asyncio

from sync_server.channels.api.rest.waiting import News
from tests.support.plain import c


async def test_a_commit_after_the_mark_ends_the_wait(sqlite_standard):
    news = News(sqlite_standard.desk)
    mark = news.mark
    await sqlite_standard.do("ann", c.SetPriority(ticket="opened", priority="urgent"))
    await news.after(mark, 3600)
    assert not news.mark.is_set()
    news.close()


async def test_the_wait_ends_by_itself(sqlite_standard):
    news = News(sqlite_standard.desk)
    async with asyncio.timeout(60):
        await news.after(news.mark, 0.01)
    news.close()


async def test_nobody_waits_for_what_is_closed(sqlite_standard):
    news = News(sqlite_standard.desk)
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        group.create_task(news.after(news.mark, 3600))
        await asyncio.sleep(0)
        news.close()
    await news.after(news.mark, 3600)
