# SPDX-License-Identifier: Apache-2.0
"""Holidays that are added to a calendar."""

from datetime import date

from sync_server.desk.holidays.found import Holidays
from sync_server.domain.calendar import BusinessCalendar

DOCUMENT = {
    "timezone": "Europe/Berlin",
    "hours": {"fri": [["08:00", "18:00"]]},
    "holidays": ["2026-12-24"],
    "breaks": {"2026-12-18": [["10:00", "11:00"]]},
    "names": {"2026-12-25": "Closed"},
}


def test_what_was_found_is_added_to_what_was_there():
    found = Holidays(
        {date(2026, 12, 25): "Christmas Day", date(2026, 12, 26): "Boxing Day"},
        {date(2026, 12, 18): ((630, 720), (900, 960)), date(2026, 12, 4): ((840, 1440),)},
    )
    added = found.added_to(DOCUMENT)
    assert added["holidays"] == ["2026-12-24", "2026-12-25", "2026-12-26"]
    assert added["names"] == {"2026-12-25": "Closed", "2026-12-26": "Boxing Day"}
    assert added["breaks"] == {
        "2026-12-18": [["10:00", "12:00"], ["15:00", "16:00"]],
        "2026-12-04": [["14:00", "24:00"]],
    }
    assert BusinessCalendar.from_dict(added).timezone == "Europe/Berlin"


def test_breaks_are_understood_however_they_were_written():
    breaks = {"20261218": [["9:00", "10:00"]], "2026-12-21": [["22:00", "06:00"]]}
    found = Holidays({}, {date(2026, 12, 18): ((570, 720),), date(2026, 12, 21): ((0, 1380),)})
    assert found.added_to({**DOCUMENT, "breaks": breaks})["breaks"] == {
        "2026-12-18": [["09:00", "12:00"]],
        "2026-12-21": [["00:00", "24:00"]],
        "2026-12-22": [["00:00", "06:00"]],
    }


def test_nothing_is_added_twice():
    found = Holidays({date(2026, 12, 25): "Christmas Day"}, {date(2026, 12, 18): ((630, 720),)})
    once = found.added_to(DOCUMENT)
    assert found.added_to(once) == once
    assert DOCUMENT["holidays"] == ["2026-12-24"]
