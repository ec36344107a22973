# SPDX-License-Identifier: Apache-2.0
"""Backup and restore at the console, each command in the test's own process."""

import shutil

import msgspec
import pytest

from sync_server.cli import main
from sync_server.security.sealing import read_master_key


@pytest.fixture
def console(backed, capsys, monkeypatch):
    """Run a command on the backed desk: what it printed, and its exit code."""
    monkeypatch.delenv("DESKBELL_DATA", raising=False)

    def run(*arguments, code=0):
        found = main([*arguments, "--data", str(backed.configuration.data)])
        printed = capsys.readouterr()
        assert found == code, printed.err
        return printed.out if code == 0 else printed.err

    return run


@pytest.fixture
def elsewhere(tmp_path):
    return tmp_path / "elsewhere"


def test_a_desk_is_backed_up_lost_and_brought_back(backed, console, elsewhere):
    state = backed.state()[2]
    assert "Verified by unpacking it" in console("backup", str(elsewhere))
    (made,) = msgspec.json.decode(console("backups", str(elsewhere), "--json"))
    backed.lose()
    said = console("restore", made["path"])
    assert f"Its state hash is equal: {state}" in said
    assert backed.state()[2] == state


def test_a_backup_in_the_desks_own_folder_is_found_by_its_name(backed, console):
    console("backup")
    (made,) = msgspec.json.decode(console("backups", "--json"))
    said = console("restore", made["name"], "--replace", "--json")
    assert msgspec.json.decode(said)["state_hash"] == backed.state()[2]
    assert made["name"] in console("backups")


def test_a_desk_that_is_there_is_not_replaced_unasked(backed, console):
    made = backed.back_up()
    assert "With --replace it is set aside" in console("restore", made.path, code=1)


def test_bad_input_63_what_is_no_backup_is_said_in_a_sentence(console, tmp_path):
    said = console("restore", str(tmp_path), "--replace", code=1)
    assert said.startswith("deskbell-server: ")
    assert "is no backup of Deskbell" in said
    assert "There is no backup in" in console("backups", str(tmp_path))


def test_a_key_is_made_and_seals(backed, console, elsewhere, tmp_path):
    path = tmp_path / "backup.key"
    settings = backed.configuration.data / "deskbell.toml"
    said = console("backup", "--new-key", str(path))
    assert "Copy it to a place" in said
    assert f'Then write backup_key = "{path}" into {settings}' in said
    settings.write_text(f'backup_key = "{path}"\n', encoding="utf-8")
    made = msgspec.json.decode(console("backup", str(elsewhere), "--json"))
    assert made["header"]["sealed_by"] == read_master_key(path).id.hex()
    shutil.rmtree(backed.configuration.data)
    assert "Name that key's file with --key" in console("restore", made["path"], code=1)
    console("restore", made["path"], "--key", str(path))
    assert backed.photo.is_file()
    assert "there is a key already" in console("backup", "--new-key", str(path), code=1)
