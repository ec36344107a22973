# SPDX-License-Identifier: Apache-2.0
"""The team and the hours of the desk are set on the set-up page."""

import pytest

from sync_server.contract.commands import ChangeTeam, ChangeWorkspace, CreateTeam
from sync_server.contract.entities import WORKSPACE, Team, Workspace
from tests.support.client_environment import settle
from tests.support.client_frames import changes, delete, insert
from tests.support.window_client import pending
from ui.windows.agent.setup.desk import days_words


@pytest.fixture
async def hours(client, setup):
    """From Tuesday to Saturday, in Berlin."""
    row = Workspace(
        id=WORKSPACE,
        timezone="Europe/Berlin",
        work_days=(1, 2, 3, 4, 5),
        work_from=485,
        work_until=1440,
    )
    client.bench.apply(changes(insert(60, row, scope="desk")))
    await settle()
    setup._on_action("hours")


async def test_another_team_is_founded(client, setup, page):
    setup._on_action("team")
    assert page.team_name.isHidden()  # there are two
    page.new_team.set_text("Logistics")
    page.team_add.click()
    await settle()
    (command,) = pending(client)
    assert isinstance(command, CreateTeam)
    assert command.name == "Logistics"
    assert not page.steps["team"].is_open


async def test_the_only_team_can_be_called_something_else(client, setup, page):
    billing = client.workspace.get(Team, "billing")
    client.bench.apply(changes(delete(60, billing, scope="desk")))
    setup._on_action("team")
    assert page.team_name.text() == "Platform"
    page.team_name.set_text("Support")
    page.team_save.click()
    await settle()
    (command,) = pending(client)
    assert isinstance(command, ChangeTeam)
    assert (command.team, command.name) == ("platform", "Support")


@pytest.mark.parametrize("name", ["", "  ", "platform"])
async def test_a_team_needs_a_name_of_its_own(client, setup, page, name):
    setup._on_action("team")
    page.new_team.set_text(name)
    page.team_add.click()
    assert page.new_team.input.accessibleDescription()
    assert pending(client) == []


async def test_the_hours_are_shown_as_they_are_set(hours, page):
    assert "Tue to Sat, 08:05 to 24:00, Europe/Berlin" in page.steps["hours"].accessibleName()
    chosen = {name: choice.key for name, choice in page.hours.choices.items()}
    assert chosen == {"from": "08:05", "until": "24:00", "zone": "Europe/Berlin"}
    assert page.days.marks() == "0111110"


async def test_hours_are_saved(client, hours, page):
    page.hours.choices["from"].set_keys(("09:00",))
    page.days.set_marks("1111100")
    page.hours.save.click()
    await settle()
    (command,) = pending(client)
    assert isinstance(command, ChangeWorkspace)
    assert (command.work_from, command.work_days) == (540, (0, 1, 2, 3, 4))


@pytest.mark.parametrize(("until", "days"), [("08:00", "1111100"), ("17:00", "0000000")])
async def test_hours_that_cannot_be_are_not_sent(client, hours, page, until, days):
    page.hours.choices["until"].set_keys((until,))
    page.days.set_marks(days)
    page.hours.save.click()
    assert not page._hours_problem.isHidden()
    assert pending(client) == []


@pytest.mark.parametrize(
    ("days", "words"), [((0, 1, 2, 3, 4), "Mon to Fri"), ((0, 2), "Mon, Wed"), ((6,), "Sun")]
)
def test_days_that_follow_each_other_are_told_as_a_stretch(days, words):
    assert days_words(days) == words
