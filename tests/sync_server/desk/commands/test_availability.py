# SPDX-License-Identifier: Apache-2.0
"""Commands on availability."""

from sync_server.contract.entities import Availability
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import HUB_ACTOR, OPERATOR_ACTOR


async def test_a_break_has_an_announced_end(standard):
    await standard.do("ann", c.SetAvailability(state="break", until_at=99))
    availability = await standard.row(Availability, "ann")
    assert (availability.state, availability.until_at) == ("break", 99)
    assert availability.since_at == standard.environment.now_us()


async def test_only_a_break_has_an_announced_end(standard):
    answer = await standard.ask("ann", c.SetAvailability(state="busy", until_at=99))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "until_at")


async def test_saying_the_same_again_does_not_start_it_anew(standard):
    before = await standard.row(Availability, "ann")
    assert (await standard.do("ann", c.SetAvailability(state="available"))).seq is None
    assert await standard.row(Availability, "ann") == before


async def test_the_hub_observes_who_is_connected(standard):
    await standard.do(HUB_ACTOR, c.SetReachable(agent="rob", reachable=True))
    availability = await standard.row(Availability, "rob")
    assert (availability.reachable, availability.state) == (True, "available")
    assert availability.since_at == standard.environment.now_us()
    await standard.do(HUB_ACTOR, c.SetReachable(agent="rob", reachable=False))
    assert not (await standard.row(Availability, "rob")).reachable


async def test_whoever_went_off_shift_stays_so_until_they_say_otherwise(standard):
    await standard.do("rob", c.SetAvailability(state="off_shift"))
    await standard.do(HUB_ACTOR, c.SetReachable(agent="rob", reachable=True))
    assert (await standard.row(Availability, "rob")).state == "off_shift"


async def test_the_hub_knows_only_agents(standard):
    answer = await standard.ask(HUB_ACTOR, c.SetReachable(agent="nobody", reachable=True))
    assert answer.refusal.code == Code.NOT_FOUND


async def test_a_machine_has_no_availability(standard):
    answer = await standard.ask(OPERATOR_ACTOR, c.SetAvailability(state="busy"))
    assert answer.refusal.code == Code.FORBIDDEN
