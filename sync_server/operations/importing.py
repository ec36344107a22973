# SPDX-License-Identifier: Apache-2.0
"""Makes tickets of old mail (an mbox, a maildir, .eml files) or of a CSV table."""

import argparse
import asyncio
import sys
from pathlib import Path

import msgspec

from sync_server.config import Configuration, default_data, read_configuration
from sync_server.environment import Environment, RealEnvironment
from sync_server.operations.archives import Kind
from sync_server.operations.control import ask_server
from sync_server.operations.progress import progress_on
from sync_server.operations.requests import ImportArchive, ImportReport
from sync_server.operations.wording import describe


def configure(parser: argparse.ArgumentParser) -> None:
    """The command line's arguments."""
    parser.add_argument("path", type=Path, help="mbox, maildir, folder of .eml files, or CSV file")
    parser.add_argument("--kind", choices=[str(kind) for kind in Kind], help="what it is")
    parser.add_argument("--team", help="the team of new tickets (name or id); else triage")
    parser.add_argument(
        "--own",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="an address of the desk itself: mail from it is an answer (may be repeated)",
    )
    parser.add_argument("--json", action="store_true", help="answer for programs")


def run(arguments: argparse.Namespace) -> int:
    """Import, and say what came of it. Raises `Failed`."""
    request = ImportArchive(
        path=str(arguments.path.absolute()),
        kind=None if arguments.kind is None else Kind(arguments.kind),
        team=arguments.team,
        own=tuple(arguments.own),
    )
    configuration = read_configuration(arguments.data or default_data())
    environment = RealEnvironment()
    try:
        report = asyncio.run(_import(request, configuration, environment))
    finally:
        environment.close()
    text = msgspec.json.encode(report).decode() if arguments.json else describe(report)
    sys.stdout.write(f"{text}\n")
    return 0


async def _import(
    request: ImportArchive, configuration: Configuration, environment: Environment
) -> ImportReport:
    """Have the server that runs on the same data import it, or open the desk for it."""
    raw = await ask_server(configuration.control, request)
    if raw is not None:
        return msgspec.json.decode(raw, type=ImportReport)
    from sync_server.operations.unserved import administering  # noqa: PLC0415 - large

    async with administering(configuration, environment) as administration:
        with progress_on(sys.stderr, environment.monotonic) as progress:
            return await administration.import_archive(request, progress)
