# SPDX-License-Identifier: Apache-2.0
"""The keeper on a clock that is moved by hand."""

import asyncio
import random
from contextlib import asynccontextmanager, suppress

import pytest

from sync_server.timekeeper.keeper import AT_ONCE, LONGEST_SLEEP_S, Keeper
from tests.support.stepped_environment import SteppedEnvironment

SECOND = 1_000_000
HOUR = 3600


class SetClock(SteppedEnvironment):
    """A clock that somebody sets; how fast time passes is not changed by that."""

    def __init__(self):
        super().__init__()
        self.set_by = 0

    def now_us(self):
        return super().now_us() + self.__dict__.get("set_by", 0)


class Desk:
    """What was done, when by the clock; what is claimed is done once, whoever does it."""

    def __init__(self, environment):
        self.environment = environment
        self.done = {}
        self.again = 0
        self.fails = 0

    async def perform(self, subjects):
        if self.fails:
            self.fails -= 1
            raise OSError("the disk is away")
        for subject in subjects:
            self.again += subject in self.done
            self.done.setdefault(subject, self.environment.now_us())


@asynccontextmanager
async def kept(keeper):
    task = asyncio.create_task(keeper.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@pytest.fixture
def environment():
    return SetClock()


@pytest.fixture
def desk(environment):
    return Desk(environment)


@pytest.fixture
def keeper(environment, desk):
    return Keeper(environment, desk.perform)


async def test_each_is_done_at_its_instant(environment, desk, keeper):
    now = environment.now_us()
    instants = {"a": now + 90 * SECOND, "b": now + 30 * SECOND, "c": now + 3 * HOUR * SECOND}
    async with kept(keeper):
        for subject, at in instants.items():
            keeper.put(subject, at)
        await environment.pass_time(4 * HOUR)
    assert desk.done == instants


async def test_what_is_sooner_than_what_it_sleeps_for_wakes_it(environment, desk, keeper):
    now = environment.now_us()
    async with kept(keeper):
        keeper.put("late", now + HOUR * SECOND)
        await environment.pass_time(1)
        keeper.put("soon", now + 2 * SECOND)
        await environment.pass_time(5)
    assert desk.done == {"soon": now + 2 * SECOND}


async def test_what_was_cleared_or_put_off_is_not_done(environment, desk, keeper):
    now = environment.now_us()
    async with kept(keeper):
        keeper.put("cleared", now + 5 * SECOND)
        keeper.put("put off", now + 5 * SECOND)
        await environment.pass_time(1)
        keeper.put("cleared", None)
        keeper.put("put off", now + 60 * SECOND)
        await environment.pass_time(30)
        assert desk.done == {}
        await environment.pass_time(60)
    assert desk.done == {"put off": now + 60 * SECOND}


async def test_many_at_once_are_all_done(environment, desk, keeper):
    at = environment.now_us() + 5 * SECOND
    async with kept(keeper):
        for subject in range(3 * AT_ONCE + 1):
            keeper.put(subject, at)
        await environment.pass_time(5)
    assert set(desk.done.values()) == {at}
    assert len(desk.done) == 3 * AT_ONCE + 1


async def test_what_could_not_be_done_is_due_again(environment, desk, keeper):
    desk.fails = 1
    keeper.put("a", environment.now_us())
    with pytest.raises(OSError, match="the disk is away"):
        await keeper.run()
    async with kept(keeper):
        await environment.pass_time(1)
    assert list(desk.done) == ["a"]


@pytest.mark.parametrize("hours", [24, -3])
async def test_a_clock_that_is_set_makes_nothing_early_or_lost(environment, desk, keeper, hours):
    at = environment.now_us() + 60 * SECOND
    async with kept(keeper):
        keeper.put("a", at)
        await environment.pass_time(1)
        environment.set_by = hours * HOUR * SECOND
        await environment.pass_time(4 * HOUR)
    assert at <= desk.done["a"] <= at + max(0, hours) * HOUR * SECOND + LONGEST_SLEEP_S * SECOND


@pytest.mark.parametrize("seed", range(40))
async def test_every_schedule_is_kept_once_through_restarts_and_set_clocks(seed):
    """Nothing is missing, nothing doubled, nothing early; late only by what the clock jumped."""
    chance = random.Random(seed)
    environment = SetClock()
    desk = Desk(environment)
    planned: dict[int, int] = {}
    jumped = 0
    for _ in range(chance.randint(1, 4)):
        keeper = Keeper(environment, desk.perform)
        for subject, at in planned.items():
            keeper.put(subject, None if subject in desk.done else at)
        async with kept(keeper):
            for _ in range(chance.randint(1, 12)):
                subject = chance.randrange(20)
                at = environment.now_us() + chance.randrange(HOUR * SECOND)
                planned.setdefault(subject, at)
                keeper.put(subject, None if subject in desk.done else planned[subject])
                await environment.pass_time(chance.choice((0, 1, 60, 600)))
                step = chance.choice((0, 0, 0, 0, 1, -1)) * HOUR * SECOND
                environment.set_by += step
                jumped += abs(step)
    keeper = Keeper(environment, desk.perform)
    for subject in planned.keys() - desk.done.keys():
        keeper.put(subject, planned[subject])
    async with kept(keeper):
        await environment.pass_time(jumped / SECOND + 3 * HOUR)
    assert desk.done.keys() == planned.keys()
    assert desk.again == 0
    for subject, at in planned.items():
        assert at <= desk.done[subject] <= at + jumped + LONGEST_SLEEP_S * SECOND
