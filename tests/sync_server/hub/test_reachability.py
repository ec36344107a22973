# SPDX-License-Identifier: Apache-2.0
from sync_server.hub.reachability import Reachability


def test_a_first_session_is_reported_once_it_has_lasted():
    found = Reachability(10.0, (), 0.0)
    found.connected("ann", 1.0)
    assert found.due(10.9) == []
    assert found.due(11.0) == [("ann", True)]
    assert found.due(99.0) == []


def test_a_short_absence_is_no_absence():
    found = Reachability(10.0, (), 0.0)
    found.connected("ann", 0.0)
    found.due(10.0)
    found.disconnected("ann", 20.0)
    found.connected("ann", 25.0)
    assert found.due(40.0) == []


def test_a_last_session_that_left_is_reported():
    found = Reachability(10.0, (), 0.0)
    found.connected("ann", 0.0)
    found.due(10.0)
    found.disconnected("ann", 20.0)
    assert found.due(30.0) == [("ann", False)]


def test_agents_who_do_not_come_back_after_a_restart_are_reported():
    found = Reachability(10.0, ("ann", "bob"), 0.0)
    found.connected("bob", 3.0)
    assert found.due(10.0) == [("ann", False)]
