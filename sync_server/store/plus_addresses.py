# SPDX-License-Identifier: Apache-2.0
"""Remembers which mailboxes get no mail at addresses with a plus (subaddressing, RFC 5233)."""

from sync_server.contract.addresses import address_key
from sync_server.store.engines import Connection, Database, Writer
from sync_server.store.settings import Settings

_NO = "no"


class PlusAddresses:
    """What trials have shown, by address. Stateless; runs inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._settings = Settings(database)

    def work(self, connection: Connection, address: str) -> bool:
        """Whether mail to `name+token@…` reaches the mailbox; yes, as far as nobody knows."""
        return self._settings.get(connection, _name(address)) != _NO

    def remember(self, writer: Writer, address: str, *, work: bool) -> None:
        """Remember what a trial has shown."""
        if self.work(writer, address) != work:
            self._settings.put(writer, _name(address), "yes" if work else _NO)


def _name(address: str) -> str:
    return f"plus addresses of {address_key(address)}"
