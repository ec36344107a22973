# SPDX-License-Identifier: Apache-2.0
"""A site of customers' pages over the standard desk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.desks import Templates
from tests.support.web_site import Site, web_site


@pytest.fixture
async def german_site(templates: Templates, tmp_path: Path) -> AsyncIterator[Site]:
    """The same of a desk that speaks German."""
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with web_site(database, tmp_path / "files", language="de") as found:
        yield found
    database.close()


@pytest.fixture
async def site(templates: Templates, tmp_path: Path) -> AsyncIterator[Site]:
    """Served over TLS on loopback."""
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with web_site(database, tmp_path / "files") as found:
        yield found
    database.close()
