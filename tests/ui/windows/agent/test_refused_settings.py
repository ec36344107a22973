# SPDX-License-Identifier: Apache-2.0
"""What was set of agents and teams and not accepted: told, and kept until it is decided."""

from typing import Any

import pytest

from app import intents
from sync_server.contract import commands as c
from sync_server.contract.entities import Agent
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import changes, update
from tests.support.window_client import pending
from tests.ui.windows.agent.admin.conftest import (
    admin,
    client,
    controller,
    faults,
    opened,
    promised,
    window,
)

__all__ = ["admin", "client", "controller", "faults", "opened", "promised", "window"]

MAYA: Any = "maya"
BILLING: Any = "billing"
WHY = "Somebody else changed this meanwhile (capacity)."


@pytest.fixture
async def refused(client, controller, admin):
    """A limit that was set without a connection, and lost to somebody's; and a skill after it."""
    controller.do("up")
    intents.change_agent(client.workspace, agent=MAYA, capacity=8)
    intents.end_membership(client.workspace, agent=MAYA, team=BILLING)
    await settle()
    first, second = client.workspace.pending
    await client.bench.refuse(first.id, Refusal(code="conflict", field="capacity"))
    await client.bench.refuse(second.id, Refusal(code="forbidden"))
    await settle()
    return admin._page.refused


async def test_it_is_told_and_waits_on_its_page_with_what_was_typed(controller, admin, refused):
    assert controller.window.notice.isVisible()
    controller.window.notice.action_requested.emit()
    await settle()
    assert admin._page.entry == "staffing"
    assert refused.accessibleName() == (
        f"Your change to Maya Okafor was not accepted at most 8 tickets. {WHY}"
    )
    admin.show_entry("calendars")
    assert refused.isHidden()


async def test_it_is_done_once_more_over_what_is_there_now_or_let_go(client, admin, refused):
    agent = client.workspace.get(Agent, "maya")
    client.bench.apply(changes(update(99, agent, scope="desk", capacity=5)))
    await settle()
    admin.show_entry("agents")
    refused.action_requested.emit()
    await settle()
    *_, again = pending(client)
    assert (type(again), again.capacity, again.base) == (c.ChangeAgent, 8, 99)
    assert "out of Billing" in refused.accessibleName()
    refused.dismissed.emit()
    await settle()
    assert refused.isHidden()
    assert [type(each) for each in pending(client)] == [c.ChangeAgent]
