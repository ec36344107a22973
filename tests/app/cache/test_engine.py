# SPDX-License-Identifier: Apache-2.0
import pytest

from app.cache.engine import Damaged, Shape, erase, open_file, room_for, set_aside
from app.cache.tables import CACHE
from app.errors import NoRoom

KEY = bytes(range(32))
OTHER_KEY = bytes(32)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "cache.db"
    file = open_file(path, KEY, shape=CACHE)
    file.run_many(
        "INSERT INTO meta VALUES (?, ?)", [(f"secret {n}", "x" * 500) for n in range(200)]
    )
    file.close()
    return path


def test_what_was_written_is_there_again(path):
    file = open_file(path, KEY, shape=CACHE)
    assert file.row("SELECT count(*) FROM meta") == (200,)
    file.close()


def test_nothing_readable_is_on_the_disk(path):
    content = path.read_bytes()
    assert b"SQLite format" not in content
    assert b"secret" not in content


def test_promise_56_a_copied_file_without_its_key_does_not_open(path, capfd):
    with pytest.raises(Damaged):
        open_file(path, OTHER_KEY, shape=CACHE)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2 + 100],
        lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
        lambda data: b"SQLite format 3\0" + data[16:],
        lambda data: bytes(len(data)),
    ],
    ids=["truncated", "bit flipped", "swapped head", "zeros"],
)
def test_promise_57_a_damaged_file_is_noticed(path, damage):
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(Damaged):
        _read_all(path)


def _read_all(path):
    file = open_file(path, KEY, shape=CACHE)
    try:
        return file.rows("SELECT * FROM meta")
    finally:
        file.close()


def test_promise_57_a_file_of_another_kind_under_the_same_key_is_refused(path):
    other = Shape(application_id=7, migrations=CACHE.migrations, durable=True)
    with pytest.raises(Damaged, match="another kind"):
        open_file(path, KEY, shape=other)


def test_a_file_of_a_newer_version_is_refused(path):
    older = Shape(application_id=CACHE.application_id, migrations=(), durable=False)
    with pytest.raises(Damaged, match="newer"):
        open_file(path, KEY, shape=older)


def test_a_file_set_aside_keeps_its_bytes_under_another_name(path):
    content = path.read_bytes()
    aside = set_aside(path, at=12)
    assert not path.exists()
    assert aside.name == "cache-damaged-12.db"
    assert aside.read_bytes() == content


def test_an_erased_file_leaves_no_companion(path):
    erase(path)
    assert list(path.parent.iterdir()) == []


def test_a_failed_transaction_leaves_nothing(path):
    file = open_file(path, KEY, shape=CACHE)
    with pytest.raises(LookupError):
        _delete_and_fail(file)
    assert file.row("SELECT count(*) FROM meta") == (200,)
    file.close()


def test_promise_58_a_full_disk_undoes_the_whole_transaction(path):
    file = open_file(path, KEY, shape=CACHE)
    file.run(f"PRAGMA max_page_count={file.rows('PRAGMA page_count')[0][0] + 4}")
    with pytest.raises(NoRoom):
        _write_small_and_large(file)
    assert file.row("SELECT count(*) FROM meta WHERE key = 'small'") == (0,)
    file.close()


@pytest.mark.parametrize("size", [0, 900, 4_000, 60_000, 262_144])
def test_promise_58_the_room_that_is_asked_for_is_enough_and_not_much_more(path, size):
    file = open_file(path, KEY, shape=CACHE)
    file.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    file.run("INSERT INTO meta VALUES ('a text', ?)", ("x" * size,))
    taken = path.with_name("cache.db-wal").stat().st_size
    assert taken <= room_for(size) <= taken * 1.02 + 12 * 4_120
    file.close()


def _delete_and_fail(file):
    with file.transaction():
        file.run("DELETE FROM meta")
        raise LookupError


def _write_small_and_large(file):
    with file.transaction():
        file.run("INSERT INTO meta VALUES ('small', '1')")
        file.run("INSERT INTO meta VALUES ('large', ?)", ("x" * 1_000_000,))


def test_a_file_that_another_program_holds_is_waited_for(path):
    file = open_file(path, KEY, shape=CACHE)
    assert file.row("PRAGMA busy_timeout") == (30_000,)
    file.close()
