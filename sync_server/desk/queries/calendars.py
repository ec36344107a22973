# SPDX-License-Identifier: Apache-2.0
"""Queries of whoever writes a calendar: whether it is one, and the holidays of others in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sync_server.contract.documents import DocumentError
from sync_server.contract.packed import NotPacked, unpack
from sync_server.contract.queries import (
    CALENDAR_FILE_BYTES,
    AddCalendarFile,
    AddPublicHolidays,
    CheckCalendar,
    DocumentCheck,
    HolidayPlaces,
    HolidaysAdded,
    KnownPlaces,
)
from sync_server.desk.holidays.found import Holidays
from sync_server.desk.queries.policies import check_of, sees_administration
from sync_server.desk.queries.setting_up import sets_up
from sync_server.desk.registry import answers
from sync_server.domain.calendar import BusinessCalendar, CalendarError, NeverOpen
from sync_server.domain.sight import Viewer
from sync_server.store.engines import Connection

_SECOND = 1_000_000


@answers(CheckCalendar, policy=sees_administration, cost="light")
def answer_check_calendar(
    _reader: Connection, _viewer: Viewer, query: CheckCalendar
) -> DocumentCheck:
    """What is wrong with a calendar, else when the span ends."""
    try:
        calendar = BusinessCalendar.from_dict(query.document)
        calendar.check_opens(query.start)
        return DocumentCheck(due=calendar.due_us(query.start, query.span_s * _SECOND))
    except DocumentError as error:
        return check_of(error)
    except (NeverOpen, ValueError):
        return DocumentCheck()


@answers(HolidayPlaces, policy=sets_up, cost="light")
def answer_holiday_places(
    _reader: Connection, _viewer: Viewer, _query: HolidayPlaces
) -> KnownPlaces:
    """Every country of which the holidays are known."""
    from sync_server.desk.holidays.countries import countries  # noqa: PLC0415 - large, and rare

    return KnownPlaces(countries={code: tuple(parts) for code, parts in countries().items()})


@answers(AddPublicHolidays, policy=sets_up, cost="heavy")
def answer_add_public_holidays(
    _reader: Connection, _viewer: Viewer, query: AddPublicHolidays
) -> HolidaysAdded:
    """The document with them, or why there are none."""
    from sync_server.desk.holidays.countries import public_holidays  # noqa: PLC0415 - see above

    years = range(query.first_year, query.first_year + query.years)
    try:
        found = public_holidays(query.country, years, part=query.part or None)
        return _added(query.document, found)
    except DocumentError as error:
        return HolidaysAdded(document=query.document, path=error.path, problem=error.problem)


@answers(AddCalendarFile, policy=sets_up, cost="heavy")
def answer_add_calendar_file(
    _reader: Connection, _viewer: Viewer, query: AddCalendarFile
) -> HolidaysAdded:
    """The document with what the file says, or why it says nothing."""
    from sync_server.desk.holidays.ical import read_ical  # noqa: PLC0415 - see above
    from sync_server.desk.holidays.lines import NO_CALENDAR, PATH  # noqa: PLC0415 - see above

    first = date(query.first_year, 1, 1)
    last = date(query.first_year + query.years - 1, 12, 31)
    try:
        timezone = BusinessCalendar.from_dict(query.document).timezone
        data = unpack(query.data, most=CALENDAR_FILE_BYTES + 1)
        return _added(query.document, read_ical(data, timezone=timezone, first=first, last=last))
    except NotPacked:
        return HolidaysAdded(document=query.document, path=PATH, problem=NO_CALENDAR)
    except DocumentError as error:
        return HolidaysAdded(document=query.document, path=error.path, problem=error.problem)


def _added(document: Mapping[str, Any], found: Holidays) -> HolidaysAdded:
    """The document with these holidays, if it still is a calendar then. Raises `CalendarError`."""
    BusinessCalendar.from_dict(document)
    if not found.days and not found.parts:
        raise CalendarError("", "no holiday was found in these years")
    both = found.added_to(document)
    BusinessCalendar.from_dict(both)
    return HolidaysAdded(document=both, days=_dates(both) - _dates(document))


def _dates(document: Mapping[str, Any]) -> int:
    """How many dates are closed for whole or in part."""
    return len({*document.get("holidays", ()), *document.get("breaks", {})})
