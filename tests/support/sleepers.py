# SPDX-License-Identifier: Apache-2.0
"""Those who sleep on a client's clock that is moved by hand."""

import asyncio

from tests.support.client_environment import ClientEnvironment, settle


class Sleepers:
    """Lets time pass on the clock of a bench; who sleeps wakes at the moment, and not before."""

    def __init__(self, environment: ClientEnvironment) -> None:
        self.environment = environment
        self.passed = 0.0
        self.waiting: list[tuple[float, asyncio.Future[None]]] = []

    async def sleep(self, seconds: float) -> None:
        if seconds > 0:
            wakes: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self.waiting.append((self.passed + seconds, wakes))
            await wakes
        else:
            await asyncio.sleep(0)

    async def pass_time(self, seconds: float) -> None:
        end = self.passed + seconds
        while True:
            self.waiting = [each for each in self.waiting if not each[1].done()]
            at = min((at for at, _ in self.waiting), default=end)
            if at > end:
                break
            self._move_to(at)
            for _, wakes in (each for each in self.waiting if each[0] <= at):
                wakes.set_result(None)
            await settle()
            if not self.waiting:
                break
        self._move_to(end)
        await settle()

    def _move_to(self, moment: float) -> None:
        self.environment.advance(seconds=moment - self.passed)
        self.passed = moment
