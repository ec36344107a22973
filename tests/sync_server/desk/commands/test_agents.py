# SPDX-License-Identifier: Apache-2.0
"""Commands on members of staff."""

import pytest

from sync_server.contract.entities import Agent
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR


async def test_an_agents_address_is_kept_in_lower_case(standard):
    await standard.do("ada", c.CreateAgent(agent="new", name="New", email="New@Desk.test"))
    assert (await standard.row(Agent, "new")).email == "new@desk.test"


@pytest.mark.parametrize(
    ("agent", "email", "field"),
    [("ann", "new@desk.test", "id"), ("new", "ANN@desk.test", "email")],
)
async def test_ids_and_addresses_of_agents_are_taken_once(standard, agent, email, field):
    command = c.CreateAgent(agent=agent, name="New", email=email)
    answer = await standard.ask("ada", command)
    assert (answer.refusal.code, answer.refusal.field) == (Code.EXISTS, field)


async def test_name_address_and_role_change_for_themselves(standard):
    await standard.do("ada", c.ChangeAgent(agent="ann", name="Anna"))
    await standard.do("ada", c.ChangeAgent(agent="ann", email="anna@desk.test"))
    await standard.do("ada", c.ChangeAgent(agent="ann", role="supervisor"))
    agent = await standard.row(Agent, "ann")
    assert (agent.name, agent.email, agent.role) == ("Anna", "anna@desk.test", "supervisor")


async def test_an_address_passes_from_one_agent_to_another(standard):
    await standard.do(
        "ada",
        c.ChangeAgent(agent="ann", email="anna@desk.test"),
        c.ChangeAgent(agent="rob", email="ann@desk.test"),
    )
    assert (await standard.row(Agent, "rob")).email == "ann@desk.test"


async def test_fields_of_an_agent_conflict(standard):
    await standard.do("ada", c.ChangeAgent(agent="ann", name="Theirs"))
    answer = await standard.ask("ada", c.ChangeAgent(agent="ann", name="Mine", base=1))
    assert (answer.refusal.code, answer.refusal.field) == (Code.CONFLICT, "name")


async def test_a_disabled_agent_is_refused_everything_until_enabled(standard):
    command = c.SetPriority(ticket="opened", priority="high")
    await standard.do("ada", c.DisableAgent(agent="ann"))
    assert (await standard.ask("ann", command)).refusal.code == Code.DISABLED
    assert (await standard.do("ada", c.DisableAgent(agent="ann"))).seq is None
    await standard.do("ada", c.EnableAgent(agent="ann"))
    assert (await standard.ask("ann", command)).ok


@pytest.mark.parametrize(
    "command",
    [c.DisableAgent(agent="ada"), c.ChangeAgent(agent="ada", role="agent")],
)
@pytest.mark.parametrize("actor", ["ada", OPERATOR_ACTOR])
async def test_one_administrator_always_remains(standard, actor, command):
    answer = await standard.ask(actor, command)
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_MOVE, "role")
    await standard.do("ada", c.ChangeAgent(agent="lea", role="administrator"))
    assert (await standard.ask(actor, command)).ok


async def test_a_disabled_administrator_does_not_count_as_the_one_who_remains(standard):
    await standard.do(
        "ada",
        c.ChangeAgent(agent="gon", role="administrator"),
    )
    answer = await standard.ask("ada", c.DisableAgent(agent="ada"))
    assert answer.refusal.code == Code.BAD_MOVE
    await standard.do("ada", c.ChangeAgent(agent="gon", role="agent"))


async def test_an_administrator_may_be_renamed_and_stay_one(standard):
    await standard.do("ada", c.ChangeAgent(agent="ada", name="Ada L.", role="administrator"))
