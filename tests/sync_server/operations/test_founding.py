# SPDX-License-Identifier: Apache-2.0
"""A fresh desk has a home: a team with its form, hours, categories, replies kept ready."""

from datetime import timedelta

import pytest
from msgspec import structs

from sync_server.config import Configuration, read_configuration
from sync_server.contract.entities import DESK_HOURS, KINDS
from sync_server.domain.sla.policies import read_policy
from sync_server.operations.administration import Administration
from sync_server.operations.failed import Failed
from sync_server.operations.first_content import FOUNDER, first_commands
from sync_server.operations.founding import found_desk
from sync_server.operations.local_zone import local_zone
from sync_server.operations.opening import open_desk
from sync_server.operations.requests import Verify
from sync_server.store.rows import AllRows
from tests.support.still_environment import StillEnvironment


@pytest.fixture
def configuration(tmp_path) -> Configuration:
    return Configuration(data=tmp_path / "desk", port=0, file_port=0, web_port=0)


async def found(configuration, environment, **options):
    """Found a desk with the administrator Ada."""
    return await found_desk(
        configuration, environment, name="Ada", email="ada@desk.example", **options
    )


async def every_row(configuration, environment):
    """All rows of a desk by kind, and what a verification finds."""
    async with open_desk(configuration, environment) as opened:
        database = opened.desk.database
        with database.read() as reader:
            rows = {kind: AllRows(database)[kind].every(reader) for kind in KINDS}
        administration = Administration(opened, configuration, environment, running=lambda: None)
        report = await administration.perform(Verify())
    return rows, report


async def begin(configuration, environment, steps):
    """Found a desk, and be killed after some steps."""
    configuration.data.mkdir()
    async with open_desk(configuration, environment, founding=True) as opened:
        for id_, command in first_commands(opened.desk, local_zone())[:steps]:
            assert (await opened.desk.execute(command, FOUNDER, id=id_)).ok


async def test_a_desk_has_what_its_first_day_needs(configuration, environment):
    await found(configuration, environment)
    rows, report = await every_row(configuration, environment)
    (team,) = rows["team"]
    assert (team.name, team.form) == ("Support", True)
    (hours,) = rows["workspace"]
    assert (hours.work_days, hours.work_until - hours.work_from) == ((0, 1, 2, 3, 4), 8 * 60)
    assert hours.timezone == local_zone()
    assert "{" not in hours.acknowledgement
    assert len(rows["category"]) == len(rows["canned"]) == 10
    assert {canned.owner for canned in rows["canned"]} == {None}
    assert len(rows["membership"]) == len(rows["agent"]) == 1
    assert report.is_whole


async def test_a_desk_promises_something_in_its_working_hours(configuration, environment):
    await found(configuration, environment, zone="Asia/Tokyo")
    rows, _ = await every_row(configuration, environment)
    (calendar,), (policy,), (hours,) = rows["calendar"], rows["sla_policy"], rows["workspace"]
    assert (calendar.id, calendar.number, policy.number) == (DESK_HOURS, 1, 1)
    assert (calendar.document["timezone"], hours.timezone) == ("Asia/Tokyo", "Asia/Tokyo")
    assert set(calendar.document["hours"]) == {"mon", "tue", "wed", "thu", "fri"}
    promised = read_policy(policy.document)
    terms = promised.terms(policy.id, "normal", business_day=timedelta(hours=8))
    hours = {metric: term.target // 3_600_000_000 for metric, term in terms.items()}
    assert hours == {"first_reply": 8, "next_reply": 8, "resolution": 24}
    assert {term.calendar for term in terms.values()} == {calendar.id}


async def test_a_zone_that_there_is_not_founds_nothing(configuration, environment):
    with pytest.raises(Failed, match="Mars/Olympus"):
        await found(configuration, environment, zone="Mars/Olympus")
    assert not configuration.data.exists()


async def test_a_german_desk_has_it_in_german_and_says_so_in_its_file(configuration, environment):
    await found(structs.replace(configuration, language="de"), environment)
    assert read_configuration(configuration.data, variables={}).language == "de"
    rows, report = await every_row(configuration, environment)
    assert "Vielen Dank" in rows["workspace"][0].acknowledgement
    assert "Rechnung oder Zahlung" in {category.name for category in rows["category"]}
    assert "Geld zurück" in {canned.name for canned in rows["canned"]}
    assert len(rows["category"]) == len(rows["canned"]) == 10
    assert report.is_whole


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 7, 20])
async def test_a_run_that_was_cut_short_is_finished_by_the_next(configuration, environment, steps):
    await begin(configuration, environment, steps)
    await found(configuration, environment)
    rows, report = await every_row(configuration, environment)
    counts = {kind: len(rows[kind]) for kind in ("team", "category", "canned", "workspace")}
    assert counts == {"team": 1, "category": 10, "canned": 10, "workspace": 1}
    assert rows["team"][0].form
    assert report.is_whole


async def test_a_founded_desk_is_left_as_it_is(configuration, environment):
    await found(configuration, environment)
    before, _ = await every_row(configuration, environment)
    with pytest.raises(Failed, match="already"):
        await found(configuration, StillEnvironment(seed=1))
    assert (await every_row(configuration, environment))[0] == before


async def test_a_desk_for_a_sample_begins_empty(configuration, environment):
    await found(configuration, environment, furnished=False)
    rows, _ = await every_row(configuration, environment)
    assert {kind for kind, found in rows.items() if found} == {"agent"}
