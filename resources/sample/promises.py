# SPDX-License-Identifier: Apache-2.0
"""Makes what the sample company promises its customers, and when it works."""

from datetime import datetime
from typing import Any

from resources.sample.model import SampleCalendar, SamplePolicy


def calendars(company: dict[str, Any], as_of: datetime) -> tuple[SampleCalendar, ...]:
    """The calendars of the company file, with the dates of the years around an instant."""
    years = range(as_of.year - 1, as_of.year + 3)
    return tuple(
        SampleCalendar(entry["name"], _document(entry, years)) for entry in company["calendar"]
    )


def policies(company: dict[str, Any]) -> tuple[SamplePolicy, ...]:
    """The policies of the company file, in the order in which they are asked."""
    return tuple(
        SamplePolicy(
            name=entry["name"],
            plan=entry.get("plan", ""),
            tags=tuple(entry.get("tags", ())),
            document={key: entry[key] for key in ("calendar", "targets", "alerts") if key in entry},
        )
        for entry in company["policy"]
    )


def _document(entry: dict[str, Any], years: range) -> dict[str, Any]:
    holidays, half_days = entry.get("holidays", {}), entry.get("half_days", {})
    names = {day: half["name"] for day, half in half_days.items()} | holidays
    return {
        "timezone": entry["timezone"],
        "hours": entry["hours"],
        "holidays": [f"{year}-{day}" for year in years for day in holidays],
        "overrides": {
            f"{year}-{day}": half["hours"] for year in years for day, half in half_days.items()
        },
        "names": {f"{year}-{day}": name for year in years for day, name in names.items()},
    }
