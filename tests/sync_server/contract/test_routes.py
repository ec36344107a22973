# SPDX-License-Identifier: Apache-2.0
"""The cause of a routed ticket: short in the log, and readable for those who know less."""

import msgspec

from sync_server.contract.routes import Route


def test_a_decision_is_short_in_the_log():
    found = b'{"team":"t","version":3,"router":1,"mode":"balanced","ranked":[["ann","load",0,250]]}'
    route = msgspec.json.decode(found, type=Route)
    assert [(each.agent, each.by, each.load) for each in route.ranked] == [("ann", "load", 250)]
    assert msgspec.json.encode(msgspec.structs.replace(route, ranked=())) == (
        b'{"team":"t","version":3,"router":1,"mode":"balanced"}'
    )


def test_what_a_newer_desk_adds_is_left_aside():
    found = b'{"team":"t","version":3,"router":9,"mode":"odd","moon":1,"passed":[["ann","odd"]]}'
    (passed,) = msgspec.json.decode(found, type=Route).passed
    assert (passed.reason, passed.detail, passed.until) == ("odd", "", None)
