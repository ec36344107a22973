# SPDX-License-Identifier: Apache-2.0
"""The API of the standard desk, on SQLite where nothing else is asked for."""

import pytest

from tests.support.rest_api import rest_api


@pytest.fixture
async def api(templates, tmp_path):
    database = templates.take("sqlite", tmp_path, furnished=True)
    async with rest_api(database) as found:
        yield found
    database.close()


@pytest.fixture
async def api_on_either(furnished_database):
    """The same, on either database."""
    async with rest_api(furnished_database) as found:
        yield found
