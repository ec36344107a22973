# SPDX-License-Identifier: Apache-2.0
"""Examines the machine under a desk: folder, rights, room on the disk, clock, versions."""

import os
import platform
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from sync_server.config import MIB, Configuration
from sync_server.environment import Environment
from sync_server.operations.examination import Line, error, ok, warning
from sync_server.store.engines import OLDEST_SQLITE, sqlite_driver

LITTLE_ROOM: Final = 2048 * MIB
NO_ROOM: Final = 256 * MIB
"""Bytes free below which a desk should get more room, and below which it will soon stop."""

BUILT: Final = datetime.fromisoformat("2026-01-01T00:00+00:00")
"""No clock that is right is before this program was written."""

Room = Callable[[Path], int]


def free_room(folder: Path) -> int:
    """Bytes that may still be written in a folder."""
    return shutil.disk_usage(folder).free


def examine_machine(
    configuration: Configuration, environment: Environment, *, room: Room = free_room
) -> Iterator[Line]:
    """Look at all of this. Blocks."""
    yield from _versions()
    yield from _folder(configuration)
    if configuration.data.is_dir():
        yield from _rights(configuration)
    yield from _disk(configuration, room)
    yield from _clock(environment)


def _versions() -> Iterator[Line]:
    try:
        own = version("deskbell")
    except PackageNotFoundError:
        own = "from a checkout"
    found = (
        f"Deskbell {own}, Python {platform.python_version()}, SQLite "
        f"{sqlite_driver.sqlite_version}, {platform.platform(terse=True)}"
    )
    if sqlite_driver.sqlite_version_info < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        yield error("versions", f"{found}. This SQLite can lose data: install {wanted} or newer")
    else:
        yield ok("versions", found)


def _folder(configuration: Configuration) -> Iterator[Line]:
    data = configuration.data
    if not data.is_dir():
        yield error(
            "data folder",
            f"{data} is not there. Make a desk with `deskbell-server init`, or name its folder "
            "with --data",
        )
    elif not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield error(
            "data folder",
            f"{data} cannot be read and written by this user. Run the command as the user that "
            "runs the server",
        )
    else:
        yield ok("data folder", str(data))


def _rights(configuration: Configuration) -> Iterator[Line]:
    """Who else may read the data folder, or a key that lies elsewhere.

    What is in a folder that is closed to others is closed to them as well.
    """
    data = configuration.data
    keys = [configuration.master_key_file]
    if configuration.key:
        keys.append(Path(configuration.key))
    elsewhere = [key for key in keys if not key.absolute().is_relative_to(data.absolute())]
    open_ones = [path for path in (data, *elsewhere) if _others_read(path)]
    if open_ones and os.name != "nt":
        listed = " ".join(map(str, open_ones))
        yield error(
            "rights", f"Others on this machine may read {listed}. Run: chmod -R go-rwx {listed}"
        )
    else:
        yield ok("rights", "Nobody else on this machine may read the desk")


def _others_read(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except OSError:
        return False


def _disk(configuration: Configuration, room: Room) -> Iterator[Line]:
    folder = next(each for each in (configuration.data, Path("/")) if each.exists())
    free = room(folder)
    said = f"{free / (1024 * MIB):.1f} GiB free where {folder} lies"
    if free < NO_ROOM:
        yield error("disk", f"{said}. Make room now: without any the desk becomes read-only")
    elif free < LITTLE_ROOM:
        yield warning("disk", f"{said}. Make room soon: backups and files need it")
    else:
        yield ok("disk", said)


def _clock(environment: Environment) -> Iterator[Line]:
    now = environment.now()
    if now < BUILT:
        yield error("clock", f"The clock says {now:%Y-%m-%d}. Set it, and keep it set with NTP")
        return
    said = f"{now:%Y-%m-%d %H:%M} UTC"
    if _synchronised() is False:
        yield warning("clock", f"{said}; nothing keeps it right. Run: timedatectl set-ntp true")
    else:
        yield ok("clock", said)


def _synchronised() -> bool | None:
    """Whether the system keeps the clock right; `None` where it does not say."""
    command = shutil.which("timedatectl")
    if command is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            [command, "show", "--property=NTPSynchronized", "--value"],
            capture_output=True,
            check=False,
            text=True,
            timeout=2,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {"yes": True, "no": False}.get(done.stdout.strip())
