# SPDX-License-Identifier: Apache-2.0
"""The questions that command handlers ask by something other than an id, as compiled SQL."""

from typing import Any, Final

from sqlalchemy import ColumnElement, bindparam, func, literal_column, select
from sqlalchemy.sql import Select

from sync_server.domain.lifecycle import LIVE
from sync_server.store import tables
from sync_server.store.engines import Database

MOST_COUNTED: Final = 1000
"""Whoever asks for a number can do no more with a larger one."""


class Lookups:
    """The statements, compiled once for one database."""

    def __init__(self, database: Database) -> None:
        t = tables
        self.contact_by_address = database.compile(
            select(t.contact_address.c.contact).where(
                t.contact_address.c.email == bindparam("email_")
            )
        )
        self.organisation_by_domain = database.compile(
            select(t.organisation_domain.c.organisation).where(
                t.organisation_domain.c.domain == bindparam("domain_")
            )
        )
        self.agent_by_address = database.compile(
            select(t.agent.c.id).where(t.agent.c.email == bindparam("email_"))
        )
        self.tickets_of_contact = database.compile(
            select(t.ticket.c.id)
            .where(t.ticket.c.requester == bindparam("contact_"), t.ticket.c.archived == 0)
            .order_by(t.ticket.c.number)
            .limit(bindparam("limit_"))
        )
        others = (
            t.ticket.c.requester == bindparam("contact_"),
            t.ticket.c.id != bindparam("besides_"),
        )
        live = t.ticket.c.status.in_([literal_column(f"'{each}'") for each in sorted(LIVE)])
        self.tickets_beside = database.compile(_counted(*others))
        self.open_tickets_beside = database.compile(_counted(*others, live))
        self.replies_of = database.compile(
            _counted(
                t.message.c.ticket == bindparam("ticket_"),
                t.message.c.type == "reply",
                t.message.c.automatic == 0,
                t.message.c.retracted == 0,
            )
        )
        self.last_owner = database.compile(
            select(t.ticket.c.assignee)
            .where(
                t.ticket.c.requester == bindparam("contact_"),
                t.ticket.c.id != bindparam("besides_"),
                t.ticket.c.assignee.is_not(None),
            )
            .order_by(t.ticket.c.number.desc())
            .limit(1)
        )
        self.contacts_of_organisation = database.compile(
            select(t.contact.c.id)
            .where(t.contact.c.organisation == bindparam("organisation_"))
            .order_by(t.contact.c.id)
            .limit(bindparam("limit_"))
        )
        self.spam_of_contact = database.compile(
            select(t.ticket.c.id)
            .where(
                t.ticket.c.requester == bindparam("contact_"),
                t.ticket.c.status == "spam",
                t.ticket.c.archived == 0,
            )
            .limit(1)
        )
        self.tickets_of_organisation = database.compile(
            select(t.ticket.c.id)
            .where(t.ticket.c.organisation == bindparam("organisation_"), t.ticket.c.archived == 0)
            .order_by(t.ticket.c.number)
            .limit(bindparam("limit_"))
        )
        self.messages_by_mail_id = database.compile(
            select(t.mail_id.c.message, t.mail_id.c.ticket)
            .where(t.mail_id.c.message_id == bindparam("message_id_"))
            .order_by(t.mail_id.c.message)
        )
        self.attachments_of_message = database.compile(
            select(t.attachment.c.id)
            .where(t.attachment.c.message == bindparam("message_"))
            .order_by(t.attachment.c.id)
        )
        self.messages_of_ticket = database.compile(
            select(t.message.c.id)
            .where(t.message.c.ticket == bindparam("ticket_"))
            .order_by(t.message.c.at.desc(), t.message.c.id.desc())
            .limit(bindparam("limit_"))
        )
        self.administrators = database.compile(
            select(t.agent.c.id).where(t.agent.c.role == "administrator", t.agent.c.disabled == 0)
        )
        self.api_key_by_digest = database.compile(
            select(t.api_key.c.id).where(t.api_key.c.digest == bindparam("digest_"))
        )
        self.file = database.compile(
            select(t.blob.c.owner, t.blob.c.size, t.blob.c.sha256, t.blob.c.complete).where(
                t.blob.c.id == bindparam("id_")
            )
        )
        self.secret = database.compile(
            select(t.secret.c.id).where(t.secret.c.id == bindparam("id_"))
        )
        self.answer = database.compile(
            select(t.outcome.c.answer).where(
                t.outcome.c.device == bindparam("device_"), t.outcome.c.id == bindparam("id_")
            )
        )


def _counted(*where: ColumnElement[bool]) -> Select[Any]:
    """How many rows there are, as far as that is looked at."""
    some: Select[Any] = (
        select(literal_column("1")).where(*where).limit(literal_column(str(MOST_COUNTED)))
    )
    return select(func.count()).select_from(some.subquery())
