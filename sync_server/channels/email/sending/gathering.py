# SPDX-License-Identifier: Apache-2.0
"""Reads what a mail is made of: a message, what it belongs to, and the bytes of its files."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

from sync_server.channels.email.sending.assembly import OutgoingFile
from sync_server.channels.email.sending.bodies import zone_of
from sync_server.channels.email.sending.compose import Outgoing, Unsendable
from sync_server.channels.email.sending.framing import Frame, sound_html
from sync_server.config import Language
from sync_server.contract.addresses import address_key
from sync_server.contract.entities import (
    WORKSPACE,
    Agent,
    Attachment,
    Contact,
    Mailbox,
    Message,
    Organisation,
    Team,
    Ticket,
    Workspace,
)
from sync_server.contract.ids import AttachmentId, ContactId, MessageId
from sync_server.contract.placeholders import field_values, fill_out, gaps_in
from sync_server.domain.merges import living
from sync_server.security.sealing import SealError
from sync_server.store.blobs import BlobFolder
from sync_server.store.dossier import attachments_of, messages_of, ticket_row
from sync_server.store.engines import Connection, Database
from sync_server.store.lookups import Lookups
from sync_server.store.plus_addresses import PlusAddresses
from sync_server.store.rows import AllRows

MAX_BYTES: Final = 100 * 1024 * 1024
"""Of all files of a mail: no server takes so much, and it is in memory at once."""


class Gatherer:
    """Reads from one database and its folder of files. Every method blocks.

    `web` is where customers find the desk's pages; empty when they are not to be sent there.
    `language` is that of what no person writes.
    """

    def __init__(
        self,
        database: Database,
        folder: BlobFolder,
        *,
        web: str = "",
        language: Language = "en",
    ) -> None:
        self._language = language
        self._database = database
        self._folder = folder
        self._web = web
        self._rows = AllRows(database)
        self._lookups = Lookups(database)
        self._plus = PlusAddresses(database)

    def gather(self, id_: MessageId, mailbox: Mailbox) -> Outgoing | None:
        """All of a message's mail as of now; `None` when there is no such message.

        Raises `Unsendable` for files that cannot be read or are too large.
        """
        with self._database.read() as reader:
            stored = self._rows["message"].load(reader, id_)
            message = None if stored is None else cast(Message, stored.entity)
            found = None if message is None else ticket_row(reader, message.ticket)
            if message is None or found is None:
                return None
            ticket = found[1]
            conversation = messages_of(reader, ticket.id)
            attachments = {each.id: each for each in attachments_of(reader, ticket.id)}
            addressed = self._addressed(reader, message)
            contacts = self._contacts(
                reader, {ticket.requester, *addressed, *(each.contact for each in conversation)}
            )
            contact = contacts.get(ticket.requester or "")
            templates = f"{mailbox.signature}{mailbox.template}{mailbox.html_template}"
            values: dict[str, str] = {}
            if gaps_in(templates):
                values = self._values(
                    reader,
                    message=message,
                    ticket=ticket,
                    contact=_addressee(
                        [contacts[id_] for id_ in addressed if id_ in contacts], ticket
                    ),
                )
            workspace = self._rows["workspace"].load(reader, WORKSPACE)
            plus = self._plus.work(reader, mailbox.address)
        zone = "UTC" if workspace is None else cast(Workspace, workspace.entity).timezone
        listed = _listed(message, attachments)
        return Outgoing(
            message=message,
            ticket=ticket,
            mailbox=mailbox,
            contact=contact,
            conversation=conversation,
            authors=contacts,
            files=self._files(listed),
            names=_names(contacts),
            text=self._full_text(message),
            signature=fill_out(mailbox.signature, values),
            frame=_frame(mailbox, values),
            zone=zone_of(zone),
            web=self._web,
            plus=plus,
            language=self._language,
        )

    def _values(
        self, reader: Connection, *, message: Message, ticket: Ticket, contact: Contact | None
    ) -> dict[str, str]:
        """What the fields of a mailbox's texts stand for. `contact` is whom it is written to."""
        asks = contact is not None and contact.id == ticket.requester
        organisation = ticket.organisation if asks else contact and contact.organisation
        agent = self._rows["agent"].load(reader, message.agent or "")
        company = self._rows["organisation"].load(reader, organisation or "")
        team = self._rows["team"].load(reader, ticket.team or "")
        return field_values(
            agent=None if agent is None else cast(Agent, agent.entity),
            contact=contact,
            ticket=ticket,
            company="" if company is None else cast(Organisation, company.entity).name,
            team="" if team is None else cast(Team, team.entity).name,
        )

    def _addressed(self, reader: Connection, message: Message) -> list[ContactId]:
        """The contacts who have an address to which a message goes, in that order."""
        found = (
            reader.rows(self._lookups.contact_by_address, email_=address_key(address))
            for address in message.to
        )
        return [ContactId(rows[0][0]) for rows in found if rows]

    def _contacts(self, reader: Connection, ids: Iterable[str | None]) -> dict[str, Contact]:
        """Who the contacts under some ids are today, after the merges since."""

        def find(wanted: str) -> Contact | None:
            stored = self._rows["contact"].load(reader, wanted)
            return None if stored is None else cast(Contact, stored.entity)

        found = {id_: living(find, id_) for id_ in ids if id_ is not None}
        return {id_: contact for id_, contact in found.items() if contact is not None}

    def _files(self, listed: list[Attachment]) -> tuple[OutgoingFile, ...]:
        if sum(each.size for each in listed) > MAX_BYTES:
            raise Unsendable("Its files are too large to be mailed. Send fewer of them")
        return tuple(
            OutgoingFile(
                name=each.name, media_type=each.media_type, data=self._read(each.id, each.name)
            )
            for each in listed
        )

    def _full_text(self, message: Message) -> str | None:
        if message.full_text is None:
            return None
        return self._read(message.full_text, "its text").decode("utf-8", "replace")

    def _read(self, id_: AttachmentId, name: str) -> bytes:
        try:
            return b"".join(self._folder.read(id_))
        except (OSError, SealError):
            raise Unsendable(f"{name[:100]}: the file cannot be read. Attach it again") from None


def _frame(mailbox: Mailbox, values: Mapping[str, str]) -> Frame | None:
    """What stands around a mail of the mailbox, if anything does."""
    html = sound_html(mailbox.html_template) if mailbox.html_template else ""
    if not mailbox.template and not html:
        return None
    return Frame(text=mailbox.template, html=html, values=values)


def _listed(message: Message, attachments: Mapping[AttachmentId, Attachment]) -> list[Attachment]:
    """The files that go along: the message's own, and those that it sends on."""
    own = [each for each in attachments.values() if each.message == message.id]
    enclosed = [attachments[id_] for id_ in message.enclosed if id_ in attachments]
    chosen = {each.id: each for each in (*own, *enclosed) if each.id != message.full_text}
    return list(chosen.values())


def _addressee(addressed: Sequence[Contact], ticket: Ticket) -> Contact | None:
    """Whom a mail is written to: the customer, if it goes to them, or the first who is known.

    The ticket may have become another customer's since, and what is forwarded is for a third party:
    neither is addressed by the customer's name, nor told their address.
    """
    asks = (contact for contact in addressed if contact.id == ticket.requester)
    return next(asks, addressed[0] if addressed else None)


def _names(contacts: Mapping[str, Contact]) -> dict[str, str]:
    """Names by the contact's id, and by each address."""
    names: dict[str, str] = {}
    for id_, contact in contacts.items():
        names[id_] = contact.name
        names.update({address_key(address): contact.name for address in contact.emails})
    return names
