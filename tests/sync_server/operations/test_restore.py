# SPDX-License-Identifier: Apache-2.0

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from sync_server.config import read_configuration
from sync_server.operations import restore as restoring_module
from sync_server.operations.backup_format import MANIFEST, BackupUnusable
from sync_server.operations.restore import SKIPPED_NUMBERS, RestoreFailed
from sync_server.operations.restoring import STAGE, settle_restore
from sync_server.security.sealing import MasterKey
from sync_server.store.claims import Claim
from sync_server.store.engines import Database
from sync_server.store.origin import read_origin
from tests.support.backups import FILE_ID, PHOTO, make_backed_desk

KEY = MasterKey(bytes(range(32)))
OTHER_KEY = MasterKey(bytes(32))


def database_of(desk):
    return Database.open(desk.configuration.database_address)


def rows(desk, statement):
    database = database_of(desk)
    with database.read() as reader:
        found = reader.run(statement)
    database.close()
    return found


def files_of(folder):
    """Everything in a folder with its content."""
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }


def test_a_restored_desk_is_what_it_was(backed_on_either):
    """Done when 3: the server's data is deleted, and the state hash is that of the backup."""
    desk = backed_on_either
    before = desk.state()
    number = rows(desk, "SELECT next_number FROM head")[0][0]
    made = desk.back_up()
    desk.lose()
    restored = desk.restore(made)
    epoch, seq, state = desk.state()
    assert (seq, state) == before[1:]
    assert state == restored.state_hash == made.header.snapshot.state_hash
    assert epoch == restored.epoch != before[0]
    assert rows(desk, "SELECT next_number FROM head")[0][0] == number + SKIPPED_NUMBERS
    assert desk.photo.read_bytes() == PHOTO
    assert restored.aside == ""
    assert not (desk.configuration.data / STAGE).exists()


def test_it_remembers_where_it_came_from(backed):
    made = backed.back_up()
    backed.environment.advance(hours=5)
    backed.lose()
    backed.restore(made)
    database = database_of(backed)
    with database.read() as reader:
        origin = read_origin(database, reader)
    database.close()
    assert origin is not None
    assert (origin.made_at, origin.seq) == (made.header.made_at, made.header.snapshot.seq)
    assert origin.at - origin.made_at == 5 * 3_600_000_000


def test_a_desk_moves_from_one_database_to_the_other(backed, backed_on_either):
    """A backup of SQLite restored into whichever database the other desk has."""
    made = backed.back_up()
    backed_on_either.restore(made, replace=True)
    assert backed_on_either.state()[2] == backed.state()[2]


def test_a_desk_that_is_there_is_refused_without_replace(backed_on_either):
    desk = backed_on_either
    made = desk.back_up()
    before, files = desk.state(), files_of(desk.configuration.data)
    with pytest.raises(
        RestoreFailed, match=r"There is a desk in .* With --replace it is set aside"
    ):
        desk.restore(made)
    assert desk.state() == before
    assert set(files_of(desk.configuration.data)) == set(files)


def test_with_replace_the_old_desk_is_set_aside_and_not_deleted(backed_on_either):
    desk = backed_on_either
    made = desk.back_up()
    desk.change("INSERT INTO setting (name, value) VALUES ('later', 'yes')")
    (desk.configuration.blobs / "later-file").write_bytes(b"later")
    restored = desk.restore(made, replace=True)
    assert desk.state()[2] == made.header.snapshot.state_hash
    assert not (desk.configuration.blobs / "later-file").exists()
    aside = Path(restored.aside)
    assert (aside / "files" / "later-file").read_bytes() == b"later"
    assert later_value(desk, aside) == [("yes",)]


def later_value(desk, aside):
    """What the desk that was set aside says of the setting `later`."""
    query = "SELECT value FROM {}setting WHERE name = 'later'"
    if desk.configuration.database:
        return rows(desk, query.format(f'"{aside.name.replace("-", "_")}".'))
    old = Database.open(aside / "desk.sqlite")
    with old.read() as reader:
        found = reader.run(query.format(""))
    old.close()
    return found


def test_a_desk_at_work_is_not_touched(backed):
    made = backed.back_up()
    claim = Claim(backed.configuration.data / "desk.sqlite.lock")
    with claim, pytest.raises(RestoreFailed, match="Stop it, then restore"):
        backed.restore(made, replace=True)


@pytest.mark.postgres
def test_servers_on_the_same_postgresql_are_noticed(request, furnished, tmp_path):
    desk = make_backed_desk(request, furnished, tmp_path / "one", dialect="postgresql")
    made = desk.back_up()
    server = database_of(desk)
    server.writer()
    with pytest.raises(RestoreFailed, match="Servers are at work on this database"):
        desk.restore(made, replace=True)
    server.close()


# -- bad input ---------------------------------------------------------------------------------


def flip(path):
    """Change one bit in the middle of a file, which may have a second name that must not change."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("name", ["desk.sqlite", f"files/{FILE_ID}", "authority.pem", MANIFEST])
def test_bad_input_63_one_flipped_bit_is_refused_before_anything_is_touched(backed, name):
    made = backed.back_up()
    flip(Path(made.path) / name)
    before = files_of(backed.configuration.data)
    with pytest.raises(BackupUnusable, match="damaged"):
        backed.restore(made, replace=True)
    assert files_of(backed.configuration.data) == before


def test_bad_input_63_a_file_that_is_missing_or_cut_is_refused(backed):
    made = backed.back_up()
    photo = Path(made.path) / "files" / FILE_ID
    photo.unlink()
    with pytest.raises(BackupUnusable, match=f"files/{FILE_ID} is not as it was written"):
        backed.restore(made, replace=True)
    photo.write_bytes(PHOTO[:-1])
    with pytest.raises(BackupUnusable, match=f"files/{FILE_ID} is not as it was written"):
        backed.restore(made, replace=True)


def test_bad_input_63_another_products_folder_is_refused(backed, tmp_path):
    made = backed.back_up()
    other = tmp_path / "other"
    other.mkdir()
    backed.folder = other
    before = files_of(backed.configuration.data)
    with pytest.raises(BackupUnusable, match="no backup of Deskbell: there is no manifest"):
        backed.restore(_at(made, other), replace=True)
    (other / MANIFEST).write_text('{"kind": "pg_dump"}\n', encoding="ascii")
    with pytest.raises(BackupUnusable, match="no backup of Deskbell"):
        backed.restore(_at(made, other), replace=True)
    (other / MANIFEST).write_bytes(b"PK\3\4" + bytes(100))
    with pytest.raises(BackupUnusable, match="another program's"):
        backed.restore(_at(made, other), replace=True)
    assert files_of(backed.configuration.data) == before


def _at(made, folder):
    return replace(made, path=str(folder))


def test_bad_input_63_a_sealed_backup_needs_its_own_key(backed_on_either):
    desk = backed_on_either
    made = desk.back_up(key=KEY)
    before = desk.state()
    with pytest.raises(BackupUnusable, match=r"sealed under the key .* Name that key's file"):
        desk.restore(made, replace=True)
    with pytest.raises(BackupUnusable, match=f"and this is the key {OTHER_KEY.id.hex()}"):
        desk.restore(made, replace=True, key=OTHER_KEY)
    assert desk.state() == before
    desk.restore(made, replace=True, key=KEY)
    assert desk.state()[2] == before[2]
    assert desk.photo.read_bytes() == PHOTO


# -- keys and settings -------------------------------------------------------------------------


def test_without_the_authoritys_key_people_will_join_anew(backed):
    made = backed.back_up()
    backed.lose()
    restored = backed.restore(made)
    assert (restored.has_authority, restored.has_master_key) == (False, False)
    assert not backed.configuration.tls.exists()


def test_with_copies_of_the_keys_clients_trust_it_as_before(backed, tmp_path):
    keys = tmp_path / "keys"
    shutil.copytree(backed.configuration.tls, keys / "tls")
    (keys / "master.key").write_text("a key", encoding="ascii")
    authority = (backed.configuration.tls / "authority.pem").read_bytes()
    made = backed.back_up()
    backed.lose()
    restored = backed.restore(made, keys=keys)
    assert (restored.has_authority, restored.has_master_key) == (True, True)
    assert (backed.configuration.tls / "authority.pem").read_bytes() == authority
    assert (backed.configuration.tls / "authority-key.pem").is_file()
    assert (backed.configuration.data / "master.key").stat().st_mode & 0o077 == 0


def test_keys_that_do_not_belong_together_are_refused(backed, tmp_path):
    keys = tmp_path / "keys"
    shutil.copytree(backed.configuration.tls, keys)
    (keys / "authority-key.pem").write_text("no key", encoding="ascii")
    made = backed.back_up()
    backed.lose()
    with pytest.raises(RestoreFailed, match="The keys cannot be used"):
        backed.restore(made, keys=keys)
    assert not (backed.configuration.data / "desk.sqlite").exists()


def test_the_settings_come_back_and_name_the_database(backed_on_either):
    desk = backed_on_either
    made = desk.back_up()
    desk.lose()
    desk.restore(made)
    found = read_configuration(desk.configuration.data, variables={})
    assert found.desk == "Lantern Works"
    assert found.database == desk.configuration.database


def test_settings_that_are_there_stay(backed):
    made = backed.back_up()
    path = backed.configuration.data / "deskbell.toml"
    path.write_text("port = 9443\n", encoding="ascii")
    backed.restore(made, replace=True)
    assert path.read_text(encoding="ascii") == "port = 9443\n"


# -- kill -9 -----------------------------------------------------------------------------------


class Killed(BaseException):
    """Nothing catches it, and nothing tidies up after it."""


def killed_at(function, monkeypatch, module=restoring_module):
    """Die instead of running one of the steps."""

    def die(*_arguments, **_options):
        raise Killed

    monkeypatch.setattr(module, function, die)


BEFORE = ["unpack", "prove_unpacked", "migrate", "load", "sync_disk", "mark_ready"]


@pytest.mark.parametrize("step", BEFORE)
def test_bad_input_59_a_restore_killed_before_it_is_ready_is_undone(
    backed_on_either, monkeypatch, step
):
    """Also when it was never reached: what is not ready leaves the old desk as it was."""
    desk = backed_on_either
    made = desk.back_up()
    before = desk.state()
    killed_at(step, monkeypatch)
    # On SQLite nothing is loaded: the copy itself is the database.
    monkeypatch.setattr(restoring_module, "finish_restore", die_late)
    with pytest.raises(Killed):
        desk.restore(made, replace=True)
    monkeypatch.undo()
    ready = (desk.configuration.data / STAGE / "READY").exists()
    said = settle_restore(desk.configuration) or "was undone"
    assert ("was finished" in said) == ready
    assert (desk.state() == before) == (not ready)
    assert not (desk.configuration.data / STAGE).exists()
    assert desk.photo.read_bytes() == PHOTO


def die_late(_configuration):
    raise Killed


@pytest.mark.parametrize("renames", range(6))
def test_bad_input_59_a_restore_killed_between_two_renames_is_finished(
    backed_on_either, monkeypatch, renames
):
    desk = backed_on_either
    made = desk.back_up()
    desk.change("INSERT INTO setting (name, value) VALUES ('later', 'yes')")
    rename = Path.rename
    left = list(range(renames))

    def rename_or_die(path, target):
        for _ in range(not left):
            raise Killed
        left.pop()
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_or_die)
    died = _dies(lambda: desk.restore(made, replace=True))
    monkeypatch.undo()
    said = settle_restore(desk.configuration)
    assert (said is not None) == died
    assert desk.state()[2] == made.header.snapshot.state_hash
    assert desk.photo.read_bytes() == PHOTO
    (aside,) = desk.configuration.data.glob("before-restore-*")
    assert later_value(desk, aside) == [("yes",)]


def _dies(work):
    try:
        work()
    except Killed:
        return True
    return False


def test_bad_input_59_a_disk_that_fills_up_changes_nothing(backed_on_either, monkeypatch):
    desk = backed_on_either
    made = desk.back_up()
    before = desk.state()

    def no_room(_folder):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(restoring_module, "sync_disk", no_room)
    with pytest.raises(RestoreFailed, match="nothing was changed"):
        desk.restore(made, replace=True)
    assert desk.state() == before
    assert not (desk.configuration.data / STAGE).exists()
