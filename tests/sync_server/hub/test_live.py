# SPDX-License-Identifier: Apache-2.0
"""Live sessions: revocation, full sockets, heartbeat, answers, presence, reachability."""

from msgspec import Raw

from sync_server.contract import frames
from sync_server.contract.codec import encode
from sync_server.contract.ids import TicketId
from sync_server.contract.refusals import Code
from sync_server.store.reads import Reads
from tests.support.hub_peers import hub_room, said
from tests.support.plain import c, q

FRESH = TicketId("fresh")

# -- revocation ----------------------------------------------------------------------------------


async def test_an_answer_that_takes_sight_away_waits_for_buffered_bytes(room):
    ann = await room.join("ann")
    ann.line.stalled = True
    await room.do("ada", c.AddNote(ticket="fresh", message="n1", text="CONFIDENTIAL"))
    assert ann.line.buffered()
    await room.do("ada", c.EndMembership(agent="ann", team="support"))
    assert ann.line.buffered() == 0


async def test_a_socket_that_does_not_drain_is_aborted_before_that_answer(room):
    ann = await room.join("ann")
    ann.line.stalled, ann.line.answers_pings = True, False
    await room.do("ada", c.AddNote(ticket="fresh", message="n1", text="CONFIDENTIAL"))
    await room.do("ada", c.EndMembership(agent="ann", team="support"))
    assert ann.line.aborted
    assert not said(ann.line.take(), "CONFIDENTIAL")


async def test_a_moved_ticket_is_withheld_from_a_socket_that_was_catching_up(room):
    ann = await room.join("ann")
    ann.line.stalled = True
    for number in range(8):
        note = c.AddNote(ticket="fresh", message=f"big{number}", text="x" * 60_000)
        await room.do("ada", note)
    await room.do("ada", c.AddNote(ticket="fresh", message="last", text="CONFIDENTIAL"))
    await room.environment.settle()
    await room.do("ada", c.SetTeam(ticket="fresh", team="billing"))
    ann.line.drain()
    await ann.sync()
    assert not said(ann.wire, "CONFIDENTIAL")
    assert "fresh" not in ann.replica.tickets()
    await ann.compare()


async def test_an_answer_to_a_query_is_withheld_once_its_ground_is_gone(room):
    ann = await room.join("ann")
    await room.do("ada", c.EndMembership(agent="ann", team="support"))
    query = q.FetchTicket(ticket="fresh")
    await ann.say(frames.Ask(id=1, query=_raw(query)))
    await ann.sync()
    (told,) = ann.replica.told
    assert told.refusal.code == Code.NOT_FOUND


async def test_a_disabled_agents_session_ends_with_the_reason(room):
    ann = await room.join("ann")
    await room.do("ada", c.DisableAgent(agent="ann"))
    ann.read()
    assert ann.replica.closing.refusal.code == Code.DISABLED
    assert ann.line.closed == 4403


async def test_a_disabled_agents_buffered_bytes_never_leave(room):
    ann = await room.join("ann")
    ann.line.stalled = True
    await room.do("ada", c.AddNote(ticket="fresh", message="n1", text="CONFIDENTIAL"))
    await room.do("ada", c.DisableAgent(agent="ann"))
    assert ann.line.aborted
    assert ann.line.buffered() == 0


async def test_an_ended_device_is_closed_and_the_agents_other_device_is_not(room):
    lost, kept = await room.join("ann"), await room.join("ann")
    await room.sign_in.devices.revoke(lost.device)
    lost.read()
    assert lost.replica.closing.refusal.code == Code.DEVICE_REVOKED
    assert kept.line.open


async def test_a_device_that_signs_out_cannot_come_back(room):
    ann = await room.join("ann")
    await ann.say(frames.Bye(forget=True))
    await ann.connect(resume=False)
    assert ann.line.closed == 4401


# -- full sockets --------------------------------------------------------------------------------


async def test_a_stalled_socket_waits_at_its_cursor_and_holds_little(room):
    ann, rob = await room.join("ann"), await room.join("rob")
    ann.line.stalled = True
    for number in range(40):
        note = c.AddNote(ticket="fresh", message=f"n{number}", text="x" * 60_000)
        await room.do("ada", note)
        await rob.sync()
    assert ann.line.most_buffered < 2**20
    ann.line.drain()
    await ann.sync()
    assert ann.replica.rows.keys() >= rob.replica.rows.keys() - {("read_mark", "x")} - own(rob)
    await ann.compare()


async def test_a_socket_that_does_not_drain_for_15_seconds_is_closed(room):
    ann, rob = await room.join("ann"), await room.join("rob")
    ann.line.stalled = True
    for number in range(8):
        note = c.AddNote(ticket="fresh", message=f"n{number}", text="x" * 60_000)
        await room.do("ada", note)
    await room.environment.pass_time(14)
    assert ann.line.open
    await room.environment.pass_time(3)
    assert ann.line.closed == 4008
    assert rob.line.open


async def test_a_quiet_session_hears_a_heartbeat_every_20_seconds(room):
    ann = await room.join("ann")
    await room.environment.pass_time(12)
    ann.read()
    ann.wire.clear()
    await room.environment.pass_time(61)
    ann.read()
    assert len(ann.wire) == 3
    assert ann.replica.cursor == room.hub.seq


async def test_an_answer_about_what_its_author_cannot_see_moves_the_cursor_first(room):
    ann = await room.join("ann")
    await ann.command(c.SetTeam(ticket="fresh", team="billing"), id="x1")
    await ann.sync()
    (answer,) = ann.replica.answers
    assert answer.ok
    assert "fresh" not in ann.replica.tickets()


async def test_commands_of_a_seat_that_is_behind_are_answered_once_it_has_caught_up(room):
    ann = await room.join("ann")
    ann.line.stalled = True
    for number in range(8):
        note = c.AddNote(ticket="fresh", message=f"n{number}", text="x" * 60_000)
        await room.do("ada", note)
    await ann.command(c.SetPriority(ticket="fresh", priority="high"), id="x1")
    ann.line.drain()
    await ann.sync()
    assert [answer.id for answer in ann.replica.answers] == ["x1"]
    assert ann.replica.get("ticket", "fresh").priority == "high"


async def test_a_session_gets_each_change_once_and_in_order(room):
    ann = await room.join("ann")
    start = room.hub.seq
    for number in range(20):
        await room.do("ada", c.AddNote(ticket="fresh", message=f"n{number}", text="x"))
    await ann.sync()
    expected = list(range(start + 1, room.hub.seq + 1))
    assert [seq for seq in ann.replica.seqs if seq > start] == expected


# -- presence ------------------------------------------------------------------------------------


async def test_presence_reaches_those_who_may_see_the_ticket_only(room):
    ann, rob, ben = [await room.join(agent) for agent in ("ann", "rob", "ben")]
    await ann.say(frames.Here(ticket=FRESH, mode="replying", typing=True))
    await room.environment.pass_time(1)
    for peer in (rob, ben):
        await peer.sync()
    (somebody,) = rob.replica.people.values()
    assert (somebody.agent, somebody.ticket, somebody.typing) == ("ann", "fresh", True)
    assert ben.replica.people == {}


async def test_presence_names_no_secret_of_the_session(room):
    ann, rob = await room.join("ann"), await room.join("rob")
    await ann.say(frames.Here(ticket=FRESH))
    await room.environment.pass_time(1)
    await rob.sync()
    assert rob.replica.people
    assert not said(rob.wire, ann.replica.welcome.session)


async def test_presence_on_a_ticket_that_may_not_be_seen_is_none(room):
    ben, rob = await room.join("ben"), await room.join("rob")
    await ben.say(frames.Here(ticket=FRESH))
    await room.environment.pass_time(1)
    await rob.sync()
    assert rob.replica.people == {}


async def test_presence_ends_with_the_session_and_with_its_lease(room):
    ann, rob = await room.join("ann"), await room.join("rob")
    await ann.say(frames.Here(ticket=FRESH))
    await room.environment.pass_time(1)
    await rob.sync()
    assert rob.replica.people
    await room.environment.pass_time(31)
    await rob.sync()
    assert rob.replica.people == {}
    await ann.say(frames.Here(ticket=FRESH))
    await room.environment.pass_time(1)
    ann.cut()
    await room.environment.pass_time(1)
    await rob.sync()
    assert rob.replica.people == {}


async def test_who_comes_later_hears_who_is_there(room):
    ann = await room.join("ann")
    await ann.say(frames.Here(ticket=FRESH))
    rob = await room.join("rob")
    await ann.say(frames.Here(ticket=FRESH))
    later = await room.join("lux")
    assert [somebody.agent for somebody in later.replica.people.values()] == ["ann"]
    assert rob.line.open


# -- the rest ------------------------------------------------------------------------------------


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


async def test_heavy_queries_beyond_the_limit_are_told_to_slow_down(furnished):
    async with hub_room(furnished, limits={"heavy_a_minute": 2}) as room:
        ann = await room.join("ann")
        for number in range(3):
            await ann.say(frames.Ask(id=number, query=_raw(q.SearchTickets(text="help"))))
            await ann.sync()
    refusals = [told.refusal for told in ann.replica.told]
    assert [refusal and refusal.code for refusal in refusals] == [None, None, Code.SLOW_DOWN]


async def test_a_pass_for_a_file_is_given_to_whoever_sees_its_ticket(room):
    ann, ben = await room.join("ann"), await room.join("ben")
    query = _raw(q.FileTicket(attachment="ann.file0"))
    for peer in (ann, ben):
        await peer.say(frames.Ask(id=1, query=query))
        await peer.sync()
    assert ann.replica.told[0].refusal is None
    assert ben.replica.told[0].refusal.code == Code.NOT_FOUND


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


def own(peer):
    """The rows of the peer's own scope."""
    return {key for key in peer.replica.rows if key[0] in ("view", "read_mark")}


def _raw(query):
    return Raw(encode(query))


async def _reachable(room, agent):
    with Reads(room.desk.database).glimpse() as glimpse:
        return agent in glimpse.reachable()
