# SPDX-License-Identifier: Apache-2.0
"""A fresh desk opens on the set-up page for an administrator: once, as soon as it is known."""

from typing import Any

import pytest

from sync_server.contract.entities import Mailbox
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, a_ticket, an_agent, changes, insert
from tests.support.client_workspace import Bench
from tests.support.window_client import MAYA, WindowClient
from tests.ui.windows.agent.conftest import controller, faults

__all__ = ["controller", "faults"]

SUPPORT: Any = "m"
ADMINISTRATOR = an_agent("maya", name="Maya Okafor", role="administrator")


@pytest.fixture
async def client(qapp):
    """Maya at a desk of which nothing has come yet."""
    bench = Bench()
    bench.workspace.sign_in(MAYA)
    client = WindowClient(bench)
    client.stand("syncing")
    await settle()
    yield client
    await client.close()


async def arrive(client, *rows):
    """The desk is here: Maya, her team, and these."""
    team = a_team("platform", name="Platform")
    client.bench.hold("desk", *((1, row) for row in (team, *rows)))
    client.stand("live")
    await settle()


async def test_it_opens_once_the_desk_is_known_to_be_empty(client, controller):
    assert controller.pages.shown == ""
    await arrive(client, ADMINISTRATOR)
    assert controller.pages.shown == "setup"
    assert controller.pages.setup._page.mailbox.fields["address"].input.hasFocus()


async def test_it_is_not_opened_again(client, controller):
    await arrive(client, ADMINISTRATOR)
    controller.pages.leave()
    client.stand("offline")
    client.stand("live")
    client.bench.apply(changes(insert(60, a_team("billing", name="Billing"), scope="desk")))
    await settle()
    assert controller.pages.shown == ""
    assert client.settings.get("setup_offered")


@pytest.mark.parametrize(
    "row",
    [
        an_agent("maya", name="Maya Okafor", role="supervisor"),
        Mailbox(id=SUPPORT, disabled=True),
        a_ticket("t1", team="platform"),
    ],
    ids=["no administrator", "a mailbox was there", "a ticket has come"],
)
async def test_nothing_opens_where_there_is_nothing_to_begin(client, controller, row):
    await arrive(client, *([row] if row.id == MAYA else [ADMINISTRATOR, row]))
    assert controller.pages.shown == ""
    assert not client.settings.get("setup_offered")


@pytest.fixture
async def arrived(client):
    await arrive(client, ADMINISTRATOR)


async def test_a_desk_that_is_here_before_the_window_is_looked_at(arrived, controller):
    assert controller.pages.shown == "setup"
