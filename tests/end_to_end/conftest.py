# SPDX-License-Identifier: Apache-2.0
"""Real servers in processes of their own."""

import pytest

from tests.support.desks import templates
from tests.support.server_process import DeskTemplates, serving
from tests.ui.conftest import theme

__all__ = ["templates", "theme"]


@pytest.fixture(scope="session")
def desk_templates(tmp_path_factory):
    return DeskTemplates(tmp_path_factory.mktemp("desks"))


@pytest.fixture
async def server(desk_templates, tmp_path):
    """A served desk with the administrator Ada. Its log holds no warning and no traceback."""
    async with serving(desk_templates, tmp_path) as running:
        yield running
    assert [line for line in running.log if '"level":"info"' not in line] == []
