# SPDX-License-Identifier: Apache-2.0

from sync_server.contract.entities import Agent, Membership, Team
from sync_server.contract.ids import AgentId, MembershipId, TeamId
from sync_server.desk.roster import Roster
from sync_server.domain.sight import Viewer

MAYA = Agent(id=AgentId("maya"), name="Maya")
PLATFORM = Team(id=TeamId("platform"), name="Platform")
PLACE = Membership(id=MembershipId("m"), agent=MAYA.id, team=PLATFORM.id, level="read")
ROSTER = Roster({MAYA.id: MAYA}, {PLATFORM.id: PLATFORM}, {PLACE.id: PLACE})


def test_a_viewer_has_the_level_of_each_membership() -> None:
    assert ROSTER.viewer(MAYA.id) == Viewer(MAYA.id, "agent", {PLATFORM.id: "read"})


def test_unknown_and_disabled_agents_see_nothing() -> None:
    gone = Agent(id=MAYA.id, name="Maya", disabled=True)
    assert ROSTER.viewer(AgentId("eve")) is None
    assert ROSTER.with_changes([("agent", MAYA.id, gone)]).viewer(MAYA.id) is None


def test_a_change_makes_a_new_roster_and_leaves_the_old_one() -> None:
    after = ROSTER.with_changes([("membership", PLACE.id, None)])
    assert after.membership(MAYA.id, PLATFORM.id) is None
    assert after.members(PLATFORM.id) == []
    assert ROSTER.membership(MAYA.id, PLATFORM.id) == PLACE
    assert ROSTER.members(PLATFORM.id) == [MAYA.id]
