# SPDX-License-Identifier: Apache-2.0

import pytest

from sync_server.store.changelog import ChangeLog
from sync_server.store.engines import Database
from sync_server.store.schema import migrate
from sync_server.store.snapshot import (
    KeptFile,
    UnlikeBackup,
    begin_epoch,
    kept_files,
    load,
    prove,
    take_snapshot,
)
from sync_server.store.statehash import state_hash


def nothing():
    """A rest that is none."""


def hash_of(database):
    with database.read() as reader:
        return state_hash(reader)


def write(database, statement):
    writer = database.writer()
    writer.begin()
    writer.run(statement)
    writer.commit()


@pytest.fixture
def taken(furnished_database, tmp_path):
    """A snapshot of the standard desk on either database, and its file."""
    path = tmp_path / "taken.sqlite"
    snapshot, files = take_snapshot(furnished_database, path, rest=nothing)
    return snapshot, files, path


def test_a_snapshot_holds_what_the_desk_held(furnished_database, taken):
    snapshot, files, path = taken
    with furnished_database.read() as reader:
        head = ChangeLog(furnished_database).head(reader)
    assert (snapshot.epoch, snapshot.seq) == (head.epoch, head.seq)
    assert snapshot.state_hash == hash_of(furnished_database)
    prove(path, snapshot)
    assert files == kept_files(path)
    assert KeptFile("ada.file0", "ab" * 32) in files


def test_what_is_written_meanwhile_is_not_in_it(furnished_database, tmp_path):
    """Promise 9: it is the state of its seq, whatever is committed while it is taken."""
    before = hash_of(furnished_database)
    path = tmp_path / "taken.sqlite"
    waiting = [f"INSERT INTO setting (name, value) VALUES ('x{n}', 'y')" for n in range(3)]

    def commit_something():
        for statement in waiting[:1]:
            write(furnished_database, statement)
            waiting.remove(statement)

    snapshot, _ = take_snapshot(furnished_database, path, rest=commit_something)
    assert snapshot.state_hash == before
    prove(path, snapshot)
    assert hash_of(furnished_database) != before


def test_it_is_one_file_that_opens_without_a_log_beside_it(taken):
    _, _, path = taken
    assert [each.name for each in path.parent.iterdir() if each.name.startswith("taken")] == [
        "taken.sqlite"
    ]


def test_bad_input_63_another_content_is_no_snapshot(taken):
    snapshot, _, path = taken
    database = Database.open(path)
    write(database, "UPDATE ticket SET subject = 'Other' WHERE id = (SELECT min(id) FROM ticket)")
    database.close()
    with pytest.raises(UnlikeBackup, match="state hash"):
        prove(path, snapshot)


def test_bad_input_63_another_end_of_the_log_is_no_snapshot(taken):
    snapshot, _, path = taken
    database = Database.open(path)
    write(database, "UPDATE head SET seq = seq + 1")
    database.close()
    with pytest.raises(UnlikeBackup, match="ends elsewhere"):
        prove(path, snapshot)


def test_bad_input_63_a_file_that_is_no_database_is_no_snapshot(taken, tmp_path):
    snapshot, _, _ = taken
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"PK\3\4" + bytes(4096))
    with pytest.raises(UnlikeBackup, match="cannot be read"):
        prove(other, snapshot)
    with pytest.raises(UnlikeBackup, match="missing"):
        prove(tmp_path / "nothing.sqlite", snapshot)


def test_bad_input_63_no_name_of_a_snapshot_becomes_sql(taken):
    snapshot, _, path = taken
    snapshot.shape['x"; DROP TABLE ticket; --'] = ("id",)
    with pytest.raises(UnlikeBackup, match="no name of a table"):
        prove(path, snapshot)


def test_a_snapshot_fills_either_database(taken, empty_database):
    snapshot, _, path = taken
    migrate(empty_database)
    assert load(path, empty_database) == snapshot.state_hash
    assert hash_of(empty_database) == snapshot.state_hash


def test_a_restored_log_goes_on_in_another_epoch_with_later_numbers(furnished_database):
    log = ChangeLog(furnished_database)
    before_hash = hash_of(furnished_database)
    with furnished_database.read() as reader:
        before = log.head(reader)
    begin_epoch(furnished_database, epoch="after", skipped_numbers=10_000)
    with furnished_database.read() as reader:
        after = log.head(reader)
    assert (after.epoch, after.seq, after.chain) == ("after", before.seq, before.chain)
    assert after.next_number == before.next_number + 10_000
    assert hash_of(furnished_database) == before_hash


def test_a_copy_that_fails_leaves_the_other_database_as_it_was(taken, database):
    _, _, path = taken
    copy = Database.open(path)
    write(copy, "ALTER TABLE ticket RENAME COLUMN subject TO topic")
    copy.close()
    before = hash_of(database)
    with pytest.raises(Exception, match="subject"):
        load(path, database)
    assert hash_of(database) == before
