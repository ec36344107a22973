# SPDX-License-Identifier: Apache-2.0
import os
from hashlib import sha256

import pytest

from sync_server.security.sealing import MasterKey
from sync_server.store.blobs import Blob, BlobFolder, BlobRows

DATA = b"some bytes " * 20_000
HASH = sha256(DATA).hexdigest()
KEY = MasterKey(b"m" * 32)


@pytest.fixture(params=[None, KEY], ids=["plain", "sealed"])
def folder(request, tmp_path):
    return BlobFolder(tmp_path / "files", random_bytes=os.urandom, key=request.param)


def test_a_file_comes_in_pieces_and_is_read_whole(folder):
    assert folder.received("f1") == 0
    assert folder.append("f1", 0, DATA[:1000]) == 1000
    assert folder.append("f1", 1000, DATA[1000:]) == len(DATA)
    assert not folder.is_whole("f1")
    assert folder.finish("f1", HASH)
    assert folder.is_whole("f1")
    assert folder.received("f1") == 0
    assert b"".join(folder.read("f1")) == DATA


def test_a_piece_sent_again_changes_nothing(folder):
    folder.append("f1", 0, DATA)
    assert folder.append("f1", 0, DATA[:5]) == len(DATA)
    assert folder.finish("f1", HASH)


def test_bytes_of_another_hash_are_dropped(folder):
    folder.append("f1", 0, DATA[:-1] + b"?")
    assert not folder.finish("f1", HASH)
    assert folder.received("f1") == 0
    assert not folder.is_whole("f1")


def test_an_empty_file_is_a_file(folder):
    folder.append("f1", 0, b"")
    assert folder.finish("f1", sha256(b"").hexdigest())
    assert b"".join(folder.read("f1")) == b""


def test_a_sealed_folder_holds_no_plain_byte(tmp_path):
    folder = BlobFolder(tmp_path, random_bytes=os.urandom, key=KEY)
    folder.append("f1", 0, DATA)
    folder.finish("f1", HASH)
    assert b"some bytes" not in (tmp_path / "f1").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["f1"]


def test_a_plain_file_from_before_the_key_stays_readable(tmp_path):
    plain = BlobFolder(tmp_path, random_bytes=os.urandom)
    plain.append("f1", 0, DATA)
    plain.finish("f1", HASH)
    assert b"".join(BlobFolder(tmp_path, random_bytes=os.urandom, key=KEY).read("f1")) == DATA


@pytest.mark.parametrize("id_", ["../f", "a/b", "", ".", "..", "A", "f.part", "/etc/passwd", "f\0"])
def test_what_is_no_id_is_never_a_path(folder, id_):
    for touch in (folder.received, folder.is_whole, lambda id_: folder.append(id_, 0, b"x")):
        with pytest.raises(ValueError, match="not an id"):
            touch(id_)


def test_a_row_is_found_as_it_was_put(database):
    rows = BlobRows(database)
    blob = Blob(id="f1", owner="pc", size=5, received=0, sha256=HASH, complete=False, created_at=7)
    writer = database.writer()
    writer.begin()
    rows.put(writer, blob)
    writer.commit()
    with database.read() as reader:
        assert rows.find(reader, "f1") == blob
        assert rows.find(reader, "f2") is None


def test_a_file_that_is_put_is_whole_and_replaces_what_lay_there(tmp_path):
    folder = BlobFolder(tmp_path / "files", random_bytes=bytes)
    folder.append("f1", 0, b"a beginning")
    folder.put("f1", b"first")
    folder.put("f1", b"second")
    folder.sync()
    assert folder.is_whole("f1")
    assert folder.received("f1") == 0
    assert b"".join(folder.read("f1")) == b"second"


def test_a_file_that_is_put_is_sealed_like_any_other(tmp_path):
    key = MasterKey(bytes(32))
    folder = BlobFolder(tmp_path / "files", random_bytes=bytes, key=key)
    folder.put("f1", b"a secret")
    assert b"a secret" not in (tmp_path / "files" / "f1").read_bytes()
    assert b"".join(folder.read("f1")) == b"a secret"
