# SPDX-License-Identifier: Apache-2.0
"""A desk that sends, and a mail server that can misbehave."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sync_server.store.engines import Database
from tests.support.sending_desk import SendingDesk, sending_desk
from tests.support.smtp_peer import SmtpPeer, smtp_peer


@pytest.fixture
async def peer(tmp_path: Path) -> AsyncIterator[SmtpPeer]:
    """A mail server with TLS."""
    async with smtp_peer(tmp_path) as running:
        yield running


@pytest.fixture
async def sending(
    furnished: Database, peer: SmtpPeer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[SendingDesk]:
    """The standard desk, which has begun to send nothing yet. It logs as a server does."""
    caplog.set_level(logging.INFO, "sync_server")
    async with sending_desk(furnished, peer, tmp_path / "files") as desk:
        yield desk
