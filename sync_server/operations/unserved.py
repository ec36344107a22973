# SPDX-License-Identifier: Apache-2.0
"""What the console does itself while no server runs on the data: it opens the desk for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sync_server.config import Configuration
from sync_server.environment import Environment
from sync_server.operations.administration import Administration
from sync_server.operations.opening import open_desk


@asynccontextmanager
async def administering(
    configuration: Configuration, environment: Environment
) -> AsyncIterator[Administration]:
    """The desk's administration, as long as the context lasts. Raises what `open_desk` raises."""
    async with open_desk(configuration, environment) as opened:
        yield Administration(opened, configuration, environment, running=lambda: None)
