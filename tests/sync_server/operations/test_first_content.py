# SPDX-License-Identifier: Apache-2.0
"""What a desk has on its first day can be used as it is, and reaches older desks."""

import sqlite3
from typing import Any, Final

import pytest

from sync_server.config import Configuration
from sync_server.contract.commands import (
    ChangeWorkspace,
    CreateTeam,
    PublishCalendar,
    SaveCalendar,
    SavePolicy,
)
from sync_server.contract.entities import DESK_HOURS
from sync_server.contract.ids import CalendarId, TeamId
from sync_server.contract.placeholders import FIELDS, fill
from sync_server.operations import first_content_de as german
from sync_server.operations.first_content import CANNED, CATEGORIES, FOUNDER, shared_replies
from sync_server.operations.requests import Verify
from sync_server.operations.verification import Report
from sync_server.server import Server
from sync_server.store.engines import Database
from sync_server.store.rows import AllRows
from sync_server.store.schema import migrate
from tests.support.served_desk import ADA, found, serving

HOURS: Final = ChangeWorkspace(
    timezone="Asia/Tokyo", work_days=(1, 2, 3), work_from=480, work_until=990
)

BEFORE: Final = "0009"
"""The last schema without calendars."""


async def before(folder, *commands, **settings) -> Configuration:
    """A desk with these commands done, in a database as it was before calendars."""
    configuration = await found(folder, **settings)
    async with serving(configuration) as server:
        for command in commands:
            assert (await server.desk.execute(command, FOUNDER)).ok
    take_back(configuration.data / "desk.sqlite")
    return configuration


def take_back(path) -> None:
    """Put what a database has into one of the older schema, as far as that has room for it."""
    older = path.with_name("older.sqlite")
    database = Database.open(older)
    migrate(database, BEFORE)
    database.close()
    link = sqlite3.connect(older)
    link.execute("ATTACH ? AS newer", (str(path),))
    plain = "SELECT name FROM main.sqlite_master WHERE sql LIKE 'CREATE TABLE%'"
    tables = {name for (name,) in link.execute(plain)}
    for table in sorted(each for each in tables if not each.startswith(("alembic", "search"))):
        columns = ", ".join(
            f'"{row[1]}"' for row in link.execute(f"PRAGMA main.table_info({table})")
        )
        link.execute(f"DELETE FROM main.{table}")
        link.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
    link.commit()
    link.close()
    older.replace(path)


def promises(server: Server):
    """The calendars and policies of a desk, and their versions."""
    database = server.desk.database
    with database.read() as reader:
        return tuple(
            AllRows(database)[kind].every(reader)
            for kind in ("calendar", "sla_policy", "published")
        )


@pytest.mark.parametrize("name", CANNED)
@pytest.mark.parametrize("replies", [CANNED, german.CANNED], ids=["en", "de"])
def test_every_field_of_a_shipped_reply_is_known(name, replies):
    filled = fill(replies[name], dict.fromkeys(FIELDS, "known"))
    assert "known" in filled
    assert not set("{}") & set(filled)


def test_every_shipped_reply_is_for_everybody_and_has_an_id_of_its_own():
    commands = [command for _, command in shared_replies()]
    assert {command.name for command in commands} == set(CANNED)
    assert all(command.shared for command in commands)
    assert len({command.canned for command in commands}) == len(CANNED)


def test_in_german_there_is_as_much_under_the_same_ids():
    assert list(german.CATEGORIES) == list(CATEGORIES)
    assert list(german.NAMES) == list(german.CANNED) == list(CANNED)
    ids = [(id_, command.canned) for id_, command in shared_replies("de")]
    assert ids == [(id_, command.canned) for id_, command in shared_replies()]
    names = {command.name for _, command in shared_replies("de")}
    assert len(names) == len(CANNED)
    assert not names & set(CANNED)


async def test_a_desk_that_is_migrated_promises_in_its_hours_what_a_new_one_does(tmp_path):
    team = CreateTeam(team=TeamId("help"), name="Help")
    configuration = await before(tmp_path / "desk", team, HOURS, language="de")
    async with serving(configuration) as server:
        once = promises(server)
        (calendar,), (policy,), versions = once
        assert (calendar.id, calendar.name, calendar.number) == (DESK_HOURS, "Arbeitszeit", 1)
        frames = [["08:00", "16:30"]]
        assert calendar.document["timezone"] == "Asia/Tokyo"
        assert calendar.document["hours"] == {"tue": frames, "wed": frames, "thu": frames}
        assert calendar.open
        assert (policy.name, policy.number) == ("Standard", 1)
        assert policy.document["calendar"] == DESK_HOURS
        assert len(versions) == 2
        report = await server.administration.perform(Verify())
        assert isinstance(report, Report)
        assert report.is_whole
    async with serving(configuration) as server:
        assert promises(server) == once


@pytest.mark.parametrize(
    "made",
    [
        SaveCalendar(
            calendar=CalendarId("mine"), name="Mine", document={"timezone": "UTC", "24x7": True}
        ),
        SavePolicy(policy="gold", name="Gold", document={"targets": {"first_reply": "8h"}}),  # type: ignore[arg-type]
    ],
    ids=["a calendar", "a policy"],
)
async def test_where_somebody_has_begun_to_promise_nothing_is_added(tmp_path, made):
    configuration = await found(tmp_path / "desk")
    async with serving(configuration) as server:
        for command in (HOURS, made):
            assert (await server.desk.execute(command, FOUNDER)).ok
        before = promises(server)
    async with serving(configuration) as server:
        assert promises(server) == before


async def test_what_was_cut_short_is_finished(tmp_path):
    configuration = await found(tmp_path / "desk")
    hours: Any = {"timezone": "UTC", "hours": {"mon": [["09:00", "12:00"]]}}
    async with serving(configuration) as server:
        save = SaveCalendar(calendar=DESK_HOURS, name="Mondays", document=hours)
        for command in (HOURS, save, PublishCalendar(calendar=DESK_HOURS)):
            assert (await server.desk.execute(command, FOUNDER)).ok
    async with serving(configuration) as server:
        (calendar,), (policy,), _ = promises(server)
        assert (calendar.name, calendar.number, policy.number) == ("Mondays", 1, 1)


async def test_a_desk_without_hours_promises_nothing(tmp_path):
    configuration = await before(tmp_path / "desk")
    async with serving(configuration) as server:
        assert promises(server) == ([], [], [])
        assert [agent.email for agent in server.desk.roster.agents.values()] == [ADA]
