# SPDX-License-Identifier: Apache-2.0
"""The password of a mailbox comes from a file, the input, a variable or a person."""

import argparse
import io

import pytest

from sync_server.operations import mailbox_arguments
from sync_server.operations.failed import Failed
from sync_server.operations.mailbox_arguments import (
    add_arguments,
    add_request,
    change_arguments,
    change_request,
    read_password,
)
from sync_server.operations.requests import AddMailbox, AlterMailbox

VARIABLE = "DESKBELL_MAILBOX_PASSWORD"


def parse(*arguments: str, add=add_arguments) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add(parser)
    return parser.parse_args(arguments)


@pytest.fixture
def secret_file(tmp_path):
    path = tmp_path / "password"
    path.write_text("  two words \nsecond line\n")
    return path


def test_the_first_line_of_a_file_is_the_password_with_its_spaces(secret_file):
    parsed = parse("a@b.example", "--password-file", str(secret_file))
    assert read_password(parsed, {VARIABLE: "other"}) == "  two words "


def test_the_input_is_a_file_too(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("typed\r\n"))
    assert read_password(parse("a@b.example", "--password-file", "-"), {}) == "typed"


def test_a_person_is_asked_without_showing_what_they_type(monkeypatch):
    monkeypatch.setattr(mailbox_arguments, "getpass", lambda prompt: f"[{prompt}]")
    found = read_password(parse("a@b.example", "--password-prompt"), {})
    assert found == "[Password of the mailbox: ]"


def test_whoever_is_asked_and_leaves_has_changed_nothing(monkeypatch):
    def leave(prompt):
        raise EOFError

    monkeypatch.setattr(mailbox_arguments, "getpass", leave)
    with pytest.raises(Failed, match="nothing was changed"):
        read_password(parse("a@b.example", "--password-prompt"), {})


def test_a_variable_holds_it_for_scripts():
    assert read_password(parse("a@b.example"), {VARIABLE: "x"}) == "x"
    assert read_password(parse("a@b.example"), {}) is None


def test_nobody_at_the_terminal_is_told_what_else_there_is(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(Failed, match="--password-file") as caught:
        add_request(parse("a@b.example"))
    assert VARIABLE in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"), [("", "empty"), ("\n", "empty"), ("x" * 1025, "1024")]
)
def test_what_is_no_password_is_refused(secret_file, content, said):
    secret_file.write_text(content)
    with pytest.raises(Failed, match=said):
        read_password(parse("a@b.example", "--password-file", str(secret_file)), {})


def test_a_file_that_is_not_text_is_refused(secret_file):
    secret_file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Failed, match="one line of text"):
        read_password(parse("a@b.example", "--password-file", str(secret_file)), {})


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read_password(parse("a@b.example", "--password-file", "/nowhere"), {})


def test_no_argument_takes_the_password_itself(capsys):
    with pytest.raises(SystemExit):
        parse("a@b.example", "--password", "secret")
    assert "--password" in capsys.readouterr().err


def test_what_is_named_is_asked_for(monkeypatch):
    monkeypatch.setenv(VARIABLE, "x")
    parsed = parse("a@b.example", "--imap-host", "h", "--imap-port", "1", "--team", "T")
    request = add_request(parsed)
    assert isinstance(request, AddMailbox)
    assert (request.servers.imap_host, request.servers.imap_port, request.team) == ("h", 1, "T")
    assert (request.servers.smtp_host, request.old_mail, request.untried) == (None, "none", False)


def test_a_change_leaves_what_is_not_named(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    request = change_request(parse("a@b.example", "--name", "N", add=change_arguments))
    assert request == AlterMailbox(mailbox="a@b.example", name="N")


def test_what_customers_read_comes_from_a_file_and_switches(tmp_path):
    path = tmp_path / "signature"
    path.write_text("{{agent.name}}\nLantern Works\n", "utf-8")
    parsed = parse(
        *("a@b.example", "--signature-file", str(path), "--quote", "off"), add=change_arguments
    )
    signature = "{{agent.name}}\nLantern Works"
    assert change_request(parsed) == AlterMailbox(
        mailbox="a@b.example", signature=signature, quote=False
    )


def test_a_field_that_there_is_not_is_named_with_those_that_there_are(tmp_path):
    path = tmp_path / "signature"
    path.write_text("{{agent.phone}}", "utf-8")
    parsed = parse("a@b.example", "--signature-file", str(path), add=change_arguments)
    with pytest.raises(Failed, match=r"no field \{\{agent.phone\}\}.*agent\.name"):
        change_request(parsed)


def change(tmp_path, option, text):
    path = tmp_path / "given"
    path.write_text(text, "utf-8")
    return change_request(parse("a@b.example", option, str(path), add=change_arguments))


def test_templates_come_from_files_and_html_without_what_no_mail_may_have(tmp_path):
    request = change(tmp_path, "--template-file", "Hello,\n{{message}}\n\nBye\n")
    assert request == AlterMailbox(mailbox="a@b.example", template="Hello,\n{{message}}\n\nBye")
    html = "<p onclick='x()'>{{message}}</p><img src='https://x.example/a.png'>"
    request = change(tmp_path, "--html-template-file", html)
    assert isinstance(request, AlterMailbox)
    assert request.html_template is not None
    assert request.html_template.startswith("<p>{{message}}</p>")
    assert "x.example" not in request.html_template


@pytest.mark.parametrize("option", ["--template-file", "--html-template-file"])
def test_an_empty_file_takes_a_template_away(tmp_path, option):
    request = change(tmp_path, option, " \n")
    assert (getattr(request, option[2:-5].replace("-", "_"))) == ""


@pytest.mark.parametrize(
    ("option", "text", "said"),
    [
        ("--template-file", "Hello", "once"),
        ("--template-file", "{{message}} {{message}}", "once"),
        ("--template-file", "{{message}} {{agent.phone}}", r"no field \{\{agent.phone\}\}"),
        ("--html-template-file", "<p>Hello</p>", "once"),
        ("--html-template-file", "<script>{{message}}</script>", "left out"),
        ("--html-template-file", '<a title="{{message}}">x</a>', "not inside a tag"),
    ],
)
def test_what_is_no_template_is_refused_with_what_to_do(tmp_path, option, text, said):
    with pytest.raises(Failed, match=said):
        change(tmp_path, option, text)


def test_a_signature_has_no_place_for_the_message(tmp_path):
    with pytest.raises(Failed, match="no field"):
        change(tmp_path, "--signature-file", "{{message}}")
