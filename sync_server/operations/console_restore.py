# SPDX-License-Identifier: Apache-2.0
"""Brings a desk back from a backup; the server must be stopped."""

import argparse
import sys
from pathlib import Path

import msgspec

from sync_server.config import Configuration, default_data, read_configuration
from sync_server.environment import RealEnvironment
from sync_server.operations.backup_format import MANIFEST
from sync_server.operations.backup_process import open_key
from sync_server.operations.backup_wording import describe_restored
from sync_server.operations.restore import restore


def configure(parser: argparse.ArgumentParser) -> None:
    """The command line's arguments."""
    parser.add_argument("backup", type=Path, help="its folder, or its name in the desk's own")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="set a desk that is there aside (it is not deleted)",
    )
    parser.add_argument("--key", type=Path, metavar="FILE", help="the key of a sealed backup")
    parser.add_argument(
        "--keys",
        type=Path,
        metavar="FOLDER",
        help="where the copies of `tls` and `master.key` are",
    )
    parser.add_argument("--database", help="a postgresql:// address instead of an SQLite file")
    parser.add_argument("--json", action="store_true", help="answer for programs")


def run(arguments: argparse.Namespace) -> int:
    """Restore, and say what came of it. Raises `Failed`."""
    data = (arguments.data or default_data()).absolute()
    configuration = read_configuration(data, database=arguments.database)
    key = arguments.key or (Path(configuration.backup_key) if configuration.backup_key else None)
    environment = RealEnvironment()
    try:
        restored = restore(
            configuration,
            _find(arguments.backup, configuration),
            environment=environment,
            key=None if key is None else open_key(key),
            keys=arguments.keys,
            replace=arguments.replace,
            say=_say,
        )
    finally:
        environment.close()
    text = msgspec.json.encode(restored).decode() if arguments.json else describe_restored(restored)
    sys.stdout.write(f"{text}\n")
    return 0


def _find(backup: Path, configuration: Configuration) -> Path:
    """A backup by its folder, or by its name."""
    named = configuration.backup_folder / backup
    if not (backup / MANIFEST).exists() and (named / MANIFEST).exists():
        return named.absolute()
    return backup.absolute()


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
