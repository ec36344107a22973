# SPDX-License-Identifier: Apache-2.0
"""The command `deskbell-server`: founds, serves, administers and verifies a desk.

Commands that need the desk ask the server that runs on the same data folder; without one they open
the desk themselves. They end with 0, with 1 and a sentence that says what to do, or with 2 when
they were not written as they should be.
"""

# What the desk itself is made of takes a second to load. Who asks a running server for something
# does not wait for that: it is imported where it is needed.

import argparse
import asyncio
import errno
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, get_args

import msgspec

from sync_server.config import (
    CONFIG_FILE,
    DATA_VARIABLE,
    OWN_FOLDER,
    BadConfiguration,
    Configuration,
    Language,
    default_data,
    read_configuration,
)
from sync_server.environment import RealEnvironment
from sync_server.operations import allocation, requests
from sync_server.operations import api_key_arguments as keys
from sync_server.operations import mailbox_arguments as mail
from sync_server.operations.control import ask_server
from sync_server.operations.examination import Examination
from sync_server.operations.failed import Failed
from sync_server.operations.logs import write_logs
from sync_server.operations.requests import ROLES, AnyRequest
from sync_server.operations.wording import describe
from sync_server.security.certificates import BadCertificate
from sync_server.security.sealing import SealError
from sync_server.security.tls import BadAuthority
from sync_server.store.engines import StorageUnusable

_log = logging.getLogger(__name__)

EXTENSIONS: Final = {
    "import": ("importing", "make tickets of old mail or of a table"),
    "demo": ("demo", "show a live desk: a sample company, robots and a window"),
    "backup": ("console_backup", "make a backup, also while the desk is served"),
    "backups": ("console_backups", "list the backups, the newest first"),
    "restore": ("console_restore", "bring the desk back from a backup"),
}
"""Commands of modules of their own, which are imported when they are asked for, and what they do.
A module has `configure(parser)`, and `run(arguments) -> exit code`.
"""

MANY_SOCKETS: Final = 65_536
"""How many files and sockets `serve` may have open, where the system lets it."""

EXPECTED: Final = (
    *(BadConfiguration, BadAuthority, BadCertificate, Failed, SealError),
    *(StorageUnusable, OSError),
)
"""What can go wrong without a fault of ours; the texts say what to do."""

Request = Callable[[argparse.Namespace], AnyRequest]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    unset = argparse.Namespace(data=None, json=False)
    written = sys.argv[1:] if arguments is None else arguments
    parsed = _parser(written).parse_args(written, unset)
    logging.getLogger().addHandler(logging.NullHandler())  # until `serve` wants a log
    os.umask(0o077)  # what a desk writes is nobody else's to read
    try:
        code: int = parsed.run(parsed)
    except EXPECTED as error:
        print(f"deskbell-server: {_sentence(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - people at a console get a sentence
        _log.critical("A fault ended the process", exc_info=error, extra={"action": "fault"})
        name = type(error).__name__
        print(f"deskbell-server: A fault of Deskbell's own ({name}): {error}", file=sys.stderr)
        return 1
    return code


# -- what can be asked -------------------------------------------------------------------------


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="deskbell-server",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_init(commands)
    serve = _command(commands, "serve", "serve the desk until told to stop", _run_serve)
    _add_ports(serve)
    _add_agent(commands)
    reset = _ask(commands, "reset-password", "a join code to set a new password with", _reset)
    reset.add_argument("agent", help="address or id")
    _add_team(commands)
    _add_mailbox(commands)
    _add_api_key(commands)
    _ask(commands, "join-code", "a join code for somebody who has a password", _join_code)
    _add_devices(commands)
    _ask(commands, "status", "how the desk is", lambda _: requests.ReadStatus())
    why = _ask(commands, "why", "why a ticket is late, or is not: how its clocks ran", _why)
    why.add_argument("ticket", type=_ticket_number, help="its number")
    kept = _ask(commands, "mail", "mail as it came, with what its ticket does not show", _mail)
    kept.add_argument("of", metavar="TICKET", help="its number, or the id of a message")
    kept.add_argument(
        "--into", type=Path, required=True, metavar="FOLDER", help="where to write it"
    )
    _add_json(_command(commands, "doctor", "check everything, and say what to do", _run_doctor))
    _ask(commands, "verify", "check log, rows, digests and files", lambda _: requests.Verify())
    _ask(commands, "accept", "take a damaged log as it is", lambda _: requests.Accept())
    for name, (module, text) in EXTENSIONS.items():
        _add_extension(commands, name, text, module if name in arguments else None)
    return parser


def _add_init(commands: Any) -> None:
    init = _command(commands, "init", "found a desk and its first administrator", _run_init)
    init.add_argument("--name", required=True, help="the administrator's name")
    init.add_argument("--email", required=True, help="the administrator's address")
    init.add_argument("--desk", help="what its people call the desk; their windows show it")
    init.add_argument(
        "--language",
        choices=get_args(Language),
        help="of its mail and pages, and of what it has on its first day (en)",
    )
    init.add_argument(
        "--names",
        help="host names and addresses that clients use, separated by commas; "
        "the first one is in join codes",
    )
    init.add_argument("--timezone", help="of its working hours (this machine's; Europe/Berlin)")
    init.add_argument("--database", help="a postgresql:// address instead of an SQLite file")
    _add_ports(init)
    _add_json(init)


def _add_ports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="the address to listen on (127.0.0.1; 0.0.0.0 for all)")
    parser.add_argument("--port", type=int, help="the agents' port (8443; 0 for a free one)")
    parser.add_argument("--file-port", type=int, help="the port for files (8444; 0 likewise)")
    parser.add_argument("--web-port", type=int, help="the port for customers (8445; 0 likewise)")
    parser.add_argument(
        "--certificate",
        metavar="FILE",
        help="a certificate of a public or company authority, with its issuers, in PEM form",
    )
    parser.add_argument("--key", metavar="FILE", help="the key of that certificate")


def _add_agent(commands: Any) -> None:
    listed = "all agents; or add, disable, enable or invite some"
    parser = _ask(commands, "agent", listed, lambda _: requests.ListAgents())
    actions = parser.add_subparsers(metavar="ACTION")
    add = _ask(actions, "add", "enter a member of staff and invite them", _add_agent_request)
    add.add_argument("--name", required=True)
    add.add_argument("--email", required=True)
    add.add_argument("--role", choices=ROLES, default="agent")
    add.add_argument("--team", action="append", default=[], help="may be given several times")
    for name, text, request in (
        ("disable", "end an agent's access at once", _disable),
        ("enable", "let a disabled agent back in", _enable),
        ("invite", "a join code to set a password with", _invite),
    ):
        _ask(actions, name, text, request).add_argument("agent", help="address or id")
    _ask(actions, "list", "all agents", lambda _: requests.ListAgents())


def _add_team(commands: Any) -> None:
    parser = _ask(commands, "team", "all teams; or add one", lambda _: requests.ListTeams())
    actions = parser.add_subparsers(metavar="ACTION")
    add = _ask(actions, "add", "found a team", _add_team_request)
    add.add_argument("name")
    add.add_argument("--member", action="append", default=[], help="may be given several times")
    form = _ask(actions, "form", "give a team a page where customers write", _form_request)
    form.add_argument("team", help="name or id")
    form.add_argument("--off", action="store_true", help="take the page away")
    _ask(actions, "list", "all teams", lambda _: requests.ListTeams())


def _add_mailbox(commands: Any) -> None:
    listed = "all mailboxes; or add, test, change or remove one"
    parser = _ask(commands, "mailbox", listed, lambda _: requests.ListMailboxes())
    actions = parser.add_subparsers(metavar="ACTION")
    for name, text, arguments, request in (
        ("add", "try a mailbox and connect it", mail.add_arguments, mail.add_request),
        ("test", "try a connected mailbox again", mail.name_argument, mail.test_request),
        ("change", "change what is named", mail.change_arguments, mail.change_request),
        ("remove", "stop using a mailbox", mail.name_argument, mail.remove_request),
    ):
        arguments(_ask(actions, name, text, request))
    _ask(actions, "list", "all mailboxes", lambda _: requests.ListMailboxes())


def _add_api_key(commands: Any) -> None:
    listed = "all keys of programs; or add or revoke one"
    parser = _ask(commands, "api-key", listed, keys.list_request)
    actions = parser.add_subparsers(metavar="ACTION")
    add = _ask(actions, "add", "make a key, which is shown once", keys.add_request)
    keys.add_arguments(add)
    revoke = _ask(actions, "revoke", "end a key at once", keys.revoke_request)
    keys.name_argument(revoke)
    _ask(actions, "list", "all keys of programs", keys.list_request)


def _add_devices(commands: Any) -> None:
    parser = _ask(commands, "devices", "all devices; or revoke one", _list_devices)
    parser.set_defaults(agent=None)
    actions = parser.add_subparsers(metavar="ACTION")
    listing = _ask(actions, "list", "the devices of an agent, or all", _list_devices)
    listing.add_argument("agent", nargs="?", help="address or id")
    revoke = _ask(actions, "revoke", "end a device and its sessions", _revoke)
    revoke.add_argument("device", help="id")


def _add_extension(commands: Any, name: str, text: str, module: str | None) -> None:
    if module is None:
        commands.add_parser(name, help=text)
        return
    extension = import_module(f"sync_server.operations.{module}")
    extension.configure(_command(commands, name, text, extension.run))


def _command(
    commands: Any, name: str, text: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.add_argument(
        "--data",
        type=Path,
        default=argparse.SUPPRESS,  # else an action's default hides what stood before it
        help=f"the data folder (${DATA_VARIABLE}, else ./{OWN_FOLDER} if it is there, "
        "else deskbell in $XDG_DATA_HOME or ~/.local/share)",
    )
    parser.set_defaults(run=run)
    return parser


def _ask(commands: Any, name: str, text: str, request: Request) -> argparse.ArgumentParser:
    """A command that is one request to the desk."""
    parser = _command(commands, name, text, lambda parsed: _run_request(parsed, request(parsed)))
    _add_json(parser)
    return parser


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="answer for programs"
    )


def _add_agent_request(parsed: argparse.Namespace) -> AnyRequest:
    return requests.AddAgent(
        name=parsed.name, email=parsed.email, role=parsed.role, teams=tuple(parsed.team)
    )


def _disable(parsed: argparse.Namespace) -> AnyRequest:
    return requests.DisableSomebody(agent=parsed.agent)


def _enable(parsed: argparse.Namespace) -> AnyRequest:
    return requests.DisableSomebody(agent=parsed.agent, enable=True)


def _invite(parsed: argparse.Namespace) -> AnyRequest:
    return requests.Invite(agent=parsed.agent)


def _reset(parsed: argparse.Namespace) -> AnyRequest:
    return requests.Invite(agent=parsed.agent, reset=True)


def _add_team_request(parsed: argparse.Namespace) -> AnyRequest:
    return requests.AddTeam(name=parsed.name, members=tuple(parsed.member))


def _form_request(parsed: argparse.Namespace) -> AnyRequest:
    return requests.ShowForm(team=parsed.team, shown=not parsed.off)


def _join_code(_parsed: argparse.Namespace) -> AnyRequest:
    return requests.MakeJoinCode()


def _list_devices(parsed: argparse.Namespace) -> AnyRequest:
    return requests.ListDevices(agent=parsed.agent)


def _why(parsed: argparse.Namespace) -> AnyRequest:
    return requests.ReadWhy(number=parsed.ticket)


def _mail(parsed: argparse.Namespace) -> AnyRequest:
    return requests.SaveMail(of=parsed.of, into=str(parsed.into.absolute()))


def _ticket_number(text: str) -> int:
    """A number as people write it: 48213 or #48213."""
    digits = text.removeprefix("#")
    if not digits.isdecimal() or len(digits) > 18:
        raise argparse.ArgumentTypeError(
            f"{text!r:.40} is no number of a ticket; write it like 48213 or #48213"
        )
    return int(digits)


def _revoke(parsed: argparse.Namespace) -> AnyRequest:
    return requests.RevokeDevice(device=parsed.device)


# -- doing it ----------------------------------------------------------------------------------


def _run_serve(parsed: argparse.Namespace) -> int:
    write_logs()
    _allow_many_sockets()
    allocation.tune()
    configuration = _configuration(parsed, **_serving(parsed))
    from sync_server.server import Server  # noqa: PLC0415 - large

    async def serve(environment: RealEnvironment) -> int:
        await Server(configuration, environment).run()
        return 0

    return _run(serve)


def _allow_many_sockets() -> None:
    """Raise the limit of open files to what the system allows: 1,024, as often set, is few."""
    if find_spec("resource") is None:  # on Windows, where there is no such limit
        return
    resource = import_module("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MANY_SOCKETS if hard == resource.RLIM_INFINITY else min(hard, MANY_SOCKETS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _run_init(parsed: argparse.Namespace) -> int:
    from sync_server.operations.founding import found_desk  # noqa: PLC0415 - large

    names = None
    if parsed.names is not None:
        names = [name.strip() for name in parsed.names.split(",") if name.strip()]
    configuration = _configuration(
        parsed,
        desk=parsed.desk,
        language=parsed.language,
        names=names,
        database=parsed.database,
        **_serving(parsed),
    )

    async def found(environment: RealEnvironment) -> int:
        made = await found_desk(
            configuration,
            environment,
            name=parsed.name,
            email=parsed.email,
            zone=parsed.timezone,
        )
        if not parsed.json:
            folder = configuration.data.absolute()
            print(f"The desk is in {folder}, its settings are in {folder / CONFIG_FILE}\n")
        _print(parsed, msgspec.json.encode(made), made)
        return 0

    return _run(found)


def _run_doctor(parsed: argparse.Namespace) -> int:
    from sync_server.operations.doctor import (  # noqa: PLC0415 - large
        examine,
        unusable_configuration,
    )

    try:
        configuration = _configuration(parsed)
    except BadConfiguration as problem:
        return _tell(parsed, unusable_configuration(problem))

    async def look(environment: RealEnvironment) -> int:
        return _tell(parsed, await examine(configuration, environment))

    return _run(look)


def _tell(parsed: argparse.Namespace, examination: Examination) -> int:
    _print(parsed, msgspec.json.encode(examination), examination)
    return 0 if examination.is_whole else 1


def _run_request(parsed: argparse.Namespace, request: AnyRequest) -> int:
    configuration = _configuration(parsed)

    async def ask(environment: RealEnvironment) -> int:
        raw = await ask_server(configuration.control, request)
        if raw is None:
            from sync_server.operations.unserved import administering  # noqa: PLC0415 - large

            async with administering(configuration, environment) as administration:
                raw = msgspec.Raw(msgspec.json.encode(await administration.perform(request)))
        result = msgspec.json.decode(raw, type=requests.RESULTS[type(request)])
        _print(parsed, bytes(raw), result)
        return 0 if getattr(result, "is_whole", True) else 1

    return _run(ask)


def _serving(parsed: argparse.Namespace) -> dict[str, Any]:
    """The settings that `_add_ports` asks for; paths are written down whole."""
    files = {name: getattr(parsed, name) for name in ("certificate", "key")}
    return {
        "host": parsed.host,
        "port": parsed.port,
        "file_port": parsed.file_port,
        "web_port": parsed.web_port,
        **{
            name: None if path is None else str(Path(path).absolute())
            for name, path in files.items()
        },
    }


def _configuration(parsed: argparse.Namespace, **overrides: Any) -> Configuration:
    return read_configuration(parsed.data or default_data(), **overrides)


def _print(parsed: argparse.Namespace, raw: bytes, result: object) -> None:
    print(raw.decode() if parsed.json else describe(result))


def _run(work: Callable[[RealEnvironment], Any]) -> int:
    """Run a coroutine on the fastest loop there is, and give its threads back."""
    environment = RealEnvironment()
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            code: int = runner.run(work(environment))
            return code
    finally:
        environment.close()


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if find_spec("uvloop") is None:  # on Windows
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = import_module("uvloop").new_event_loop
    return factory


_TODO: Final = {
    errno.EADDRINUSE: ". Stop the program that has the port, or take another with --port, "
    "--file-port or --web-port",
    errno.EADDRNOTAVAIL: ". This machine has no such address: give one that it has with --host",
    errno.ENOSPC: ". Make room, then try again",
}
"""What to do about errors of the system that say it least."""


def _sentence(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror}{_TODO.get(error.errno or 0, '')}"
    return str(error)


if __name__ == "__main__":
    sys.exit(main())
