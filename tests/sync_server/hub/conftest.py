# SPDX-License-Identifier: Apache-2.0
"""A hub on the standard desk, without sockets."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from sync_server.store.engines import Database
from tests.support.desks import Templates
from tests.support.hub_peers import HubRoom, hub_room


@pytest.fixture
def furnished(templates: Templates, tmp_path: Path) -> Iterator[Database]:
    """An SQLite database with the standard desk in it."""
    database = templates.take("sqlite", tmp_path, furnished=True)
    yield database
    database.close()


@pytest.fixture
async def room(furnished: Database) -> AsyncIterator[HubRoom]:
    """A hub on that database."""
    async with hub_room(furnished) as found:
        yield found
