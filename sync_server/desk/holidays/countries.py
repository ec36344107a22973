# SPDX-License-Identifier: Apache-2.0
"""The public holidays of countries and of their parts."""

from difflib import get_close_matches
from typing import Final

from holidays import country_holidays, list_supported_countries

from sync_server.desk.holidays.found import Holidays
from sync_server.domain.calendar import CalendarError

MOST_YEARS: Final = 20
_LETTERS: Final = 200


def countries() -> dict[str, list[str]]:
    """The codes of all countries, with those of their parts."""
    return {code: list(parts) for code, parts in list_supported_countries().items()}


def public_holidays(
    country: str, years: range, *, part: str | None = None, language: str | None = None
) -> Holidays:
    """The public holidays of a country or of a part of it, named in a language that it has.

    Raises `CalendarError` for a place that is not known, or for too many years.
    """
    known = countries()
    if country not in known:
        raise CalendarError(
            "country", f"there is no country {country!r:.20}", _nearest(country, [*known])
        )
    if part is not None and part not in known[country]:
        nearest = _nearest(part, known[country])
        raise CalendarError("part", f"{country} has no part {part!r:.20}", nearest)
    if not 0 < len(years) <= MOST_YEARS:
        raise CalendarError("years", f"must be 1 to {MOST_YEARS} years")
    found = country_holidays(country, subdiv=part, years=years, language=language)
    return Holidays({day: name[:_LETTERS] for day, name in found.items() if day.year in years})


def _nearest(name: str, names: list[str]) -> str | None:
    return next(iter(get_close_matches(name.upper(), names, n=1, cutoff=0.5)), None)
