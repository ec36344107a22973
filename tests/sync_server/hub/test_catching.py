# SPDX-License-Identifier: Apache-2.0
"""What sessions hold equals what they may see, whatever happened in between."""

import pytest

from sync_server.desk.transaction import Commit
from tests.support.hub_peers import hub_room
from tests.support.plain import c
from tests.support.standard_desk import VIEWERS


@pytest.mark.parametrize("agent", VIEWERS)
async def test_a_fresh_session_holds_what_its_agent_may_see_and_digests_agree(room, agent):
    peer = await room.join(agent)
    await peer.compare()
    expected = {
        "ada": {"fresh", "opened", "billed", "guested", "triaged"},
        "ann": {"fresh", "opened", "triaged"},
        "ola": {"fresh", "opened", "triaged"},
        "ben": {"billed", "guested", "triaged"},
        "eve": {"guested", "triaged"},
        "aud": set(),
        "dis": set(),
    }.get(agent, {"fresh", "opened", "triaged"})
    named = {"fresh", "opened", "billed", "guested", "triaged", "archived"}
    assert peer.replica.tickets() & named == expected


async def test_an_overview_holds_rows_without_bodies(room):
    peer = await room.join("ola")
    assert "opened" in peer.replica.tickets()
    assert {peer.replica.get("message", m).ticket for m in peer.replica.ids("message")} == {
        "triaged"
    }


async def test_a_live_change_reaches_all_who_may_see_it(room):
    peers = [await room.join(agent) for agent in ("ann", "rob", "ola", "ben", "ada")]
    await room.do("ann", c.SetPriority(ticket="opened", priority="urgent"))
    for peer in peers:
        await peer.sync()
    seen = [
        peer.replica.get("ticket", "opened").priority
        for peer in peers
        if "opened" in peer.replica.tickets()
    ]
    assert seen == ["urgent"] * 4


async def test_a_moved_ticket_leaves_some_and_enters_others(room):
    ann, ben, ada = [await room.join(agent) for agent in ("ann", "ben", "ada")]
    await room.do("ada", c.SetTeam(ticket="fresh", team="billing"))
    for peer in (ann, ben, ada):
        await peer.sync()
        await peer.compare()
    assert "fresh" not in ann.replica.tickets()
    assert "fresh-1" in ben.replica.ids("message")
    assert ada.replica.get("ticket", "fresh").team == "billing"


async def test_an_invited_agent_gets_the_ticket_whole_and_loses_it_again(room):
    eve = await room.join("eve")
    await room.do("ann", c.FollowTicket(ticket="opened", agent="eve"))
    await eve.sync()
    assert {"opened-1", "opened-note"} <= eve.replica.ids("message")
    await room.do("ann", c.AddNote(ticket="opened", message="n2", text="For the guest"))
    await eve.sync()
    assert "n2" in eve.replica.ids("message")
    await eve.compare()
    await room.do("ann", c.UnfollowTicket(ticket="opened", agent="eve"))
    await eve.sync()
    assert "opened" not in eve.replica.tickets()
    await eve.compare()


async def test_a_new_membership_loads_the_team_and_its_end_forgets_it(room):
    eve = await room.join("eve")
    join = c.SetMembership(membership="eve-support", agent="eve", team="support", level="work")
    await room.do("ada", join)
    await eve.sync()
    assert "opened-note" in eve.replica.ids("message")
    await eve.compare()
    await room.do("ada", c.EndMembership(agent="eve", team="support"))
    await eve.sync()
    assert "opened" not in eve.replica.tickets()
    await eve.compare()


async def test_a_lower_level_takes_the_bodies_away(room):
    ann = await room.join("ann")
    level = c.SetMembership(membership="ann-support", agent="ann", team="support", level="overview")
    await room.do("ada", level)
    await ann.sync()
    await ann.compare()
    assert "fresh" in ann.replica.tickets()
    assert "fresh-1" not in ann.replica.ids("message")
    assert "opened-1" in ann.replica.ids("message"), "an assignee sees their ticket whole"


async def test_a_view_that_is_shared_and_taken_back_comes_and_goes(room):
    lea, rob = await room.join("lea"), await room.join("rob")
    for shared in (False, True, False):
        await room.do("lea", c.SaveView(view="leas", name="Hers", conditions={}, shared=shared))
        for peer in (lea, rob):
            await peer.sync()
            await peer.compare()
        assert ("leas" in rob.replica.ids("view")) is shared
        assert "leas" in lea.replica.ids("view")


async def test_a_resumed_session_gets_the_delta_and_no_snapshot(room):
    ann = await room.join("ann")
    ann.cut()
    await room.do("rob", c.SetAvailability(state="busy"))
    await room.do("ada", c.SetPriority(ticket="opened", priority="urgent"))
    ann.wire.clear()
    await ann.connect()
    await ann.compare()
    assert ann.replica.get("ticket", "opened").priority == "urgent"
    assert not [message for message in ann.wire if b"snapshot" in message]


async def test_18_a_cursor_ahead_of_the_log_or_of_another_epoch_is_told_to_resync(room):
    ann = await room.join("ann")
    for field, value in (("cursor", 10**9), ("epoch", "another")):
        ann.cut()
        setattr(ann.replica, field, value)
        await ann.connect()
        assert ann.replica.cursor == 0
        await ann.resume()
        await ann.sync()
        await ann.compare()


async def test_a_ticket_that_is_archived_leaves_and_returns_whole(room):
    ann = await room.join("ann")
    await room.do("ada", c.ArchiveTicket(ticket="closed"))
    await ann.sync()
    assert "closed" not in ann.replica.tickets()
    await ann.compare()


TINY = {"snapshot_rows": 2, "buffer_bytes": 300, "write_bytes": 600}


async def test_a_scope_of_which_one_gets_less_while_it_loads_starts_again(furnished):
    async with hub_room(furnished, limits=TINY) as room:
        rob = await _slow_reader(room, "rob")
        await _read_until(rob, lambda: "team:support" in rob.replica.loading)
        less = c.SetMembership(membership="x", agent="rob", team="support", level="overview")
        await room.do("ada", less)
        rob.line.drain()
        await rob.sync()
        assert rob.replica.held["team:support"] == "overview"
        await rob.compare()


async def test_a_ticket_that_left_before_the_page_was_read_does_not_count_as_held(furnished):
    async with hub_room(furnished, limits=TINY) as room:
        ada = await _slow_reader(room, "ada")
        await _read_until(ada, lambda: "team:support" in ada.replica.loading)
        commits: list[Commit] = []
        with pytest.MonkeyPatch.context() as patch:
            listeners = room.desk._listeners
            patch.setattr(room.desk, "_listeners", [commits.append])
            await room.do("ada", c.SetTeam(ticket="triaged", team="billing"))
            ada.line.drain()
            await ada.sync()
        for listener in listeners:
            listener(commits[0])
        await ada.sync()
        assert ada.replica.get("ticket", "triaged").team == "billing"
        await ada.compare()


async def _slow_reader(room, agent):
    """A new session that has resumed and read nothing."""
    peer = await room.peer(agent)
    await peer.connect(resume=False)
    peer.line.stalled = True
    await peer.resume()
    return peer


async def _read_until(peer, is_there):
    """Take little at a time until something is so, and nothing after that."""
    for _ in range(200):
        peer.line.drain()
        peer.line.stalled = True
        await peer.sync()
        if is_there():
            return
    pytest.fail("it does not come")
