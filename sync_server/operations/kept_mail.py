# SPDX-License-Identifier: Apache-2.0
"""Writes mail as it came to files: a ticket does not show all of what is very large."""

from pathlib import Path

from sync_server.contract.ids import HeldId
from sync_server.operations.failed import Failed
from sync_server.operations.requests import Done
from sync_server.security.sealing import SealError
from sync_server.store.blobs import BlobFolder
from sync_server.store.dossier import messages_of, ticket_by_number
from sync_server.store.engines import Connection, Database
from sync_server.store.incoming import Incoming, RawMail


def save_mail(database: Database, folder: BlobFolder, *, of: str, into: Path) -> Done:
    """Write the mails of a ticket, by its number, or the one of a message or of held mail, by its
    id, into a folder. Blocks. Raises `Failed`.
    """
    with database.read() as connection:
        mails = _mails(database, connection, of)
    if not mails:
        raise Failed(f"No mail is kept of {of!r}. Give the number of a ticket, or a message's id")
    try:
        into.mkdir(parents=True, exist_ok=True)
        for mail in mails:
            with (into / f"{mail.id}.eml").open("wb") as file:
                file.writelines(folder.read(mail.id))
    except (OSError, SealError) as error:
        raise Failed(f"The mail could not be written to {into}: {error}") from error
    count = "One mail is" if len(mails) == 1 else f"{len(mails)} mails are"
    return Done(done=f"{count} in {into}")


def _mails(database: Database, connection: Connection, of: str) -> list[RawMail]:
    incoming = Incoming(database)
    number = of.removeprefix("#")
    if not number.isdecimal():
        held = incoming.of_held(connection, HeldId(of))
        return incoming.of_messages(connection, [of]) or ([held] if held else [])
    ticket = ticket_by_number(connection, int(number))
    if ticket is None:
        raise Failed(f"There is no ticket {number} on this desk")
    return incoming.of_messages(
        connection, [each.id for each in messages_of(connection, ticket.id)]
    )
