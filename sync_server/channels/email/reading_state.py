# SPDX-License-Identifier: Apache-2.0
"""Remembers how far a mailbox has been read, and where its reading began."""

from msgspec import Struct

from sync_server.contract.ids import Instant, MailboxId
from sync_server.desk.desk import Desk
from sync_server.environment import Environment, Lane
from sync_server.store.engines import Writer
from sync_server.store.incoming import Incoming, ReadingState
from sync_server.store.settings import Settings


class Beginning(Struct, frozen=True):
    """Where reading began: `after_uid` was the newest mail when the mailbox was connected. Without
    old mail what came before `after` does not concern the desk, whatever becomes of the UIDs.
    """

    after_uid: int = 0
    after: Instant = 0


class Bookmark:
    """One mailbox's place. Belongs to the event loop; reads on `lane`."""

    def __init__(
        self, desk: Desk, environment: Environment, mailbox: MailboxId, lane: Lane
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._mailbox = mailbox
        self._lane = lane
        self._incoming = Incoming(desk.database)
        self._settings = Settings(desk.database)

    async def read(self) -> ReadingState | None:
        """How far; `None` for a mailbox that was never read."""
        return await self._lane.run(self._read)

    async def beginning(self) -> Beginning:
        """Where reading began."""
        return await self._lane.run(self._read_beginning)

    async def write(
        self, uid_validity: int, last_uid: int, beginning: Beginning | None = None
    ) -> None:
        """Remember how far, and with a `beginning` where it began."""
        state = ReadingState(
            mailbox=self._mailbox,
            uid_validity=uid_validity,
            last_uid=last_uid,
            fetched_at=self._environment.now_us(),
        )

        def write(writer: Writer) -> None:
            self._incoming.put_state(writer, state)
            if beginning is not None:
                value = f"{beginning.after_uid} {beginning.after}"
                self._settings.put(writer, self._setting, value)

        await self._desk.transact(write)

    def _read(self) -> ReadingState | None:
        with self._desk.database.read() as connection:
            return self._incoming.state(connection, self._mailbox)

    def _read_beginning(self) -> Beginning:
        with self._desk.database.read() as connection:
            value = self._settings.get(connection, self._setting)
        if value is None:
            return Beginning()
        uid, _, after = value.partition(" ")
        return Beginning(int(uid), int(after))

    @property
    def _setting(self) -> str:
        return f"mailbox {self._mailbox} begins"
