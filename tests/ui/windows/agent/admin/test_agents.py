# SPDX-License-Identifier: Apache-2.0
"""An administrator says who knows what, who gets how much, and how a team shares out."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync_server.contract import commands as c
from sync_server.contract.entities import Availability, Skill, Team, Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import a_membership, an_agent, changes, insert, update
from tests.support.window_client import MAYA, PRIYA, T3, TOMAS
from ui.widgets.skill_model import FIRST_SKILL
from ui.windows.agent.admin.page import AGENTS

GERMAN: Any = "de"
API: Any = "api"


@pytest.fixture
async def skilled(client, promised):
    """Maya leads the desk; there are two skills, and Platform has a member."""
    boss = an_agent("maya", name="Maya Okafor", role="administrator", skills={"de": 2})
    rows = (
        Skill(id=GERMAN, name="German"),
        Skill(id=API, name="API"),
        Availability(id=MAYA, state="available", reachable=True),
        Availability(id=TOMAS, state="available"),
        Availability(id=PRIYA, state="busy", reachable=True),
    )
    client.bench.apply(
        changes(*(insert(80 + n, row, scope="desk") for n, row in enumerate((boss, *rows))))
    )
    member = a_membership("m1", agent="maya", team="platform")
    client.bench.apply(changes(insert(90, member, scope="desk")))
    await settle()


@pytest.fixture
async def page(controller, skilled):
    """The page of agents, counted."""
    controller.do("go:admin")
    admin = controller.pages.admin
    admin.show_entry(AGENTS)
    admin.agents._counting.timeout.emit()
    await settle()
    return admin._page.agents


def _sent(client, kind):
    return [each.command for each in client.workspace.pending if isinstance(each.command, kind)]


def _rows(page):
    return {row.id: row for row in page.matrix.model().rows}


async def test_each_agent_has_a_row_with_what_they_do_and_know(page):
    maya = _rows(page)["maya"]
    assert page.matrix.model().skills == ("API", "German")
    assert (maya.teams, maya.role, maya.state, maya.levels) == (
        "Platform",
        "Admin",
        "Available",
        (0, 2),
    )
    assert maya.load_words == "1 of 12"
    assert _rows(page)["tomas"].state == "Offline"
    assert _rows(page)["priya"].state == "Busy"


async def test_a_digit_sets_a_level(page, client, qtbot):
    page.matrix.go_to("maya", FIRST_SKILL)
    qtbot.keyClick(page.matrix, Qt.Key.Key_3)
    (sent,) = _sent(client, c.SetSkill)
    assert (sent.agent, sent.skill, sent.level) == ("maya", "api", 3)
    assert _rows(page)["maya"].levels == (3, 2)
    qtbot.keyClick(page.matrix, Qt.Key.Key_3)
    assert len(_sent(client, c.SetSkill)) == 1


async def test_the_limit_follows_the_cursor_and_is_set_with_enter(page, client, qtbot):
    page.matrix.go_to("tomas")
    assert page.agent.text() == "Tomas Reuter"
    line = page.limit.input
    line.selectAll()
    qtbot.keyClicks(line, "7")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    (sent,) = _sent(client, c.ChangeAgent)
    assert (sent.agent, sent.capacity) == ("tomas", 7)
    assert _rows(page)["tomas"].limit == 7


async def test_a_limit_that_is_no_number_is_said_and_kept(page, client, qtbot):
    line = page.limit.input
    line.selectAll()
    qtbot.keyClicks(line, "many")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.accessibleDescription() == "Type a number from 0 to 10000"
    assert (line.text(), _sent(client, c.ChangeAgent)) == ("many", [])


async def test_a_new_skill_gets_a_column(page, client, qtbot):
    page.skill.setText("")
    qtbot.keyClicks(page.skill, "Japanese")
    page.add_skill.click()
    assert [each.name for each in _sent(client, c.SaveSkill)] == ["Japanese"]
    assert page.matrix.model().skills == ("API", "German", "Japanese")
    qtbot.keyClicks(page.skill, "api")
    assert not page.add_skill.isEnabled()


async def test_the_skill_at_the_cursor_is_renamed_and_switched_off(page, client, qtbot):
    page.matrix.go_to("maya", FIRST_SKILL)
    assert page.skill.text() == "API"
    page.skill.selectAll()
    qtbot.keyClicks(page.skill, "APIs")
    qtbot.keyClick(page.skill, Qt.Key.Key_Return)
    page.switch_skill.click()
    assert [
        (each.name, each.disabled) for each in client.workspace.all(Skill) if each.id == "api"
    ] == [("APIs", True)]
    assert page.matrix.model().skills == ("German", "APIs (off)")


async def test_agents_and_skills_are_found_by_their_names(page, qtbot):
    qtbot.keyClicks(page.finder, "mas")
    assert list(_rows(page)) == ["tomas"]
    page.finder.clear()
    qtbot.keyClicks(page.finder, "ger")
    assert (page.matrix.model().skills, len(_rows(page))) == (("German",), 3)


async def test_the_load_follows_the_tickets(page, client):
    given = client.workspace.get(Ticket, T3)
    client.bench.apply(
        changes(update(95, given, scope="team:billing", assignee="priya", status="open"))
    )
    await settle()
    assert _rows(page)["priya"].load == 1


async def test_a_team_shares_out_as_it_is_told(page, client, qtbot):
    page.sharing.findChild(object, "admin.agents.sharing.mode.balanced").click()
    line = page.sharing.numbers["accept_s"]
    line.selectAll()
    qtbot.keyClicks(line, "60")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    page.sharing.sticky.click()
    team = client.workspace.get(Team, page.team.key)
    assert (team.routing, team.accept_s, team.sticky) == ("balanced", 60, False)


async def test_a_wrong_number_is_said_and_sets_nothing(page, client, qtbot):
    line = page.sharing.numbers["per_minute"]
    line.selectAll()
    qtbot.keyClicks(line, "5000")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.accessibleDescription() == "Type a number from 0 to 1000"
    assert _sent(client, c.ChangeTeam) == []


async def test_supervisors_read(controller, client, skilled, qtbot):
    reader = an_agent("maya", name="Maya Okafor", role="supervisor")
    client.bench.apply(changes(update(96, reader, scope="desk", role="supervisor")))
    await settle()
    controller.do("go:admin")
    controller.pages.admin.show_entry(AGENTS)
    page = controller.pages.admin._page.agents
    page.matrix.go_to("maya", FIRST_SKILL)
    qtbot.keyClick(page.matrix, Qt.Key.Key_3)
    assert _sent(client, c.SetSkill) == []
    assert not page.sharing.mode.isEnabled()
    assert not page.limit.isEnabled()
