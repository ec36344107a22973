# SPDX-License-Identifier: Apache-2.0
"""The arguments of `deskbell-server mailbox`, and the requests that they make.

A password is never an argument: every user of a machine sees the arguments of its processes.
"""

import argparse
import os
import sys
from collections.abc import Mapping
from getpass import getpass
from pathlib import Path
from typing import Final, get_args

from sync_server.channels.email.sending.framing import sound_html
from sync_server.config import MAILBOX_VARIABLE
from sync_server.contract.commands import Security, StartWith
from sync_server.contract.placeholders import FIELDS, around_message, unknown_in
from sync_server.operations.failed import Failed
from sync_server.operations.requests import (
    AddMailbox,
    AlterMailbox,
    AnyRequest,
    RemoveMailbox,
    ServerSettings,
    TryMailbox,
)

LONGEST_PASSWORD: Final = 1024
MESSAGE: Final = "{{message}}"

_SERVERS: Final = ServerSettings.__struct_fields__
_SWITCHES: Final = {
    "quote": "repeat the customer's last message below each reply",
    "acknowledge": "tell customers that their mail has arrived",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `mailbox add`."""
    parser.add_argument("address", help="where customers write, such as help@desk.example")
    parser.add_argument("--old-mail", choices=get_args(StartWith), default="none")
    _add_settings(parser)


def change_arguments(parser: argparse.ArgumentParser) -> None:
    """Of `mailbox change`."""
    parser.add_argument("mailbox", help="address or id")
    parser.add_argument(
        "--signature-file",
        metavar="FILE",
        help="what ends each mail of it, with fields such as {{agent.name}}; - is the input",
    )
    parser.add_argument(
        "--template-file",
        metavar="FILE",
        help="what stands around each reply, which goes where it has {{message}}; - is the input",
    )
    parser.add_argument("--html-template-file", metavar="FILE", help="the same in HTML")
    for name, what in _SWITCHES.items():
        parser.add_argument(f"--{name}", choices=("on", "off"), help=what)
    _add_settings(parser)


def name_argument(parser: argparse.ArgumentParser) -> None:
    """Of `mailbox test` and `mailbox remove`."""
    parser.add_argument("mailbox", help="address or id")


def add_request(parsed: argparse.Namespace) -> AnyRequest:
    """What `mailbox add` asks for. Raises `Failed`."""
    return AddMailbox(
        address=parsed.address,
        password=_needed_password(parsed),
        name=parsed.name or "",
        team=parsed.team,
        servers=_servers(parsed),
        old_mail=parsed.old_mail,
        untried=parsed.without_test,
    )


def change_request(parsed: argparse.Namespace) -> AnyRequest:
    """What `mailbox change` asks for. Raises `Failed`."""
    return AlterMailbox(
        mailbox=parsed.mailbox,
        password=read_password(parsed, os.environ),
        name=parsed.name,
        team=parsed.team,
        signature=_signature(parsed.signature_file),
        template=_template(parsed.template_file),
        html_template=_html_template(parsed.html_template_file),
        **{name: given == "on" for name in _SWITCHES if (given := getattr(parsed, name))},
        servers=_servers(parsed),
        untried=parsed.without_test,
    )


def test_request(parsed: argparse.Namespace) -> AnyRequest:
    """What `mailbox test` asks for."""
    return TryMailbox(mailbox=parsed.mailbox)


def remove_request(parsed: argparse.Namespace) -> AnyRequest:
    """What `mailbox remove` asks for."""
    return RemoveMailbox(mailbox=parsed.mailbox)


def read_password(parsed: argparse.Namespace, variables: Mapping[str, str]) -> str | None:
    """The password from where it was said to be; `None` when nothing was said. Raises `Failed`."""
    if parsed.password_prompt:
        return _checked(_asked())
    if parsed.password_file is not None:
        return _checked(_read_file(parsed.password_file))
    given = variables.get(MAILBOX_VARIABLE)
    return None if given is None else _checked(given)


def _needed_password(parsed: argparse.Namespace) -> str:
    found = read_password(parsed, os.environ)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise Failed(
            "The password of the mailbox is missing. Name a file with --password-file "
            f"(- reads it from the input), or put it into {MAILBOX_VARIABLE}"
        )
    return _checked(_asked())


def _asked() -> str:
    try:
        return getpass("Password of the mailbox: ")
    except EOFError:
        raise Failed("No password was given, and nothing was changed") from None


def _read_file(path: str) -> str:
    """The first line of a file. `-` is the input."""
    if path == "-":
        return sys.stdin.readline(LONGEST_PASSWORD + 2)
    try:
        with Path(path).open(encoding="utf-8") as file:
            return file.readline(LONGEST_PASSWORD + 2)
    except UnicodeDecodeError:
        raise Failed(f"{path}: a password file is one line of text") from None


def _signature(path: str | None) -> str | None:
    """All of a file; one that says nothing takes the signature away."""
    return None if path is None else _read_text(path)


def _template(path: str | None) -> str | None:
    """All of a file that has one place for the message; or that says nothing."""
    text = None if path is None else _read_text(path, MESSAGE)
    if text and around_message(text) is None:
        raise Failed(
            f"{path}: a template says once, and no more, where the message goes: {MESSAGE}"
        )
    return text


def _html_template(path: str | None) -> str | None:
    """The same of HTML, and only what a mail may have."""
    text = _template(path)
    if not text:
        return text
    sound = sound_html(text)
    if not sound:
        raise Failed(
            f"{path}: scripts, forms and the like are left out of a template, and then {MESSAGE} "
            "and the fields must stand in its text, not inside a tag"
        )
    return sound


def _read_text(path: str, *more: str) -> str:
    """All of a file whose fields are known, or one of `more`."""
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text("utf-8")
    except UnicodeDecodeError:
        raise Failed(f"{path}: what customers read is text in UTF-8") from None
    unknown = [gap for gap in unknown_in(text) if "".join(gap.split()) not in more]
    if unknown:
        known = ", ".join(FIELDS)
        raise Failed(f"{path}: there is no field {unknown[0]}. The fields are {known}")
    return text.strip()


def _checked(text: str) -> str:
    password = text.rstrip("\r\n")
    if not password:
        raise Failed("The password of the mailbox is empty")
    if len(password) > LONGEST_PASSWORD:
        raise Failed(f"A password has at most {LONGEST_PASSWORD} characters")
    return password


def _servers(parsed: argparse.Namespace) -> ServerSettings:
    return ServerSettings(**{name: getattr(parsed, name) for name in _SERVERS})


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", help="the name that customers see, such as 'Desk Support'")
    parser.add_argument("--team", help="the team of its new tickets (name or id)")
    password = parser.add_mutually_exclusive_group()
    password.add_argument(
        "--password-file",
        metavar="FILE",
        help=f"a file whose first line is the password; - is the input (or the variable "
        f"{MAILBOX_VARIABLE})",
    )
    password.add_argument("--password-prompt", action="store_true", help="ask for the password")
    for kind, what in (("imap", "incoming"), ("smtp", "outgoing")):
        group = parser.add_argument_group(f"server of {what} mail (found by the address)")
        group.add_argument(f"--{kind}-host", metavar="HOST")
        group.add_argument(f"--{kind}-port", metavar="PORT", type=int)
        group.add_argument(f"--{kind}-security", choices=get_args(Security))
    parser.add_argument("--imap-folder", metavar="FOLDER", help="whose mail is read (INBOX)")
    parser.add_argument("--user", help="the name to sign in with (the address)")
    parser.add_argument(
        "--without-test", action="store_true", help="connect without trying the settings first"
    )
