# SPDX-License-Identifier: Apache-2.0
"""Backups in a process of their own, as the server and the console make them."""

import asyncio
import sys
from pathlib import Path

import msgspec
import pytest

from sync_server.environment import RealEnvironment
from sync_server.operations import backup_process
from sync_server.operations.backup_making import BackupFailed
from sync_server.operations.backup_process import Backups, Turns
from sync_server.security.sealing import MAGIC, make_master_key


@pytest.fixture
def real_environment():
    environment = RealEnvironment()
    yield environment
    environment.close()


@pytest.fixture
def backups(backed, real_environment):
    return Backups(backed.configuration, real_environment)


async def test_a_backup_is_made_where_the_configuration_says(backed, backups):
    (backed.configuration.data / "deskbell.toml").write_text(
        'desk = "Lantern"\ndatabase = "postgresql://u:secret@host/d"\nport = 9443\n',
        encoding="ascii",
    )
    made = await backups.make()
    assert Path(made.path).parent == backed.configuration.data / "backups"
    assert made.header.by == "console"
    assert made.header.snapshot.state_hash == backed.state()[2]
    assert await backups.list() == (made,)
    settings = (Path(made.path) / "deskbell.toml").read_text(encoding="ascii")
    assert settings == 'desk = "Lantern"\nport = 9443\n'


async def test_a_backup_is_made_of_either_database(backed_on_either, real_environment, tmp_path):
    backups = Backups(backed_on_either.configuration, real_environment)
    made = await backups.make(tmp_path / "elsewhere", by="schedule")
    assert made.header.snapshot.state_hash == backed_on_either.state()[2]
    assert await backups.list() == ()
    assert await backups.list(tmp_path / "elsewhere") == (made,)


async def test_no_file_has_a_second_name_where_copies_are_wanted(backed, backups):
    made = await backups.make(copies=True)
    kept = Path(made.path) / "files" / backed.photo.name
    assert kept.read_bytes() == backed.photo.read_bytes()
    assert kept.stat().st_ino != backed.photo.stat().st_ino


async def test_with_a_key_it_is_sealed(backed, real_environment, tmp_path):
    path = tmp_path / "backup.key"
    key = make_master_key(path, real_environment.random_bytes)
    configuration = msgspec.structs.replace(backed.configuration, backup_key=str(path))
    made = await Backups(configuration, real_environment).make()
    assert made.header.sealed_by == key.id.hex()
    assert (Path(made.path) / "desk.sqlite").read_bytes().startswith(MAGIC)


async def test_without_the_key_that_it_names_there_is_no_backup(backed, real_environment, tmp_path):
    configuration = msgspec.structs.replace(
        backed.configuration, backup_key=str(tmp_path / "lost.key")
    )
    with pytest.raises(BackupFailed, match=r"cannot be sealed.*--new-key"):
        await Backups(configuration, real_environment).make()


async def test_what_went_wrong_in_the_process_is_told(backed, backups):
    (backed.configuration.data / "desk.sqlite").unlink()
    with pytest.raises(BackupFailed, match="There is no desk in"):
        await backups.make()


async def test_a_process_that_dies_is_told(backups, monkeypatch):
    command = (sys.executable, "-c", "import sys; sys.exit('out of memory')")
    monkeypatch.setattr(backup_process, "COMMAND", command)
    with pytest.raises(BackupFailed, match="stopped: out of memory"):
        await backups.make()


async def test_the_process_ends_with_whoever_wanted_it(backups, backed, monkeypatch):
    command = (sys.executable, "-c", "import sys; sys.stdin.read(); input()")
    monkeypatch.setattr(backup_process, "COMMAND", command)
    making = asyncio.create_task(backups.make())
    await asyncio.wait((making,), timeout=0)
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    assert await backups.list() == ()


async def test_what_is_over_goes(backups):
    for _ in range(2):
        await backups.make(by="schedule")
    (gone,) = await backups.prune()
    (kept,) = await backups.list()
    assert kept.name > gone.name


@pytest.mark.parametrize(("worked", "rested"), [(0.0, 0.0), (0.02, 0.02), (7.0, 0.05)])
def test_the_process_rests_as_long_as_it_has_worked_and_not_for_long(worked, rested):
    now = 100.0
    rests: list[float] = []

    def sleep(seconds: float) -> None:
        nonlocal now
        rests.append(seconds)
        now += seconds

    turns = Turns(lambda: now, sleep)
    for _ in range(2):  # what it slept is not what it worked
        now += worked
        turns.rest()
    assert rests == pytest.approx([rested, rested])
