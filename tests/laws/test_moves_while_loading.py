# SPDX-License-Identifier: Apache-2.0
"""A ticket moves while a new session loads: whenever that is, it ends with what may be seen."""

from itertools import product

import pytest

from tests.support.hub_peers import hub_room
from tests.support.plain import c

TINY = {"snapshot_rows": 2, "buffer_bytes": 300, "write_bytes": 600}
"""So small that every row of loading waits for the peer to read."""

MOMENTS = range(24)
"""After so many reads everything is loaded."""

MOVES = (("billed", "support"), ("billed", None), ("opened", "billing"), ("triaged", "support"))


@pytest.mark.parametrize(("move", "moment"), list(product(MOVES, MOMENTS)))
async def test_a_move_at_any_moment_of_loading_leaves_what_may_be_seen(furnished, move, moment):
    ticket, team = move
    async with hub_room(furnished, limits=TINY) as room:
        await room.do("ada", _overview_of_support("ben"))
        ben = await _loading(room, "ben", reads=moment)
        await room.do("ada", c.SetTeam(ticket=ticket, team=team))
        ben.line.drain()
        await ben.sync()
        fresh = await room.join("ben")
        assert ben.replica.held == fresh.replica.held
        assert ben.replica.rows == fresh.replica.rows
        await ben.compare()


async def test_bodies_of_a_loading_team_go_when_the_ticket_moves_to_one_of_which_rows_load(
    furnished,
):
    async with hub_room(furnished, limits=TINY) as room:
        await room.do("ada", _overview_of_support("ben"))
        ben = await _loading(room, "ben", reads=0)
        await _read_until(ben, lambda: b"billed-note" in ben.line.buffer)
        assert set(ben.seat.loading) == {"team:billing", "team:support", "triage"}
        await room.do("ada", c.SetTeam(ticket="billed", team="support"))
        ben.line.drain()
        await ben.sync()
        assert "billed" in ben.replica.tickets()
        assert "billed-note" not in ben.replica.ids("message")


def _overview_of_support(agent):
    return c.SetMembership(membership="more", agent=agent, team="support", level="overview")


async def _loading(room, agent, *, reads):
    """A new session whose peer has read that often, a little each time, and then stopped."""
    peer = await room.peer(agent)
    await peer.connect(resume=False)
    peer.line.stalled = True
    await peer.resume()
    for _ in range(reads):
        await _read_a_little(peer)
    return peer


async def _read_until(peer, is_there):
    for _ in range(200):
        if is_there():
            return
        await _read_a_little(peer)
    pytest.fail("it does not come")


async def _read_a_little(peer):
    peer.line.drain()
    peer.line.stalled = True
    await peer.sync()
