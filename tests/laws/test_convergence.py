# SPDX-License-Identifier: Apache-2.0
"""After any cut and resume, all clients equal the server."""

import pytest

from tests.support.hub_peers import hub_room
from tests.support.turmoil import AGENTS, Turmoil

SMALL = {"buffer_bytes": 2000, "write_bytes": 1500, "snapshot_rows": 20, "drain_s": 10_000.0}
"""So small that pages, catching up in steps, and full sockets happen all the time."""

STEPS = 150


async def converge(database, *, seed, limits):
    """Turmoil, and then every replica against a fresh one and against the server's digests."""
    async with hub_room(database, limits=limits) as room:
        peers = [await room.peer(agent) for agent in (*AGENTS, "ada", "ann")]
        turmoil = Turmoil(room, peers, seed)
        for _ in range(STEPS):
            await turmoil.step()
        await turmoil.heal()
        for peer in peers:
            fresh = await room.join(peer.agent)
            await peer.sync()
            assert peer.replica.held == fresh.replica.held
            assert peer.replica.rows == fresh.replica.rows
            await peer.compare()


@pytest.mark.parametrize("limits", [{}, SMALL], ids=["ample", "small"])
@pytest.mark.parametrize("seed", range(10))
async def test_once_the_turmoil_ends_every_replica_equals_a_fresh_one(furnished, seed, limits):
    await converge(furnished, seed=seed, limits=limits)


async def test_replicas_converge_on_either_database(furnished_database):
    await converge(furnished_database, seed=100, limits=SMALL)
