# SPDX-License-Identifier: Apache-2.0
"""An outbox file of its own for each test, and the worker that owns it."""

import pytest

from app.cache.engine import open_file
from app.cache.worker import Worker
from app.outbox.queue import Queue
from app.outbox.tables import OUTBOX
from tests.support.client_environment import ClientEnvironment

KEY = bytes(range(32))


@pytest.fixture
def file(tmp_path):
    opened = open_file(tmp_path / "outbox.db", KEY, shape=OUTBOX)
    yield opened
    opened.close()


@pytest.fixture
def environment():
    return ClientEnvironment()


@pytest.fixture
async def worker(environment):
    worker = Worker(environment.lane("cache"))
    yield worker
    await worker.close()


@pytest.fixture
def queue(file, worker):
    return Queue(file, worker)
