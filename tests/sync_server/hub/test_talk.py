# SPDX-License-Identifier: Apache-2.0
"""What a session asks for: presence, queries, passes, signing out."""

from msgspec import Raw

from sync_server.contract import frames
from sync_server.contract.codec import encode
from sync_server.contract.ids import TicketId
from sync_server.contract.refusals import Code
from sync_server.hub.session import CloseCode
from tests.support.hub_peers import hub_room, said
from tests.support.plain import c, q

FRESH = TicketId("fresh")


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


async def test_an_answer_to_a_query_is_withheld_once_its_ground_is_gone(room):
    ann = await room.join("ann")
    await room.do("ada", c.EndMembership(agent="ann", team="support"))
    query = q.FetchTicket(ticket="fresh")
    await ann.say(frames.Ask(id=1, query=_raw(query)))
    await ann.sync()
    (told,) = ann.replica.told
    assert told.refusal.code == Code.NOT_FOUND


async def test_a_device_that_signs_out_cannot_come_back(room):
    ann = await room.join("ann")
    await ann.say(frames.Bye(forget=True))
    await ann.connect(resume=False)
    assert ann.line.closed == 4401


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


async def test_queries_that_waited_for_room_are_answered_in_their_order(furnished):
    async with hub_room(furnished, limits={"buffer_bytes": 2_000}) as room:
        ann = await room.join("ann")
        ann.line.stalled = True
        for number in range(20):
            await ann.say(frames.Ask(id=number, query=_raw(q.FetchTicket(ticket=FRESH))))
        await room.environment.settle()
        assert ann.line.most_buffered < 5_000
        ann.line.drain()
        await ann.sync()
        assert [told.id for told in ann.replica.told] == list(range(20))


async def test_too_many_waiting_queries_are_told_to_slow_down(furnished):
    async with hub_room(furnished) as room:
        ann = await room.join("ann")
        for number in range(100):
            await ann.say(frames.Ask(id=number, query=_raw(q.FetchTicket(ticket=FRESH))))
        await ann.sync()
        refused = [told.refusal.code for told in ann.replica.told if told.refusal]
        assert set(refused) <= {Code.SLOW_DOWN}
        assert len(ann.replica.told) == 100


async def test_who_neither_reads_nor_stops_asking_must_go(furnished):
    async with hub_room(furnished, limits={"buffer_bytes": 2_000}) as room:
        ann = await room.join("ann")
        ann.line.stalled = True
        for number in range(200):
            await ann.say(frames.Ask(id=number, query=_raw(q.FetchTicket(ticket=FRESH))))
        assert ann.line.closed == CloseCode.STALLED


def _raw(query):
    return Raw(encode(query))
