# SPDX-License-Identifier: Apache-2.0
"""A text whose ticket is gone can be read, copied and given up."""

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from app.outbox.drafts import Draft
from tests.support.client_environment import settle
from tests.support.window_client import T1, T2

GONE: Any = "gone"


@pytest.fixture
async def lost(client, controller):
    """Maya looks at her drafts; one is of a ticket that she may not see any more."""
    drafts = client.workspace.drafts
    drafts.put(GONE, "reply", Draft(text="<b>To Hana</b>", reason="It is no longer there."))
    drafts.put(GONE, "note", Draft(text="For us"))
    await settle()
    controller.do("go:drafts")
    controller.window.list.step(1)
    await settle()
    return controller


async def test_it_is_shown_with_the_reason_where_the_ticket_would_be(lost):
    page = lost.window.lost
    assert page.isVisible()
    assert page.text.toPlainText() == "<b>To Hana</b>\n\nFor us"
    assert page.reason.text().startswith("It is no longer there. What you wrote is kept")
    page.copy.click()
    assert QGuiApplication.clipboard().text() == "<b>To Hana</b>\n\nFor us"


async def test_another_ticket_takes_its_place(lost):
    lost.tickets.open(T1)
    await settle()
    assert not lost.window.lost.isVisible()
    assert lost.lost.ticket is None


async def test_it_goes_when_it_is_discarded(client, lost):
    lost.window.lost.discard.click()
    await settle()
    assert not lost.window.lost.isVisible()
    assert lost.window.list.tickets() == ()
    assert await client.workspace.drafts.list() == ()


async def test_what_is_still_there_is_no_lost_text(client, controller):
    client.workspace.drafts.put(T2, "note", Draft(text="For us"))
    await settle()
    controller.do("go:drafts")
    controller.window.list.step(1)
    await settle()
    assert not controller.window.lost.isVisible()
    assert controller.tickets.id == T2
