# SPDX-License-Identifier: Apache-2.0
"""Calendars: drafts, versions, roll-back, and what clients get of them."""

from datetime import date, timedelta

import pytest

from sync_server.contract.entities import Calendar, Published
from sync_server.contract.open_hours import OpenHours
from sync_server.contract.refusals import Code
from sync_server.desk.commands.calendars import SHOWN_AHEAD, SHOWN_BEFORE
from sync_server.domain.calendar import BusinessCalendar
from tests.support.plain import c
from tests.support.standard_desk import HUB_ACTOR, OFFICE_HOURS

OTHER = {"timezone": "UTC", "24x7": True}
EIGHT = [["08:00", "16:00"]]
MONDAYS = [str(date(2020, 1, 6) + timedelta(weeks=each)) for each in range(5_000)]
US = timedelta(microseconds=1)


async def test_a_draft_is_not_in_force_before_it_is_published(standard):
    await standard.do("ada", c.SaveCalendar(calendar="new", name="New", document=OTHER))
    kept = await standard.row(Calendar, "new")
    assert (kept.name, kept.draft, kept.number, kept.document) == ("New", OTHER, 0, {})
    assert kept.open == ()
    await standard.do("ada", c.PublishCalendar(calendar="new", note="At last"))
    kept = await standard.row(Calendar, "new")
    assert (kept.draft, kept.number, kept.document) == (None, 1, OTHER)
    version = await standard.row(Published, "calendar.new.1")
    assert (version.by, version.note, version.document) == ("ada", "At last", OTHER)


async def test_what_is_in_force_already_is_no_draft(standard):
    await standard.do("ada", c.SaveCalendar(calendar="office", document=OFFICE_HOURS))
    assert (await standard.row(Calendar, "office")).draft is None
    answer = await standard.ask("ada", c.PublishCalendar(calendar="office"))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "draft")


async def test_a_former_version_comes_back_as_the_next_one_and_the_draft_stays(standard):
    await standard.do(
        "ada",
        c.PublishCalendar(calendar="office"),
        c.SaveCalendar(calendar="office", document=OTHER),
        c.PublishCalendar(calendar="office", number=1),
    )
    kept = await standard.row(Calendar, "office")
    assert (kept.number, kept.document, kept.draft) == (3, OFFICE_HOURS, OTHER)
    answer = await standard.ask("ada", c.PublishCalendar(calendar="office", number=9))
    assert answer.refusal.code == Code.NOT_FOUND


async def test_clients_get_the_working_time_around_today_by_turns(standard):
    kept = await standard.row(Calendar, "office")
    assert (kept.open_until - kept.open_from) * US == SHOWN_BEFORE + SHOWN_AHEAD
    edges, at = [], 0
    for length in kept.open:
        at += length
        edges.append(at * 1_000_000)
    spans = BusinessCalendar.from_dict(OFFICE_HOURS).open_spans(kept.open_from, kept.open_until)
    assert edges == [edge for span in spans for edge in span]


async def test_the_desk_moves_what_is_shown_on(standard):
    await standard.do(HUB_ACTOR, c.MoveCalendar(calendar="office"))
    before = await standard.row(Calendar, "office")
    standard.environment.advance(days=7)
    await standard.do(HUB_ACTOR, c.MoveCalendar(calendar="office"))
    after = await standard.row(Calendar, "office")
    assert (after.open_from - before.open_from) * US == timedelta(days=7)
    assert (after.number, after.document) == (before.number, before.document)


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"timezone": "Mars/Base", "24x7": True}, "document.timezone"),
        ({"timezone": "UTC", "hours": {}}, "document.hours"),
        ({"timezone": "UTC", "overrides": {"1999-12-24": EIGHT}}, "document.hours"),
        ({"timezone": "UTC", "hours": {"mon": EIGHT}, "holidays": MONDAYS}, "document.hours"),
        ({"timezone": "UTC", "hours": {"mon": [["9", "17:00"]]}}, "document.hours.mon[0][0]"),
    ],
)
async def test_what_is_no_calendar_is_refused_with_the_place(standard, document, path):
    answer = await standard.ask("ada", c.SaveCalendar(calendar="new", document=document))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, path)


async def test_a_calendar_by_which_clocks_run_stays(standard):
    answer = await standard.ask("ada", c.SaveCalendar(calendar="office", disabled=True))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "disabled")
    await standard.do(
        "ada",
        c.SavePolicy(policy="gold", disabled=True),
        c.SaveCalendar(calendar="office", disabled=True),
    )
    assert (await standard.row(Calendar, "office")).disabled


async def test_two_who_edit_the_same_draft_are_told(standard):
    await standard.do("ada", c.SaveCalendar(calendar="office", document=OTHER))
    answer = await standard.ask(
        "ada", c.SaveCalendar(calendar="office", document={**OFFICE_HOURS, "24x7": True}, base=1)
    )
    assert (answer.refusal.code, answer.refusal.field) == (Code.CONFLICT, "draft")


async def test_clients_measure_the_past_by_what_was_in_force_then(standard):
    standard.environment.advance(days=7)
    now = standard.environment.now_us()
    before = OpenHours(await standard.row(Calendar, "office"))
    await standard.do(
        "ada",
        c.SaveCalendar(calendar="office", document=OTHER),
        c.PublishCalendar(calendar="office"),
    )
    after = OpenHours(await standard.row(Calendar, "office"))
    week = timedelta(days=7) // US
    assert after.elapsed(now - week, now) == before.elapsed(now - week, now)
    published = (await standard.row(Calendar, "office")).published_at
    assert after.elapsed(published, published + week) == pytest.approx(week, abs=1_000_000)
    standard.environment.advance(days=30)
    await standard.do(HUB_ACTOR, c.MoveCalendar(calendar="office"))
    moved = OpenHours(await standard.row(Calendar, "office"))
    assert moved.elapsed(now - week, now + week) == after.elapsed(now - week, now + week)
