# SPDX-License-Identifier: Apache-2.0
"""After any cut and resume, all clients equal the server."""

import pytest

from tests.support.hub_peers import hub_room
from tests.support.turmoil import AGENTS, Turmoil

SMALL = {"buffer_bytes": 2000, "write_bytes": 1500, "snapshot_rows": 20, "drain_s": 10_000.0}
"""So small that pages, catching up in steps, and full sockets happen all the time."""


@pytest.mark.parametrize("limits", [{}, SMALL], ids=["ample", "small"])
@pytest.mark.parametrize("seed", range(20))
async def test_once_the_turmoil_ends_every_replica_equals_a_fresh_one(
    templates, tmp_path, seed, limits
):
    database = templates.copy("sqlite", tmp_path, furnished=True)
    async with hub_room(database, limits=limits) as room:
        peers = [await room.peer(agent) for agent in (*AGENTS, "ada", "ann")]
        turmoil = Turmoil(room, peers, seed)
        for _ in range(150):
            await turmoil.step()
        await turmoil.heal()
        for peer in peers:
            fresh = await room.join(peer.agent)
            await peer.sync()
            assert peer.replica.held == fresh.replica.held
            assert peer.replica.rows == fresh.replica.rows
            await peer.compare()
    database.close()
