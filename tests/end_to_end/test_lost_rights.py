# SPDX-License-Identifier: Apache-2.0
"""A ticket goes while somebody writes about it: its text does not."""

import pytest
from PySide6.QtGui import QGuiApplication

from app import intents
from app.sync import draft_courier
from sync_server.contract.entities import Draft, Ticket
from sync_server.contract.ids import TeamId
from tests.end_to_end.computers import MAYA, found_company, holds_ticket, joined, support_of
from tests.end_to_end.windows import open_ticket, out_of_reach, row_of, said, shown, window_of
from tests.support.live_client import Desk, until
from tests.support.server_process import ADA

pytestmark = pytest.mark.long


@pytest.fixture
async def codes(server):
    return await found_company(server)


@pytest.fixture
async def ada(codes, tmp_path):
    async with joined(Desk(tmp_path / "ada"), ADA, codes[ADA]) as client:
        yield client


@pytest.fixture
async def maya(codes, tmp_path):
    async with joined(Desk(tmp_path / "maya"), MAYA, codes[MAYA]) as client:
        yield client


def page_text(controller):
    page = controller.window.lost
    return page.text.toPlainText() if page.isVisible() else ""


def drafts_shown(controller):
    controller.do("go:drafts")
    return controller.window.list.tickets()


def settled_badly(client):
    states = [each.state for each in client.workspace.pending]
    return states and set(states) <= {"refused", "held"}


@pytest.mark.parametrize("pause_s", [0.0, 5.0], ids=["carried", "not carried yet"])
async def test_promise_22_who_leaves_the_team_in_mid_typing_keeps_the_draft(
    ada, maya, theme, monkeypatch, pause_s
):
    monkeypatch.setattr(draft_courier, "PAUSE_S", pause_s)
    team = support_of(maya)
    ticket = await open_ticket(maya, team=team, assignee=None)
    await until(ada, lambda: holds_ticket(ticket)(ada.workspace))
    async with window_of(maya, theme) as controller:
        controller.tickets.open(ticket)
        await shown(maya, lambda: controller.window.conversation.timeline.messages)
        controller.window.composer.composer.editor.insertPlainText("Half a thought")
        controller.tickets.writing.drafts.flush()
        await shown(maya, lambda: pause_s or any(maya.workspace.all(Draft)))
        await until(maya, lambda: not maya.workspace.pending)
        intents.end_membership(ada.workspace, agent=maya.me, team=team)
        await shown(maya, lambda: controller.tickets.id is None)
        assert said(controller) == "The open ticket is no longer available to you."
        await shown(maya, lambda: page_text(controller) == "Half a thought")
        await shown(maya, lambda: drafts_shown(controller) == (ticket,))
        assert row_of(controller, ticket).subject == "No longer available to you"
        controller.window.lost.copy.click()
        assert QGuiApplication.clipboard().text() == "Half a thought"
        controller.window.lost.discard.click()
        await shown(maya, lambda: drafts_shown(controller) == ())
        assert page_text(controller) == ""
        assert await maya.workspace.drafts.list() == ()
        await shown(maya, lambda: not any(maya.workspace.all(Draft)))


async def test_promise_21_a_reply_to_a_ticket_that_moved_away_is_under_drafts_with_the_reason(
    server, ada, maya, theme
):
    """It was written offline, and the ticket is another team's by the time it leaves."""
    other = await server.add_team("Boats")
    ticket = await open_ticket(maya, team=support_of(maya), assignee=None)
    await until(ada, lambda: holds_ticket(ticket)(ada.workspace))
    await until(maya, lambda: maya.state.to_send == 0)
    async with window_of(maya, theme) as controller:
        async with out_of_reach(maya):
            intents.reply(maya.workspace, ticket=ticket, text="It is fixed")
            intents.set_priority(maya.workspace, ticket=ticket, priority="urgent")
            intents.set_team(ada.workspace, ticket=ticket, team=TeamId(other.id))
            await until(ada, lambda: not ada.workspace.pending)
        await until(maya, lambda: maya.workspace.get(Ticket, ticket) is None)
        await shown(maya, lambda: drafts_shown(controller) == (ticket,))
        await until(maya, lambda: settled_badly(maya))
        controller.window.list.step(1)
        await shown(maya, lambda: page_text(controller) == "It is fixed")
        reason = controller.window.lost.reason.text()
        assert reason.startswith("It is no longer there, or no longer yours to see.")
        controller.window.lost.discard.click()
        await shown(maya, lambda: drafts_shown(controller) == ())
        assert maya.workspace.pending == ()
