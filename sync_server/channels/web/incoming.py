# SPDX-License-Identifier: Apache-2.0
"""Takes in what a form says: its files, then the message, as one command of the channel."""

import asyncio
import logging
from typing import Final

from sync_server.channels.attachments import FileKeeper, MessageFiles, text_of
from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.acknowledging import Acknowledger
from sync_server.channels.email.sending.assembly import OutgoingFile
from sync_server.channels.email.text import safe_file_name
from sync_server.channels.entered import Entered
from sync_server.channels.setting_aside import Place, SettingAside
from sync_server.channels.web.form_data import Upload
from sync_server.contract.commands import ReceiveMessage
from sync_server.contract.entities import Ticket
from sync_server.contract.frames import Answer
from sync_server.contract.ids import AttachmentId, ContactId, MessageId, TeamId, TicketId
from sync_server.desk.actor import CHANNEL, Actor
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.blobs import BlobFolder
from sync_server.store.engines import DatabaseError

_log = logging.getLogger(__name__)

DEVICE: Final = "web"

BY_FORM: Final = "by the form, so anybody may have written it"
BY_PAGE: Final = "by the page of the ticket"


class Incoming:
    """Gives messages of the web port to the desk."""

    def __init__(
        self, desk: Desk, environment: Environment, keeper: FileKeeper, *, folder: BlobFolder
    ) -> None:
        self._desk = desk
        self._environment = environment
        self._keeper = keeper
        self._aside = SettingAside(desk, environment, folder)
        self._acknowledger = Acknowledger(desk, environment)
        self._one_at_a_time = asyncio.Lock()
        """For files: a second press brings the same ones under the same names."""

    async def take(
        self,
        identity: str,
        entered: Entered,
        files: tuple[Upload, ...],
        *,
        source: str,
        team: TeamId | None = None,
        thread: TicketId | None = None,
        unverified: bool,
    ) -> tuple[Answer, TicketId]:
        """Take a message in, once per `identity`; the answer, and the id that a new ticket has.

        Whoever sends the same again gets the same answer, so `identity` stands for the message and
        all that it says. Raises `OSError` when a file cannot be kept.
        """
        ticket = TicketId(derived_id("ticket", identity))
        new = Ticket(id=ticket, team=team)
        found = None if thread is not None else self._desk.roster.mailbox_for(new)
        mailbox = None if found is None else found.id
        actor = Actor(kind=CHANNEL, id=DEVICE, via=DEVICE, device=DEVICE, source=source)
        if await self._aside.is_blocked(entered.address):
            way = BY_FORM if thread is None else BY_PAGE
            place = Place(way=way, team=team, thread=thread, mailbox=mailbox)
            kept = [
                OutgoingFile(name=file.name, media_type=file.media_type, data=file.data or b"")
                for file in files
            ]
            async with self._one_at_a_time:
                _, answer = await self._aside.hold(identity, entered, kept, place, actor=actor)
            return answer, ticket
        listed = MessageFiles(identity)
        text, whole = text_of(entered.text)
        full_text: AttachmentId | None = None
        if whole is not None:
            full_text = listed.add("message.txt", "text/plain", whole)
        for number, file in enumerate(files, 1):
            assert file.data is not None
            listed.add(safe_file_name(file.name, f"file {number}"), file.media_type, file.data)
        if listed.data:
            async with self._one_at_a_time:
                await self._keeper.keep(listed.data)
        command = ReceiveMessage(
            ticket=ticket,
            message=MessageId(derived_id("message", identity)),
            contact=ContactId(derived_id("contact", identity)),
            thread=thread,
            sender=entered.address,
            sender_name=entered.name,
            channel="form",
            subject=entered.subject,
            text=text,
            team=team,
            files=tuple(listed.listed),
            full_text=full_text,
            mailbox=mailbox,
            unverified=unverified,
        )
        answer = await self._desk.execute(command, actor, id=derived_id("command", identity))
        if answer.ok and thread is None:
            await self._acknowledge(command)
        return answer, ticket

    async def _acknowledge(self, command: ReceiveMessage) -> None:
        """Say by mail that a message has come. It has, whether that can be said or not."""
        try:
            now = self._environment.now_us()
            await self._acknowledger.acknowledge(command, arrived_at=now)
        except DatabaseError:
            _log.exception("No acknowledgement could be written", extra={"action": "acknowledge"})
