# SPDX-License-Identifier: Apache-2.0
"""Brings a desk back from a backup, into a data folder without one or in place of another desk.

Every byte is checked and the state is counted again before the first thing is touched. The old desk
is set aside within the data folder (on PostgreSQL in a schema), never deleted. The restored desk
begins a new epoch: connected clients notice, fetch everything again, and send again what they did
since the backup and still hold. It skips ticket numbers, because customers know some that the
backup does not. What channels brought in since then comes again where its source still has it: mail
that is in its mailbox, not what came by the form or the API. Mail that waited to be sent in the
backup may have left since: the server holds it, and agents decide.
"""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from sync_server.config import Configuration
from sync_server.contract.ids import Instant, Seq
from sync_server.environment import Environment
from sync_server.operations.backup_format import (
    AUTHORITY,
    DATABASE,
    FILES,
    SETTINGS,
    BackupUnusable,
    Manifest,
    read_manifest,
    sync_disk,
)
from sync_server.operations.backup_unpacking import prove_unpacked, unpack
from sync_server.operations.failed import Failed
from sync_server.operations.restoring import (
    ASIDE,
    Ready,
    finish_restore,
    mark_ready,
    settle_restore,
    stage_of,
    undo_restore,
)
from sync_server.security.sealing import MasterKey
from sync_server.security.tls import AUTHORITY_FILE, BadAuthority, check_authority
from sync_server.store.claims import Claim
from sync_server.store.engines import POSTGRESQL, Database, DatabaseError
from sync_server.store.exchange import holds_desk, open_beside, others
from sync_server.store.origin import Origin, put_origin
from sync_server.store.outgoing import Outgoing
from sync_server.store.schema import migrate
from sync_server.store.snapshot import begin_epoch, load
from sync_server.store.statehash import state_hash

SKIPPED_NUMBERS: Final = 10_000
"""Ticket numbers that may have been given out since the backup."""

MASTER_KEY: Final = "master.key"
TLS: Final = "tls"

Say = Callable[[str], None]
"""Hears what is being done now."""


class RestoreFailed(Failed):
    """A restore that was not begun, or was undone; the text says why and what to do."""


class Restored(Struct, frozen=True, kw_only=True):
    """What was restored: the backup of `made_at`, whose log ends at `seq`, with this state hash.

    `aside` is where the old desk is. `has_authority`: clients trust it as before; else people need
    new join codes. `has_master_key`: the passwords of mailboxes can be read. `missing` are the
    files that the backup did not have. `held` counts messages that waited to be sent.
    """

    backup: str
    made_at: Instant
    at: Instant
    seq: Seq
    epoch: str
    state_hash: str
    aside: str = ""
    has_authority: bool = True
    has_master_key: bool = True
    missing: tuple[str, ...] = ()
    held: int = 0


def restore(
    configuration: Configuration,
    backup: Path,
    *,
    environment: Environment,
    key: MasterKey | None = None,
    keys: Path | None = None,
    replace: bool = False,
    say: Say = lambda _: None,
) -> Restored:
    """Restore a backup. Blocks. Raises `RestoreFailed` and `BackupUnusable`.

    `key` opens a sealed backup. `keys` is a folder with copies of `tls/` and `master.key`. With
    `replace` there may be a desk already: it is set aside.
    """
    manifest = read_manifest(backup)
    configuration.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with Claim(Path(f"{configuration.data / DATABASE}.lock")):
            settled = settle_restore(configuration)
            if settled:
                say(settled)
            _check_target(configuration, replace=replace)
            work = _Restore(configuration, environment, manifest, backup=backup, say=say)
            return work.run(key=key, keys=keys)
    except BlockingIOError:
        raise RestoreFailed(
            f"A server is at work on {configuration.data}. Stop it, then restore"
        ) from None


def _check_target(configuration: Configuration, *, replace: bool) -> None:
    database = Database.open(configuration.database_address)
    try:
        if database.dialect == POSTGRESQL:
            if others(database):
                raise RestoreFailed("Servers are at work on this database. Stop them, then restore")
            there = holds_desk(database)
        else:
            there = (configuration.data / DATABASE).exists()
    finally:
        database.close()
    if there and not replace:
        raise RestoreFailed(
            f"There is a desk in {configuration.data}. With --replace it is set aside, not "
            "deleted; or name another data folder with --data"
        )


class _Restore:
    """One restore under way."""

    def __init__(
        self,
        configuration: Configuration,
        environment: Environment,
        manifest: Manifest,
        *,
        backup: Path,
        say: Say,
    ) -> None:
        self._configuration = configuration
        self._environment = environment
        self._manifest = manifest
        self._backup = backup
        self._say = say
        self._stage = stage_of(configuration)
        self._data = configuration.data
        self._held = 0

    def run(self, *, key: MasterKey | None, keys: Path | None) -> Restored:
        header = self._manifest.header
        try:
            self._stage_desk(key)
            epoch = self._start_epoch()
            authority = self._stage_authority(keys)
            self._stage_settings()
            has_key = self._stage_master_key(keys)
            ready = Ready(aside=f"{ASIDE}{self._stamp()}", bring=self._staged())
            sync_disk(self._stage)
            mark_ready(self._stage, ready)
        except (BackupUnusable, RestoreFailed):
            undo_restore(self._configuration)
            raise
        except (OSError, *DatabaseError) as error:
            undo_restore(self._configuration)
            raise RestoreFailed(
                f"The backup could not be restored, nothing was changed: {error}"
            ) from error
        self._say("Putting the restored desk in its place")
        aside = finish_restore(self._configuration)
        return Restored(
            backup=str(self._backup),
            made_at=header.made_at,
            at=self._environment.now_us(),
            seq=header.snapshot.seq,
            epoch=epoch,
            state_hash=header.snapshot.state_hash,
            aside="" if aside is None else str(aside),
            has_authority=authority,
            has_master_key=has_key,
            missing=header.missing,
            held=self._held,
        )

    def _stage_desk(self, key: MasterKey | None) -> None:
        """Unpack and prove the backup beside the desk, on SQLite as it is."""
        self._say("Copying the backup and checking every byte of it")
        wrong = unpack(self._backup, self._manifest, into=self._stage, key=key, links=False)
        if wrong:
            raise BackupUnusable(
                f"{self._backup} is damaged: {wrong[0].name} is not as it was written. "
                "Nothing was changed. Take another backup"
            )
        self._say("Counting its state")
        prove_unpacked(self._stage, self._manifest.header)

    def _start_epoch(self) -> str:
        """Bring the copy to this version's schema and into a new epoch, in the right database."""
        header = self._manifest.header
        epoch = self._environment.new_id()
        origin = Origin(
            at=self._environment.now_us(), made_at=header.made_at, seq=header.snapshot.seq
        )
        staged = Database.open(self._stage / DATABASE)
        target = Database.open(self._configuration.database_address)
        try:
            migrate(staged)
            with staged.read() as reader:
                self._held = len(Outgoing(staged).waiting(reader, upto=origin.seq))
            if target.dialect == POSTGRESQL:
                self._say("Filling the database")
                beside = open_beside(target)
                try:
                    migrate(beside)
                    self._fill(staged, beside)
                    _begin(beside, epoch, origin)
                finally:
                    beside.close()
            else:
                _begin(staged, epoch, origin)
        finally:
            staged.close()
            target.close()
        if target.dialect == POSTGRESQL:
            (self._stage / DATABASE).unlink()
        return epoch

    def _fill(self, staged: Database, beside: Database) -> None:
        with staged.read() as reader:
            wanted = state_hash(reader)
        staged.close()
        if load(self._stage / DATABASE, beside) != wanted:
            raise RestoreFailed(
                "The database did not take the backup as it is; nothing was changed"
            )

    def _stage_authority(self, keys: Path | None) -> bool:
        """See to it that clients trust the desk as before; whether they will."""
        saved = self._stage / AUTHORITY
        if not saved.exists():  # a certificate of a public authority, or none at all
            return True
        ours = saved.read_bytes()
        saved.unlink()
        for folder in (keys / TLS, keys) if keys is not None else ():
            if _is_same(folder / AUTHORITY_FILE, ours):
                _check(folder)
                (self._stage / TLS).mkdir(mode=0o700)
                for path in sorted(folder.glob("*.pem")):
                    shutil.copy2(path, self._stage / TLS)
                return True
        return _is_same(self._data / TLS / AUTHORITY_FILE, ours)

    def _stage_master_key(self, keys: Path | None) -> bool:
        path = self._configuration.master_key_file
        if path.exists():
            return True
        if keys is None or not (keys / MASTER_KEY).is_file():
            return False
        if path.parent == self._data:
            shutil.copy2(keys / MASTER_KEY, self._stage / MASTER_KEY)
            (self._stage / MASTER_KEY).chmod(0o600)
            return True
        return False

    def _stage_settings(self) -> None:
        """Bring the settings back where there are none; those that are there stay."""
        path = self._stage / SETTINGS
        if (self._data / SETTINGS).exists():
            path.unlink(missing_ok=True)
        elif self._configuration.database:
            address = msgspec.json.encode(self._configuration.database).decode()
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(f"database = {address}\n{text}", encoding="utf-8")

    def _staged(self) -> tuple[str, ...]:
        wanted = (DATABASE, FILES, TLS, MASTER_KEY, SETTINGS)
        return tuple(name for name in wanted if (self._stage / name).exists())

    def _stamp(self) -> str:
        now = datetime.fromtimestamp(self._environment.now_us() / 1_000_000, UTC)
        return f"{now:%Y%m%d-%H%M%S}"


def _begin(database: Database, epoch: str, origin: Origin) -> None:
    begin_epoch(database, epoch=epoch, skipped_numbers=SKIPPED_NUMBERS)
    writer = database.writer()
    writer.begin()
    put_origin(database, writer, origin)
    writer.commit()


def _is_same(path: Path, text: bytes) -> bool:
    return path.is_file() and path.read_bytes() == text


def _check(folder: Path) -> None:
    try:
        check_authority(folder)
    except BadAuthority as error:
        raise RestoreFailed(f"The keys cannot be used: {error}") from None
