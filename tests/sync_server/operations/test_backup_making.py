# SPDX-License-Identifier: Apache-2.0

import errno
import os
from pathlib import Path

import pytest

from sync_server.operations import backup_making
from sync_server.operations.backup_format import (
    DATABASE,
    LOCK,
    MANIFEST,
    list_backups,
    read_manifest,
)
from sync_server.operations.backup_making import BackupFailed
from sync_server.security.sealing import MAGIC, MasterKey
from sync_server.store.claims import Claim
from sync_server.store.snapshot import take_snapshot
from tests.support.backups import FILE_ID, PHOTO

KEY = MasterKey(bytes(range(32)))
FILE = f"files/{FILE_ID}"


def left_in(folder):
    """What lies in a folder of backups beside complete ones."""
    return sorted(path.name for path in folder.iterdir() if path.name != LOCK)


def test_a_backup_holds_everything_that_a_desk_needs(backed_on_either):
    desk = backed_on_either
    made = desk.back_up()
    folder = Path(made.path)
    assert made.name == "20260302-090000"
    assert made.header.snapshot.state_hash == desk.state()[2]
    assert (folder / FILE).read_bytes() == PHOTO
    assert {entry.name for entry in read_manifest(folder).entries} == {
        DATABASE,
        FILE,
        "authority.pem",
        "deskbell.toml",
    }
    assert made.header.missing == ()
    assert list_backups(desk.folder) == (made,)
    assert left_in(desk.folder) == [made.name]


def test_no_private_key_is_in_a_backup(backed):
    """The authority's, the server's and the master key stay where they are."""
    (backed.configuration.data / "master.key").write_text("secret", encoding="ascii")
    folder = Path(backed.back_up().path)
    kept = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"CERTIFICATE" in kept
    assert b"PRIVATE KEY" not in kept
    assert not list(folder.rglob("master.key"))


def test_files_take_no_room_twice_on_the_same_disk(backed):
    folder = Path(backed.back_up().path)
    assert (folder / FILE).stat().st_ino == backed.photo.stat().st_ino


def test_on_another_disk_an_unchanged_file_comes_from_the_backup_before(backed, monkeypatch):
    link = os.link

    def other_disk(source, target, **options):
        inside = Path(source).is_relative_to(backed.folder)
        for _ in range(not inside):
            raise OSError(errno.EXDEV, "another disk")
        link(source, target, **options)

    monkeypatch.setattr(os, "link", other_disk)
    first = Path(backed.back_up().path)
    backed.environment.advance(days=1)
    second = Path(backed.back_up().path)
    assert (first / FILE).stat().st_ino != backed.photo.stat().st_ino
    assert (first / FILE).stat().st_ino == (second / FILE).stat().st_ino


def test_a_file_that_was_damaged_in_the_backup_before_is_copied_anew(backed, monkeypatch):
    first = Path(backed.back_up().path)
    photo = first / FILE
    photo.unlink()
    photo.write_bytes(b"X" + PHOTO[1:])
    monkeypatch.setattr(backup_making, "_linked", lambda _source, _target: False)
    backed.environment.advance(days=1)
    second = backed.back_up()
    assert second.header.missing == ()
    assert (Path(second.path) / FILE).read_bytes() == PHOTO


def test_a_file_that_the_desk_lost_is_named_and_the_rest_is_backed_up(backed):
    backed.photo.unlink()
    made = backed.back_up()
    assert made.header.missing == (FILE_ID,)
    assert list_backups(backed.folder) == (made,)


def test_a_file_that_is_damaged_on_the_desk_is_named_and_not_kept(backed):
    backed.photo.write_bytes(b"X" + PHOTO[1:])
    made = backed.back_up()
    assert made.header.missing == (FILE_ID,)
    assert not (Path(made.path) / FILE).exists()


def test_a_sealed_backup_shows_nothing(backed):
    made = backed.back_up(key=KEY)
    folder = Path(made.path)
    assert made.header.sealed_by == KEY.id.hex()
    for name in (DATABASE, FILE, "authority.pem", "deskbell.toml"):
        assert (folder / name).read_bytes().startswith(MAGIC)
    assert PHOTO[:100] not in (folder / FILE).read_bytes()


def test_a_second_sealed_backup_takes_sealed_files_from_the_first(backed):
    first = Path(backed.back_up(key=KEY).path)
    backed.environment.advance(days=1)
    second = Path(backed.back_up(key=KEY).path)
    assert (first / FILE).stat().st_ino == (second / FILE).stat().st_ino
    assert (first / DATABASE).stat().st_ino != (second / DATABASE).stat().st_ino


class Killed(BaseException):
    """Nothing catches it, and nothing tidies up after it."""


def test_bad_input_59_what_a_killed_backup_left_is_never_listed_and_goes(backed, monkeypatch):
    def die():
        raise Killed

    monkeypatch.setattr(backup_making, "sweep", lambda _folder: None)
    with pytest.raises(Killed):
        backed.back_up(rest=die)
    monkeypatch.undo()
    assert left_in(backed.folder) == [".making-20260302-090000"]
    assert list_backups(backed.folder) == ()
    made = backed.back_up()
    assert left_in(backed.folder) == [made.name]


def test_bad_input_59_a_full_disk_is_said_and_nothing_is_left(backed, monkeypatch):
    def no_room(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup_making, "write_manifest", no_room)
    with pytest.raises(BackupFailed, match="There is no room for a backup"):
        backed.back_up()
    assert left_in(backed.folder) == []


def test_a_folder_that_cannot_be_written_is_said(backed):
    backed.folder.write_text("a file is in the way", encoding="ascii")
    with pytest.raises(BackupFailed, match=r"No backup could be made in .*backups"):
        backed.back_up()


def test_two_backups_at_once_do_not_meet(backed):
    backed.folder.mkdir()
    with (
        Claim(backed.folder / LOCK),
        pytest.raises(BackupFailed, match=r"being made in .* already"),
    ):
        backed.back_up()


def test_a_backup_that_does_not_prove_is_given_up(backed, monkeypatch):
    """Promise 9: each backup verifies itself before it gets its name."""

    def damaged(database, target, *, rest):
        snapshot, files = take_snapshot(database, target, rest=rest)
        backed.change("UPDATE head SET seq = seq")  # the desk's own is as before
        target.write_bytes(target.read_bytes()[:-4096])
        return snapshot, files

    monkeypatch.setattr(backup_making, "take_snapshot", damaged)
    with pytest.raises(BackupFailed, match="does not prove"):
        backed.back_up()
    assert left_in(backed.folder) == []


def test_two_in_the_same_second_have_two_names(backed):
    names = [backed.back_up().name for _ in range(2)]
    assert names == ["20260302-090000", "20260302-090000-2"]
    assert [each.name for each in list_backups(backed.folder)] == names[::-1]
    assert all((backed.folder / name / MANIFEST).is_file() for name in names)
