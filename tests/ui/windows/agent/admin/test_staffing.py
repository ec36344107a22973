# SPDX-License-Identifier: Apache-2.0
"""The page of teams: named, staffed, closed after it is said what stays, and added."""

import pytest
from msgspec.structs import replace

from sync_server.contract import commands as c
from sync_server.contract.entities import Membership, Team
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert
from tests.support.window_client import pending


@pytest.fixture
async def page(admin):
    admin.show_entry("staffing")
    await settle()
    return admin._page.staffing


def type_into(line, text):
    line.controls["name"].setText(text)
    line.controls["name"].editingFinished.emit()


async def test_a_team_is_added_under_a_name_that_no_other_has(client, page):
    page.add.click()
    type_into(page.lines.lines["new"], "billing")
    await settle()
    assert "There is a team of this name" in page.lines.lines["new"].value.problem
    type_into(page.lines.lines["new"], "Tokyo desk")
    await settle()
    (command,) = pending(client)
    assert (type(command), command.name) == (c.CreateTeam, "Tokyo desk")
    assert "new" not in page.lines.lines
    assert command.team in page.lines.lines


async def test_those_who_are_named_work_in_it_and_nobody_else(client, page):
    kim = an_agent("kim2", name="Kim Vale")
    works = Membership(id="m8", agent="maya", team="billing")  # type: ignore[arg-type]
    looks = replace(works, id="m9", agent="boss", level="read")
    rows = (insert(96 + n, row, scope="desk") for n, row in enumerate((kim, works, looks)))
    client.bench.apply(changes(*rows))
    await settle()
    page.lines.changed.emit("billing", "members", ("kim2",))
    await settle()
    assert [(type(each), each.agent, each.team) for each in pending(client)] == [
        (c.SetMembership, "kim2", "billing"),
        (c.EndMembership, "maya", "billing"),
    ]


async def test_before_a_team_is_closed_it_is_said_what_stays(client, admin, page):
    box = page.lines.lines["billing"].controls["open"]
    box.click()
    assert pending(client) == []
    assert box.isChecked()
    assert admin.staffing.menu.labels() == ("Leave it open", "Close it")
    admin.staffing.menu.chosen.emit("close")
    await settle()
    (command,) = pending(client)
    assert (command.team, command.disabled) == ("billing", True)
    team = client.workspace.get(Team, "billing")
    assert team is not None
    assert team.disabled
