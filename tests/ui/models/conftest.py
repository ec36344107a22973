# SPDX-License-Identifier: Apache-2.0
"""A small desk whose workspace and views the models follow."""

import pytest

from tests.support.client_environment import settle
from tests.support.window_client import a_small_desk
from ui.models.own_commands import OwnCommands
from ui.models.ticket_rows import TicketRows


@pytest.fixture
async def client(qapp):
    client = a_small_desk()
    await settle()
    yield client
    await client.close()


@pytest.fixture
def own(client):
    return OwnCommands(client.workspace)


@pytest.fixture
def rows(client, own):
    return TicketRows(client.workspace, own, client.clocks.hours)
