# SPDX-License-Identifier: Apache-2.0
"""Commands on teams and memberships."""

import pytest

from sync_server.contract.entities import Membership, Team
from sync_server.contract.refusals import Code
from tests.support.plain import c


async def test_a_team_is_founded_and_changed(standard):
    await standard.do("ada", c.CreateTeam(team="sales", name="Sales"))
    await standard.do("ada", c.ChangeTeam(team="sales", colour="s3", disabled=True))
    team = await standard.row(Team, "sales")
    assert (team.name, team.colour, team.disabled) == ("Sales", "s3", True)


async def test_a_team_id_is_taken_once(standard):
    answer = await standard.ask("ada", c.CreateTeam(team="support", name="Again"))
    assert answer.refusal.code == Code.EXISTS


async def test_fields_of_a_team_conflict(standard):
    await standard.do("ada", c.ChangeTeam(team="support", name="Theirs"))
    answer = await standard.ask("ada", c.ChangeTeam(team="support", name="Mine", base=1))
    assert (answer.refusal.code, answer.refusal.field) == (Code.CONFLICT, "name")


async def test_an_agent_is_in_a_team_once(standard):
    command = c.SetMembership(membership="second", agent="rob", team="support", level="work")
    await standard.do("ada", command)
    assert (await standard.row(Membership, "rob-support")).level == "work"
    assert (await standard.do("ada", command)).seq is None


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"team": "nowhere"}, Code.NOT_FOUND, "team"),
        ({"agent": "nobody"}, Code.NOT_FOUND, "agent"),
        ({"membership": "ann-support"}, Code.EXISTS, "id"),
    ],
)
async def test_a_membership_names_what_is_there(standard, more, code, field):
    values = {"membership": "new", "agent": "eve", "team": "support", **more}
    answer = await standard.ask("ada", c.SetMembership(**values))
    assert (answer.refusal.code, answer.refusal.field) == (code, field)


async def test_supervisors_place_agents_in_their_own_teams_only(standard):
    await standard.do("lea", c.SetMembership(membership="new", agent="eve", team="support"))
    await standard.do("lea", c.EndMembership(agent="eve", team="support"))
    for command in (
        c.SetMembership(membership="new", agent="lea", team="billing"),
        c.EndMembership(agent="ben", team="billing"),
    ):
        assert (await standard.ask("lea", command)).refusal.code == Code.FORBIDDEN


async def test_a_membership_ends_once(standard):
    await standard.do("ada", c.EndMembership(agent="ann", team="support"))
    assert (await standard.do("ada", c.EndMembership(agent="ann", team="support"))).seq is None


async def test_who_leaves_a_team_keeps_what_is_assigned_and_loses_the_rest(standard):
    await standard.do("ada", c.EndMembership(agent="ann", team="support"))
    await standard.do("ann", c.SetPriority(ticket="opened", priority="high"))
    answer = await standard.ask("ann", c.SetPriority(ticket="pended", priority="high"))
    assert answer.refusal.code == Code.NOT_FOUND
