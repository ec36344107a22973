# SPDX-License-Identifier: Apache-2.0
"""What the desk knows that decides where a mail belongs, read in one snapshot of the database."""

from functools import partial
from typing import TypeVar, cast

from sync_server.contract.addresses import address_key
from sync_server.contract.entities import Block, Contact, Entity, Message, Ticket
from sync_server.contract.ids import AgentId, ContactId, MessageId, TicketId
from sync_server.desk.roster import Roster
from sync_server.domain.merges import living
from sync_server.store.dossier import messages_of
from sync_server.store.engines import Connection, Database
from sync_server.store.incoming import Incoming, RawMail
from sync_server.store.lookups import Lookups
from sync_server.store.rows import AllRows

E = TypeVar("E", bound=Entity)


class FactReader:
    """Makes `Facts` on one database."""

    def __init__(self, database: Database) -> None:
        self.incoming = Incoming(database)
        self.rows = AllRows(database)
        self.lookups = Lookups(database)

    def on(self, connection: Connection, roster: Roster) -> "Facts":
        """The facts as a connection's transaction sees them. Good as long as that lasts."""
        return Facts(self, connection, roster)


class Facts:
    """Questions about senders, tickets and mail that is there. Every method blocks."""

    def __init__(self, reader: FactReader, connection: Connection, roster: Roster) -> None:
        self._reader = reader
        self._connection = connection
        self._roster = roster
        self._agents = {
            address_key(agent.email): agent.id
            for agent in roster.agents.values()
            if not agent.disabled
        }

    def find(self, kind: type[E], id_: str) -> E | None:
        """The row under an id."""
        stored = self._reader.rows[kind.kind].load(self._connection, id_)
        return None if stored is None else cast(E, stored.entity)

    # -- people --------------------------------------------------------------------------------

    def agent(self, address: str) -> AgentId | None:
        """The agent who writes from this address, unless disabled."""
        return self._agents.get(address_key(address))

    def is_ours(self, address: str) -> bool:
        """Whether an address is a mailbox of the desk."""
        return self._roster.is_ours(address)

    def is_blocked(self, address: str) -> bool:
        """Whether mail of this address, or of its whole domain, is to be held."""
        plain = address_key(address)
        names = (plain, "@" + plain.rpartition("@")[2])
        return any(self.find(Block, name) is not None for name in names)

    def sends_spam(self, address: str) -> bool:
        """Whether a ticket of this address is marked as spam, and not cleared since."""
        contact = self.contact(address)
        statement = self._reader.lookups.spam_of_contact
        return contact is not None and bool(self._connection.rows(statement, contact_=contact.id))

    def contact(self, address: str) -> Contact | None:
        """The contact with this address; the one that it was merged into, if it was."""
        rows = self._connection.rows(
            self._reader.lookups.contact_by_address, email_=address_key(address)
        )
        return self._living(ContactId(rows[0][0])) if rows else None

    def _living(self, id_: ContactId | None) -> Contact | None:
        return None if id_ is None else living(partial(self.find, Contact), id_)

    def takes_part(self, ticket: Ticket, address: str) -> bool:
        """Whether an address is the requester's or one of those who get copies."""
        copied = {address_key(each) for each in ticket.cc}
        return address_key(address) in copied or self.asks(ticket, address)

    def is_excluded(self, ticket: Ticket, address: str) -> bool:
        """Whether an agent has taken the part in a ticket from an address."""
        return address_key(address) in ticket.excluded

    def asks(self, ticket: Ticket, address: str) -> bool:
        """Whether an address is the requester's."""
        plain = address_key(address)
        requester = self._living(ticket.requester)
        if requester is None:
            return False
        sender = self.contact(address)
        return (sender is not None and sender.id == requester.id) or plain in {
            address_key(each) for each in requester.emails
        }

    def forwarded_to(self, ticket: TicketId, address: str) -> MessageId | None:
        """The newest forward of a ticket that went to this address, or that it answered."""
        plain = address_key(address)
        for message in reversed(messages_of(self._connection, ticket)):
            if message.type == "forward" and plain in addresses_of(message):
                return message.id
            if message.type == "third_party" and address_key(message.sender or "") == plain:
                return message.about
        return None

    # -- mail and tickets ----------------------------------------------------------------------

    def ticket(self, id_: TicketId) -> Ticket | None:
        """The ticket that an id stands for today: what was merged leads on."""
        return living(partial(self.find, Ticket), id_)

    def message(self, id_: str) -> Message | None:
        """The message under an id."""
        return self.find(Message, id_)

    def numbered(self, number: int) -> Ticket | None:
        """The ticket with a number, merged or not."""
        found = self._reader.incoming.ticket_numbered(self._connection, number)
        return None if found is None else self.find(Ticket, found)

    def under(self, message_id: str) -> Message | None:
        """The oldest message of the desk under a Message-ID of somebody else's."""
        statement = self._reader.lookups.messages_by_mail_id
        rows = self._connection.rows(statement, message_id_=message_id)
        return self.message(rows[0][0]) if rows else None

    def awaiting(self, message_id: str) -> list[Message]:
        """The messages that opened a ticket and answer a mail with this Message-ID."""
        ids = self._reader.incoming.awaiting(self._connection, message_id)
        return [found for id_ in ids if (found := self.message(id_)) is not None]

    def same(self, message_id: str) -> list[RawMail]:
        """Mail that came before under a Message-ID."""
        return self._reader.incoming.same(self._connection, message_id)


def addresses_of(message: Message) -> set[str]:
    """Whom a message went to, folded."""
    return {*named_in(message), *(address_key(each) for each in message.bcc)}


def named_in(message: Message) -> set[str]:
    """Whom everybody sees a message went to, folded."""
    return {address_key(each) for each in (*message.to, *message.cc)}
