# SPDX-License-Identifier: Apache-2.0
import asyncio
import threading

import pytest

from app.cache.worker import Worker
from app.environment import RealEnvironment


@pytest.fixture
async def worker():
    environment = RealEnvironment()
    worker = Worker(environment.lane("cache"))
    yield worker
    await worker.close()
    environment.close()


async def test_urgent_work_overtakes_what_has_not_begun(worker):
    order: list[str] = []
    gate = threading.Event()
    worker.submit(gate.wait)
    worker.submit(order.append, "batch 1")
    worker.submit(order.append, "batch 2")
    urgent = worker.submit(order.append, "outbox", urgent=True)
    await asyncio.sleep(0)
    gate.set()
    await urgent
    assert order == ["outbox"]
    await worker.close()
    assert order == ["outbox", "batch 1", "batch 2"]


async def test_all_work_runs_in_one_thread(worker):
    names = {await worker.run(threading.get_ident) for _ in range(20)}
    assert len(names) == 1


async def test_an_error_reaches_whoever_submitted_and_nobody_else(worker):
    with pytest.raises(ZeroDivisionError):
        await worker.run(lambda: 1 / 0)
    assert await worker.run(lambda: 7) == 7


async def test_work_is_done_even_when_nobody_waits_any_more(worker):
    done: list[int] = []
    worker.submit(done.append, 1).cancel()
    await worker.close()
    assert done == [1]
