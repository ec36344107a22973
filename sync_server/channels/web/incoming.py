# SPDX-License-Identifier: Apache-2.0
"""Takes in what a form says: its files, then the message, as one command of the channel."""

from typing import Final

from sync_server.channels.attachments import FileKeeper, MessageFiles, text_of
from sync_server.channels.derived_ids import derived_id
from sync_server.channels.email.text import safe_file_name
from sync_server.channels.web.fields import Entered
from sync_server.channels.web.form_data import Upload
from sync_server.contract.commands import ReceiveMessage
from sync_server.contract.frames import Answer
from sync_server.contract.ids import AttachmentId, ContactId, MessageId, TeamId, TicketId
from sync_server.desk.actor import CHANNEL, Actor
from sync_server.desk.desk import Desk

DEVICE: Final = "web"


class Incoming:
    """Gives messages of the web port to the desk."""

    def __init__(self, desk: Desk, keeper: FileKeeper) -> None:
        self._desk = desk
        self._keeper = keeper

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
        listed = MessageFiles(identity)
        text, whole = text_of(entered.text)
        full_text: AttachmentId | None = None
        if whole is not None:
            full_text = listed.add("message.txt", "text/plain", whole)
        for number, file in enumerate(files, 1):
            assert file.data is not None
            listed.add(safe_file_name(file.name, f"file {number}"), file.media_type, file.data)
        await self._keeper.keep(listed.data)
        ticket = TicketId(derived_id("ticket", identity))
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
            unverified=unverified,
        )
        actor = Actor(kind=CHANNEL, id=DEVICE, via=DEVICE, device=DEVICE, source=source)
        answer = await self._desk.execute(command, actor, id=derived_id("command", identity))
        return answer, ticket
