# SPDX-License-Identifier: Apache-2.0
import resource
import subprocess
import sys
from contextlib import contextmanager
from typing import Any

import pytest

from app.cache.engine import open_file
from app.cache.worker import Worker
from app.errors import NoRoom
from app.outbox.drafts import Draft, Drafts
from app.outbox.tables import OUTBOX
from tests.support.client_environment import ClientEnvironment, settle

T1: Any = "t1"

WRITER = """
import asyncio, sys
from pathlib import Path

from app.cache.engine import open_file
from app.cache.worker import Worker
from app.outbox.drafts import Draft, Drafts
from app.outbox.tables import OUTBOX
from tests.support.client_environment import ClientEnvironment


async def main():
    environment = ClientEnvironment()
    file = open_file(Path(sys.argv[1]), bytes(range(32)), shape=OUTBOX)
    drafts = Drafts(file, Worker(environment.lane("cache")), environment.now_us)
    drafts.put("t1", "reply", Draft(text="half a thought"))
    assert await drafts.get("t1", "reply")
    print("kept", flush=True)
    sys.stdin.readline()


asyncio.run(main())
"""


@pytest.fixture
def drafts(file, worker, environment):
    return Drafts(file, worker, environment.now_us)


async def test_a_draft_is_kept_per_ticket_and_mode(drafts):
    drafts.put("t1", "reply", Draft(text="Dear", to=("a@b.example",)))
    drafts.put("t1", "note", Draft(text="psst"))
    assert (await drafts.get("t1", "reply")).text == "Dear"
    assert (await drafts.get("t1", "note")).text == "psst"
    assert await drafts.get("t2", "reply") is None


async def test_the_drafts_of_a_ticket_are_found_by_mode_the_newest_first(drafts, environment):
    for ticket, mode in (("t1", "note"), ("t1", "reply"), ("t2", "reply")):
        environment.advance(seconds=1)
        drafts.put(ticket, mode, Draft(text=mode))
    found = await drafts.of(T1)
    assert [(mode, draft.text) for mode, draft in found.items()] == [
        ("reply", "reply"),
        ("note", "note"),
    ]


async def test_what_is_written_while_they_are_looked_for_is_among_them(drafts):
    reading = drafts.list

    async def list_late():
        found = await reading()
        drafts.list = reading
        drafts.put("t1", "note", Draft(text="meanwhile"))
        return found

    drafts.list = list_late
    assert (await drafts.of(T1))["note"].text == "meanwhile"


async def test_the_last_write_wins(drafts):
    for text in ("D", "De", "Dear"):
        drafts.put("t1", "reply", Draft(text=text))
    assert (await drafts.get("t1", "reply")).text == "Dear"


async def test_an_empty_draft_is_none(drafts):
    drafts.put("t1", "reply", Draft(text="Dear"))
    drafts.put("t1", "reply", Draft(text=""))
    assert await drafts.get("t1", "reply") is None


async def test_the_newest_draft_is_listed_first(drafts, environment):
    drafts.put("t1", "reply", Draft(text="one"))
    environment.advance(seconds=1)
    drafts.put("t2", "note", Draft(text="two"))
    assert [ticket for ticket, _, _ in await drafts.list()] == ["t2", "t1"]


def write_and_die(path):
    """Another process keeps a draft, and is killed."""
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "kept\n"
        child.kill()


async def test_a_draft_survives_a_process_that_is_killed(tmp_path):
    """Nothing is closed and nobody is asked: what was acknowledged is in the file."""
    write_and_die(tmp_path / "outbox.db")
    file = open_file(tmp_path / "outbox.db", bytes(range(32)), shape=OUTBOX)
    environment = ClientEnvironment()
    drafts = Drafts(file, Worker(environment.lane("cache")), environment.now_us)
    found = await drafts.get(T1, "reply")
    assert found is not None
    assert found.text == "half a thought"
    file.close()


class Full:
    """A worker on a disk that has no room until it gets some."""

    def __init__(self, worker):
        self.worker = worker
        self.has_room = False

    def submit(self, work, *arguments, urgent=False):
        def refuse(*_):
            raise NoRoom

        chosen = work if self.has_room or "write" not in work.__name__ else refuse
        return self.worker.submit(chosen, *arguments, urgent=urgent)


async def test_a_full_disk_is_told_once_and_the_text_is_kept(file, worker, environment):
    disk: Any = Full(worker)
    drafts = Drafts(file, disk, environment.now_us)
    told: list[bool] = []
    drafts.full.connect(told.append)
    for text in ("D", "De", "Dear"):
        drafts.put(T1, "reply", Draft(text=text))
    await settle()
    found = await drafts.get(T1, "reply")
    assert (told, found and found.text) == ([True], "Dear")
    disk.has_room = True
    drafts.retry_unsaved()
    await settle()
    again = await Drafts(file, worker, environment.now_us).get(T1, "reply")
    assert (told, again and again.text) == ([True, False], "Dear")


async def test_promise_58_what_is_told_has_room_for_all_that_waits(file, worker, environment):
    disk: Any = Full(worker)
    drafts = Drafts(file, disk, environment.now_us)
    drafts.put(T1, "note", Draft(text="long " * 20_000))
    await settle()
    assert 100_000 < drafts.room_needed < 160_000
    disk.has_room = True
    drafts.retry_unsaved()
    await settle()
    assert drafts.room_needed == 0


async def test_room_between_two_writes_leaves_the_newer_text(file, worker, environment):
    """The older one finds no room while the newer one is on its way."""
    disk: Any = Full(worker)
    drafts = Drafts(file, disk, environment.now_us)
    drafts.put(T1, "reply", Draft(text="D"))
    disk.has_room = True
    drafts.put(T1, "reply", Draft(text="Dear"))
    await settle()
    drafts.retry_unsaved()
    await settle()
    ((_, _, kept),) = await drafts.list()
    assert kept.text == "Dear"


async def test_the_end_of_a_draft_waits_for_room_too(tmp_path, environment):
    file = open_file(tmp_path / "outbox.db", bytes(32), shape=OUTBOX)
    drafts = Drafts(file, Worker(environment.lane("cache")), environment.now_us)
    drafts.put(T1, "reply", Draft(text="sent by now"))
    await settle()
    with a_quota_that_is_used_up():
        drafts.drop(T1, "reply")
        drafts.put(T1, "note", Draft(text="kept"))
        assert [draft.text for _, _, draft in await drafts.list()] == ["kept"]
    drafts.retry_unsaved()
    await settle()
    again = Drafts(file, Worker(environment.lane("cache")), environment.now_us)
    assert [draft.text for _, _, draft in await again.list()] == ["kept"]
    file.close()


@contextmanager
def a_quota_that_is_used_up():
    """The kernel lets no file of this process grow; SQLite calls that an error of the disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_draft_outlives_a_quota_that_is_used_up(tmp_path, environment):
    file = open_file(tmp_path / "outbox.db", bytes(32), shape=OUTBOX)
    drafts = Drafts(file, Worker(environment.lane("cache")), environment.now_us)
    told: list[bool] = []
    drafts.full.connect(told.append)
    with a_quota_that_is_used_up():
        drafts.put(T1, "reply", Draft(text="Dear"))
        await settle()
    assert told == [True]
    drafts.retry_unsaved()
    await settle()
    ((_, _, kept),) = await drafts.list()
    assert (told, kept.text) == ([True, False], "Dear")
    file.close()


async def test_every_write_is_announced(drafts):
    heard = []
    drafts.changed.connect(lambda change: heard.append((change[1], change[2] and change[2].text)))
    drafts.put(T1, "reply", Draft(text="Dear"))
    drafts.drop(T1, "reply")
    assert heard == [("reply", "Dear"), ("reply", None)]
