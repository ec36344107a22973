# SPDX-License-Identifier: Apache-2.0
"""A cache file of its own for each test."""

import pytest

from app.cache.engine import open_file
from app.cache.tables import CACHE

KEY = bytes(range(32))


@pytest.fixture
def file(tmp_path):
    opened = open_file(tmp_path / "cache.db", KEY, shape=CACHE)
    yield opened
    opened.close()
