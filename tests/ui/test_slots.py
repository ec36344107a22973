# SPDX-License-Identifier: Apache-2.0
import asyncio

import pytest

from tests.support.client_environment import settle
from ui.faults import Faults
from ui.slots import Spawner


@pytest.fixture
def faults(qapp):
    return Faults()


async def test_a_coroutine_runs_and_is_forgotten(faults):
    spawn = Spawner(faults)
    done: list[int] = []

    async def work():
        await asyncio.sleep(0)
        done.append(1)

    spawn(work(), name="work")
    assert len(spawn) == 1
    await settle()
    assert (done, len(spawn)) == ([1], 0)
    await spawn.close()


async def test_an_error_is_reported_with_the_name(faults, expected_logs):
    expected_logs.expect("ui.faults", "counting sheep failed")
    told: list[str] = []
    faults.occurred.connect(told.append)
    spawn = Spawner(faults)

    async def fail():
        raise ValueError("planted")

    spawn(fail(), name="counting sheep")
    await settle()
    assert told == ["counting sheep"]
    await spawn.close()


async def test_what_still_runs_at_the_end_is_cancelled_in_silence(faults):
    spawn = Spawner(faults)
    ended: list[int] = []

    async def wait():
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(1)

    spawn(wait(), name="wait")
    await settle()
    await spawn.close()
    assert ended == [1]


async def test_after_the_end_nothing_is_started(faults):
    spawn = Spawner(faults)
    spawn.cancel()
    ran: list[int] = []

    async def work():
        ran.append(1)

    spawn(work(), name="work")
    await settle()
    assert ran == []


def test_nothing_is_started_once_the_loop_has_ended(faults):
    spawn = Spawner(faults)

    async def late():
        raise AssertionError("it ran")

    work = late()
    spawn(work, name="late")
    assert len(spawn) == 0
    with pytest.raises(RuntimeError, match="cannot reuse"):
        work.send(None)
