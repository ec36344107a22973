# SPDX-License-Identifier: Apache-2.0
import pytest

from app.errors import TooLarge
from app.outbox import uploads
from app.outbox.uploads import CHUNK_BYTES, LARGEST_FILE, Upload, add_upload, read_chunk


def an_upload():
    return Upload(id="u1", name="Screenshot 13-57.png", media_type="image/png", size=0, sha256="")


def test_what_is_in_no_file_is_kept_like_one_that_is(file, tmp_path):
    data = bytes(range(256)) * 1100
    (tmp_path / "same").write_bytes(data)
    taken = add_upload(file, data, an_upload())
    assert read_chunk(file, "u1", 0) == data[:CHUNK_BYTES]
    assert read_chunk(file, "u1", CHUNK_BYTES) == data[CHUNK_BYTES:]
    uploads.drop_upload(file, "u1")
    assert add_upload(file, tmp_path / "same", an_upload()) == taken


def test_what_is_too_large_is_refused_before_it_is_read(file, tmp_path):
    with (tmp_path / "sparse").open("wb") as sparse:
        sparse.truncate(2 * 1024**3)
    with pytest.raises(TooLarge):
        add_upload(file, tmp_path / "sparse", an_upload())
    with pytest.raises(TooLarge):
        add_upload(file, bytes(LARGEST_FILE + 1), an_upload())
    assert uploads.waiting_uploads(file) == ()
