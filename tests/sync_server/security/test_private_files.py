# SPDX-License-Identifier: Apache-2.0
"""A secret's file is never open to others and never half written."""

import stat

import pytest

from sync_server.security.private_files import write_private


def test_a_private_file_is_for_its_owner_alone(tmp_path):
    write_private(tmp_path / "secret", b"whole")
    assert (tmp_path / "secret").read_bytes() == b"whole"
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_private_file_replaces_an_open_one(tmp_path):
    (tmp_path / "secret").write_text("old")
    (tmp_path / "secret").chmod(0o644)
    write_private(tmp_path / "secret", b"new")
    assert (tmp_path / "secret").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_private_file_is_private_although_an_earlier_attempt_left_an_open_one(tmp_path):
    leftover = tmp_path / "secret.partial"
    leftover.write_text("half")
    leftover.chmod(0o666)
    write_private(tmp_path / "secret", b"whole")
    assert (tmp_path / "secret").read_bytes() == b"whole"
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "secret"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    write_private(tmp_path / "secret", b"old")
    with pytest.raises(TypeError):
        write_private(tmp_path / "secret", "no bytes")  # type: ignore[arg-type]
    assert (tmp_path / "secret").read_bytes() == b"old"
