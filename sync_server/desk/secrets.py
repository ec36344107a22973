# SPDX-License-Identifier: Apache-2.0
"""Passwords for other servers, kept sealed: no command, no log and no backup has one in clear.

A secret is sealed under the master key and bound to its id, so that a row that was put in another's
place does not open. What no mailbox names is forgotten after a day.
"""

from collections.abc import Callable, Iterable
from typing import Final

from sync_server.contract.ids import SecretId
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.security.sealing import MasterKey, SealError
from sync_server.store.engines import Writer
from sync_server.store.secrets import SecretRows

DAY: Final = 86_400_000_000
"""In microseconds, as instants are."""

ENTER_AGAIN: Final = "Enter it again with `deskbell-server mailbox change`"


class SecretLost(Exception):
    """A secret cannot be read; the text says why, and what to do, and holds nothing of it."""


class Secrets:
    """The secrets of one desk. Belongs to the event loop."""

    def __init__(self, desk: Desk, key: MasterKey, environment: Environment) -> None:
        self._desk = desk
        self._key = key
        self._environment = environment
        self._rows = SecretRows(desk.database)
        self._lane = environment.lane("secrets")

    async def keep(self, text: str) -> SecretId:
        """Seal a secret and store it; the id under which it is read again."""
        id_ = SecretId(self._environment.new_id())
        parts = self._key.seal(
            [text.encode()], name=sealed_name(id_), random_bytes=self._environment.random_bytes
        )
        sealed, at = b"".join(parts), self._environment.now_us()
        await self._desk.transact(lambda writer: self._rows.add(writer, id_, sealed, at=at))
        return id_

    async def read(self, id_: SecretId) -> str:
        """The secret under an id. Raises `SecretLost`."""
        return await self._lane.run(self._read, id_)

    async def unreadable(self, ids: Iterable[SecretId]) -> dict[SecretId, str]:
        """Which of some secrets cannot be read, and why."""
        return await self._lane.run(self._unreadable, tuple(ids))

    async def prune(self) -> None:
        """Forget the secrets that no mailbox names and that are older than a day."""
        before = self._environment.now_us() - DAY

        def prune(writer: Writer) -> None:
            self._rows.prune(writer, before=before)

        await self._desk.transact(prune)

    # -- on the lane ---------------------------------------------------------------------------

    def _read(self, id_: SecretId) -> str:
        with self._desk.database.read() as reader:
            sealed = self._rows.find(reader, id_)
        if sealed is None:
            raise SecretLost(f"The password is not stored any more. {ENTER_AGAIN}")
        try:
            return b"".join(self._key.open([sealed], name=sealed_name(id_))).decode()
        except SealError as error:
            raise SecretLost(f"The password cannot be opened: {error}. {ENTER_AGAIN}") from None

    def _unreadable(self, ids: tuple[SecretId, ...]) -> dict[SecretId, str]:
        found = {id_: _problem(self._read, id_) for id_ in ids}
        return {id_: problem for id_, problem in found.items() if problem}


def sealed_name(id_: SecretId) -> str:
    """What the sealed form of a secret is bound to."""
    return f"secret {id_}"


def _problem(read: Callable[[SecretId], str], id_: SecretId) -> str:
    """Why a secret cannot be read; empty when it can."""
    try:
        read(id_)
    except SecretLost as lost:
        return str(lost)
    return ""
