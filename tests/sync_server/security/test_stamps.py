# SPDX-License-Identifier: Apache-2.0

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.security.stamps import stamp, stamped_at

KEY = bytes(range(32))
AT = 1_790_000_000_000_000


def test_a_stamp_says_when_a_token_was_made():
    text = stamp(KEY, "abc", device="d1", at=AT)
    assert stamped_at(KEY, text, device="d1") == AT
    assert text.startswith("abc.")
    assert len(text) < 90


def test_a_stamp_is_for_one_device_and_one_key():
    text = stamp(KEY, "abc", device="d1", at=AT)
    assert stamped_at(KEY, text, device="d2") is None
    assert stamped_at(bytes(32), text, device="d1") is None


@pytest.mark.parametrize("part", range(3))
def test_no_part_can_be_changed(part):
    parts = stamp(KEY, "abc", device="d1", at=AT).split(".")
    parts[part] = parts[part][:-1] + ("1" if parts[part][-1] != "1" else "2")
    assert stamped_at(KEY, ".".join(parts), device="d1") is None


@given(st.text())
def test_any_text_can_be_asked_about(text):
    assert stamped_at(KEY, text, device="d1") is None


@pytest.mark.parametrize(
    "text", ["", "abc", "abc..", "abc.١٢.x", "abc.1.\ud800", f"a.{'9' * 30}.b"]
)
def test_what_is_no_stamp_is_none(text):
    assert stamped_at(KEY, text, device="d1") is None
