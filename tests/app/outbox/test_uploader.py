# SPDX-License-Identifier: Apache-2.0
import asyncio

import pytest

from app.cache.engine import room_for
from app.errors import NoRoom, TooLarge
from app.link.files import FilePort
from app.outbox import uploads
from app.outbox.uploader import Uploader
from app.outbox.uploads import CHUNK_BYTES, Upload, add_upload, read_chunk, waiting_uploads
from tests.support.full_disk import FullDisk
from tests.support.scripted_files import ScriptedFiles


@pytest.fixture
async def server():
    async with ScriptedFiles() as server:
        yield server


def an_upload(id="f1") -> Upload:
    return Upload(id=id, name="a.bin", media_type="text/plain", size=0, sha256="")


def write(tmp_path, size):
    path = tmp_path / "a.bin"
    path.write_bytes(b"ab" * (size // 2))
    return path


async def send(file, worker, environment, server, count=1):
    """Run an uploader until it has settled `count` files; what it told of its progress."""
    settled = asyncio.Semaphore(0)
    uploader = Uploader(file, worker, environment=environment, on_sent=settled.release)
    heard: list[tuple[str, float]] = []
    uploader.progressed.connect(heard.append)
    port = FilePort(host="127.0.0.1", port=server.port, tls=None, secret="s3cret")
    running = asyncio.create_task(uploader.run(port))
    async with asyncio.timeout(10):
        for _ in range(count):
            await settled.acquire()
    running.cancel()
    await asyncio.wait((running,))
    return heard


async def test_a_waiting_file_goes_up_whole(file, worker, environment, server, tmp_path):
    size = 2 * CHUNK_BYTES + 10
    add_upload(file, write(tmp_path, size), an_upload())
    heard = await send(file, worker, environment, server)
    assert [(id, round(part, 1)) for id, part in heard] == [
        ("f1", 0.0),
        ("f1", 0.5),
        ("f1", 1.0),
        ("f1", 1.0),
    ]
    assert server.files["f1"] == b"ab" * (size // 2)
    assert waiting_uploads(file) == ()


async def test_trouble_is_tried_again(file, worker, environment, server, tmp_path):
    add_upload(file, write(tmp_path, 10), an_upload())
    server.failures = [500, 503]
    await send(file, worker, environment, server)
    assert server.complete == {"f1"}


async def test_promise_58_a_file_that_arrives_while_the_disk_is_full_is_noted_once_there_is_room(
    file, worker, environment, server, tmp_path, monkeypatch
):
    add_upload(file, write(tmp_path, 10), an_upload())
    file.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    disk, wait = FullDisk(tmp_path), environment.sleep

    async def free_and_wait(seconds):
        disk.free()
        await wait(seconds)

    monkeypatch.setattr(environment, "sleep", free_and_wait)
    disk.fill()
    await send(file, worker, environment, server)
    assert environment.slept
    assert server.complete == {"f1"}
    assert waiting_uploads(file) == ()


async def test_a_file_that_is_refused_never_holds_up_another(
    file, worker, environment, server, tmp_path
):
    path = write(tmp_path, 10)
    add_upload(file, path, an_upload("f1"))
    add_upload(file, path, an_upload("f2"))
    server.failures = [413]
    await send(file, worker, environment, server, count=2)
    assert server.complete == {"f2"}
    assert waiting_uploads(file) == ()


def test_the_copy_outlives_the_original(file, tmp_path):
    path = write(tmp_path, CHUNK_BYTES + 4)
    upload = add_upload(file, path, an_upload())
    path.unlink()
    assert upload.size == CHUNK_BYTES + 4
    assert read_chunk(file, "f1", CHUNK_BYTES) == b"abab"
    assert read_chunk(file, "f1", CHUNK_BYTES + 2) == b"ab"
    assert read_chunk(file, "f1", CHUNK_BYTES + 4) == b""


def test_a_file_over_the_limit_is_named_with_both_sizes(file, tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_FILE", 100)
    with pytest.raises(TooLarge):
        add_upload(file, write(tmp_path, 200), an_upload())


def test_promise_58_the_room_that_a_file_asks_for_is_enough(file, tmp_path):
    """With the end of a chunk on a page of its own, and the rows of the chunks."""
    size = 20 * CHUNK_BYTES + 1
    file.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    add_upload(file, write(tmp_path, size), an_upload())
    taken = (tmp_path / "outbox.db-wal").stat().st_size
    assert taken <= room_for(size) <= taken * 1.02


def test_promise_58_without_room_nothing_is_half_copied_and_the_need_is_told(file, tmp_path):
    file.run(f"PRAGMA max_page_count={file.row('PRAGMA page_count')[0] + 4}")
    with pytest.raises(NoRoom) as caught:
        add_upload(file, write(tmp_path, 400_000), an_upload())
    assert caught.value.needed == room_for(400_000)
    assert file.row("SELECT count(*) FROM chunk") == (0,)
