# SPDX-License-Identifier: Apache-2.0
"""Attaching uploaded files to a message."""

from typing import Final

from sync_server.contract.commands import File
from sync_server.contract.entities import Attachment, Message
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.unit import Unit

MAX_FILES: Final = 50
"""Files of one message."""


def attach_files(
    unit: Unit, message: Message, files: tuple[File, ...], *, present: int = 0
) -> None:
    """Hang files on a message that has `present` already.

    Refused: no_file, when the bytes are not all there or another device sent them; limit; exists.
    """
    if present + len(files) > MAX_FILES:
        raise Refused(Code.LIMIT, "files")
    for file in files:
        stored = unit.lookup.file(file.id)
        if stored is None or not stored.complete or stored.owner != unit.actor.device:
            raise Refused(Code.NO_FILE, "files")
        unit.insert(
            Attachment(
                id=file.id,
                ticket=message.ticket,
                message=message.id,
                name=file.name,
                media_type=file.media_type,
                size=stored.size,
                sha256=stored.sha256,
                content_id=file.content_id,
            )
        )
