# SPDX-License-Identifier: Apache-2.0
"""A file that the server brings in is whole before anything names it."""

import hashlib

import pytest

from sync_server.channels.attachments import FileKeeper
from sync_server.store.blobs import BlobFolder, BlobRows
from tests.support.importing import importing_into


@pytest.fixture
async def opened(sqlite_database, environment, tmp_path):
    async with importing_into(sqlite_database, environment, tmp_path / "data") as imports:
        yield imports


def keeper(opened):
    folder = opened.configuration.blobs
    return FileKeeper(opened.desk, opened.environment, folder, owner="import")


def blobs(opened):
    return BlobFolder(opened.configuration.blobs, random_bytes=opened.environment.random_bytes)


async def test_a_kept_file_has_a_complete_row_and_its_bytes(opened):
    await keeper(opened).keep({"f1": b"one", "f2": b""})
    with opened.desk.database.read() as reader:
        row = BlobRows(opened.desk.database).find(reader, "f1")
    assert row is not None
    assert (row.owner, row.size, row.complete) == ("import", 3, True)
    assert row.sha256 == hashlib.sha256(b"one").hexdigest()
    assert b"".join(blobs(opened).read("f1")) == b"one"


async def test_keeping_again_keeps_the_same(opened):
    for _ in range(2):
        await keeper(opened).keep({"f1": b"one"})
    assert b"".join(blobs(opened).read("f1")) == b"one"


async def test_what_a_killed_run_left_is_replaced(opened):
    blobs(opened).append("f1", 0, b"something longer")
    await keeper(opened).keep({"f1": b"one"})
    assert b"".join(blobs(opened).read("f1")) == b"one"
