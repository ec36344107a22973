# SPDX-License-Identifier: Apache-2.0
"""The console's import: what it says, and that it says it in sentences."""

import asyncio
from argparse import ArgumentParser
from pathlib import Path

import msgspec
import pytest

from sync_server.config import Configuration
from sync_server.environment import RealEnvironment
from sync_server.operations import importing
from sync_server.operations.administration import Administration
from sync_server.operations.failed import Failed
from sync_server.operations.founding import found_desk
from sync_server.operations.opening import open_desk
from sync_server.operations.requests import AddTeam, ImportReport
from tests.support.mail_corpus import mail_files, mail_with


def arguments(*words: str):
    parser = ArgumentParser()
    parser.add_argument("--data", type=Path)
    importing.configure(parser)
    return parser.parse_args(words)


@pytest.fixture
def founded(tmp_path):
    """The data folder of a desk with one team."""
    configuration = Configuration(data=tmp_path / "desk", port=8443, file_port=8444)

    async def found():
        environment = RealEnvironment()
        await found_desk(configuration, environment, name="Ada", email="ada@lanternworks.example")
        async with open_desk(configuration, environment) as opened:
            administration = Administration(
                opened, configuration, environment, running=lambda: None
            )
            await administration.perform(AddTeam(name="Lamps"))
        environment.close()

    asyncio.run(found())
    return configuration.data


def test_the_console_imports_into_a_team_and_answers_for_programs(founded, tmp_path, capsys):
    folder = mail_files(tmp_path / "mails", mail_with(b"Message-ID: <a@x>"), b"\x00")
    words = (str(folder), "--data", str(founded), "--team", "Lamps", "--json")
    assert importing.run(arguments(*words)) == 0
    report = msgspec.json.decode(capsys.readouterr().out, type=ImportReport)
    assert (report.imported, report.tickets, sum(report.set_aside.values())) == (1, 1, 1)


def test_the_console_draws_no_bar_where_nobody_sees_it(founded, tmp_path, capsys):
    folder = mail_files(tmp_path / "mails", mail_with(b"Message-ID: <a@x>"))
    importing.run(arguments(str(folder), "--data", str(founded)))
    told = capsys.readouterr()
    assert told.err == ""
    assert "new tickets    1" in told.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nothing.mbox",), "There is no file or folder"),
        ((".", "--team", "Nobody"), "There is no team"),
        ((".",), "without mail"),
    ],
)
def test_the_console_says_what_is_wrong_in_a_sentence(founded, tmp_path, words, sentence):
    (tmp_path / "empty").mkdir()
    path, *rest = words
    with pytest.raises(Failed, match=sentence):
        importing.run(arguments(str(tmp_path / "empty" / path), *rest, "--data", str(founded)))
