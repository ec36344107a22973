# SPDX-License-Identifier: Apache-2.0
"""What a commit does at once to the sessions whose sight it takes away."""

from sync_server.contract.ids import TicketId
from sync_server.contract.refusals import Code
from tests.support.hub_peers import said
from tests.support.plain import c

FRESH = TicketId("fresh")


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
