# SPDX-License-Identifier: Apache-2.0
"""Files within queries: small on the way, and no more unpacked than may be kept."""

import pytest

from sync_server.contract.packed import NotPacked, pack, unpack

TEXT = b"BEGIN:VEVENT\r\n" * 1000


def test_what_was_packed_is_small_and_comes_out_as_it_was():
    assert len(pack(TEXT)) < 100
    assert unpack(pack(TEXT), most=len(TEXT)) == TEXT
    assert unpack(pack(b""), most=1) == b""


def test_no_more_is_unpacked_than_asked_for():
    assert unpack(pack(TEXT), most=10) == TEXT[:10]


@pytest.mark.parametrize("data", [b"", b"hello", pack(TEXT)[:-1], TEXT])
def test_what_nobody_packed_is_refused(data):
    with pytest.raises(NotPacked):
        unpack(data, most=len(TEXT) + 1)
