# SPDX-License-Identifier: Apache-2.0
"""A seat whose socket is full waits at its cursor, and gets each change once."""

from sync_server.contract.ids import TicketId
from tests.support.plain import c

FRESH = TicketId("fresh")


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


def own(peer):
    """The rows of the peer's own scope."""
    return {key for key in peer.replica.rows if key[0] in ("view", "read_mark")}
