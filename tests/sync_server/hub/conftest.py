# SPDX-License-Identifier: Apache-2.0
"""A hub on the standard desk, without sockets."""

from collections.abc import AsyncIterator

import pytest

from sync_server.store.engines import Database
from tests.support.hub_peers import HubRoom, hub_room


@pytest.fixture
async def room(furnished: Database) -> AsyncIterator[HubRoom]:
    """A hub on that database."""
    async with hub_room(furnished) as found:
        yield found
