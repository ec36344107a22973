# SPDX-License-Identifier: Apache-2.0
import pytest

from app.errors import Unreachable
from app.link import websocket
from app.link.websocket import open_wire
from app.link.wire import Address, WireClosed
from tests.support.scripted_server import ScriptedServer


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
    assert websocket.PING_S + websocket.PONG_S + websocket.CLOSE_S <= 40


async def test_a_frame_that_is_too_large_ends_the_wire():
    async with (
        ScriptedServer() as server,
        open_wire(Address(host="127.0.0.1", port=server.port)) as wire,
    ):
        await wire.ping()
        await server.push_raw("x" * (websocket.LARGEST_FRAME + 1))
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
