# SPDX-License-Identifier: Apache-2.0

import threading
from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, select

from sync_server.store.engines import (
    OLDEST_SQLITE,
    Database,
    DatabaseError,
    StorageUnusable,
    is_full,
    sqlite_driver,
)
from sync_server.store.tables import setting
from tests.support.desks import Templates
from tests.support.postgres import cut_connections

INSERT = insert(setting).values(name=bindparam("name"), value=bindparam("value"))
VALUES = select(setting.c.value).where(setting.c.name == bindparam("name_"))


def put(database: Database, name: str, value: str) -> None:
    statement = database.compile(INSERT)
    database.writer().write(statement, statement.bind({"name": name, "value": value}))


def values(database: Database, name: str) -> list[str]:
    with database.read() as reader:
        return [row[0] for row in reader.rows(database.compile(VALUES), name_=name)]


def test_the_sqlite_in_use_is_free_of_the_fault_that_loses_commits() -> None:
    assert sqlite_driver.sqlite_version_info >= OLDEST_SQLITE


def test_nothing_is_visible_before_the_commit(database: Database) -> None:
    writer = database.writer()
    writer.begin()
    put(database, "a", "1")
    assert values(database, "a") == []
    writer.commit()
    assert values(database, "a") == ["1"]


def test_a_rollback_undoes_everything_of_the_transaction(database: Database) -> None:
    writer = database.writer()
    writer.begin()
    put(database, "a", "1")
    writer.rollback()
    assert values(database, "a") == []
    assert not writer.in_transaction


def test_table_definitions_roll_back_too(database: Database) -> None:
    writer = database.writer()
    writer.begin()
    writer.run("CREATE TABLE passing (id INTEGER)")
    writer.rollback()
    with pytest.raises(DatabaseError):
        writer.run("SELECT * FROM passing")


def test_a_reader_sees_one_moment(database: Database) -> None:
    writer = database.writer()
    statement = database.compile(VALUES)
    with database.read() as reader:
        assert reader.rows(statement, name_="a") == []
        writer.begin()
        put(database, "a", "1")
        writer.commit()
        assert reader.rows(statement, name_="a") == []
    assert values(database, "a") == ["1"]


def test_a_commit_without_its_transaction_is_an_error(database: Database) -> None:
    writer = database.writer()
    writer.begin()
    writer.rollback()
    with pytest.raises(StorageUnusable):
        writer.commit()


def test_a_failed_read_gives_its_connection_back_clean(database: Database) -> None:
    with pytest.raises(DatabaseError), database.read() as reader:
        reader.run("SELECT * FROM nowhere")
    assert values(database, "a") == []


@pytest.mark.postgres
def test_lost_connections_are_made_anew(templates: Templates, tmp_path: Path) -> None:
    database = templates.take("postgresql", tmp_path, furnished=False)
    put(database, "a", "1")
    assert values(database, "a") == ["1"]
    cut_connections(database)
    with pytest.raises(DatabaseError):
        database.writer().begin()
    database.writer().begin()
    database.writer().rollback()
    assert values(database, "a") == ["1"]
    database.close()


def test_readers_work_in_any_thread(database: Database) -> None:
    writer = database.writer()
    writer.begin()
    put(database, "a", "1")
    writer.commit()
    found: list[list[str]] = []
    thread = threading.Thread(target=lambda: found.append(values(database, "a")))
    thread.start()
    thread.join()
    assert found == [["1"]]


def test_a_statement_is_compiled_once(database: Database) -> None:
    assert database.compile(VALUES) is database.compile(VALUES)


def test_two_servers_on_one_file_are_refused_promises_5_60(tmp_path: Path) -> None:
    first = Database.open(tmp_path / "desk.sqlite")
    second = Database.open(tmp_path / "desk.sqlite")
    first.claim()
    with pytest.raises(StorageUnusable, match="Another server"):
        second.claim()
    first.close()
    second.claim()
    second.close()


def test_a_sealed_file_opens_only_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    sealed = Database.open(path, key=bytes(range(32)))
    writer = sealed.writer()
    writer.begin()
    writer.run("CREATE TABLE secret (word TEXT)")
    writer.run("INSERT INTO secret VALUES ('kestrel')")
    writer.commit()
    sealed.close()
    assert b"kestrel" not in path.read_bytes()
    with pytest.raises(StorageUnusable):
        Database.open(path, key=bytes(32)).writer()


def test_a_full_disk_is_recognised(tmp_path: Path) -> None:
    database = Database.open(tmp_path / "desk.sqlite")
    writer = database.writer()
    writer.run("CREATE TABLE heap (block BLOB)")
    writer.run("PRAGMA max_page_count = 3")
    writer.begin()
    with pytest.raises(DatabaseError) as caught:
        writer.run("INSERT INTO heap VALUES (zeroblob(100000))")
    assert is_full(caught.value)
    database.close()
