# SPDX-License-Identifier: Apache-2.0

from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from sync_server.operations.backup_format import (
    MANIFEST,
    BackupUnusable,
    Entry,
    Manifest,
    list_backups,
    read_manifest,
    write_manifest,
)


def rewrite(folder, change):
    """Change the manifest as somebody would who knows how it is made."""
    lines = (folder / MANIFEST).read_bytes().splitlines()[:-1]
    body = b"".join(line + b"\n" for line in change(lines))
    (folder / MANIFEST).write_bytes(body + sha256(body).hexdigest().encode() + b"\n")


def test_a_manifest_comes_back_as_it_was_written(backed):
    folder = Path(backed.back_up().path)
    manifest = read_manifest(folder)
    write_manifest(folder, manifest)
    assert read_manifest(folder) == manifest


def test_the_newest_backup_is_listed_first(backed):
    names = []
    for _ in range(3):
        names.append(backed.back_up().name)
        backed.environment.advance(days=1)
    assert [each.name for each in list_backups(backed.folder)] == names[::-1]


def test_where_there_is_nothing_nothing_is_listed(tmp_path):
    assert list_backups(tmp_path / "nowhere") == ()
    (tmp_path / "file").write_bytes(b"")
    assert list_backups(tmp_path / "file") == ()


@pytest.mark.parametrize("name", [".making-20260302-090000", "20260302-090000.partial", "mine"])
def test_bad_input_63_what_has_no_name_of_a_backup_is_not_listed(backed, name):
    made = Path(backed.back_up().path)
    made.rename(made.with_name(name))
    assert list_backups(backed.folder) == ()


@pytest.mark.parametrize("at", [0, 20, -70, -5])
def test_bad_input_63_one_that_is_damaged_is_not_listed(backed, at):
    path = Path(backed.back_up().path) / MANIFEST
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert list_backups(backed.folder) == ()


def test_bad_input_63_one_of_a_newer_version_is_refused(backed):
    folder = Path(backed.back_up().path)
    rewrite(folder, lambda lines: [lines[0].replace(b'"version":1', b'"version":2'), *lines[1:]])
    with pytest.raises(BackupUnusable, match="newer Deskbell"):
        read_manifest(folder)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "files/../x", "/etc/passwd", "files/.hidden", "files/a/b", "x"]
)
def test_bad_input_63_no_name_leads_out_of_the_backup(backed, name):
    folder = Path(backed.back_up().path)
    manifest = read_manifest(folder)
    entry = Entry(name, 1, "00")
    write_manifest(folder, Manifest(manifest.header, (*manifest.entries, entry)))
    with pytest.raises(BackupUnusable, match="no file of a backup"):
        read_manifest(folder)


def test_bad_input_63_another_programs_manifest_is_named_so(tmp_path):
    path = tmp_path / MANIFEST
    path.write_bytes(b"")
    with pytest.raises(BackupUnusable, match="another program's"):
        read_manifest(tmp_path)
    body = msgspec.json.encode({"format": "something"}) + b"\n"
    path.write_bytes(body + sha256(body).hexdigest().encode())
    with pytest.raises(BackupUnusable, match="another program's"):
        read_manifest(tmp_path)
