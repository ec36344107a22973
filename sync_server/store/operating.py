# SPDX-License-Identifier: Apache-2.0
"""What whoever runs a desk asks of its database beside rows: its version, its queue of mail."""

from importlib.resources import as_file, files

from alembic.config import Config
from alembic.script import ScriptDirectory
from msgspec import Struct
from sqlalchemy import Column, MetaData, Table, Text, func, or_, select

from sync_server.contract.ids import Instant, MailboxId
from sync_server.store import tables
from sync_server.store.engines import Connection, Database, DatabaseError

_version = Table("alembic_version", MetaData(), Column("version_num", Text))


class Outgoing(Struct, frozen=True, kw_only=True):
    """Mail that leaves: how many messages wait, since when, and how many were given up."""

    waiting: int
    oldest_at: Instant | None
    failed: int


def known_revisions() -> tuple[str, ...]:
    """The versions of the schema that this program can bring a database to, the newest first."""
    with as_file(files("sync_server.store") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        return tuple(each.revision for each in ScriptDirectory.from_config(config).walk_revisions())


class HeldMail(Struct, frozen=True, kw_only=True):
    """Mail that waits for a person to let it in or throw it away: how much, and since when."""

    waiting: int
    oldest_at: Instant | None


class Operating:
    """Statements for one database. Stateless; they only read."""

    def __init__(self, database: Database) -> None:
        compile_ = database.compile
        message, state = tables.message, tables.mailbox_state
        self._revision = compile_(select(_version.c.version_num))
        self._outgoing = compile_(
            select(message.c.delivery, func.count(), func.min(message.c.at))
            .where(or_(message.c.delivery == "waiting", message.c.delivery == "failed"))
            .group_by(message.c.delivery)
        )
        held, log = tables.held, tables.log
        self._held = compile_(
            select(func.count(), func.min(log.c.at))
            .select_from(held)
            .join(log, log.c.seq == held.c.version)
            .where(held.c.released_by.is_(None))
        )
        self._last = compile_(select(tables.log.c.at).order_by(tables.log.c.seq.desc()).limit(1))
        self._fetched = compile_(select(state.c.mailbox, state.c.fetched_at))

    def revision(self, connection: Connection) -> str | None:
        """The version of the schema; `None` for a database that never held a desk."""
        try:
            found = connection.rows(self._revision)
        except DatabaseError:
            return None
        return str(found[0][0]) if found else None

    def outgoing(self, connection: Connection) -> Outgoing:
        """How the queue of outgoing mail is."""
        found = {kind: (count, at) for kind, count, at in connection.rows(self._outgoing)}
        waiting, oldest_at = found.get("waiting", (0, None))
        return Outgoing(
            waiting=waiting, oldest_at=oldest_at, failed=found.get("failed", (0, None))[0]
        )

    def held(self, connection: Connection) -> HeldMail:
        """How much mail is held, and since when: when it was set aside, not sent."""
        ((waiting, oldest_at),) = connection.rows(self._held)
        return HeldMail(waiting=waiting, oldest_at=oldest_at)

    def last_at(self, connection: Connection) -> Instant | None:
        """When the newest entry of the log was written."""
        found = connection.rows(self._last)
        return int(found[0][0]) if found else None

    def fetched(self, connection: Connection) -> dict[MailboxId, Instant]:
        """When each mailbox last brought something."""
        return {MailboxId(id_): at for id_, at in connection.rows(self._fetched)}
