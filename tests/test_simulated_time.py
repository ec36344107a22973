# SPDX-License-Identifier: Apache-2.0
"""Simulated time passes only when it may, and the same in every run."""

import asyncio
import socket
from datetime import timedelta

import pytest

from tests.support.simulated_environment import START, ManualClock, SimulatedEnvironment
from tests.support.virtual_loop import Deadlock, RanTooLong, run_virtually

A_DAY_S = 86_400.0

# --- The virtual loop ----------------------------------------------------------------------------


def test_a_long_sleep_takes_exactly_its_virtual_time():
    async def main():
        await asyncio.sleep(90 * A_DAY_S)
        return asyncio.get_running_loop().time()

    assert run_virtually(main()) == 90 * A_DAY_S


def test_time_stands_still_while_something_is_ready():
    async def main():
        for _ in range(1_000):
            await asyncio.sleep(0)
        return asyncio.get_running_loop().time()

    assert run_virtually(main()) == 0.0


def test_timers_run_in_the_order_of_their_instants():
    async def main():
        rung: list[float] = []
        async with asyncio.TaskGroup() as group:
            for seconds in (3.0, 0.001, 2.0, 3_600.0, 1.0):
                group.create_task(ring(seconds, rung))
        return rung

    async def ring(seconds: float, rung: list[float]):
        await asyncio.sleep(seconds)
        rung.append(asyncio.get_running_loop().time())

    assert run_virtually(main()) == [0.001, 1.0, 2.0, 3.0, 3_600.0]


def test_a_timeout_ends_a_wait_on_virtual_time():
    async def main():
        loop = asyncio.get_running_loop()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(15):
                await loop.create_future()
        return loop.time()

    assert run_virtually(main()) == 15.0


def test_a_wait_that_nothing_can_end_is_a_deadlock():
    async def main():
        await asyncio.Event().wait()

    with pytest.raises(Deadlock):
        run_virtually(main())


def test_a_timer_that_sets_itself_for_ever_ends_the_run():
    async def main():
        loop = asyncio.get_running_loop()

        def tick() -> None:
            loop.call_later(1, tick)

        tick()
        await loop.create_future()

    with pytest.raises(RanTooLong):
        run_virtually(main(), limit_s=1_000)


def test_tasks_may_clean_up_after_the_run_was_ended():
    cleaned: list[float] = []

    async def main():
        try:
            await asyncio.sleep(5_000)
        finally:
            await asyncio.sleep(1)
            cleaned.append(asyncio.get_running_loop().time())

    with pytest.raises(RanTooLong):
        run_virtually(main(), limit_s=1_000)
    assert cleaned == [5_001.0]


def test_what_the_main_coroutine_raises_comes_out():
    async def main():
        await asyncio.sleep(1)
        raise LookupError

    with pytest.raises(LookupError):
        run_virtually(main())


def test_a_thread_has_no_place_in_virtual_time():
    async def main():
        await asyncio.to_thread(sum, ())

    with pytest.raises(RuntimeError, match="lane"):
        run_virtually(main())


def test_a_socket_has_no_place_in_virtual_time():
    async def main(sock: socket.socket):
        await asyncio.get_running_loop().sock_recv(sock, 1)

    with socket.socket() as sock, pytest.raises(NotImplementedError):
        run_virtually(main(sock))


# --- The simulated environment -------------------------------------------------------------------


def journal(seed: int) -> list[str]:
    """What three writers on two lanes did, and when, with everything drawn from the seed."""

    async def main() -> list[str]:
        environment, lines = SimulatedEnvironment(seed, lane_pause_s=0.01), list[str]()

        async def write(name: str) -> None:
            for number in range(5):
                await environment.sleep(environment.jitter())
                await environment.lane("writer").run(note, f"{name}{number}")
                await environment.lane("readers", workers=2).run(note, f"{name}{number} read")

        def note(what: str) -> None:
            lines.append(f"{environment.now_us()} {what} {environment.new_id()}")

        async with asyncio.TaskGroup() as group:
            for name in "abc":
                group.create_task(write(name))
        return lines

    return run_virtually(main())


@pytest.mark.parametrize("seed", range(5))
def test_the_same_seed_gives_the_same_run_to_the_last_id(seed):
    assert journal(seed) == journal(seed)


def test_another_seed_gives_another_run():
    orders = {tuple(line.split()[1] for line in journal(seed)) for seed in range(10)}
    assert len(orders) > 5


def test_on_a_virtual_loop_the_calendar_follows_the_loop():
    async def main():
        environment = SimulatedEnvironment()
        await environment.sleep(1.5)
        return environment.now() - START, environment.monotonic()

    assert run_virtually(main()) == (timedelta(seconds=1.5), 1.5)


def test_a_skew_moves_the_calendar_and_not_the_monotonic_clock():
    environment = SimulatedEnvironment(clock=ManualClock())
    environment.skew = timedelta(hours=-3)
    assert environment.now() == START - timedelta(hours=3)
    assert environment.monotonic() == 0.0


def test_a_lane_with_several_workers_may_change_the_order():
    async def main():
        lane = SimulatedEnvironment(3, lane_pause_s=1).lane("readers", workers=4)
        done: list[int] = []
        await asyncio.gather(*(lane.run(done.append, number) for number in range(20)))
        return done

    done = run_virtually(main())
    assert done != sorted(done)
    assert sorted(done) == list(range(20))


def test_a_cancelled_caller_holds_up_nobody_behind_it():
    async def main():
        lane, done = SimulatedEnvironment(lane_pause_s=1).lane("writer"), list[str]()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(lane.run(done.append, name)) for name in "abcd"]
            await asyncio.sleep(0)
            tasks[0].cancel()
            tasks[2].cancel()
        return done

    assert run_virtually(main()) == ["b", "d"]


def test_a_worker_given_to_a_caller_that_is_cancelled_is_given_on():
    async def main():
        lane, done = SimulatedEnvironment().lane("writer"), list[str]()
        tasks: list[asyncio.Task[None]] = []

        def finish() -> None:
            done.append("first")
            asyncio.get_running_loop().call_soon(tasks[0].cancel)

        async with asyncio.TaskGroup() as group:
            group.create_task(lane.run(finish))
            tasks.append(group.create_task(lane.run(done.append, "cancelled")))
            group.create_task(lane.run(done.append, "last"))
        return done

    assert run_virtually(main()) == ["first", "last"]


# --- The manual clock, on a loop of the machine --------------------------------------------------


async def test_a_sleeper_sleeps_until_the_clock_is_advanced_far_enough():
    clock = ManualClock()
    async with asyncio.TaskGroup() as group:
        sleeper = group.create_task(clock.sleep(10))
        await clock.advance(9.5)
        assert not sleeper.done()
        await clock.advance(0.5)
        assert sleeper.done()


async def test_each_sleeper_wakes_at_its_own_instant():
    clock, woken = ManualClock(), list[float]()

    async def wake_repeatedly(seconds: float):
        for _ in range(3):
            await clock.sleep(seconds)
            woken.append(clock.time())

    async with asyncio.TaskGroup() as group:
        group.create_task(wake_repeatedly(2.0))
        group.create_task(wake_repeatedly(3.0))
        await clock.advance(100)
    assert woken == [2.0, 3.0, 4.0, 6.0, 6.0, 9.0]
    assert clock.time() == 100.0


async def test_a_cancelled_sleeper_holds_up_nobody():
    clock = ManualClock()
    async with asyncio.TaskGroup() as group:
        cancelled = group.create_task(clock.sleep(1))
        other = group.create_task(clock.sleep(2))
        await clock.advance(0.5)
        cancelled.cancel()
        await clock.advance(2)
        assert other.done()
