# SPDX-License-Identifier: Apache-2.0
"""The environment of a simulated process: virtual time, and lanes whose results arrive late."""

from collections.abc import Callable
from typing import TypeVar

from tests.support.simulated_environment import LoopClock, SimulatedEnvironment, SimulatedLane

T = TypeVar("T")


class _LateLane(SimulatedLane):
    """Work is done at one moment and known on the loop at a later one, as with a real thread."""

    async def run(self, work: Callable[..., T], *arguments: object) -> T:
        result = await super().run(work, *arguments)
        await self._clock.sleep(self._pause())
        return result


class ProcessEnvironment(SimulatedEnvironment):
    """What one process knows of the world. Its lanes pause before and after each piece of work."""

    def __init__(self, seed: int, *, lane_pause_s: float) -> None:
        super().__init__(seed, clock=LoopClock(), lane_pause_s=lane_pause_s)

    def lane(self, name: str, *, workers: int = 1) -> SimulatedLane:
        lane = self._lanes.get(name)
        if lane is None or lane.closed:
            lane = self._lanes[name] = _LateLane(self._pause, LoopClock(), workers)
        return lane
