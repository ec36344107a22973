# SPDX-License-Identifier: Apache-2.0
"""What the sample company promises: to whom, and by which hours."""

from resources.sample.model import SampleDesk


def test_the_most_is_promised_to_those_who_bought_it_and_something_to_everybody(
    desk: SampleDesk,
) -> None:
    assert [(each.name, each.plan, each.tags) for each in desk.policies] == [
        ("Platinum", "platinum", ()),
        ("Gold", "gold", ()),
        ("Internal IT", "", ("it-portal",)),
        ("Standard", "", ()),
    ]


def test_every_plan_is_somebodys(desk: SampleDesk) -> None:
    bought = {each.plan for each in desk.organisations}
    assert bought == {each.plan for each in desk.policies}


def test_every_calendar_that_is_named_is_there(desk: SampleDesk) -> None:
    named = {each.document["calendar"] for each in desk.policies if "calendar" in each.document}
    assert named == {each.name for each in desk.calendars}


def test_the_office_is_closed_on_the_days_of_every_year_around(desk: SampleDesk) -> None:
    office = next(each.document for each in desk.calendars if each.name == "Office Berlin")
    assert {"2025-12-25", "2026-12-25", "2027-01-06", "2028-01-01"} < set(office["holidays"])
    assert office["overrides"]["2026-12-24"] == [["08:00", "12:00"]]
    assert office["names"]["2026-12-24"] == "Half day, to 12:00"
    assert set(office["names"]) == {*office["holidays"], *office["overrides"]}
