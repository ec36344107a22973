# SPDX-License-Identifier: Apache-2.0
"""Has a backup made every day, and says how old the last one is."""

import logging
from typing import Final

from msgspec import Struct

from sync_server.contract.ids import Instant, Seq
from sync_server.environment import Environment
from sync_server.operations.backup_format import Listed
from sync_server.operations.backup_making import BackupFailed
from sync_server.operations.backup_process import Backups

_log = logging.getLogger(__name__)

FIRST_S: Final = 600.0
"""After a start nothing is copied for so long: people come in then."""

LOOK_S: Final = 600.0
EVERY: Final = 24 * 3_600_000_000
ALARM: Final = 26 * 3_600_000_000
"""Microseconds, as instants are: how often, and from which age on something is wrong."""


class BackupState(Struct, frozen=True, kw_only=True):
    """How a desk's backups are. `made_at` is of the last verified one; `None`: there is none.

    `troubles` are sentences about what is wrong and what to do.
    """

    folder: str
    made_at: Instant | None = None
    age_s: int = 0
    seq: Seq = 0
    bytes: int = 0
    sealed: bool = False
    missing: int = 0
    troubles: tuple[str, ...] = ()


async def keep_backups(backups: Backups, environment: Environment) -> None:
    """Make a backup when the last one is a day old, and remove those that are over; for ever."""
    await environment.sleep(FIRST_S)
    while True:
        found = await backups.list()
        if not found or environment.now_us() - found[0].header.made_at >= EVERY:
            try:
                made = await backups.make(by="schedule")
            except BackupFailed as error:
                _log.error("%s", error, extra={"action": "backup"})
            else:
                _log.info("Backup %s is made and verified", made.name, extra={"action": "backup"})
                await backups.prune()
        await environment.sleep(LOOK_S)


def backup_state(folder: str, found: tuple[Listed, ...], *, now: Instant) -> BackupState:
    """How the backups in a folder are. All that are listed were verified when they were made."""
    if not found:
        words = (
            f"There is no backup in {folder} yet. The server makes one every day; "
            "`deskbell-server backup` makes one now"
        )
        return BackupState(folder=folder, troubles=(words,))
    header = found[0].header
    troubles = []
    if now - header.made_at > ALARM:
        troubles.append(
            "The last backup is older than 26 hours: the server was not running, or its log says "
            "why. `deskbell-server backup` makes one now"
        )
    if header.missing:
        troubles.append(
            f"{len(header.missing)} files were missing or damaged when it was made; "
            "`deskbell-server verify` names them"
        )
    if not header.sealed_by:
        troubles.append(
            "Backups are not sealed: whoever can read them can read the desk. Make a key with "
            "`deskbell-server backup --new-key FILE`, which says what to do with it"
        )
    return BackupState(
        folder=folder,
        made_at=header.made_at,
        age_s=max(0, now - header.made_at) // 1_000_000,
        seq=header.snapshot.seq,
        bytes=header.bytes,
        sealed=bool(header.sealed_by),
        missing=len(header.missing),
        troubles=tuple(troubles),
    )
