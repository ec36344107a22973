# SPDX-License-Identifier: Apache-2.0
"""Service level policies: their documents, and to whom they promise what."""

from datetime import timedelta

import pytest

from sync_server.contract.conditions import ConditionError
from sync_server.contract.ids import PolicyId
from sync_server.domain.sla.policies import PolicyError, policy_of, read_policy

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = timedelta(hours=9)
GOLD = {
    "conditions": {"organisation": "lumen"},
    "calendar": "office",
    "targets": {
        "first_reply": {"urgent": "30m", "high": "2-hours"},
        "next_reply": "4h",
        "resolution": {"urgent": {"time": "1d 4h", "hours": "calendar"}, "low": "3 business days"},
    },
    "ended_by": {"first_reply": ["reply", "call"]},
}


def terms(document=GOLD, priority="urgent"):
    return read_policy(document).terms(PolicyId("gold"), priority, business_day=DAY)


def test_it_promises_what_it_says_to_each_priority():
    urgent, low = terms(), terms(priority="low")
    assert {metric: term.target for metric, term in urgent.items()} == {
        "first_reply": 30 * MINUTE,
        "next_reply": 4 * HOUR,
        "resolution": 28 * HOUR,
    }
    assert {metric: term.target for metric, term in low.items()} == {
        "next_reply": 4 * HOUR,
        "resolution": 27 * HOUR,
    }


def test_time_on_the_wall_has_no_calendar():
    urgent = terms()
    assert (urgent["first_reply"].calendar, urgent["resolution"].calendar) == ("office", None)
    assert terms(priority="low")["resolution"].calendar == "office"


def test_what_is_not_said_is_as_usual():
    urgent = terms()
    assert urgent["first_reply"].pauses == frozenset()
    assert urgent["resolution"].pauses == {"pending", "on_hold"}
    assert urgent["first_reply"].ended_by == {"reply", "call"}
    assert urgent["next_reply"].ended_by == {"reply"}
    assert (urgent["next_reply"].alerts, urgent["next_reply"].on_ours) == ((75, 90), False)


def test_what_is_said_takes_its_place():
    document = {
        "targets": {"resolution": "8h"},
        "alerts": [90, 60, 60],
        "pauses": {"resolution": []},
        "on_ours": True,
    }
    term = terms(document)["resolution"]
    assert (term.alerts, term.pauses, term.on_ours) == ((60, 90), frozenset(), True)
    assert term.calendar is None


def test_the_first_one_that_fits_is_the_tickets():
    gold, rest = read_policy(GOLD), read_policy({"targets": {"resolution": "1d"}})
    ordered = [(PolicyId("gold"), gold), (PolicyId("rest"), rest)]
    assert policy_of(ordered, {"organisation": "lumen"}, 0) == ordered[0]
    assert policy_of(ordered, {"organisation": "solvik"}, 0) == ordered[1]
    assert policy_of(ordered[:1], {"organisation": "solvik"}, 0) is None


@pytest.mark.parametrize(
    ("changes", "path", "problem"),
    [
        ({"targets": {}}, "targets", "promises nothing"),
        ({"targets": {"firstreply": "1h"}}, "targets.firstreply", "is not known here"),
        ({"targets": {"resolution": {}}}, "targets.resolution", "names no priority"),
        ({"targets": {"resolution": {"hi": "1h"}}}, "targets.resolution.hi", "is not known"),
        ({"targets": {"resolution": 3600}}, "targets.resolution", "must be a duration"),
        ({"targets": {"resolution": "2-hourz"}}, "targets.resolution", "no unit 'hourz'"),
        ({"targets": {"resolution": "-2h"}}, "targets.resolution", "must not be negative"),
        ({"targets": {"resolution": "0h"}}, "targets.resolution", "longer than nothing"),
        ({"targets": {"resolution": "3650 days"}}, "targets.resolution", "longer than 366 days"),
        (
            {"targets": {"resolution": "3 business days"}, "calendar": None},
            "targets.resolution",
            "business days need a calendar",
        ),
        (
            {"targets": {"resolution": {"time": "1h", "hours": "busines"}}},
            "targets.resolution.hours",
            "must be 'business' or 'calendar'",
        ),
        ({"targets": {"resolution": {"hours": "business"}}}, "targets.resolution.time", "must be"),
        ({"alerts": [0]}, "alerts[0]", "from 1 to 99"),
        ({"alerts": [50, 100]}, "alerts[1]", "from 1 to 99"),
        ({"alerts": [1, 2, 3, 4, 5, 6]}, "alerts", "at most 5"),
        ({"alerts": 75}, "alerts", "at most 5"),
        ({"pauses": {"resolution": ["waiting"]}}, "pauses.resolution[0]", "is not known here"),
        ({"pauses": {"resolution": "pending"}}, "pauses.resolution", "must be a list"),
        ({"ended_by": {"first_reply": []}}, "ended_by.first_reply", "must be a list"),
        ({"calendar": 7}, "calendar", "must name a calendar"),
        ({"on_ours": 1}, "on_ours", "must be true or false"),
        ({"target": {}}, "target", "is not known here"),
    ],
)
def test_what_is_no_policy_is_refused_with_its_place(changes, path, problem):
    with pytest.raises(PolicyError) as error:
        read_policy({**GOLD, **changes})
    assert error.value.path == path
    assert problem in str(error.value)


def test_the_nearest_name_is_offered():
    with pytest.raises(PolicyError, match="did you mean 'hour"):
        read_policy({**GOLD, "targets": {"resolution": "2-hourz"}})
    with pytest.raises(PolicyError, match="did you mean 'first_reply'"):
        read_policy({**GOLD, "targets": {"firstreply": "1h"}})


def test_its_conditions_are_the_one_predicate_language():
    with pytest.raises(ConditionError):
        read_policy({**GOLD, "conditions": {"prioritty": "high"}})


@pytest.mark.parametrize("document", [None, [], "8h", {1: 2}])
def test_what_is_no_object_is_refused(document):
    with pytest.raises(PolicyError):
        read_policy(document)
