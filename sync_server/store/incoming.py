# SPDX-License-Identifier: Apache-2.0
"""What is remembered of mail that comes in: how far each mailbox was read, the mail as it came, and
the automatic answers that were given. Outside the change log.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct, structs
from sqlalchemy import and_, bindparam, func, or_, select, update

from sync_server.contract.ids import HeldId, Instant, MailboxId, MessageId, TicketId
from sync_server.store.engines import Connection, Database, Listing, Statement, Writer
from sync_server.store.ledger import upsert
from sync_server.store.tables import (
    automatic_mail,
    awaited_mail,
    contact_address,
    held,
    mailbox_state,
    message,
    raw_mail,
    ticket,
)

NOTHING: Final = ""
"""Stands for the message of a mail of which nothing was made: a repeat without its first, say."""


class ReadingState(Struct, frozen=True, kw_only=True):
    """How far a mailbox was read: every mail up to `last_uid` has been taken in."""

    mailbox: MailboxId
    uid_validity: int
    last_uid: int
    fetched_at: Instant


class RawMail(Struct, frozen=True, kw_only=True):
    """A mail as it came. `at` is when the mail server got it; `size` is in bytes.

    `message_id` and `fingerprint` are known once it was read, and empty before. It became
    `message` or `held`; with neither it is still to be dealt with.
    """

    id: str
    mailbox: MailboxId
    message_id: str = ""
    fingerprint: str = ""
    size: int
    at: Instant
    message: str | None = None
    held: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether the mail has become what it was to become."""
        return self.message is not None or self.held is not None


class AwaitedMail(Struct, frozen=True, kw_only=True):
    """A Message-ID that the mail named which became `message` and opened a ticket."""

    message_id: str
    message: str
    at: Instant


class AutomaticMail(Struct, frozen=True, kw_only=True):
    """An automatic answer that was given, under its message's id."""

    id: MessageId
    address: str
    ticket: str
    mailbox: str
    subject: str
    at: Instant


class Given(Struct, frozen=True):
    """How many automatic answers were given: to an address in a day and in an hour, of those about
    one subject in an hour, and from a mailbox in an hour, also to the address's domain alone.
    """

    day: int
    hour: int
    subject: int
    mailbox: int
    domain: int


class Incoming:
    """Statements for one database. Stateless; works inside the caller's transaction."""

    def __init__(self, database: Database) -> None:
        raws = [raw_mail.c[name] for name in RawMail.__struct_fields__]
        states = [mailbox_state.c[name] for name in ReadingState.__struct_fields__]
        compile_ = database.compile
        self._state = compile_(
            select(*states).where(mailbox_state.c.mailbox == bindparam("mailbox_"))
        )
        self._put_state = upsert(database, mailbox_state, "mailbox")
        self._raw = compile_(select(*raws).where(raw_mail.c.id == bindparam("id_")))
        self._raws = Listing(
            database.compiler, lambda ids: select(*raws).where(raw_mail.c.id.in_(ids))
        )
        self._put_raw = upsert(database, raw_mail, "id")
        self._same = compile_(
            select(*raws)
            .where(
                raw_mail.c.message_id == bindparam("message_id_"),
                or_(raw_mail.c.message.is_not(None), raw_mail.c.held.is_not(None)),
            )
            .order_by(raw_mail.c.at, raw_mail.c.id)
            .limit(100)
        )
        self._put_awaited = upsert(database, awaited_mail, "message_id", "message")
        self._awaiting = compile_(
            select(awaited_mail.c.message)
            .where(awaited_mail.c.message_id == bindparam("message_id_"))
            .order_by(awaited_mail.c.at, awaited_mail.c.message)
            .limit(100)
        )
        self._numbered = compile_(
            select(ticket.c.id).where(ticket.c.number == bindparam("number_")).limit(1)
        )
        self._of_messages = Listing(
            database.compiler, lambda ids: select(*raws).where(raw_mail.c.message.in_(ids))
        )
        self._of_held = compile_(select(*raws).where(raw_mail.c.held == bindparam("held_")))
        self._released = compile_(
            select(held.c.id).where(held.c.released_by.is_not(None)).order_by(held.c.id)
        )
        self._messages_from = compile_(
            select(func.count())
            .select_from(message)
            .join(ticket, ticket.c.id == message.c.ticket)
            .join(contact_address, contact_address.c.contact == ticket.c.requester)
            .where(
                contact_address.c.email == bindparam("address_"),
                message.c.type == "customer",
                message.c.contact == ticket.c.requester,
                message.c.at > bindparam("since_"),
            )
        )
        self._became = compile_(
            update(raw_mail)
            .where(raw_mail.c.held == bindparam("held_"))
            .values(message=bindparam("message_"))
        )
        ours, theirs = message.alias(), message.alias()
        self._answers_us = compile_(
            select(ticket.c.id)
            .join(contact_address, contact_address.c.contact == ticket.c.requester)
            .join(ours, ours.c.ticket == ticket.c.id)
            .join(theirs, theirs.c.ticket == ticket.c.id)
            .where(
                contact_address.c.email == bindparam("address_"),
                ours.c.type == "reply",
                ours.c.delivered_at.is_not(None),
                theirs.c.type == "customer",
                theirs.c.at > ours.c.at,
                theirs.c.contact == ticket.c.requester,
            )
            .limit(1)
        )
        self._put_automatic = upsert(database, automatic_mail, "id")
        since = automatic_mail.c.at > bindparam("since_")
        to_address = automatic_mail.c.address == bindparam("address_")
        count = select(func.count()).select_from(automatic_mail)
        self._to_address = compile_(count.where(and_(to_address, since)))
        self._about = compile_(
            count.where(and_(to_address, since, automatic_mail.c.subject == bindparam("subject_")))
        )
        self._from_mailbox = compile_(
            select(automatic_mail.c.address).where(
                automatic_mail.c.mailbox == bindparam("mailbox_"), since
            )
        )

    # -- how far -------------------------------------------------------------------------------

    def state(self, connection: Connection, mailbox: MailboxId) -> ReadingState | None:
        """How far a mailbox was read; `None` for one that never was."""
        found = connection.rows(self._state, mailbox_=mailbox)
        names = ReadingState.__struct_fields__
        return ReadingState(**dict(zip(names, found[0], strict=True))) if found else None

    def put_state(self, writer: Writer, state: ReadingState) -> None:
        """Remember how far a mailbox was read."""
        writer.write(self._put_state, self._put_state.bind(structs.asdict(state)))

    # -- mail as it came -----------------------------------------------------------------------

    def raw(self, connection: Connection, id_: str) -> RawMail | None:
        """The mail under an id."""
        found = connection.rows(self._raw, id_=id_)
        return _raw(found[0]) if found else None

    def raws(self, connection: Connection, ids: Sequence[str]) -> dict[str, RawMail]:
        """The mails under some ids, as far as they are there."""
        return {row[0]: _raw(row) for row in self._raws.rows(connection, ids)}

    def put_raw(self, writer: Writer, mails: Iterable[RawMail]) -> None:
        """Remember mails, or what became of them."""
        writer.write_many(
            self._put_raw, [self._put_raw.bind(structs.asdict(mail)) for mail in mails]
        )

    def same(self, connection: Connection, message_id: str) -> list[RawMail]:
        """The mails under a Message-ID that became something, the oldest first, at most 100."""
        return [_raw(row) for row in connection.rows(self._same, message_id_=message_id)]

    def put_awaited(self, writer: Writer, mails: Iterable[AwaitedMail]) -> None:
        """Remember what mail that opened a ticket answers."""
        writer.write_many(
            self._put_awaited, [self._put_awaited.bind(structs.asdict(mail)) for mail in mails]
        )

    def awaiting(self, connection: Connection, message_id: str) -> list[str]:
        """The messages that opened a ticket and name a Message-ID, the oldest first."""
        found = connection.rows(self._awaiting, message_id_=message_id)
        return [str(row[0]) for row in found]

    def of_messages(self, connection: Connection, messages: Sequence[str]) -> list[RawMail]:
        """The mails that became some messages, as far as they came by mail."""
        return [_raw(row) for row in self._of_messages.rows(connection, messages)]

    def of_held(self, connection: Connection, id_: HeldId) -> RawMail | None:
        """The mail that is held under an id."""
        found = connection.rows(self._of_held, held_=id_)
        return _raw(found[0]) if found else None

    def released(self, connection: Connection) -> list[HeldId]:
        """Held mail that somebody released and that has still to be taken in."""
        return [HeldId(row[0]) for row in connection.rows(self._released)]

    def messages_from(self, connection: Connection, address: str, *, since: Instant) -> int:
        """How many messages of a customer with this address came since an instant."""
        return _count(connection, self._messages_from, address_=address, since_=since)

    def became(self, writer: Writer, id_: HeldId, message: str) -> None:
        """Remember what held mail became."""
        writer.write(self._became, self._became.bind({"held_": id_, "message_": message}))

    def ticket_numbered(self, connection: Connection, number: int) -> TicketId | None:
        """The ticket with a number."""
        found = connection.rows(self._numbered, number_=number)
        return TicketId(found[0][0]) if found else None

    # -- automatic answers ---------------------------------------------------------------------

    def put_automatic(self, writer: Writer, mail: AutomaticMail) -> None:
        """Remember an automatic answer."""
        writer.write(self._put_automatic, self._put_automatic.bind(structs.asdict(mail)))

    def given(
        self, connection: Connection, mail: AutomaticMail, *, day: Instant, hour: Instant
    ) -> Given:
        """How many automatic answers were given since two instants, as one more would be."""
        to = {"address_": mail.address}
        rows = connection.rows(self._from_mailbox, mailbox_=mail.mailbox, since_=hour)
        domain = mail.address.rpartition("@")[2]
        return Given(
            day=_count(connection, self._to_address, **to, since_=day),
            hour=_count(connection, self._to_address, **to, since_=hour),
            subject=_count(connection, self._about, **to, since_=hour, subject_=mail.subject),
            mailbox=len(rows),
            domain=sum(1 for row in rows if row[0].rpartition("@")[2] == domain),
        )

    def answers_us(self, connection: Connection, address: str) -> bool:
        """Whether somebody has answered mail of ours from this address before."""
        return bool(connection.rows(self._answers_us, address_=address))


def _count(connection: Connection, statement: Statement, **values: object) -> int:
    return int(connection.rows(statement, **values)[0][0])


def _raw(row: Sequence[object]) -> RawMail:
    values = dict(zip(RawMail.__struct_fields__, row, strict=True))
    return RawMail(**values)  # type: ignore[arg-type]
