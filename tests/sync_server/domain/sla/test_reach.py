# SPDX-License-Identifier: Apache-2.0
"""A promise that its calendar is never open long enough for is refused."""

from datetime import UTC, datetime

import pytest

from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.sla.policies import PolicyError, read_policy
from sync_server.domain.sla.reach import NEVER_OVER, check_reach

ONE_MORNING = BusinessCalendar.from_dict(
    {"timezone": "UTC", "hours": {}, "overrides": {"2026-12-24": [["08:00", "12:00"]]}}
)
SINCE = round(datetime(2026, 12, 1, tzinfo=UTC).timestamp()) * 1_000_000


def policy(**targets):
    return read_policy({"calendar": "morning", "targets": targets})


def test_what_is_over_within_the_hours_is_promised():
    check_reach(policy(first_reply="4h", next_reply={"urgent": "1h"}), ONE_MORNING, SINCE)


def test_calendar_time_is_always_over():
    always = {"time": "9h", "hours": "calendar"}
    check_reach(policy(resolution={"urgent": always}), ONE_MORNING, SINCE)


@pytest.mark.parametrize(
    ("targets", "place"),
    [
        ({"resolution": "5h"}, "targets.resolution"),
        ({"resolution": {"urgent": "4h", "low": "8h"}}, "targets.resolution.low"),
    ],
)
def test_what_is_never_over_is_refused_with_its_place(targets, place):
    with pytest.raises(PolicyError) as refused:
        check_reach(policy(**targets), ONE_MORNING, SINCE)
    assert (refused.value.path, refused.value.problem) == (place, NEVER_OVER)
