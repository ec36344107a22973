# SPDX-License-Identifier: Apache-2.0
"""A hub on the standard desk, without sockets."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.desks import Templates
from tests.support.hub_peers import HubRoom, hub_room


@pytest.fixture
async def room(templates: Templates, tmp_path: Path) -> AsyncIterator[HubRoom]:
    """A hub on an SQLite database."""
    database = templates.copy("sqlite", tmp_path, furnished=True)
    async with hub_room(database) as found:
        yield found
    database.close()
