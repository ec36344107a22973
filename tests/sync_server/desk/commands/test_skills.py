# SPDX-License-Identifier: Apache-2.0
"""Skills: kept ready by administrators, held by agents, asked for by tickets."""

import pytest

from sync_server.contract.entities import Agent, Skill
from sync_server.contract.refusals import Code
from tests.support.plain import Need, c

FRENCH = Need("french", 2)


async def test_a_skill_is_created_by_its_first_name_and_renamed_later(standard):
    await standard.do("ada", c.SaveSkill(skill="sap", name="SAP"))
    await standard.do("ada", c.SaveSkill(skill="sap", name="SAP R/3"))
    await standard.do("ada", c.SaveSkill(skill="sap", disabled=True))
    skill = await standard.row(Skill, "sap")
    assert (skill.name, skill.disabled) == ("SAP R/3", True)


async def test_a_skill_needs_a_name(standard):
    refused = await standard.ask("ada", c.SaveSkill(skill="sap", disabled=False))
    assert (refused.refusal.code, refused.refusal.field) == (Code.BAD_VALUE, "name")


async def test_whoever_renames_what_was_renamed_meanwhile_is_told(standard):
    await standard.do("ada", c.SaveSkill(skill="french", name="Français"))
    refused = await standard.ask("ada", c.SaveSkill(skill="french", name="Fr", base=1))
    assert refused.refusal.code == Code.CONFLICT


async def test_each_cell_of_the_matrix_is_set_for_itself(standard):
    await standard.do("ada", c.SaveSkill(skill="sap", name="SAP"))
    await standard.do("ada", c.SetSkill(agent="ann", skill="sap", level=3))
    await standard.do("ada", c.SetSkill(agent="ann", skill="french", level=2))
    assert (await standard.row(Agent, "ann")).skills == {"sap": 3, "french": 2}
    await standard.do("ada", c.SetSkill(agent="ann", skill="sap", level=0))
    assert (await standard.row(Agent, "ann")).skills == {"french": 2}


async def test_a_disabled_skill_is_taken_away_but_not_given(standard):
    await standard.do("ada", c.SaveSkill(skill="french", disabled=True))
    refused = await standard.ask("ada", c.SetSkill(agent="ben", skill="french", level=1))
    assert (refused.refusal.code, refused.refusal.field) == (Code.BAD_VALUE, "skill")
    await standard.do("ada", c.SetSkill(agent="ann", skill="french", level=0))
    assert (await standard.row(Agent, "ann")).skills == {}


@pytest.mark.parametrize(("agent", "skill"), [("nobody", "french"), ("ann", "nothing")])
async def test_what_is_not_there_is_in_no_cell(standard, agent, skill):
    refused = await standard.ask("ada", c.SetSkill(agent=agent, skill=skill, level=1))
    assert refused.refusal.code == Code.NOT_FOUND


async def test_a_ticket_asks_for_skills(standard):
    await standard.do("ann", c.SetNeeds(ticket="opened", needs=(FRENCH,)))
    assert (await standard.ticket("opened")).needs == (FRENCH,)


@pytest.mark.parametrize(
    "needs", [(Need("french", 0),), (Need("french", 4),), (FRENCH, Need("french", 1, True))]
)
async def test_needs_make_sense(standard, needs):
    refused = await standard.ask("ann", c.SetNeeds(ticket="opened", needs=needs))
    assert (refused.refusal.code, refused.refusal.field) == (Code.BAD_VALUE, "needs")


async def test_a_skill_that_was_disabled_stays_where_it_was_asked_for(standard):
    await standard.do("ann", c.SetNeeds(ticket="opened", needs=(FRENCH,)))
    await standard.do("ada", c.SaveSkill(skill="french", disabled=True))
    await standard.do("ann", c.SetNeeds(ticket="opened", needs=(Need("french", 3),)))
    refused = await standard.ask("ann", c.SetNeeds(ticket="fresh", needs=(FRENCH,)))
    assert (refused.refusal.code, refused.refusal.field) == (Code.BAD_VALUE, "skill")


async def test_needs_that_somebody_changed_meanwhile_conflict(standard):
    seen = await standard.version("opened")
    await standard.do("ada", c.SetNeeds(ticket="opened", needs=(FRENCH,)))
    refused = await standard.ask(
        "ann", c.SetNeeds(ticket="opened", needs=(Need("french"),), base=seen)
    )
    assert refused.refusal.code == Code.CONFLICT


async def test_agents_have_limits_and_teams_ways_to_share_out(standard):
    await standard.do("ada", c.ChangeAgent(agent="ann", capacity=3, capacities={"chat": 1}))
    await standard.do("ada", c.ChangeTeam(team="support", routing="balanced", per_minute=0))
    await standard.do("ada", c.ChangeWorkspace(channel_weights={"phone": 3}))
    ann = await standard.row(Agent, "ann")
    assert (ann.capacity, ann.capacities) == (3, {"chat": 1})
