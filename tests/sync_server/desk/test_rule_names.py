# SPDX-License-Identifier: Apache-2.0
"""Which names a rule may use is what its author reaches."""

import pytest

from sync_server.contract.ids import AgentId, TeamId
from sync_server.desk.rule_names import directory_for, reaches
from sync_server.domain.rules.binding import UnknownName, bind
from sync_server.domain.rules.document import read_rule
from sync_server.domain.sight import Viewer

LEA = Viewer(AgentId("lea"), "supervisor", {TeamId("support"): "work"})
ADA = Viewer(AgentId("ada"), "administrator", {})


@pytest.mark.parametrize(
    ("author", "team", "expected"),
    [(LEA, "support", True), (LEA, "billing", False), (ADA, "billing", True), (None, "x", True)],
)
def test_an_author_reaches_their_own_teams_and_an_administrator_all(author, team, expected):
    assert reaches(author, team) is expected


async def test_a_team_that_its_author_does_not_reach_is_no_name_for_a_rule(standard):
    rule = read_rule({"rule": "R", "actions": {"team": "billing", "notify": {"team": "support"}}})
    with standard.database.read() as reader:
        (wrong,) = bind(rule, directory_for(rule, LEA, reader)).wrong
        assert bind(rule, directory_for(rule, ADA, reader)).wrong == ()
    assert isinstance(wrong, UnknownName)
    assert (wrong.path, wrong.kind, wrong.near) == ("actions.team", "team", ())
