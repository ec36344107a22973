# SPDX-License-Identifier: Apache-2.0
"""Lists the backups of the desk, the newest first."""

import argparse
import sys
from pathlib import Path

import msgspec

from sync_server.config import default_data, read_configuration
from sync_server.environment import RealEnvironment
from sync_server.operations.backup_format import list_backups
from sync_server.operations.backup_wording import describe_list


def configure(parser: argparse.ArgumentParser) -> None:
    """The command line's arguments."""
    parser.add_argument("folder", type=Path, nargs="?", help="(default: the desk's own)")
    parser.add_argument("--json", action="store_true", help="answer for programs")


def run(arguments: argparse.Namespace) -> int:
    """List them."""
    folder = arguments.folder
    if folder is None:
        folder = read_configuration(arguments.data or default_data()).backup_folder
    found = list_backups(folder)
    environment = RealEnvironment()
    now = environment.now_us()
    environment.close()
    text = (
        msgspec.json.encode(found).decode()
        if arguments.json
        else describe_list(str(folder), found, now=now)
    )
    sys.stdout.write(f"{text}\n")
    return 0
