# SPDX-License-Identifier: Apache-2.0
"""Agents are invited in the window: entered, given a code to hand over, and seen to come."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.errors import AskRefused
from sync_server.contract.commands import CreateAgent, SetMembership
from sync_server.contract.entities import Availability
from sync_server.contract.queries import InviteAgent
from sync_server.contract.refusals import Code, Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert
from tests.support.window_client import pending
from tests.ui.windows.agent.setup.conftest import CODE
from ui.widgets.invite_form import InvitedRow


@pytest.fixture
def form(page):
    return page.people


def rows(form) -> dict[str, InvitedRow]:
    return dict(form._rows)


async def invite(qtbot, form, name="Kim Lee", email="kim@brightwater.example"):
    for field, text in (("name", name), ("email", email)):
        form.fields[field].set_text(text)
    qtbot.mouseClick(form.invite, Qt.MouseButton.LeftButton)
    await settle()


async def confirm(client, seq=60):
    """The server has taken the agent who was entered."""
    command = next(each for each in pending(client) if isinstance(each, CreateAgent))
    row = an_agent(command.agent, name=command.name, email=command.email)
    client.bench.apply(changes(insert(seq, row, scope="desk")))
    await settle()
    return command.agent


async def test_a_person_is_entered_and_put_into_the_chosen_team(client, form, qtbot):
    await invite(qtbot, form)
    created, joined = pending(client)
    assert isinstance(created, CreateAgent)
    assert (created.name, created.email, created.role) == (
        "Kim Lee",
        "kim@brightwater.example",
        "agent",
    )
    assert isinstance(joined, SetMembership)
    assert (joined.agent, joined.team) == (created.agent, "billing")
    assert form.fields["name"].text() == ""


async def test_a_code_is_asked_for_once_the_server_knows_the_person(client, form, qtbot):
    await invite(qtbot, form)
    assert not any(isinstance(each, InviteAgent) for each in client.asked)
    agent = await confirm(client)
    assert [each.agent for each in client.asked if isinstance(each, InviteAgent)] == [agent]
    row = rows(form)[agent]
    assert row._code.text() == CODE
    qtbot.mouseClick(row.link, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == CODE


async def test_who_comes_is_ticked_and_has_no_code_any_more(client, form, qtbot):
    await invite(qtbot, form)
    agent: Any = await confirm(client)
    there = Availability(id=agent, state="available", reachable=True)
    client.bench.apply(changes(insert(61, there, scope="desk")))
    await settle()
    row = rows(form)[agent]
    assert row.accessibleName() == "Kim Lee, kim@brightwater.example, Joined"
    assert (row._coded.isHidden(), row.link.isHidden()) == (True, True)


@pytest.mark.parametrize(
    ("name", "email", "field", "words"),
    [
        ("", "kim@brightwater.example", "name", "Type the person's name"),
        ("Kim", "kim", "email", "Type an address"),
        ("Tomas", "Tomas@Desk.example", "email", "Somebody has this address already"),
    ],
)
async def test_what_is_wrong_is_said_at_its_field(client, form, qtbot, name, email, field, words):
    row = an_agent("tomas", name="Tomas Reuter", email="tomas@desk.example")
    client.bench.apply(changes(insert(60, row, scope="desk")))
    await invite(qtbot, form, name, email)
    assert form.fields[field].input.accessibleDescription().startswith(words)
    assert pending(client) == []


async def test_who_was_entered_elsewhere_can_be_given_a_code(client, form, qtbot):
    row = rows(form)["tomas"]
    qtbot.mouseClick(row.link, Qt.MouseButton.LeftButton)
    await settle()
    assert row._code.text() == CODE


async def test_a_refusal_is_told(client, form, window, qtbot):
    client.answers[InviteAgent] = AskRefused(Refusal(code=Code.FORBIDDEN))
    qtbot.mouseClick(rows(form)["tomas"].link, Qt.MouseButton.LeftButton)
    await settle()
    assert window.toast.accessibleName() == "You are not allowed to do this."
