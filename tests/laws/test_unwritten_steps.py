# SPDX-License-Identifier: Apache-2.0
"""What was read for a session and waits for room is judged by what it would hold, too."""

import asyncio

import pytest

from tests.support.hub_peers import hub_room, said
from tests.support.plain import c
from tests.support.standard_desk import agent_actor


@pytest.fixture
async def big_and_small(furnished):
    """A room with a ticket that fills a socket, and one that then waits for room behind it."""
    async with hub_room(furnished) as room:
        for ticket in ("big", "small"):
            opened = c.OpenTicket(
                ticket=ticket,
                message=f"{ticket}-1",
                subject=ticket,
                text=f"text of {ticket}",
                team="billing",
                requester="kim",
            )
            await room.do("ada", opened)
        for number in range(6):
            await room.do("ben", c.AddNote(ticket="big", message=f"n{number}", text="y" * 60_000))
        yield room


async def _behind_a_full_socket(room):
    """Eve, who was a guest of both, when they came to triage and do not name her any more.

    Also how often her socket has been waited for since.
    """
    for ticket in ("big", "small"):
        await room.do("ada", c.SetAssignee(ticket=ticket, assignee="eve"))
    eve = await room.join("eve")
    waits: list[None] = []
    eve.line.stalled = True
    eve.line.flush = lambda seconds: _reads_what_was_written(waits)
    ada = agent_actor("ada")
    moves = [c.SetTeam(ticket=ticket, team=None) for ticket in ("big", "small")]
    await asyncio.gather(*(room.desk.execute(move, ada) for move in moves))
    await room.environment.settle()
    assert b'"ticket":"big"' in eve.line.buffer
    assert said(eve.seat.parcel, '"ticket":"small"')
    waits.clear()
    return eve, waits


async def _reads_what_was_written(waits):
    """A peer that has read everything up to now, as it says."""
    waits.append(True)
    return True


async def test_a_step_that_ends_a_guest_scope_is_void_when_the_ticket_moves_on(big_and_small):
    room = big_and_small
    eve, _ = await _behind_a_full_socket(room)
    await room.do("ada", c.SetTeam(ticket="small", team="billing"))
    eve.line.drain()
    await eve.sync()
    assert not said(eve.wire, '"ticket":"small","scope":"triage"')
    assert "small" not in eve.replica.tickets()
    assert "big" in eve.replica.tickets()
    await eve.compare()


async def test_only_a_socket_that_may_buffer_the_ticket_is_waited_for(big_and_small):
    room = big_and_small
    eve, waits = await _behind_a_full_socket(room)
    await room.do("ada", c.SetTeam(ticket="fresh", team="billing"))
    assert waits == []
    await room.do("ada", c.SetTeam(ticket="big", team="billing"))
    assert waits == [True]
    eve.line.drain()
    await eve.sync()
    await eve.compare()


async def test_a_query_behind_a_full_socket_is_not_answered_by_sight_that_has_ended(big_and_small):
    room = big_and_small
    eve, _ = await _behind_a_full_socket(room)
    before = room.hub.seq
    await room.do("ada", c.SetTeam(ticket="small", team="billing"))
    assert eve.seat.stirred > before


async def test_a_right_that_returns_while_its_end_is_partly_written_is_loaded_anew(big_and_small):
    room = big_and_small
    ben = await _loses_a_team_behind_a_full_socket(room)
    back = c.SetMembership(membership="again", agent="ben", team="billing", level="work")
    await room.do("ada", back)
    ben.line.drain()
    await ben.sync()
    assert {"big", "small", "billed"} <= ben.replica.tickets()
    assert "ticket:big" not in ben.replica.held
    await ben.compare()


async def test_a_guest_of_a_partly_written_ticket_who_is_none_any_more_loses_it(big_and_small):
    room = big_and_small
    ben = await _loses_a_team_behind_a_full_socket(room)
    await room.do("ada", c.UnfollowTicket(ticket="big", agent="ben"))
    ben.line.drain()
    await ben.sync()
    assert "big" not in ben.replica.tickets()
    assert "small" in ben.replica.tickets()
    await ben.compare()


async def _loses_a_team_behind_a_full_socket(room):
    """Ben, who stays a guest of both tickets."""
    for ticket in ("big", "small"):
        await room.do("ada", c.FollowTicket(ticket=ticket, agent="ben"))
    ben = await room.join("ben")
    ben.line.stalled = True
    ben.line.flush = lambda seconds: _reads_what_was_written([])
    await room.do("ada", c.EndMembership(agent="ben", team="billing"))
    await room.environment.settle()
    assert b'"scopes":["held:billing","team:billing"]' in ben.line.buffer
    assert b'"ticket":"big"' in ben.line.buffer
    assert ben.seat.parcel
    return ben
