# SPDX-License-Identifier: Apache-2.0
import pytest

from app.claim import claim
from app.errors import ProfileInUse


def test_a_profile_belongs_to_one_program_at_a_time(tmp_path):
    folder = tmp_path / "profile"
    with claim(folder), pytest.raises(ProfileInUse), claim(folder):
        pass
    with claim(folder):
        assert folder.stat().st_mode & 0o077 == 0
