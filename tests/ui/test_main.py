# SPDX-License-Identifier: Apache-2.0
import io
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.claim import claim
from app.errors import BadJoinCode, KeyringUnavailable, SignInRefused, Unreachable, WrongPassphrase
from sync_server.contract.refusals import Refusal
from ui.faults import Faults
from ui.main import NoKeyring, default_profile, parser, prepare, run
from ui.windows.settings.first_window import FirstWindow


def visible():
    return [type(each) for each in QApplication.topLevelWidgets() if each.isVisible()]


def drain():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


# -- options -------------------------------------------------------------------------------------


def test_sizes_are_read_and_nonsense_is_refused(capsys):
    assert parser().parse_args(["--size", "1366x768"]).size == (1366, 768)
    with pytest.raises(SystemExit):
        parser().parse_args(["--size", "large"])
    assert "large is not like 1440x900" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("platform", "variable", "inside"),
    [
        ("win32", "LOCALAPPDATA", "deskbell"),
        ("linux", "XDG_DATA_HOME", "deskbell"),
    ],
)
def test_the_profile_is_where_the_system_keeps_such_things(
    monkeypatch, tmp_path, platform, variable, inside
):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert default_profile() == tmp_path / inside / "profile"


def test_on_a_mac_the_profile_is_in_the_library(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "Application Support" in default_profile().parts


def test_online_only_keeps_nothing():
    keyring = NoKeyring()
    for ask in (keyring.get_password, keyring.delete_password):
        with pytest.raises(KeyringUnavailable):
            ask("Deskbell", "token")
    with pytest.raises(KeyringUnavailable):
        keyring.set_password("Deskbell", "token", "secret")


class Door:
    """A client that is not signed in. `trouble` is raised by what is asked of it."""

    def __init__(self, trouble=None, kind="signed_out"):
        self.trouble = trouble
        self.state = SimpleNamespace(kind=kind)
        self.asked: list[dict[str, str]] = []

    async def unlock(self, **how):
        self.asked.append(how)

    async def protect(self, **how):
        self.asked.append(how)

    async def sign_in(self, **how):
        self.asked.append(how)
        for error in [self.trouble] * (self.trouble is not None):
            raise error


OPTIONS = ("--email", "maya@desk.example", "--join", "deskbell://code", "--password-stdin")


async def prepared(door: Any, *options, password="correct horse", monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
    return await prepare(door, parser().parse_args(options))


async def test_the_options_sign_in(monkeypatch):
    door = Door()
    assert await prepared(door, *OPTIONS, monkeypatch=monkeypatch) == ""
    assert door.asked == [
        {
            "join_code": "deskbell://code",
            "email": "maya@desk.example",
            "password": "correct horse",
        }
    ]


async def test_who_is_signed_in_already_is_not_asked_again(monkeypatch):
    door = Door(kind="offline")
    assert await prepared(door, *OPTIONS, monkeypatch=monkeypatch) == ""
    assert door.asked == []


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (SignInRefused(Refusal(code="sign_in")), "Address, password or code is wrong."),
        (Unreachable("port"), "The server cannot be reached: port"),
        (BadJoinCode("typo"), "This is not a join code, or it was mistyped."),
        (WrongPassphrase("wrong"), "wrong"),
    ],
)
async def test_what_stands_in_the_way_is_said(monkeypatch, trouble, words):
    assert await prepared(Door(trouble), *OPTIONS, monkeypatch=monkeypatch) == words


async def test_a_passphrase_file_opens_or_protects_the_profile(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("long enough\n")
    door = Door()
    options = ("--passphrase-file", str(tmp_path / "secret"))
    assert await prepared(door, *options, monkeypatch=monkeypatch) == ""
    assert door.asked == [{"passphrase": "long enough"}] * 2


async def test_the_program_opens_and_ends_by_itself(qapp, theme, tmp_path):
    options = ["--profile", str(tmp_path), "--quit-after", "0.05", "--dark", "--online-only"]
    assert await run(parser().parse_args(options), qapp, Faults()) == 0
    drain()
    assert visible() == []


async def test_a_program_that_cannot_sign_in_ends_with_one(qapp, theme, tmp_path, capsys):
    options = ["--profile", str(tmp_path), "--email", "a@b", "--join", "nonsense", "--online-only"]
    assert await run(parser().parse_args(options), qapp, Faults()) == 1
    assert "not a join code" in capsys.readouterr().err


async def test_a_profile_is_opened_by_one_program_at_a_time(qapp, theme, tmp_path, capsys):
    options = parser().parse_args(["--profile", str(tmp_path), "--online-only"])
    with claim(tmp_path):
        assert await run(options, qapp, Faults()) == 1
    assert "open already" in capsys.readouterr().err


async def test_a_second_start_shows_the_first_window_and_is_no_error(qapp, tmp_path, capsys):
    first = FirstWindow(tmp_path)
    with claim(tmp_path):
        code = await run(parser().parse_args(["--profile", str(tmp_path)]), qapp, Faults())
    first.close()
    assert (code, capsys.readouterr().err) == (0, "")


async def test_a_folder_that_cannot_be_used_is_a_sentence(qapp, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    options = parser().parse_args(["--profile", str(tmp_path / "file")])
    assert await run(options, qapp, Faults()) == 1
    assert capsys.readouterr().err.startswith("Deskbell cannot use its folder")
