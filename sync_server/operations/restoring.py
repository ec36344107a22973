# SPDX-License-Identifier: Apache-2.0
"""The steps of a restore that a crash may come between, and how the next start goes on from there.

A desk is restored in a folder within the data folder (and, on PostgreSQL, in a schema of its own).
Until the file `READY` is there, nothing of the old desk was touched: what is there is thrown away.
From then on the restored desk is whole and proved, and what is left to do are renames that may be
done again: they are finished.
"""

import os
import shutil
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.config import Configuration
from sync_server.operations.backup_format import DATABASE, FILES, sync_folders
from sync_server.store.claims import Claim
from sync_server.store.engines import POSTGRESQL, Database, StorageUnusable
from sync_server.store.exchange import change_places, drop_beside

STAGE: Final = ".restoring"
READY: Final = "READY"
ASIDE: Final = "before-restore-"
_LOGS: Final = (f"{DATABASE}-wal", f"{DATABASE}-shm")
REPLACED: Final = (*_LOGS, DATABASE, FILES)
"""What a restored desk takes the place of; logs of the old database first."""


class Ready(Struct, frozen=True, kw_only=True):
    """What is left to do: `bring` these out of the stage, and set aside what is in their place."""

    aside: str
    bring: tuple[str, ...]


def stage_of(configuration: Configuration) -> Path:
    """The folder in which a desk is restored."""
    return configuration.data / STAGE


def mark_ready(stage: Path, ready: Ready) -> None:
    """From now on the restore is finished, whatever happens."""
    partial = stage / f"{READY}.partial"
    with partial.open("wb") as file:
        file.write(msgspec.json.encode(ready))
        file.flush()
        os.fsync(file.fileno())
    partial.replace(stage / READY)
    sync_folders((stage, stage.parent))


def settle_restore(configuration: Configuration) -> str | None:
    """Finish or undo a restore that was cut off; what was done, as a sentence. Blocks.

    Nobody else may use the data folder meanwhile.
    """
    stage = stage_of(configuration)
    if not stage.exists():
        return None
    if not (stage / READY).exists():
        undo_restore(configuration)
        return "A restore that was cut off was undone: the desk is as it was before"
    aside = finish_restore(configuration)
    return f"A restore that was cut off was finished{_where(aside)}"


def settle_before_opening(configuration: Configuration) -> str | None:
    """The same for whoever wants to open the desk. Raises `StorageUnusable` during a restore."""
    if not stage_of(configuration).exists():
        return None
    try:
        with Claim(Path(f"{configuration.data / DATABASE}.lock")):
            return settle_restore(configuration)
    except BlockingIOError:
        raise StorageUnusable(
            f"{configuration.data} is in use, or is being restored. Wait until that is done"
        ) from None


def undo_restore(configuration: Configuration) -> None:
    """Throw away what was not ready."""
    database = Database.open(configuration.database_address)
    if database.dialect == POSTGRESQL:
        drop_beside(database)
    database.close()
    shutil.rmtree(stage_of(configuration), ignore_errors=True)


def finish_restore(configuration: Configuration) -> Path | None:
    """Put the restored desk in its place; where the old one is, if there was one."""
    data, stage = configuration.data, stage_of(configuration)
    ready = msgspec.json.decode((stage / READY).read_bytes(), type=Ready)
    database = Database.open(configuration.database_address)
    if database.dialect == POSTGRESQL:
        change_places(database, aside=ready.aside.replace("-", "_"))
    database.close()
    aside = data / ready.aside
    for name in (*_LOGS, *ready.bring):
        twin = DATABASE if name in _LOGS else name
        if (stage / twin).exists() and (data / name).exists():
            aside.mkdir(mode=0o700, exist_ok=True)
            (data / name).rename(aside / name)
    for name in ready.bring:
        if (stage / name).exists():
            (stage / name).rename(data / name)
    sync_folders((data,))
    shutil.rmtree(stage)
    return aside if aside.exists() else None


def _where(aside: Path | None) -> str:
    return "" if aside is None else f". The desk that was there before is in {aside}"
