# SPDX-License-Identifier: Apache-2.0
"""The master key is made once, for its owner alone, and never replaced."""

import os
import stat

import pytest

from sync_server.security.master_key import open_master_key
from sync_server.security.sealing import SealError


def test_the_first_use_makes_a_key_for_its_owner_alone_and_later_ones_read_it(tmp_path):
    path = tmp_path / "master.key"
    made = open_master_key(path, os.urandom)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert open_master_key(path, os.urandom).id == made.id


def test_a_key_that_others_may_read_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "master.key"
    open_master_key(path, os.urandom)
    path.chmod(0o644)
    with pytest.raises(SealError, match="chmod 600"):
        open_master_key(path, os.urandom)


def test_a_file_that_is_no_key_is_never_overwritten(tmp_path):
    path = tmp_path / "master.key"
    path.touch(0o600)
    path.write_text("not a key")
    with pytest.raises(SealError, match="32 bytes"):
        open_master_key(path, os.urandom)
    assert path.read_text() == "not a key"
