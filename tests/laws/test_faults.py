# SPDX-License-Identifier: Apache-2.0
"""A fault of ours stays one fault: whoever it concerns is told, and everybody else goes on."""

import pytest

from sync_server.contract import frames
from sync_server.contract.ids import TicketId
from sync_server.feed import catchup
from sync_server.feed.audience import Audience
from sync_server.hub.floor import Floor
from sync_server.hub.session import CloseCode
from tests.support.hub_peers import hub_room
from tests.support.plain import c

BUG = LookupError("a bug")


@pytest.fixture
async def room(furnished):
    async with hub_room(furnished) as found:
        yield found


@pytest.fixture
def once(monkeypatch):
    """Gives a function that makes a method fail at its next call, and only then."""

    def plant(owner, name):
        def fail(*_arguments, **_options):
            monkeypatch.undo()
            raise BUG

        monkeypatch.setattr(owner, name, fail)

    return plant


async def test_a_fault_in_announcing_costs_nobody_a_change(room, once, expected_logs):
    expected_logs.expect("sync_server.hub.announcer", "Cannot announce")
    ann, ben = await room.join("ann"), await room.join("ben")
    once(Audience, "disturbed")
    await room.do("ada", c.SetTeam(ticket="fresh", team="billing"))
    await room.do("ada", c.SetPriority(ticket="opened", priority="low"))
    for peer in (ann, ben):
        await peer.sync()
        await peer.compare()
    assert "fresh" in ben.replica.tickets()


async def test_a_fault_in_the_middle_of_writing_sends_nothing_twice(room, once, expected_logs):
    expected_logs.expect("sync_server.hub.announcer", "Cannot announce")
    ann, ben = await room.join("ann"), await room.join("ben")
    once(Floor, "tail_moved")
    await room.do("ada", c.SetPriority(ticket="opened", priority="low"))
    for peer in (ann, ben):
        await peer.sync()
        await peer.compare()


async def test_who_cannot_be_read_for_goes_alone(room, monkeypatch, expected_logs):
    expected_logs.expect("sync_server.hub.catching", "Cannot read")
    ann, ben = await room.join("ann"), await room.join("ben")
    follow = catchup.follow

    def fail_for_ann(glimpse, standing):
        {"ann": _raise}.get(standing.agent, lambda: None)()
        return follow(glimpse, standing)

    monkeypatch.setattr(catchup, "follow", fail_for_ann)
    await room.do("ada", c.SetTeam(ticket="fresh", team="billing"))
    await ben.sync()
    await ben.compare()
    await ann.sync()
    assert ann.line.closed == CloseCode.INTERNAL
    assert "fresh" in ben.replica.tickets()


async def test_a_fault_in_telling_presence_is_over_with_the_next_news(room, once, expected_logs):
    expected_logs.expect("sync_server.hub.hub", "begins again")
    ann, lea = await room.join("ann"), await room.join("lea")
    once(Floor, "tell_presence")
    await ann.say(frames.Here(ticket=TicketId("opened")))
    await room.environment.pass_time(3)
    await ann.say(frames.Here(ticket=TicketId("fresh")))
    await room.environment.pass_time(3)
    await lea.sync()
    assert [person.ticket for person in lea.replica.people.values()] == ["fresh"]


def _raise():
    raise BUG
