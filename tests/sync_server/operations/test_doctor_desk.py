# SPDX-License-Identifier: Apache-2.0
"""The doctor looks into the database, and changes nothing there."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import structs

from sync_server.config import Configuration
from sync_server.contract.commands import (
    ChangeTeam,
    ConnectMailbox,
    DiscardHeld,
    HoldMail,
    ReportMailbox,
)
from sync_server.contract.ids import HeldId, MailboxId, SecretId
from sync_server.desk.actor import SYSTEM, Actor
from sync_server.operations.administration import CONSOLE
from sync_server.operations.doctor_desk import examine_desk
from sync_server.operations.examination import Line
from sync_server.operations.founding import found_desk
from sync_server.operations.opening import open_desk

SENDER = Actor(kind=SYSTEM, id="mail", via="mail", device="mail")


@pytest.fixture
async def configuration(tmp_path, environment) -> Configuration:
    configuration = Configuration(
        data=tmp_path / "desk",
        backups=str(tmp_path / "backups"),
        port=0,
        file_port=0,
        web_port=0,
    )
    await found_desk(configuration, environment, name="Ada", email="ada@desk.example")
    return configuration


async def connect(configuration, environment) -> None:
    """Connect help@desk.example with a sealed password."""
    async with open_desk(configuration, environment) as opened:
        secret = await opened.secrets.keep("a lantern in the fog")
        await opened.desk.execute(_command(secret), CONSOLE)


def _command(secret: SecretId) -> ConnectMailbox:
    return ConnectMailbox(
        mailbox=MailboxId("m"),
        address="help@desk.example",
        imap_host="imap.desk.example",
        smtp_host="smtp.desk.example",
        user="help@desk.example",
        secret=secret,
    )


async def report(configuration, environment, **said) -> None:
    async with open_desk(configuration, environment) as opened:
        await opened.desk.execute(ReportMailbox(mailbox=MailboxId("m"), **said), SENDER)


async def take_form_away(configuration, environment) -> None:
    async with open_desk(configuration, environment) as opened:
        (team,) = opened.desk.roster.teams
        assert (await opened.desk.execute(ChangeTeam(team=team, form=False), CONSOLE)).ok


def look(configuration, environment) -> dict[str, Line]:
    lines = examine_desk(configuration, environment, [])
    return {line.about: line for line in lines}


async def test_a_fresh_desk_lacks_a_mailbox_and_a_backup(configuration, environment):
    found = look(configuration, environment)
    states = {about: line.state for about, line in found.items()}
    assert states == {
        "backups": "warning",
        "database": "ok",
        "log": "ok",
        "master key": "ok",
        "mailbox": "warning",
        "outgoing mail": "ok",
        "held mail": "ok",
        "web address": "warning",
    }
    assert "mailbox add" in found["mailbox"].text


async def test_a_mailbox_is_told_with_its_state_and_what_to_do(configuration, environment):
    await connect(configuration, environment)
    assert look(configuration, environment)["mailbox"].state == "warning"
    await report(configuration, environment, state="connected")
    assert look(configuration, environment)["mailbox"].state == "ok"
    await report(configuration, environment, state="failing", problem="The password is wrong")
    line = look(configuration, environment)["mailbox"]
    assert (line.state, line.text) == ("error", "help@desk.example: The password is wrong")


async def test_mail_that_is_held_for_more_than_a_day_is_to_be_looked_at(configuration, environment):
    hold = HoldMail(held=HeldId("h"), reason="flood", sender="x@y.example", received_at=1)
    async with open_desk(configuration, environment) as opened:
        assert (await opened.desk.execute(hold, SENDER)).ok
    environment.advance(days=1)
    line = look(configuration, environment)["held mail"]
    assert (line.state, line.text) == ("ok", "1 waiting for somebody to look")
    environment.advance(seconds=1)
    line = look(configuration, environment)["held mail"]
    assert line.state == "warning"
    assert "after 30 days it is gone" in line.text
    async with open_desk(configuration, environment) as opened:
        assert (await opened.desk.execute(DiscardHeld(held=HeldId("h")), SENDER)).ok
    assert look(configuration, environment)["held mail"].state == "ok"


async def test_passwords_that_the_key_does_not_open_are_to_be_entered_again(
    configuration, environment
):
    await connect(configuration, environment)
    assert look(configuration, environment)["master key"].state == "ok"
    configuration.master_key_file.unlink()
    line = look(configuration, environment)["master key"]
    assert line.state == "error"
    assert "cannot be read" in line.text
    async with open_desk(configuration, environment):  # makes another key
        pass
    line = look(configuration, environment)["master key"]
    assert line.state == "error"
    assert "mailbox change help@desk.example" in line.text


async def test_a_log_that_was_edited_by_hand_is_an_error(configuration, environment):
    """Bad input 61, as the doctor sees it."""
    with closing(sqlite3.connect(configuration.data / "desk.sqlite")) as database:
        database.execute("UPDATE log SET actor = 'nobody' WHERE seq = 5")
        database.commit()
    line = look(configuration, environment)["log"]
    assert line.state == "error"
    assert "deskbell-server accept" in line.text


async def test_a_change_from_the_future_points_at_the_clock(configuration, environment):
    environment.advance(days=-3)
    line = look(configuration, environment)["log"]
    assert line.state == "error"
    assert "clock" in line.text


@pytest.mark.parametrize(
    ("revision", "state", "said"),
    [("0001", "warning", "next start"), ("9999", "error", "newer Deskbell")],
)
async def test_a_database_of_another_version_is_left_as_it_is(
    configuration, environment, revision, state, said
):
    path = configuration.data / "desk.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        database.commit()
    found = look(configuration, environment)
    assert found["database"].state == state
    assert said in found["database"].text
    assert "log" not in found
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (revision,)
        ]


@pytest.mark.parametrize(
    ("content", "said"), [(None, "init"), (b"", "init"), (b"not a database" * 500, "restore")]
)
async def test_what_is_no_desk_is_said_so(tmp_path, environment, content, said):
    data = tmp_path / "other"
    data.mkdir()
    files = {} if content is None else {"desk.sqlite": content}
    for name, text in files.items():
        (data / name).write_bytes(text)
    line = look(Configuration(data=data), environment)["database"]
    assert line.state == "error"
    assert said in line.text.lower()


async def test_backups_beside_the_desk_are_a_warning(tmp_path, environment):
    data = tmp_path / "other"
    data.mkdir()
    line = look(Configuration(data=data), environment)["backups"]
    assert line.state == "warning"
    assert "in the data folder" in line.text
    assert "another disk" in line.text
    assert "deskbell-server backup FOLDER" in line.text


async def test_backups_on_the_disk_of_the_desk_are_a_warning(configuration, environment):
    line = look(configuration, environment)["backups"]
    assert "on the disk of the data folder" in line.text


def test_backups_on_another_disk_are_none(tmp_path, environment, monkeypatch):
    configuration = Configuration(data=tmp_path, backups=str(tmp_path.parent / "elsewhere"))
    real = Path.stat
    elsewhere = configuration.backup_folder
    elsewhere.mkdir()

    def stat(path, **options):
        found = real(path, **options)
        return os.stat_result((*found[:2], path == elsewhere, *found[3:]))

    monkeypatch.setattr(Path, "stat", stat)
    lines = list(examine_desk(configuration, environment, []))
    assert not [line for line in lines if "destroys" in line.text]


async def test_a_desk_whose_customers_find_no_pages_is_told_what_to_set(configuration, environment):
    line = look(configuration, environment)["web address"]
    assert "form of Support" in line.text
    assert "by mail" not in line.text
    await connect(configuration, environment)
    assert "no link" in look(configuration, environment)["web address"].text
    await take_form_away(configuration, environment)
    line = look(configuration, environment)["web address"]
    assert (line.state, "form of" in line.text) == ("warning", False)
    assert "`web_address` in deskbell.toml" in line.text


async def test_a_desk_with_an_address_or_without_customers_lacks_none(configuration, environment):
    named = structs.replace(configuration, web_address="https://help.desk.example")
    line = look(named, environment)["web address"]
    assert (line.state, "https://help.desk.example" in line.text) == ("ok", True)
    await take_form_away(configuration, environment)
    assert "web address" not in look(configuration, environment)
