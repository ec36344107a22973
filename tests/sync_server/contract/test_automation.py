# SPDX-License-Identifier: Apache-2.0
"""What rules did, as it is logged: short where there is little to say, and read years later."""

from typing import Any

import msgspec

from sync_server.contract import automation, codec

a: Any = automation


def test_a_cause_says_no_more_than_there_is_to_say():
    run = a.RuleRun(rule="r", version=2, name="R", done=(a.Done(action="priority", value="high"),))
    assert msgspec.json.decode(codec.encode(a.Automated(runs=(run,)))) == {
        "runs": [
            {
                "rule": "r",
                "version": 2,
                "name": "R",
                "done": [{"action": "priority", "value": "high"}],
            }
        ]
    }


def test_a_cause_of_a_later_server_is_read_without_what_is_new():
    cause = {"runs": [{"rule": "r", "version": 1, "name": "R", "new": 1}], "other": 2}
    found = msgspec.convert(cause, a.Automated)
    assert found == a.Automated(runs=(a.RuleRun(rule="r", version=1, name="R"),))
