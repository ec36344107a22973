# SPDX-License-Identifier: Apache-2.0
"""The outline of a week, and a calendar with other hours."""

import pytest

from sync_server.domain.calendar import BusinessCalendar
from sync_server.domain.calendar.usual_week import UsualWeek, outline, with_week

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("document", "week"),
    [
        (
            {
                "hours": {
                    "mon": [["08:00", "12:00"], ["12:45", "18:00"]],
                    "fri": [["09:00", "16:00"]],
                }
            },
            UsualWeek(BERLIN, (0, 4), 480, 1080),
        ),
        ({"hours": {"sat": [["22:00", "06:00"]]}}, UsualWeek(BERLIN, (5,), 1320, 1440)),
        ({"24x7": True}, UsualWeek(BERLIN, (0, 1, 2, 3, 4, 5, 6), 0, 1440)),
        ({"overrides": {"2026-12-24": [["08:00", "12:00"]]}}, None),
    ],
)
def test_an_outline_goes_from_the_first_hour_to_the_last(document, week):
    assert outline({"timezone": BERLIN, **document}) == week


def test_other_hours_leave_the_dates():
    old = {"timezone": "UTC", "24x7": True, "holidays": ["2026-12-25"]}
    week = UsualWeek(BERLIN, (0, 1), 540, 1440)
    new = BusinessCalendar.from_dict(with_week(old, week)).to_dict()
    assert new["hours"] == {"mon": [["09:00", "24:00"]], "tue": [["09:00", "24:00"]]}
    assert (new["timezone"], new["holidays"], new["24x7"]) == (BERLIN, ["2026-12-25"], False)


def test_a_week_is_its_own_outline():
    week = UsualWeek(BERLIN, (0, 2), 540, 1020)
    assert outline(with_week({}, week)) == week
