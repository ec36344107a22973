# SPDX-License-Identifier: Apache-2.0
"""The server's environment keeps the laws of all environments, and so does the simulated one."""

import threading
from collections.abc import Iterator

import pytest

from sync_server.environment import Environment, RealEnvironment
from tests.support.environment_laws import EnvironmentLaws
from tests.support.simulated_environment import ManualClock, SimulatedEnvironment


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
