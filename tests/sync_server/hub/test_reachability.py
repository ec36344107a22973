# SPDX-License-Identifier: Apache-2.0
from sync_server.contract.ids import AgentId
from sync_server.hub.reachability import Reachability

ANN, BOB, EVE = AgentId("ann"), AgentId("bob"), AgentId("eve")


def test_a_first_session_is_reported_once_it_has_lasted():
    found = Reachability(10.0, (), 0.0)
    found.connected(ANN, 1.0)
    assert found.due(10.9, most=9) == []
    assert found.due(11.0, most=9) == [(ANN, True)]
    assert found.due(99.0, most=9) == []


def test_a_short_absence_is_no_absence():
    found = Reachability(10.0, (), 0.0)
    found.connected(ANN, 0.0)
    found.due(10.0, most=9)
    found.disconnected(ANN, 20.0)
    found.connected(ANN, 25.0)
    assert found.due(40.0, most=9) == []


def test_a_last_session_that_left_is_reported():
    found = Reachability(10.0, (), 0.0)
    found.connected(ANN, 0.0)
    found.due(10.0, most=9)
    found.disconnected(ANN, 20.0)
    assert found.due(30.0, most=9) == [(ANN, False)]


def test_agents_who_do_not_come_back_after_a_restart_are_reported():
    found = Reachability(10.0, (ANN, BOB), 0.0)
    found.connected(BOB, 3.0)
    assert found.due(10.0, most=9) == [(ANN, False)]


def test_a_crowd_is_reported_in_parts():
    found = Reachability(10.0, (), 0.0)
    for agent in (ANN, BOB, EVE):
        found.connected(agent, 1.0)
    assert found.due(20.0, most=2) == [(ANN, True), (BOB, True)]
    assert found.due(20.0, most=2) == [(EVE, True)]
    assert found.due(20.0, most=2) == []
