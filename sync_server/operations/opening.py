# SPDX-License-Identifier: Apache-2.0
"""Opens a desk from its data folder, for the server and for commands at the console alike."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

import sync_server.desk.commands
import sync_server.desk.queries  # noqa: F401 - registers the handlers
from sync_server.config import Configuration
from sync_server.desk import registry
from sync_server.desk.desk import Desk
from sync_server.desk.secrets import Secrets
from sync_server.desk.signin import SignIn
from sync_server.environment import Environment
from sync_server.operations.failed import Failed
from sync_server.operations.restoring import settle_before_opening
from sync_server.operations.verification import Finding, verify_tail
from sync_server.security.master_key import open_master_key
from sync_server.security.throttle import Throttle
from sync_server.store.engines import SQLITE, Database, StorageUnusable
from sync_server.store.schema import migrate

_log = logging.getLogger(__name__)


class NoDesk(Failed):
    """There is no desk where the configuration points; the text says what to do."""


class OpenDesk(NamedTuple):
    """A desk that executes, its door, and its secrets. With `trouble` the desk is read-only."""

    desk: Desk
    sign_in: SignIn
    trouble: Finding | None
    secrets: Secrets


@asynccontextmanager
async def open_desk(
    configuration: Configuration, environment: Environment, *, founding: bool = False
) -> AsyncIterator[OpenDesk]:
    """A running desk for as long as the block lasts.

    Nobody else uses an SQLite file meanwhile. With `founding` there need be no desk yet. Raises
    `StorageUnusable`, `NoDesk` and, for a master key that cannot be used, `SealError`.
    """
    registry.complete()
    lane = environment.lane("desk")
    database, trouble = await lane.run(_open, configuration, founding)
    try:
        key = await lane.run(
            open_master_key, configuration.master_key_file, environment.random_bytes
        )
        desk = Desk(database, environment)
        await desk.start()
        try:
            if not founding and not desk.roster.agents:
                raise _no_desk(configuration)
            if trouble is not None:
                desk.read_only = True
                _log.error(
                    "%s. The desk is read-only until `deskbell-server accept`",
                    trouble.words,
                    extra={"action": "read_only"},
                )
            sign_in = SignIn(desk, environment, configuration.limits, Throttle())
            yield OpenDesk(desk, sign_in, trouble, Secrets(desk, key, environment))
        finally:
            await desk.close()
    finally:
        await lane.run(database.close)


def _open(configuration: Configuration, founding: bool) -> tuple[Database, Finding | None]:  # noqa: FBT001 - a lane takes positions
    settled = settle_before_opening(configuration)
    if settled is not None:
        _log.warning(settled, extra={"action": "restore"})
    database = Database.open(configuration.database_address)
    if database.dialect == SQLITE and not founding and not _has_file(configuration):
        raise _no_desk(configuration)
    try:
        database.claim()
        migrate(database)
        return database, None if founding else verify_tail(database)
    except IndexError:
        database.close()
        raise StorageUnusable(
            f"{configuration.database_address} holds no desk yet. "
            "Finish `deskbell-server init`, or restore a backup"
        ) from None
    except BaseException:
        database.close()
        raise


def _has_file(configuration: Configuration) -> bool:
    return bool(configuration.database) or (configuration.data / "desk.sqlite").exists()


def _no_desk(configuration: Configuration) -> NoDesk:
    return NoDesk(
        f"There is no desk in {configuration.data}. Make one with `deskbell-server init`, "
        "or name its data folder with --data"
    )
