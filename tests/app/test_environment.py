# SPDX-License-Identifier: Apache-2.0
"""The client's environment keeps the laws of all environments, and so does the simulated one."""

from collections.abc import Iterator

import pytest

from app.environment import Environment, RealEnvironment
from tests.support.environment_laws import EnvironmentLaws
from tests.support.simulated_environment import ManualClock, SimulatedEnvironment


class TestRealEnvironment(EnvironmentLaws):
    @pytest.fixture
    def environment(self) -> Iterator[RealEnvironment]:
        environment = RealEnvironment()
        yield environment
        environment.close()


class TestSimulatedEnvironment(EnvironmentLaws):
    @pytest.fixture
    def environment(self) -> Environment:
        return SimulatedEnvironment(clock=ManualClock())
