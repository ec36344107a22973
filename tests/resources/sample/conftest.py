# SPDX-License-Identifier: Apache-2.0
"""One sample desk for all tests: it is made once and never changed."""

from datetime import UTC, datetime

import pytest

from resources.sample.desk import generate
from resources.sample.model import SampleDesk


@pytest.fixture(scope="session")
def as_of() -> datetime:
    return datetime(2026, 11, 23, 12, 57, 48, tzinfo=UTC)


@pytest.fixture(scope="session")
def desk(as_of: datetime) -> SampleDesk:
    return generate(1, as_of=as_of)
