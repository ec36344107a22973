# SPDX-License-Identifier: Apache-2.0
"""Desks in data folders, on either database, for what is done to them as a whole."""

import pytest

from tests.support.backups import make_backed_desk
from tests.support.desks import BOTH


@pytest.fixture
def backed(request, furnished, tmp_path):
    """The standard desk in a data folder, on SQLite."""
    return make_backed_desk(request, furnished, tmp_path / "sqlite", dialect="sqlite")


@pytest.fixture(params=BOTH)
def backed_on_either(request, furnished, tmp_path):
    """The same, on either database."""
    return make_backed_desk(request, furnished, tmp_path / "either", dialect=request.param)
