# SPDX-License-Identifier: Apache-2.0
"""A desk to which mail comes. The parser's process is shared: starting one takes a second."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from sync_server.channels.email.worker import ParserProcess
from tests.support.arriving_mail import Arrivals, arrivals
from tests.support.standard_desk import StandardDesk


@pytest.fixture(scope="session")
def parser() -> Iterator[ParserProcess]:
    """A process that reads mail."""
    with ParserProcess() as process:
        yield process


@pytest.fixture
async def post(
    sqlite_standard: StandardDesk, tmp_path: Path, parser: ParserProcess
) -> AsyncIterator[Arrivals]:
    """The standard desk's mailbox `help@desk.test`, of the team support."""
    async with arrivals(sqlite_standard, tmp_path / "files", parser) as arriving:
        yield arriving
