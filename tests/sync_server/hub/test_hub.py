# SPDX-License-Identifier: Apache-2.0
"""What the hub keeps of all sessions: reachability, keys, entries of other writers."""

from sync_server.contract.ids import TicketId
from sync_server.store.reads import Reads
from tests.support.plain import c

FRESH = TicketId("fresh")


async def test_an_agent_is_reachable_once_connected_for_10_seconds(room):
    ann = await room.join("ann")
    assert not await _reachable(room, "ann")
    await room.environment.pass_time(12)
    assert await _reachable(room, "ann")
    ann.cut()
    await room.environment.pass_time(5)
    assert await _reachable(room, "ann")
    await room.environment.pass_time(7)
    assert not await _reachable(room, "ann")


async def test_what_a_read_only_desk_refused_is_reported_once_it_writes_again(room):
    await room.join("ann")
    room.desk.read_only = True
    await room.environment.pass_time(12)
    room.desk.read_only = False
    assert not await _reachable(room, "ann")
    await room.environment.pass_time(12)
    assert await _reachable(room, "ann")


async def test_the_key_of_a_session_is_good_while_it_is_connected(room):
    ann = await room.join("ann")
    key = ann.replica.welcome.session
    holder = room.hub.holder(key)
    assert (holder.agent, holder.device) == ("ann", ann.device)
    ann.cut()
    assert room.hub.holder(key) is None


async def test_entries_that_the_hub_did_not_see_are_read_from_the_log(room):
    ann, ben = await room.join("ann"), await room.join("ben")
    undo, room.hub._undo[0] = room.hub._undo[0], lambda: None
    undo()
    await room.do("ada", c.SetTeam(ticket="fresh", team="billing"))
    room.hub._undo[0] = room.desk.on_commit(room.hub._announcer.on_commit)
    await room.do("ada", c.SetPriority(ticket="opened", priority="low"))
    for peer in (ann, ben):
        await peer.sync()
        await peer.compare()
    assert "fresh" in ben.replica.tickets()


async def _reachable(room, agent):
    with Reads(room.desk.database).glimpse() as glimpse:
        return agent in glimpse.reachable()
