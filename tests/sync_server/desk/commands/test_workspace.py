# SPDX-License-Identifier: Apache-2.0
"""The desk as a whole, what agents want to be told, and keys of programs."""

import pytest

from sync_server.contract.entities import DESK_HOURS, ApiKey, Calendar, Preferences, Workspace
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import in_a_year


def key(**more):
    values = {"rights": ("tickets:write", "tickets:read"), "digest": "cd" * 32}
    return c.CreateApiKey(
        **{"key": "k", "name": "Shop", "expires_at": in_a_year(), **values, **more}
    )


async def test_hours_are_set_for_the_whole_desk(standard):
    change = c.ChangeWorkspace(timezone="Europe/Berlin", work_days=(4, 0, 0), work_from=480)
    await standard.do("ada", change)
    workspace = await standard.row(Workspace, "workspace")
    assert (workspace.timezone, workspace.work_days) == ("Europe/Berlin", (0, 4))
    assert (workspace.work_from, workspace.work_until) == (480, 1020)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"work_from": 1020}, "work_until"),
        ({"work_until": 0}, "work_until"),
    ],
)
async def test_hours_that_there_are_not_are_refused(standard, change, field):
    answer = await standard.ask("ada", c.ChangeWorkspace(**change))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, field)


LUNCH = {
    "timezone": "Europe/Berlin",
    "hours": {"mon": [["08:00", "12:00"], ["13:00", "18:00"]]},
    "holidays": ["2026-12-25"],
}


async def with_calendar(standard):
    """The desk with hours, and a calendar of them."""
    await standard.do(
        "ada",
        c.ChangeWorkspace(timezone="Europe/Berlin"),
        c.SaveCalendar(calendar=DESK_HOURS, name="Working hours", document=LUNCH),
        c.PublishCalendar(calendar=DESK_HOURS),
    )


async def test_the_hours_of_the_desk_are_the_outline_of_its_calendar(standard):
    await with_calendar(standard)
    workspace = await standard.row(Workspace, "workspace")
    assert (workspace.work_days, workspace.work_from, workspace.work_until) == ((0,), 480, 1080)


async def test_the_desks_calendar_follows_its_hours_and_keeps_its_holidays(standard):
    await with_calendar(standard)
    await standard.do("ada", c.ChangeWorkspace(work_days=(0, 1), work_from=540))
    calendar = await standard.row(Calendar, DESK_HOURS)
    frame = [["09:00", "18:00"]]
    assert calendar.document["hours"] == {"mon": frame, "tue": frame}
    assert (calendar.document["holidays"], calendar.number) == (["2026-12-25"], 2)


async def test_a_break_stays_as_long_as_the_hours_do(standard):
    await with_calendar(standard)
    await standard.do("ada", c.ChangeWorkspace(work_from=480, acknowledgement="Thanks"))
    calendar = await standard.row(Calendar, DESK_HOURS)
    assert (calendar.document["hours"], calendar.number) == (LUNCH["hours"], 1)


async def test_a_week_without_work_is_refused_where_clocks_run_by_it(standard):
    await with_calendar(standard)
    answer = await standard.ask("ada", c.ChangeWorkspace(work_days=()))
    assert answer.refusal.code == Code.BAD_VALUE
    workspace = await standard.row(Workspace, "workspace")
    assert workspace.work_days == (0,)


async def test_wishes_are_ones_own_and_change_one_by_one(standard):
    await standard.do("ann", c.SetPreferences(mail_assigned=False))
    await standard.do("ann", c.SetPreferences(mail_mentioned=False))
    wishes = await standard.row(Preferences, "ann")
    assert (wishes.mail_assigned, wishes.mail_mentioned) == (False, False)


async def test_a_key_ends_once(standard):
    await standard.do("ada", key())
    kept = await standard.row(ApiKey, "k")
    assert (kept.rights, kept.revoked_at) == (("tickets:read", "tickets:write"), None)
    first = await standard.do("ada", c.RevokeApiKey(key="k"))
    assert first.seq is not None
    assert (await standard.do("ada", c.RevokeApiKey(key="k"))).seq is None


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"expires_at": 1}, Code.BAD_VALUE, "expires_at"),
        ({"expires_at": in_a_year() * 2}, Code.BAD_VALUE, "expires_at"),
        ({"digest": "ab" * 32}, Code.EXISTS, "digest"),
        ({"team": "shut"}, Code.BAD_VALUE, "team"),
    ],
)
async def test_a_key_that_does_not_fit_is_refused(standard, more, code, field):
    answer = await standard.ask("ada", key(**more))
    assert (answer.refusal.code, answer.refusal.field) == (code, field)
