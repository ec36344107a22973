# SPDX-License-Identifier: Apache-2.0
"""Folders of mails are read in a fixed order, and only what is a file."""

import os
from pathlib import Path

from sync_server.operations.archive_folders import (
    list_eml_files,
    list_maildir_files,
    read_files,
)
from sync_server.operations.archive_items import ArchivedMail, Position, SetAside


def test_a_maildir_and_its_subfolders_are_read_without_what_is_unfinished(tmp_path: Path) -> None:
    for name in ("cur/2", "new/1", "tmp/3", ".Sent/cur/4", "cur/.hidden", "other/5"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    items = list(read_files(list_maildir_files(tmp_path), Position(), max_mail=100))
    assert [item.label for item in items] == [".Sent/cur/4", "cur/2", "new/1"]


def test_links_pipes_and_large_files_are_set_aside(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"not for the desk")
    (tmp_path / "a.eml").symlink_to(tmp_path / "secret")
    (tmp_path / "b.eml").write_bytes(b"x" * 101)
    os.mkfifo(tmp_path / "c.eml")
    (tmp_path / "d.eml").write_bytes(b"fine")
    (tmp_path / "e.eml").symlink_to("e.eml")
    (tmp_path / "loop").symlink_to(tmp_path)
    folder = list_eml_files(tmp_path)
    position = Position()
    items = list(read_files(folder, position, max_mail=100))
    reasons = {item.label: item.reason for item in items if isinstance(item, SetAside)}
    assert reasons == {
        "a.eml": "unreadable",
        "b.eml": "too_large",
        "c.eml": "unreadable",
        "e.eml": "unreadable",
    }
    assert [item for item in items if isinstance(item, ArchivedMail)] == [
        ArchivedMail("d.eml", b"fine")
    ]
    assert position.read == folder.size


def test_a_file_that_vanished_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"x")
    folder = list_eml_files(tmp_path)
    (tmp_path / "a.eml").unlink()
    (item,) = read_files(folder, Position(), max_mail=100)
    assert isinstance(item, SetAside)
    assert item.detail.endswith("No such file or directory")


def test_hostile_names_make_safe_labels(tmp_path: Path) -> None:
    for name in (b"a\n\x1b[0m.eml", b"b\xff\xfe.eml", "c\u202elme.eml".encode()):
        (tmp_path / os.fsdecode(name)).write_bytes(b"x")
    labels = [item.label for item in read_files(list_eml_files(tmp_path), Position(), max_mail=9)]
    assert labels == ["a [0m.eml", "b\ufffd\ufffd.eml", "clme.eml"]


def test_folders_nested_without_end_are_left_at_some_depth(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 60)
    deep.mkdir(parents=True)
    (deep / "x.eml").write_bytes(b"x")
    assert list_eml_files(tmp_path).files == ()
