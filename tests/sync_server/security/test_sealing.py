# SPDX-License-Identifier: Apache-2.0
"""A sealed file opens to the same bytes, or not at all."""

import stat
from base64 import b64encode
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sync_server.environment import RealEnvironment
from sync_server.security.sealing import (
    CHUNK_BYTES,
    HEADER_BYTES,
    KEY_BYTES,
    Damaged,
    MasterKey,
    NotSealed,
    OtherMasterKey,
    SealError,
    make_master_key,
    parse_master_key,
    read_master_key,
    sealed_size,
)

random_bytes = RealEnvironment().random_bytes
KEY = MasterKey(bytes(range(KEY_BYTES)))
NAME = "0197-file"
SEALED_CHUNK = CHUNK_BYTES + 16

large = settings(suppress_health_check=list(HealthCheck), max_examples=40)
sizes = st.one_of(
    st.integers(0, 100),
    st.sampled_from([CHUNK_BYTES * n + around for n in (1, 2, 3) for around in (-1, 0, 1)]),
    st.integers(0, 4 * CHUNK_BYTES),
)


def content(size: int) -> bytes:
    """Bytes of which no two chunks are alike."""
    return b"".join(number.to_bytes(4) for number in range(size // 4 + 1))[:size]


def seal(plain: bytes, *, name: str = NAME, key: MasterKey = KEY) -> bytes:
    return b"".join(key.seal([plain], name=name, random_bytes=random_bytes))


def unseal(sealed: bytes, *, name: str = NAME, key: MasterKey = KEY) -> bytes:
    return b"".join(key.open([sealed], name=name))


def in_parts(data: bytes, cuts: list[int]) -> list[bytes]:
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[start:end] for start, end in pairwise(places)]


@large
@given(sizes, st.lists(st.integers(0), max_size=6), st.lists(st.integers(0), max_size=6))
def test_a_file_opens_to_the_same_bytes_however_it_was_cut_into_parts(size, cuts, other_cuts):
    parts = in_parts(content(size), cuts)
    sealed = b"".join(KEY.seal(parts, name=NAME, random_bytes=random_bytes))
    assert b"".join(KEY.open(in_parts(sealed, other_cuts), name=NAME)) == content(size)


@large
@given(sizes)
def test_the_size_of_a_sealed_file_is_known_beforehand(size):
    assert len(seal(content(size))) == sealed_size(size)


@large
@given(st.integers(0, 2 * CHUNK_BYTES + 50), st.integers(0), st.integers(1, 255))
def test_one_changed_byte_anywhere_is_found(size, place, change):
    sealed = bytearray(seal(content(size)))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(SealError):
        unseal(bytes(sealed))


@large
@given(sizes, st.integers(0))
def test_a_file_that_was_cut_anywhere_is_found(size, place):
    sealed = seal(content(size))
    with pytest.raises(SealError):
        unseal(sealed[: place % len(sealed)])


@pytest.mark.parametrize("chunks", [1, 2])
def test_a_file_cut_between_two_chunks_is_damaged(chunks):
    sealed = seal(content(3 * CHUNK_BYTES))
    with pytest.raises(Damaged):
        unseal(sealed[: HEADER_BYTES + chunks * SEALED_CHUNK])


@given(st.binary(min_size=1, max_size=100))
def test_bytes_added_at_the_end_are_found(added):
    with pytest.raises(Damaged):
        unseal(seal(content(CHUNK_BYTES)) + added)


@large
@given(st.lists(st.integers(0, 2), max_size=5))
def test_chunks_that_are_missing_doubled_or_in_another_order_are_found(order):
    assume(order != [0, 1, 2])
    sealed = seal(content(3 * CHUNK_BYTES))
    header, chunks = sealed[:HEADER_BYTES], sealed[HEADER_BYTES:]
    taken = [chunks[each * SEALED_CHUNK : (each + 1) * SEALED_CHUNK] for each in order]
    with pytest.raises(Damaged):
        unseal(header + b"".join(taken))


def test_chunks_of_another_file_are_found():
    one, other = seal(content(10)), seal(content(10))
    with pytest.raises(Damaged):
        unseal(one[:HEADER_BYTES] + other[HEADER_BYTES:])


def test_a_sealed_file_does_not_open_in_the_place_of_another():
    with pytest.raises(Damaged):
        unseal(seal(b"for one"), name="another")


def test_another_master_key_is_named_not_called_damage():
    other = MasterKey(bytes(KEY_BYTES))
    with pytest.raises(OtherMasterKey, match=KEY.id.hex()):
        unseal(seal(b"text"), key=other)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"DBSEAL99" + bytes(200)])
def test_a_file_that_was_never_sealed_is_called_so(data):
    with pytest.raises(NotSealed):
        unseal(data)


def test_what_was_damaged_late_gives_only_genuine_chunks_before_the_error():
    sealed = bytearray(seal(content(3 * CHUNK_BYTES)))
    sealed[-1] ^= 1
    opened = KEY.open([bytes(sealed)], name=NAME)
    assert next(opened) + next(opened) == content(3 * CHUNK_BYTES)[: 2 * CHUNK_BYTES]
    with pytest.raises(Damaged, match="chunk 2"):
        next(opened)


def test_equal_files_look_different_when_sealed():
    assert seal(b"the same")[-24:] != seal(b"the same")[-24:]


def test_nothing_of_the_file_is_left_to_read():
    assert b"marker" not in seal(b"marker" * 1_000)


def test_a_master_key_is_kept_in_a_file_for_its_owner_alone(tmp_path):
    path = tmp_path / "master.key"
    made = make_master_key(path, random_bytes)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert unseal(seal(b"text", key=made), key=read_master_key(path)) == b"text"


def test_a_master_key_is_never_replaced_by_accident(tmp_path):
    path = tmp_path / "master.key"
    make_master_key(path, random_bytes)
    before = path.read_bytes()
    with pytest.raises(SealError, match="already"):
        make_master_key(path, random_bytes)
    assert path.read_bytes() == before


def test_a_master_key_that_others_may_read_is_refused_with_the_remedy(tmp_path):
    path = tmp_path / "master.key"
    make_master_key(path, random_bytes)
    path.chmod(0o644)
    with pytest.raises(SealError, match="chmod 600"):
        read_master_key(path)


def test_a_missing_master_key_is_named(tmp_path):
    with pytest.raises(SealError, match=r"master\.key: the master key cannot be read"):
        read_master_key(tmp_path / "master.key")


@pytest.mark.parametrize("text", ["", "no base64!", "äöü", b64encode(bytes(16)).decode()])
def test_a_text_that_is_no_master_key_is_refused(text):
    with pytest.raises(SealError):
        parse_master_key(text)


def test_a_master_key_shows_its_id_and_not_itself():
    key = bytes(range(KEY_BYTES))
    shown = f"{MasterKey(key)!r} {MasterKey(key)}"
    assert MasterKey(key).id.hex() in shown
    assert key.hex() not in shown
    assert b64encode(key).decode() not in shown
