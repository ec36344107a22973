# SPDX-License-Identifier: Apache-2.0

from pathlib import Path

import pytest

from sync_server.operations.backup_format import BackupUnusable, read_manifest
from sync_server.operations.backup_unpacking import prove_unpacked, unpack
from sync_server.security.sealing import MasterKey
from tests.support.backups import FILE_ID, PHOTO

KEY = MasterKey(bytes(range(32)))


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("key", [None, KEY], ids=["open", "sealed"])
def test_what_is_unpacked_is_what_was_packed(backed, tmp_path, key, links):
    folder = Path(backed.back_up(key=key).path)
    manifest = read_manifest(folder)
    seen: list[int] = []
    into = tmp_path / "unpacked"
    assert unpack(folder, manifest, into=into, key=key, links=links, seen=seen.append) == ()
    assert (into / "files" / FILE_ID).read_bytes() == PHOTO
    assert sum(seen) == manifest.header.bytes
    prove_unpacked(into, manifest.header)


def test_between_two_files_it_rests_where_that_is_wanted(backed, tmp_path):
    folder = Path(backed.back_up().path)
    manifest = read_manifest(folder)
    seen: list[int] = []
    into = tmp_path / "unpacked"

    def rest() -> None:
        seen.append(-1)

    wrong = unpack(folder, manifest, into=into, key=None, links=True, seen=seen.append, rest=rest)
    assert wrong == ()
    assert len(seen) > 4
    assert set(seen[1::2]) == {-1}
    assert seen[::2] == [entry.size for entry in manifest.entries]


def test_a_restored_file_is_a_copy_and_a_proved_one_a_second_name(backed, tmp_path):
    folder = Path(backed.back_up().path)
    manifest = read_manifest(folder)
    for name, links in (("copy", False), ("link", True)):
        unpack(folder, manifest, into=tmp_path / name, key=None, links=links)
    inode = (folder / "files" / FILE_ID).stat().st_ino
    assert (tmp_path / "copy" / "files" / FILE_ID).stat().st_ino != inode
    assert (tmp_path / "link" / "files" / FILE_ID).stat().st_ino == inode


def test_bad_input_63_a_file_that_a_row_names_must_be_there(backed, tmp_path):
    folder = Path(backed.back_up().path)
    manifest = read_manifest(folder)
    into = tmp_path / "unpacked"
    unpack(folder, manifest, into=into, key=None, links=False)
    (into / "files" / FILE_ID).unlink()
    with pytest.raises(BackupUnusable, match=f"the file {FILE_ID} and 0 others are missing"):
        prove_unpacked(into, manifest.header)
