# SPDX-License-Identifier: Apache-2.0
"""The public holidays of countries."""

from datetime import date

import pytest

from sync_server.desk.holidays.countries import countries, public_holidays
from sync_server.domain.calendar import BusinessCalendar, CalendarError


def test_a_country_and_its_parts_have_their_own_holidays():
    germany = public_holidays("DE", range(2026, 2028), language="de").days
    bavaria = public_holidays("DE", range(2026, 2028), part="BY", language="de").days
    assert germany[date(2026, 12, 25)] == "Erster Weihnachtstag"
    assert date(2027, 1, 6) in bavaria.keys() - germany.keys()
    assert {day.year for day in bavaria} == {2026, 2027}
    assert "BY" in countries()["DE"]


def test_a_calendar_takes_them():
    document = {"timezone": "Europe/Berlin", "hours": {"fri": [["08:00", "18:00"]]}}
    calendar = BusinessCalendar.from_dict(
        public_holidays("DE", range(2026, 2046)).added_to(document)
    )
    assert "2026-12-25" in calendar.to_dict()["holidays"]


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (("XX", range(2026, 2027), None), "country: there is no country 'XX'"),
        (("de", range(2026, 2027), None), "did you mean 'DE'"),
        (("DE", range(2026, 2027), "BYY"), "DE has no part 'BYY'; did you mean 'BY'"),
        (("DE", range(2026, 2026), None), "must be 1 to 20 years"),
        (("DE", range(1, 9999), None), "must be 1 to 20 years"),
    ],
)
def test_what_is_not_known_is_refused(asked, problem):
    country, years, part = asked
    with pytest.raises(CalendarError, match=problem):
        public_holidays(country, years, part=part)
