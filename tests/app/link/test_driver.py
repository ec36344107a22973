# SPDX-License-Identifier: Apache-2.0
import asyncio
from contextlib import asynccontextmanager

import pytest

from app.errors import Unreachable
from app.link.driver import After, Redialler, greet, open_wire
from app.link.wire import Address, WireClosed
from tests.support.client_environment import ClientEnvironment
from tests.support.scripted_server import ScriptedServer


def dialling(outcomes):
    """A redialler whose attempts end as told."""
    environment = ClientEnvironment()
    troubles: list[Unreachable] = []
    left = iter(outcomes)

    @asynccontextmanager
    async def dial():
        outcome = next(left)
        if isinstance(outcome, Unreachable):
            raise outcome
        yield outcome

    async def talk(outcome):
        after, lasted = outcome
        environment.advance(seconds=lasted)
        if isinstance(after, Exception):
            raise after
        return after

    redialler = Redialler(environment, dial=dial, talk=talk, on_trouble=troubles.append)
    return redialler, environment, troubles


async def test_trouble_is_told_and_tried_again_with_longer_waits():
    outcomes = [Unreachable("port")] * 6 + [(After.STOP, 1)]
    redialler, environment, troubles = dialling(outcomes)
    await redialler.run()
    assert len(troubles) == 6
    assert len(environment.slept) == 6
    assert max(environment.slept) > 0.1


async def test_after_a_clean_end_of_a_steady_session_the_next_attempt_comes_at_once():
    redialler, environment, _ = dialling([(After.AT_ONCE, 60), (After.STOP, 1)])
    await redialler.run()
    assert environment.slept == []


async def test_a_server_that_ends_every_session_at_once_is_not_hammered():
    outcomes = [(After.AT_ONCE, 0)] * 4 + [(After.STOP, 1)]
    redialler, environment, _ = dialling(outcomes)
    await redialler.run()
    assert len(environment.slept) == 4


async def test_a_lost_wire_is_dialled_again():
    redialler, environment, _ = dialling([(WireClosed(1006), 60), (After.STOP, 1)])
    await redialler.run()
    assert len(environment.slept) == 1


async def test_a_person_can_shorten_the_wait():
    waiting = asyncio.Event()

    class Patient(ClientEnvironment):
        async def sleep(self, seconds):
            waiting.set()
            await asyncio.Event().wait()

    redialler, _, _ = dialling([Unreachable("port"), (After.STOP, 1)])
    redialler._environment = Patient()
    running = asyncio.create_task(redialler.run())
    await waiting.wait()
    redialler.hurry()
    await running


async def test_how_long_the_wait_still_is_can_be_told():
    waiting = asyncio.Event()

    class Patient(ClientEnvironment):
        async def sleep(self, seconds):
            self.slept.append(seconds)
            waiting.set()
            await asyncio.Event().wait()

    redialler, _, _ = dialling([Unreachable("port"), (After.STOP, 1)])
    redialler._environment = environment = Patient()
    assert redialler.next_try_s is None
    running = asyncio.create_task(redialler.run())
    await waiting.wait()
    assert redialler.next_try_s == pytest.approx(environment.slept[0])
    environment.advance(seconds=60)
    assert redialler.next_try_s == 0
    redialler.hurry()
    await running
    assert redialler.next_try_s is None


async def test_a_wire_is_opened_to_whoever_is_there():
    async with ScriptedServer() as server:
        address = Address(host="127.0.0.1", port=server.port)
        async with open_wire(address) as wire:
            await wire.ping()
        assert (await greet(address)).latency_ms > 0
