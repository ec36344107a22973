# SPDX-License-Identifier: Apache-2.0
"""What a desk remembers of having been restored from a backup."""

from typing import Final

import msgspec
from msgspec import Struct

from sync_server.contract.ids import Instant, Seq
from sync_server.store.engines import Connection, Database, Writer
from sync_server.store.settings import Settings

RESTORED: Final = "restored"


class Origin(Struct, frozen=True, kw_only=True):
    """The last restore: when it was, when its backup was made, and where its log ended."""

    at: Instant
    made_at: Instant
    seq: Seq


def read_origin(database: Database, connection: Connection) -> Origin | None:
    """Where a desk came from; `None` if it was never restored."""
    text = Settings(database).get(connection, RESTORED)
    return None if text is None else msgspec.json.decode(text, type=Origin)


def put_origin(database: Database, writer: Writer, origin: Origin) -> None:
    """Remember a restore. Within the caller's transaction."""
    Settings(database).put(writer, RESTORED, msgspec.json.encode(origin).decode())
