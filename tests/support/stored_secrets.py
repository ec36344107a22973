# SPDX-License-Identifier: Apache-2.0
"""Secrets under ids that a test chooses, for mailboxes to which nobody signs in."""

from sync_server.contract.ids import SecretId
from sync_server.desk.desk import Desk
from sync_server.store.secrets import SecretRows


async def store_secret(desk: Desk, id_: str) -> None:
    """Store a secret that no key opens, long ago: it stays as long as a mailbox names it."""
    rows = SecretRows(desk.database)
    await desk.transact(lambda writer: rows.add(writer, SecretId(id_), b"closed", at=0))
