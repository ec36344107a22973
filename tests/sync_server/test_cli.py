# SPDX-License-Identifier: Apache-2.0

import json
import logging
import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync_server.cli import main
from sync_server.contract.joincode import decode_join_code
from sync_server.security.tls import make_authority, server_context

COMMAND = [sys.executable, "-c", "import sys; from sync_server.cli import main; sys.exit(main())"]
ADA = ["--name", "Ada", "--email", "ada@desk.example"]
FREE_PORTS = [f"--{which}port=0" for which in ("", "file-", "web-")]


class Console:
    """Runs the command line in this process, as often as a test likes."""

    def __init__(self, capsys) -> None:
        self._capsys = capsys

    def run(self, *arguments, data, code=0):
        """What a command wrote: its answer, or why it failed."""
        try:
            ended: object = main([*arguments, "--data", str(data)])
        except SystemExit as exited:
            ended = exited.code
        out, err = self._capsys.readouterr()
        assert ended == code, err
        assert "Traceback" not in err
        return err if code else out

    def json(self, *arguments, data, code=0):
        """The answer of a command to a program."""
        ended = main([*arguments, "--json", "--data", str(data)])
        out, err = self._capsys.readouterr()
        assert ended == code, err
        return json.loads(out)


@pytest.fixture
def console(capsys) -> Iterator[Console]:
    """The console; what it does to the process is undone."""
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield Console(capsys)
    root.setLevel(level)
    root.handlers[:] = handlers
    logging.getLogger("sync_server").setLevel(logging.NOTSET)


@pytest.fixture
def data(tmp_path, console) -> Path:
    """A founded desk without a fixed port."""
    folder = tmp_path / "desk"
    console.run("init", *ADA, *FREE_PORTS, data=folder)
    return folder


@pytest.fixture
def served(data) -> Iterator["subprocess.Popen[str]"]:
    """`deskbell-server serve` on that desk, as a process of its own."""
    server = subprocess.Popen(
        [*COMMAND, "serve", "--data", str(data)], stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    log = []
    while line := server.stderr.readline():
        log.append(line)
        if '"action":"start"' in line:
            break
    assert server.poll() is None, log
    yield server
    server.terminate()
    server.communicate()


# -- founding ------------------------------------------------------------------------------------


def test_init_founds_a_desk_that_only_its_owner_may_read(tmp_path, console):
    data = tmp_path / "new" / "desk"
    made = console.json(
        "init",
        *ADA,
        "--names",
        "desk.example, 127.0.0.1",
        "--desk",
        "Grün & Co",
        "--language",
        "de",
        data=data,
    )
    code = decode_join_code(made["join_code"])
    assert (code.host, code.port) == ("desk.example", 8443)
    assert len(code.fingerprint) == 64
    assert made["role"] == "administrator"
    modes = {path.name: path.stat().st_mode & 0o077 for path in (data, *data.rglob("*"))}
    assert set(modes.values()) == {0}
    written = (data / "deskbell.toml").read_text(encoding="utf-8")
    assert 'names = ["desk.example","127.0.0.1"]' in written
    assert 'desk = "Grün & Co"' in written


def test_init_says_where_the_settings_are(tmp_path, console):
    data = tmp_path / "desk"
    said = console.run("init", *ADA, *FREE_PORTS, data=data)
    assert f"its settings are in {data / 'deskbell.toml'}\n" in said


def test_init_never_founds_a_desk_over_another(data, console):
    before = (data / "deskbell.toml").read_text()
    error = console.run("init", *ADA, "--names", "other.example", data=data, code=1)
    assert "There is a desk" in error
    assert (data / "deskbell.toml").read_text() == before


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["status"], "deskbell-server init"),
        (["serve"], "deskbell-server init"),
        (["init", "--name", "Ada", "--email", "no address"], "email cannot be used"),
        (["init", *ADA, "--database", "mysql://x"], "postgresql://"),
        (["init", *ADA, "--port", "99999"], "port"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(tmp_path, arguments, expected, console):
    error = console.run(*arguments, data=tmp_path / "desk", code=1)
    assert error.startswith("deskbell-server: ")
    assert expected in error
    assert len(error.splitlines()) == 1


def test_what_is_not_a_command_ends_with_2(tmp_path, console):
    assert "invalid choice" in console.run("agent", "fire", data=tmp_path, code=2)


def test_a_ticket_that_there_is_not_is_said_to_be_none(data, console):
    assert "There is no ticket 4711 on this desk" in console.run("why", "#4711", data=data, code=1)
    assert "write it like 48213" in console.run("why", "VAT", data=data, code=2)
    assert "write it like 48213" in console.run("why", "9" * 23, data=data, code=2)


def test_mail_of_which_there_is_none_is_said_to_be_none(data, console, tmp_path):
    into = str(tmp_path / "mails")
    said = console.run("mail", "#4711", "--into", into, data=data, code=1)
    assert "There is no ticket 4711 on this desk" in said
    assert "There is no ticket" in console.run("mail", "9" * 23, "--into", into, data=data, code=1)
    assert "No mail is kept of 'x'" in console.run("mail", "x", "--into", into, data=data, code=1)


def test_a_mistyped_setting_is_named(data, console):
    (data / "deskbell.toml").write_text("prot = 8443\n")
    error = console.run("status", data=data, code=1)
    assert "prot" in error
    assert "port" in error


# -- without a server ----------------------------------------------------------------------------


def test_people_are_added_listed_disabled_and_enabled(data, console):
    console.run("team", "add", "Billing", data=data)
    tom = ["--name", "Tom", "--email", "tom@desk.example", "--team", "billing"]
    console.run("agent", "add", *tom, data=data)
    assert "email already" in console.run("agent", "add", *tom[:4], data=data, code=1)
    assert "no team 'x'" in console.run("agent", "add", *ADA, "--team", "x", data=data, code=1)
    assert "disabled" in console.run("agent", "disable", "tom@desk.example", data=data)
    console.run("agent", "enable", "Tom@desk.example", data=data)
    agents = console.json("agent", "list", data=data)
    assert [(agent["email"], agent["role"]) for agent in agents] == [
        ("ada@desk.example", "administrator"),
        ("tom@desk.example", "agent"),
    ]
    assert console.json("team", "list", data=data)[0]["members"] == ["tom@desk.example"]
    assert "must remain" in console.run("agent", "disable", "ada@desk.example", data=data, code=1)


def test_a_noun_alone_lists_and_options_may_stand_before_the_action(data, console, capsys):
    assert "ada@desk.example" in console.run("agent", data=data)
    assert console.json("devices", data=data) == console.json("mailbox", data=data) == []
    assert main(["agent", "--data", str(data), "--json", "list"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["email"] == "ada@desk.example"


def test_a_join_code_needs_the_port_that_clients_shall_use(data, console):
    assert "start it" in console.run("join-code", data=data, code=1)
    settings = data / "deskbell.toml"
    settings.write_text(settings.read_text().replace("port = 0\nfile_port = 0", "port = 9000"))
    code = decode_join_code(
        console.json("agent", "invite", "ada@desk.example", data=data)["join_code"]
    )
    assert code.port == 9000
    assert code.token


def test_5_61_verify_names_the_entry_that_was_edited_by_hand(data, console, expected_logs):
    expected_logs.expect("sync_server.operations.opening", "read-only")
    assert console.json("verify", data=data)["findings"] == []
    with sqlite3.connect(data / "desk.sqlite") as connection:
        connection.execute("UPDATE log SET actor = 'somebody' WHERE seq = 1")
    connection.close()
    found = console.json("verify", data=data, code=1)["findings"]
    assert [(finding["check"], finding["seq"]) for finding in found] == [("log", 1)]
    add = ["agent", "add", "--name", "Tom", "--email", "tom@desk.example"]
    assert "read-only" in console.run(*add, data=data, code=1)
    assert "READ-ONLY" in console.run("status", data=data)
    assert "accepted" in console.run("accept", data=data)
    console.run(*add, data=data)


def test_a_mailbox_is_connected_listed_changed_and_removed(data, console, monkeypatch):
    monkeypatch.setenv("DESKBELL_MAILBOX_PASSWORD", "a lantern in the fog")
    add = ["mailbox", "add", "Help@desk.example", "--without-test"]
    assert "tickets for Support" in console.run(*add, data=data)
    assert "already" in console.run(*add, data=data, code=1)
    (listed,) = console.json("mailbox", data=data)
    assert (listed["address"], listed["imap"], listed["state"]) == (
        "help@desk.example",
        "imap.desk.example:993",
        "new",
    )
    monkeypatch.delenv("DESKBELL_MAILBOX_PASSWORD")
    change = ["mailbox", "change", "help@desk.example", "--name", "Desk"]
    console.run(*change, data=data)
    assert "removed" in console.run("mailbox", "remove", "help@desk.example", data=data)
    everything = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert b"a lantern in the fog" not in everything


def test_a_page_of_a_team_is_given_and_taken_away(data, console):
    assert "https://localhost:0/t/" in console.run("team", "form", "Support", data=data)
    assert "http" not in console.run("team", "form", "support", "--off", data=data)


def test_the_doctor_says_what_to_do_and_ends_as_it_found_the_desk(data, console, tmp_path):
    assert "Start it with" in console.run("doctor", data=data)
    missing = console.json("doctor", data=tmp_path / "none", code=1)["lines"]
    assert "deskbell-server init" in next(
        line["text"] for line in missing if line["state"] == "error"
    )
    lines = console.json("doctor", data=data)["lines"]
    assert {line["state"] for line in lines} == {"ok", "warning"}
    (data / "deskbell.toml").write_text("prot = 8443\n")
    (line,) = console.json("doctor", data=data, code=1)["lines"]
    assert "did you mean 'port'" in line["text"]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--certificate", "{own}"], "give both"),
        (["--certificate", "{own}", "--key", "{other}"], "is not the key of"),
        (["--certificate", "{own}", "--key", "/nowhere.pem"], "/nowhere.pem: No such file"),
        (["--certificate", "{text}", "--key", "{own}"], "no certificate in PEM form"),
        (["--host", "203.0.113.9"], "give one that it has with --host"),
    ],
)
def test_what_cannot_be_served_with_is_said_in_one_sentence(data, console, tmp_path, option, said):
    make_authority(tmp_path / "other", now=datetime.now(UTC))
    server_context(data / "tls", ["localhost"], now=datetime.now(UTC))
    files = {
        "own": data / "tls" / "server.pem",
        "other": tmp_path / "other" / "authority-key.pem",
        "text": data / "deskbell.toml",
    }
    error = console.run("serve", *(each.format(**files) for each in option), data=data, code=1)
    assert said in error.splitlines()[-1]


def test_a_port_that_is_taken_says_what_to_do(data, console):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        error = console.run("serve", "--web-port", port, data=data, code=1)
    assert port in error
    assert "take another with --port" in error


# -- beside a server -----------------------------------------------------------------------------


def test_5_60_a_second_server_on_one_file_refuses_to_start(data, served, console):
    error = console.run("serve", data=data, code=1)
    assert "Another server already uses" in error.splitlines()[-1]
    assert served.poll() is None


def test_commands_reach_the_server_that_runs(data, served, console):
    status = console.json("status", data=data)
    assert status["server"]["port"] > 0
    invited = console.json(
        "agent", "add", "--name", "Tom", "--email", "tom@desk.example", data=data
    )
    assert decode_join_code(invited["join_code"]).port == status["server"]["port"]
    assert "email already" in console.run(
        "agent", "add", "--name", "T", "--email", "tom@desk.example", data=data, code=1
    )
    assert console.json("verify", data=data)["findings"] == []
    assert decode_join_code(console.json("join-code", data=data)["join_code"]).token
    assert console.json("devices", "list", data=data) == []
    assert "no such device" in console.run("devices", "revoke", "d1", data=data, code=1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_server_in_order(data, served, number, console):
    served.send_signal(number)
    _, log = served.communicate(timeout=60)
    assert served.returncode == 0
    assert "Stopped" in log
    assert not (data / "control.sock").exists()
    assert console.json("status", data=data)["server"] is None


def test_serve_may_have_as_many_sockets_as_the_system_allows(data):
    shell = ["sh", "-c", 'ulimit -S -n 200; ulimit -H -n 4000; exec "$@"', "sh"]
    server = subprocess.Popen(
        [*shell, *COMMAND, "serve", "--data", str(data)], stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    assert '"level":"info"' in server.stderr.readline()
    allowed = resource.prlimit(server.pid, resource.RLIMIT_NOFILE)
    server.terminate()
    server.communicate()
    assert allowed == (4000, 4000)


def test_a_killed_server_leaves_a_desk_that_starts_again(data, served, console):
    served.kill()
    served.wait()
    assert (data / "control.sock").exists()
    assert console.json("verify", data=data)["findings"] == []


def test_the_log_is_lines_of_json(data, served):
    served.terminate()
    _, log = served.communicate(timeout=60)
    assert {"at", "level", "logger", "message"} <= set(json.loads(log.splitlines()[-1]))


def test_the_data_folder_comes_from_the_variable(data):
    done = subprocess.run(
        [*COMMAND, "status", "--json"],
        env={**os.environ, "DESKBELL_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["counts"]["agent"] == 1
