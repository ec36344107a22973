# SPDX-License-Identifier: Apache-2.0
"""The window of an administrator, with the set-up page and a server that answers."""

from typing import Any

import pytest

from sync_server.contract.queries import (
    AgentInvited,
    InviteAgent,
    TestMailbox,
    TestReport,
    TestStep,
)
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert
from tests.ui.windows.agent.conftest import client, controller, faults, window

__all__ = ["client", "controller", "faults", "window"]

SECRET: Any = "sealed"
CODE = "deskbell://desk.example:8443/abcdefgh"


def report(*steps: TestStep, secret: Any = SECRET, waiting: int = 128) -> TestReport:
    return TestReport(steps=steps, secret=secret, waiting=waiting)


WORKS = report(
    TestStep(name="reads", state="ok", text=""),
    TestStep(name="sends", state="ok", text="", took_ms=800),
)


@pytest.fixture
async def administrator(client):
    """Maya sets the desk up."""
    row = an_agent("maya", name="Maya Okafor", role="administrator")
    client.bench.apply(changes(insert(50, row, scope="desk")))
    client.answers[TestMailbox] = WORKS
    client.answers[InviteAgent] = AgentInvited(
        join_code=CODE, expires_at=client.workspace.now_us() + 7 * 86_400_000_000
    )
    await settle()


@pytest.fixture
async def setup(administrator, controller):
    """What is behind the page, which is open."""
    controller.do("go:setup")
    await settle()
    return controller.pages.setup


@pytest.fixture
def page(setup):
    return setup._page


@pytest.fixture
def form(page):
    return page.mailbox
