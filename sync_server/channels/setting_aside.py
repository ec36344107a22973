# SPDX-License-Identifier: Apache-2.0
"""What a blocked sender enters, by a form or through a program, waits among held mail, as the mail
that it could be.

So it is kept whole, looked at and let in like any other held mail. Who is blocked learns nothing of
it.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.facts import FactReader
from sync_server.channels.email.raw_store import Arrived, RawStore
from sync_server.channels.email.sending.assembly import OutgoingFile, assemble
from sync_server.channels.email.sending.bodies import write_body
from sync_server.channels.email.sending.fields import address_value, text_value
from sync_server.channels.entered import Entered
from sync_server.contract.commands import HoldMail
from sync_server.contract.frames import Answer
from sync_server.contract.ids import HeldId, MailboxId, TeamId, TicketId
from sync_server.desk.actor import Actor
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.blobs import BlobFolder
from sync_server.store.engines import Writer
from sync_server.store.incoming import RawMail

NO_MAILBOX: Final = MailboxId("form")
"""Stands for the mailbox of mail that came to none."""


class Place(Struct, frozen=True, kw_only=True):
    """Where a message would have gone. `way` says how it came: "by the form"."""

    way: str
    team: TeamId | None
    thread: TicketId | None
    mailbox: MailboxId | None


class SettingAside:
    """Holds messages. Belongs to the event loop."""

    def __init__(self, desk: Desk, environment: Environment, folder: BlobFolder) -> None:
        self._desk = desk
        self._environment = environment
        self._store = RawStore(folder)
        self._facts = FactReader(desk.database)
        self._lane = environment.lane("setting aside")

    async def is_blocked(self, address: str) -> bool:
        """Whether what comes from this address is to be held."""
        return await self._lane.run(self._is_blocked, address)

    def _is_blocked(self, address: str) -> bool:
        with self._desk.database.read() as connection:
            return self._facts.on(connection, self._desk.roster).is_blocked(address)

    def _keep(self, arrived: Arrived, id_: str) -> RawMail:
        kept = self._store.keep(arrived, id_)
        self._store.sync()
        return kept

    async def hold(
        self,
        identity: str,
        entered: Entered,
        files: Sequence[OutgoingFile],
        place: Place,
        *,
        actor: Actor,
    ) -> tuple[HeldId, Answer]:
        """Hold a message, once per `identity`: under which id, and the desk's answer.

        Raises `OSError` when it cannot be kept.
        """
        data = await self._lane.run(_as_mail, identity, entered, files)
        now = self._environment.now_us()
        arrived = Arrived(mailbox=place.mailbox or NO_MAILBOX, raw=data, at=now)
        kept = await self._lane.run(self._keep, arrived, derived_id("raw form", identity))
        held = HeldId(derived_id("held", identity))
        row = RawMail(
            id=kept.id,
            mailbox=kept.mailbox,
            message_id=_message_id(identity),
            size=kept.size,
            at=now,
            held=held,
        )

        def remember(writer: Writer) -> None:
            self._facts.incoming.put_raw(writer, [row])

        await self._desk.transact(remember)
        command = HoldMail(
            held=held,
            reason="blocked",
            detail=f"Its sender is blocked. It came {place.way}",
            mailbox=place.mailbox,
            team=place.team,
            ticket=place.thread,
            sender=entered.address,
            sender_name=entered.name,
            subject=entered.subject,
            size=kept.size,
            files=len(files),
        )
        return held, await self._desk.execute(command, actor, id=derived_id("command", identity))


def _as_mail(identity: str, entered: Entered, files: Sequence[OutgoingFile]) -> bytes:
    """The same bytes for the same message."""
    fields = (
        ("From", address_value(entered.name, entered.address)),
        ("Subject", text_value(entered.subject)),
        ("Message-ID", _message_id(identity)),
    )
    body = write_body("reply", text=entered.text, signature="", quoted=(), page="")
    return assemble(fields, body, files, seed=identity, utf8=not entered.address.isascii())


def _message_id(identity: str) -> str:
    return f"<{identity[:40]}@form.invalid>"
