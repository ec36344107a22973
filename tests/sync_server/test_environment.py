# SPDX-License-Identifier: Apache-2.0
"""The server's environment keeps the laws of all environments, and so does the simulated one."""

import threading
from collections.abc import Iterator

import pytest

from sync_server.environment import Environment, IdMaker, RealEnvironment
from tests.support.environment_laws import EnvironmentLaws
from tests.support.simulated_environment import ManualClock, SimulatedEnvironment

_HALF_MILLISECOND_US = 1_767_225_600_000_500


class TestRealEnvironment(EnvironmentLaws):
    @pytest.fixture
    def environment(self) -> Iterator[RealEnvironment]:
        environment = RealEnvironment()
        yield environment
        environment.close()

    async def test_work_runs_off_the_loop(self, environment):
        thread = await environment.lane("writer").run(threading.current_thread)
        assert thread is not threading.current_thread()
        assert thread.name.startswith("lane writer")


class TestSimulatedEnvironment(EnvironmentLaws):
    @pytest.fixture
    def environment(self) -> Environment:
        return SimulatedEnvironment(clock=ManualClock())


def test_ids_still_increase_when_the_clock_is_set_back():
    instants = iter((_HALF_MILLISECOND_US, _HALF_MILLISECOND_US - 3_600_000_000))
    new_id = IdMaker(lambda: next(instants), bytes)
    assert new_id() < new_id()


def test_a_busy_millisecond_borrows_ids_from_the_next():
    new_id = IdMaker(lambda: _HALF_MILLISECOND_US, lambda count: b"\xff" * count)
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(set(made))
    assert {text[14] for text in made} == {"7"}


def test_ids_of_two_makers_at_the_same_instant_differ():
    one, other = RealEnvironment(), RealEnvironment()
    makers = [IdMaker(lambda: _HALF_MILLISECOND_US, each.random_bytes) for each in (one, other)]
    assert len({maker() for maker in makers for _ in range(100)}) == 200
