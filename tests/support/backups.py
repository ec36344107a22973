# SPDX-License-Identifier: Apache-2.0
"""Backups of small desks for tests: with their files, made in the test's own process."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from sync_server.config import Configuration
from sync_server.environment import RealEnvironment
from sync_server.operations.backup_format import Listed
from sync_server.operations.backup_making import Plan, make_backup
from sync_server.operations.restore import Restored, restore
from sync_server.security.sealing import MasterKey
from sync_server.security.tls import AUTHORITY_FILE, make_authority
from sync_server.store.blobs import Blob, BlobFolder, BlobRows
from sync_server.store.engines import POSTGRESQL, Database
from sync_server.store.schema import migrate
from sync_server.store.snapshot import begin_epoch, load, take_snapshot
from sync_server.store.statehash import state_hash
from tests.support.still_environment import StillEnvironment

FILE_ID = "0199-photo"
PHOTO = b"a photo of a lantern " * 5_000


class BackedDesk:
    """A desk in a data folder, as a server would have it, which nobody serves now."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.environment = StillEnvironment()
        self.folder = configuration.data.parent / "backups"

    @property
    def photo(self) -> Path:
        """The one file of the desk that is whole."""
        return self.configuration.blobs / FILE_ID

    def back_up(self, **changes: Any) -> Listed:
        """Make a backup now."""
        key: MasterKey | None = changes.pop("key", None)
        rest = changes.pop("rest", lambda: None)
        authority = self.configuration.tls / AUTHORITY_FILE
        plan = {
            "database": self.configuration.database_address,
            "blobs": str(self.configuration.blobs),
            "authority": authority.read_text(encoding="ascii"),
            "settings": 'desk = "Lantern Works"\n',
            "folder": str(self.folder),
            "made_at": self.environment.now_us(),
            "by": "console",
            **changes,
        }
        random_bytes = self.environment.random_bytes
        return make_backup(Plan(**plan), key=key, random_bytes=random_bytes, rest=rest)

    def restore(self, listed: Listed, **options: Any) -> Restored:
        """Restore a backup into the data folder."""
        return restore(
            self.configuration, Path(listed.path), environment=self.environment, **options
        )

    def lose(self) -> None:
        """Delete the data folder, and what the desk has of the database."""
        shutil.rmtree(self.configuration.data)
        if self.configuration.database:
            database = Database.open(self.configuration.database)
            database.writer().run("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            database.close()

    def state(self) -> tuple[str, int, str]:
        """Epoch, seq and state hash, as they are in the database."""
        database = Database.open(self.configuration.database_address)
        try:
            with database.read() as reader:
                epoch, seq = reader.run("SELECT epoch, seq FROM head")[0]
                return epoch, seq, state_hash(reader)
        finally:
            database.close()

    def change(self, statement: str) -> None:
        """Write to the database."""
        database = Database.open(self.configuration.database_address)
        writer = database.writer()
        writer.begin()
        writer.run(statement)
        writer.commit()
        database.close()


def make_backed_desk(
    request: pytest.FixtureRequest, furnished: Database, folder: Path, *, dialect: str
) -> BackedDesk:
    """The standard desk in a data folder below `folder`, with one real file."""
    data = folder / "data"
    address = ""
    if dialect == POSTGRESQL:
        address = request.getfixturevalue("postgres").create()
    configuration = Configuration(data=data, database=address)
    data.mkdir(parents=True)
    make_authority(configuration.tls, now=StillEnvironment().now())
    taken = folder / "furnished.sqlite"
    take_snapshot(furnished, taken, rest=lambda: None)
    database = Database.open(configuration.database_address)
    migrate(database)
    load(taken, database)
    begin_epoch(database, epoch="before", skipped_numbers=0)
    _keep_photo(configuration, database)
    database.close()
    taken.unlink()
    return BackedDesk(configuration)


def _keep_photo(configuration: Configuration, database: Database) -> None:
    """Keep one real file; the rows of those that were never there go."""
    environment = RealEnvironment()
    folder = BlobFolder(configuration.blobs, random_bytes=environment.random_bytes)
    folder.append(FILE_ID, 0, PHOTO)
    digest = hashlib.sha256(PHOTO).hexdigest()
    assert folder.finish(FILE_ID, digest)
    blob = Blob(
        id=FILE_ID,
        owner="d1",
        size=len(PHOTO),
        received=len(PHOTO),
        sha256=digest,
        complete=True,
        created_at=0,
    )
    writer = database.writer()
    writer.begin()
    writer.run("DELETE FROM blob")
    writer.run("DELETE FROM raw_mail")
    BlobRows(database).put(writer, blob)
    writer.commit()
    environment.close()
