# SPDX-License-Identifier: Apache-2.0
"""Mail that arrives at the standard desk's mailbox, without a mail server in between."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, Final

from sync_server.channels.attachments import FileKeeper
from sync_server.channels.email.entering import MAIL, MAIL_DESK
from sync_server.channels.email.held_mail import HeldMail
from sync_server.channels.email.intake import Intake
from sync_server.channels.email.raw_store import Arrived, RawStore
from sync_server.channels.email.reading import MailReader
from sync_server.channels.email.worker import ParserProcess
from sync_server.contract.entities import Entity, Held, Message, Ticket
from sync_server.contract.ids import MailboxId
from sync_server.desk.signing_key import read_signer
from sync_server.security.signing import Signer
from sync_server.store.blobs import BlobFolder
from sync_server.store.incoming import Incoming, RawMail
from sync_server.store.rows import AllRows
from tests.support.standard_desk import StandardDesk

MAILBOX: Final = MailboxId("post")
"""The standard desk's mailbox."""

ADDRESS: Final = "help@desk.test"
CUSTOMER: Final = "Max Cust <max@cust.example>"


def written(
    text: str = "It does not work.",
    *,
    sender: str = CUSTOMER,
    to: str = ADDRESS,
    subject: str = "Printer on fire",
    message_id: str | None = None,
    **headers: str,
) -> EmailMessage:
    """A mail; underscores in names of headers stand for hyphens."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = subject
    if message_id is not None:
        mail["Message-ID"] = message_id
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


class Arrivals:
    """An intake on a desk, and what became of the mail."""

    def __init__(
        self, standard: StandardDesk, intake: Intake, held: HeldMail, signer: Signer
    ) -> None:
        self.standard = standard
        self.intake = intake
        self.held_mail = held
        self.signer = signer

    async def take(self, *mails: EmailMessage | bytes, mailbox: str = MAILBOX) -> None:
        """Take mails in that come at this moment."""
        at = self.standard.environment.now_us()
        await self.intake.take(
            [
                Arrived(
                    mailbox=MailboxId(mailbox),
                    raw=mail if isinstance(mail, bytes) else mail.as_bytes(),
                    at=at,
                )
                for mail in mails
            ]
        )

    machine = MAIL_DESK

    def rows(self, kind: type[Entity]) -> list[Any]:
        """All rows of a kind, by id."""
        rows = AllRows(self.standard.database)[kind.kind]
        with self.standard.database.read() as reader:
            return sorted(rows.every(reader), key=lambda row: row.id)

    def messages(self, ticket: str | None = None) -> list[Message]:
        """The messages of a ticket, or of all that mail opened, in order."""
        found = [each for each in self.rows(Message) if ticket in (None, each.ticket)]
        return sorted(found, key=lambda each: (each.at, each.id))

    def tickets(self) -> list[Ticket]:
        """The tickets that came by mail, in order."""
        known = [each for each in self.rows(Ticket) if each.mailbox is not None]
        return sorted(known, key=lambda each: each.number)

    async def opened(self, mail: EmailMessage | None = None) -> Ticket:
        """The ticket that a customer's mail opens."""
        before = {each.id for each in self.tickets()}
        await self.take(mail or written(message_id="<first@cust.example>"))
        (ticket,) = [each for each in self.tickets() if each.id not in before]
        return ticket

    def held(self) -> list[Held]:
        """What is held, but for what the standard desk held before."""
        return [each for each in self.rows(Held) if each.id != "parked"]

    def raw(self) -> list[RawMail]:
        """Mail as it came."""
        with self.standard.database.read() as reader:
            ids = [row[0] for row in reader.run("SELECT id FROM raw_mail ORDER BY id")]
            return list(Incoming(self.standard.database).raws(reader, ids).values())


@asynccontextmanager
async def arrivals(
    standard: StandardDesk, folder: Path, parser: ParserProcess
) -> AsyncIterator[Arrivals]:
    """Mail can arrive until the block ends."""
    environment = standard.environment
    signer = await read_signer(standard.desk, environment)
    store = RawStore(BlobFolder(folder, random_bytes=environment.random_bytes))
    keeper = FileKeeper(standard.desk, environment, folder, owner=MAIL.device)
    reader = MailReader(environment, parser)
    intake = Intake(
        standard.desk, environment, store=store, keeper=keeper, signer=signer, reader=reader
    )
    held = HeldMail(standard.desk, environment, store=store, reader=reader, intake=intake)
    yield Arrivals(standard, intake, held, signer)
