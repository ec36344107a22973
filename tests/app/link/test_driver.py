# SPDX-License-Identifier: Apache-2.0
import asyncio
from contextlib import asynccontextmanager

import pytest

from app.errors import Unreachable
from app.link import driver
from app.link.driver import Address, After, Redialler, WireClosed, open_wire
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


async def test_frames_travel_as_text_both_ways_and_the_latency_is_known():
    async with (
        ScriptedServer() as server,
        open_wire(Address(host="127.0.0.1", port=server.port)) as wire,
    ):
        await wire.send(b'{"type":"bye"}')
        await server.wait_for(object)
        await server.push_raw('{"type":"changes","through":1}')
        assert await wire.receive() == b'{"type":"changes","through":1}'
        await wire.ping()
        assert wire.latency_ms is not None


def test_a_silent_link_is_noticed_in_forty_seconds():
    assert driver.PING_S + driver.PONG_S + driver.CLOSE_S <= 40


async def test_a_frame_that_is_too_large_ends_the_wire():
    async with (
        ScriptedServer() as server,
        open_wire(Address(host="127.0.0.1", port=server.port)) as wire,
    ):
        await wire.ping()
        await server.push_raw("x" * (driver.LARGEST_FRAME + 1))
        with pytest.raises(WireClosed):
            await wire.receive()


async def test_what_keeps_one_from_a_server_is_named():
    async with ScriptedServer() as server:
        port = server.port
    with pytest.raises(Unreachable) as caught:
        async with open_wire(Address(host="127.0.0.1", port=port)):
            pass
    assert caught.value.reason == "port"


def test_an_address_of_numbers_is_bracketed():
    assert Address(host="::1", port=5).url == "ws://[::1]:5/"
