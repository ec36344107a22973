# SPDX-License-Identifier: Apache-2.0
"""How a desk is: what it holds, how far its log is, who is connected, and what troubles it."""

from msgspec import Struct

from sync_server.contract.ids import Instant, Seq
from sync_server.operations.backup_schedule import BackupState
from sync_server.store.changelog import ChangeLog
from sync_server.store.engines import Database
from sync_server.store.figures import Figures
from sync_server.store.origin import Origin, read_origin


class Fetching(Struct, frozen=True, kw_only=True):
    """How many of the mails that waited in a mailbox have been taken in."""

    mailbox: str
    done: int
    total: int


class Running(Struct, frozen=True, kw_only=True):
    """What only a running server knows. `since_at` is when it began to serve; `fetching` are the
    mailboxes with mail that has still to be taken in.
    """

    since_at: Instant
    host: str
    port: int
    file_port: int
    web_port: int
    sessions: int
    fetching: tuple[Fetching, ...] = ()


class Status(Struct, frozen=True, kw_only=True):
    """A desk at one moment. Without `server` it is not served; `trouble` makes it read-only."""

    epoch: str
    seq: Seq
    database: str
    counts: dict[str, int]
    trouble: str | None = None
    server: Running | None = None
    backup: BackupState | None = None
    restored: Origin | None = None


def read_status(
    database: Database,
    *,
    trouble: str | None,
    server: Running | None,
    backup: BackupState | None = None,
) -> Status:
    """The status, read in one snapshot. Blocks."""
    with database.read() as reader:
        head = ChangeLog(database).head(reader)
        counts = Figures(database).read(reader)
        origin = read_origin(database, reader)
    return Status(
        epoch=head.epoch,
        seq=head.seq,
        database=database.dialect,
        counts=counts,
        trouble=trouble,
        server=server,
        backup=backup,
        restored=origin,
    )
