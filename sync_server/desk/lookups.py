# SPDX-License-Identifier: Apache-2.0
"""Questions that a handler asks by something other than an id.

Answers include what earlier commands of the batch wrote (their rows are flushed first), not what
the asking command itself has in hand.
"""

from typing import Any

import msgspec
from msgspec import Struct

from sync_server.contract.addresses import address_key
from sync_server.contract.frames import Answer
from sync_server.contract.ids import (
    AgentId,
    ApiKeyId,
    ContactId,
    MessageId,
    OrganisationId,
    SecretId,
    Seq,
    TeamId,
    TicketId,
)
from sync_server.desk.batch import Batch
from sync_server.store.engines import Connection, Statement
from sync_server.store.lookups import Lookups


class StoredFile(Struct, frozen=True):
    """An uploaded file. `owner` is the device or channel that sent it; `size` is in bytes."""

    owner: str
    size: int
    sha256: str
    complete: bool


class Lookup:
    """Lookups on one batch."""

    def __init__(self, lookups: Lookups, batch: Batch) -> None:
        self._lookups = lookups
        self._batch = batch

    @property
    def connection(self) -> Connection:
        """For readers of the store that look at much at once."""
        self._batch.flush_rows()
        self._batch.flush_log()
        return self._batch.writer

    def contact_by_address(self, email: str) -> ContactId | None:
        """The contact with this address, in any case of letters."""
        found = self._column(self._lookups.contact_by_address, email_=address_key(email))
        return ContactId(found[0]) if found else None

    def organisation_by_domain(self, domain: str) -> OrganisationId | None:
        """The organisation whose mail comes from this domain."""
        found = self._column(self._lookups.organisation_by_domain, domain_=address_key(domain))
        return OrganisationId(found[0]) if found else None

    def agent_by_address(self, email: str) -> AgentId | None:
        """The agent with this address. Addresses of agents are kept in lower case."""
        found = self._column(self._lookups.agent_by_address, email_=address_key(email))
        return AgentId(found[0]) if found else None

    def tickets_of_contact(self, contact: ContactId, limit: int) -> list[TicketId]:
        """At most `limit` tickets of a contact that are not archived, oldest first."""
        return [
            TicketId(id_)
            for id_ in self._column(
                self._lookups.tickets_of_contact, contact_=contact, limit_=limit
            )
        ]

    def tickets_beside(self, contact: ContactId, besides: TicketId) -> int:
        """How many other tickets a contact has; no more than `MOST_COUNTED` are counted."""
        statement = self._lookups.tickets_beside
        return int(self._column(statement, contact_=contact, besides_=besides)[0])

    def open_tickets_beside(self, contact: ContactId, besides: TicketId) -> int:
        """How many of them are neither finished nor gone."""
        statement = self._lookups.open_tickets_beside
        return int(self._column(statement, contact_=contact, besides_=besides)[0])

    def replies_of(self, ticket: TicketId) -> int:
        """How many replies of ours a ticket has; counted as far as tickets are."""
        return int(self._column(self._lookups.replies_of, ticket_=ticket)[0])

    def last_owner(self, contact: ContactId, *, besides: TicketId) -> AgentId | None:
        """Who has or had the newest other ticket of a contact that somebody has."""
        found = self._column(self._lookups.last_owner, contact_=contact, besides_=besides)
        return AgentId(found[0]) if found else None

    def contacts_of_organisation(self, organisation: OrganisationId, limit: int) -> list[ContactId]:
        """At most `limit` contacts of an organisation."""
        found = self._column(
            self._lookups.contacts_of_organisation, organisation_=organisation, limit_=limit
        )
        return [ContactId(id_) for id_ in found]

    def tickets_of_organisation(self, organisation: OrganisationId, limit: int) -> list[TicketId]:
        """At most `limit` tickets of an organisation that are not archived, oldest first."""
        found = self._column(
            self._lookups.tickets_of_organisation, organisation_=organisation, limit_=limit
        )
        return [TicketId(id_) for id_ in found]

    def message_by_mail_id(self, message_id: str, team: TeamId | None) -> str | None:
        """The stored message with this Message-ID in a ticket of `team`."""
        self._batch.flush_rows()
        statement = self._lookups.messages_by_mail_id
        for message, ticket in self._batch.writer.run(statement.sql, (message_id,)):
            stored = self._batch.load("ticket", ticket)
            if stored is not None and getattr(stored.entity, "team", None) == team:
                return str(message)
        return None

    def messages_of_ticket(self, ticket: TicketId, limit: int) -> list[MessageId]:
        """At most `limit` messages of a ticket, newest first."""
        found = self._column(self._lookups.messages_of_ticket, ticket_=ticket, limit_=limit)
        return [MessageId(id_) for id_ in found]

    def attachments_of_message(self, message: str) -> list[str]:
        """The ids of a message's attachments."""
        return self._column(self._lookups.attachments_of_message, message_=message)

    def administrators(self) -> list[AgentId]:
        """The agents who administer the desk and are not disabled."""
        return [AgentId(id_) for id_ in self._column(self._lookups.administrators)]

    def api_key_by_digest(self, digest: str) -> ApiKeyId | None:
        """The key of a program that has this digest."""
        found = self._column(self._lookups.api_key_by_digest, digest_=digest)
        return ApiKeyId(found[0]) if found else None

    def file(self, attachment: str) -> StoredFile | None:
        """The uploaded file under an attachment's id."""
        found = self._batch.writer.run(self._lookups.file.sql, (attachment,))
        if not found:
            return None
        owner, size, sha256, complete = found[0]
        return StoredFile(owner, size, sha256, bool(complete))

    def has_secret(self, id_: SecretId) -> bool:
        """Whether a password is stored under this id."""
        return bool(self._column(self._lookups.secret, id_=id_))

    def seq_of_command(self, device: str, command: str) -> Seq:
        """The seq at which an earlier command of a device took effect; 0 when it did not."""
        answer = self._batch.answers.get((device, command))
        if answer is None:
            found = self._column(self._lookups.answer, device_=device, id_=command)
            answer = msgspec.json.decode(found[0], type=Answer) if found else None
        return 0 if answer is None or answer.seq is None else answer.seq

    def _column(self, statement: Statement, **parameters: object) -> list[Any]:
        self._batch.flush_rows()
        return [row[0] for row in self._batch.writer.rows(statement, **parameters)]
