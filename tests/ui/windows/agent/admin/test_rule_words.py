# SPDX-License-Identifier: Apache-2.0
"""When a rule looks at a ticket, in a few words."""

import pytest

from ui.windows.agent.admin.rule_words import named_title, when_words


@pytest.mark.parametrize(
    ("triggers", "words"),
    [
        (None, "On create or when true"),
        ({"on": "manual"}, "Macro"),
        ([{"on": "created"}, {"on": "changed"}, {"on": "changed"}], "On create, On change"),
        ({"on": "time", "after": "7d", "of": "solved_at"}, "7d after Solved"),
        ({"on": "time", "before": "1h", "of": "wake_at"}, "1h before Snoozed until"),
        ({"on": "clock", "of": "resolution", "percent": 75}, "At 75 % of Resolution"),
        ({"on": "newer"}, "newer"),
    ],
)
def test_a_row_says_when(qapp, triggers, words):
    document = {} if triggers is None else {"triggers": triggers}
    assert when_words(document) == words


def test_a_short_name_is_told_as_a_name():
    assert named_title("team-lead") == "Team lead"
    assert named_title("Priya Raman") == "Priya Raman"
    assert named_title("R2-D2") == "R2-D2"
