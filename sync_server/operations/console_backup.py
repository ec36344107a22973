# SPDX-License-Identifier: Apache-2.0
"""Makes a backup of the desk, also while it is served, and verifies it."""

import argparse
import asyncio
import sys
from pathlib import Path

import msgspec

from sync_server.config import CONFIG_FILE, default_data, read_configuration
from sync_server.environment import RealEnvironment
from sync_server.operations.backup_process import Backups
from sync_server.operations.backup_wording import describe_made
from sync_server.security.sealing import make_master_key


def configure(parser: argparse.ArgumentParser) -> None:
    """The command line's arguments."""
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        help="the folder that gets the backup, in a folder of its own (default: the desk's own)",
    )
    parser.add_argument(
        "--copies",
        action="store_true",
        help="copy every file, also where a second name (hard link) would do",
    )
    parser.add_argument(
        "--new-key",
        type=Path,
        metavar="FILE",
        help="make a key that seals backups, and no backup; name it with `backup_key`",
    )
    parser.add_argument("--json", action="store_true", help="answer for programs")


def run(arguments: argparse.Namespace) -> int:
    """Make one, and say what it is. Raises `Failed`."""
    environment = RealEnvironment()
    try:
        if arguments.new_key is not None:
            path = arguments.new_key.absolute()
            settings = (arguments.data or default_data()).absolute() / CONFIG_FILE
            key = make_master_key(path, environment.random_bytes)
            sys.stdout.write(
                f"Made the key {key.id.hex()} in {path}. Copy it to a place that is neither this "
                f"machine nor with the backups: without it they open for nobody. Then write "
                f'backup_key = "{path}" into {settings} and start the server anew\n'
            )
            return 0
        configuration = read_configuration(arguments.data or default_data())
        backups = Backups(configuration, environment)
        made = asyncio.run(backups.make(arguments.folder, copies=arguments.copies))
    finally:
        environment.close()
    text = msgspec.json.encode(made).decode() if arguments.json else describe_made(made)
    sys.stdout.write(f"{text}\n")
    return 0
