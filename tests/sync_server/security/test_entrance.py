# SPDX-License-Identifier: Apache-2.0
"""Strangers at a port, on real sockets. Numbers are those of the attacks."""

import asyncio
import socket
from contextlib import asynccontextmanager

import pytest

from sync_server.config import Limits
from sync_server.security.entrance import Entrance
from tests.support.socket_peers import PATIENCE_S


class Echo(asyncio.Protocol):
    def __init__(self, entrance):
        self.entrance = entrance

    def connection_made(self, transport):
        self.transport = transport
        self.entrance.enter(transport)

    def connection_lost(self, exc):
        self.entrance.leave(self.transport)

    def data_received(self, data):
        self.entrance.leave(self.transport)
        self.transport.write(data)


@asynccontextmanager
async def serving(*, stay_s=None, **limits):
    """An echo behind an entrance: who has said something is admitted."""
    entrance = Entrance(Limits(**limits), stay_s=stay_s)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Echo(entrance), "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def dial(port):
    ours = socket.socket()
    ours.setblocking(False)
    await asyncio.get_running_loop().sock_connect(ours, ("127.0.0.1", port))
    return ours


async def hears_back(ours):
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(PATIENCE_S):
        await loop.sock_sendall(ours, b"x")
        return await loop.sock_recv(ours, 1) == b"x"


async def ends(ours):
    async with asyncio.timeout(PATIENCE_S):
        try:
            return await asyncio.get_running_loop().sock_recv(ours, 1) == b""
        except ConnectionResetError:
            return True


@pytest.mark.parametrize("limit", ["pending_per_address", "pending_total"])
async def test_10_one_stranger_too_many_is_refused(limit):
    async with serving(**{limit: 2}) as port:
        first, second, third = [await dial(port) for _ in range(3)]
        assert await ends(third)
        assert await hears_back(first)
        fourth = await dial(port)
        assert await hears_back(fourth)
        for one in (first, second, third, fourth):
            one.close()


@pytest.mark.parametrize("limit", ["pending_per_address", "pending_total"])
async def test_10_where_a_stay_is_limited_the_newest_takes_the_place_of_the_oldest(limit):
    async with serving(stay_s=PATIENCE_S, **{limit: 2}) as port:
        first, second, third = [await dial(port) for _ in range(3)]
        assert await ends(first)
        assert await hears_back(second)
        assert await hears_back(third)
        for one in (first, second, third):
            one.close()


async def test_a_stranger_who_has_gone_makes_room():
    async with serving(pending_total=1) as port:
        for _ in range(20):
            one = await dial(port)
            assert await hears_back(one)
            one.close()


async def test_a_stranger_who_says_nothing_is_cut_off_and_others_are_not():
    async with serving(stay_s=0.05) as port:
        known = await dial(port)
        assert await hears_back(known)
        silent = await dial(port)
        assert await ends(silent)
        assert await hears_back(known)
        known.close()
        silent.close()
