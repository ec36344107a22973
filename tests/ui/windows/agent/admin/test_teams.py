# SPDX-License-Identifier: Apache-2.0
"""Who of a team may get its tickets, and how many of a channel somebody gets at most."""

from typing import Any

import pytest

from sync_server.contract import commands as c
from sync_server.contract.queries import AgentPlace, Matrix, TeamMatrix
from tests.support.client_environment import settle
from tests.support.window_client import MAYA, MINUTE, PRIYA, TOMAS, pending
from ui.windows.agent.admin.page import TEAMS
from ui.windows.agent.admin.place_words import kept_from

AT_WORK: Any = {"state": "available", "reachable": True, "load": 5, "capacity": 12}


def a_place(agent=MAYA, **fields):
    return AgentPlace(agent=agent, **{**AT_WORK, **fields})


PLACES = (
    a_place(TOMAS, state="busy", skills={"de": 2}, capacities={"chat": 3}, loads={"chat": 1}),
    a_place(MAYA),
    a_place(PRIYA, lacks="level"),
)


@pytest.fixture
async def page(client, admin):
    client.answers[TeamMatrix] = Matrix(places=PLACES, waiting=2)
    admin.show_entry(TEAMS)
    await settle()
    return admin._page.teams


async def test_what_keeps_tickets_from_somebody_is_named_in_the_routers_order(client):
    now = client.workspace.now_us()
    found = [
        kept_from(client.workspace, each, now)
        for each in (
            a_place(),
            a_place(lacks="role", state="busy"),
            a_place(state="off_shift", reachable=False),
            a_place(reachable=False, load=12),
            a_place(working=False),
            a_place(load=12),
        )
    ]
    assert found == [
        "",
        "Their role takes none",
        "Off shift",
        "Not connected",
        "Outside hours",
        "At the limit",
    ]
    absent = kept_from(client.workspace, a_place(state="absent", back_at=now + MINUTE), now)
    assert absent.startswith("Absent by plan until ")


async def test_everybody_has_a_row_and_the_cursor_tells_the_rest(page):
    rows = [row.cells for row in page.matrix.value.rows]
    assert rows == [
        ("Maya Okafor", "Available", "5 of 12", "Yes"),
        ("Priya Nair", "Available", "5 of 12", "Reads here only"),
        ("Tomas Reuter", "Busy", "5 of 12", "Busy"),
    ]
    list_ = page.matrix.table.rows
    list_.setCurrentIndex(list_.model().index(2, 0))
    assert page.agent_card.accessibleName() == "Tomas Reuter"
    assert page.about.text().splitlines() == [
        "Skills: de 2 of 3",
        "It is within the hours of the team.",
        "In hand by channel: chat 1 of 3",
    ]


async def test_a_channel_is_limited_and_a_wrong_number_stays(client, page):
    page.add_limit.click()
    line = page.limits.lines["new"]
    line.controls["channel"].menu.chosen.emit("chat")
    for text in ("many", "3"):
        line.controls["most"].setText(text)
        line.controls["most"].editingFinished.emit()
        told = page.limits.lines.get("new")
        assert told is None or told.value.problem == "Type a number from 0 to 10000"
    (sent,) = pending(client)
    assert isinstance(sent, c.ChangeAgent)
    assert (sent.agent, sent.capacities) == (MAYA, {"chat": 3})
    page.limits.lines["chat"].remove.click()
    assert pending(client)[-1].capacities == {}


async def test_what_was_known_stays_without_the_server(client, admin, page):
    del client.answers[TeamMatrix]
    admin.teams.refresh()
    await settle()
    assert len(page.matrix.value.rows) == len(PLACES)
    assert "shown when the connection is back. As of " in page.words.text()
