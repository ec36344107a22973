# SPDX-License-Identifier: Apache-2.0
"""Every table of the desk's database, as SQLAlchemy Core.

A kind's table has one column per field of its entity, so that the contract and the store cannot
drift apart, and a few columns that only the server needs. Columns are integer, text and blob only:
instants are BIGINT microseconds UTC, flags 0 or 1, tuples and objects JSON text. That way the raw
cursor needs no bind or result processors, and both databases hold the same values. In SQLite the
tables to which every command adds a row are trees by their key, without another one beside them.
"""

from typing import Any, Final

import msgspec
from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

from sync_server.contract.entities import KINDS, Entity

metadata = MetaData()

PLAIN: Final = "plain"
FLAG: Final = "flag"
JSON: Final = "json"


def storage_of(type_: Any) -> tuple[type, str, bool]:
    """Column type, storage form and nullability of an entity field's type."""
    info = msgspec.inspect.type_info(type_)
    nullable = False
    if isinstance(info, msgspec.inspect.UnionType):
        members = [t for t in info.types if not isinstance(t, msgspec.inspect.NoneType)]
        nullable = len(members) < len(info.types)
        info = members[0]
    match info:
        case msgspec.inspect.BoolType():
            return Integer, FLAG, nullable
        case msgspec.inspect.IntType():
            return BigInteger, PLAIN, nullable
        case msgspec.inspect.StrType():
            return Text, PLAIN, nullable
        case (
            msgspec.inspect.VarTupleType()
            | msgspec.inspect.DictType()
            | msgspec.inspect.StructType()
        ):
            return Text, JSON, nullable
    raise TypeError(f"no storage for {type_!r}")


def _entity_table(entity: type[Entity], *extra: Column[Any] | Index) -> Table:
    columns: list[Column[Any]] = []
    for field in msgspec.structs.fields(entity):
        column_type, _, nullable = storage_of(field.type)
        columns.append(
            Column(field.name, column_type, nullable=nullable, primary_key=field.name == "id")
        )
    return Table(
        entity.kind,
        metadata,
        *columns,
        Column("version", BigInteger, nullable=False),
        Column("field_seq", Text, nullable=False),
        *extra,
    )


ticket = _entity_table(
    KINDS["ticket"],
    Column("home", Text, nullable=False),
    Column("message_digest", BigInteger, nullable=False),
    Column("attachment_digest", BigInteger, nullable=False),
    Column("last_entry", BigInteger, nullable=False, server_default="0"),
    Index("ticket_by_number", "number"),
    Index("ticket_by_home", "home", "archived", "id"),
    Index("ticket_by_requester", "requester"),
    Index("ticket_by_assignee", "assignee"),
)
"""A ticket knows its home, per kind of child the XOR of its children's row digests, and the seq of
the newest log entry about it or a child.
"""

message = _entity_table(
    KINDS["message"],
    Index("message_by_ticket", "ticket", "at"),
    Index("message_by_delivery", "delivery", "release_at"),
)
"""What waits to leave by mail is found by `delivery`: the rows themselves are the queue."""

attachment = _entity_table(
    KINDS["attachment"],
    Index("attachment_by_ticket", "ticket"),
    Index("attachment_by_message", "message"),
)
contact = _entity_table(KINDS["contact"], Index("contact_by_organisation", "organisation"))
organisation = _entity_table(KINDS["organisation"])
agent = _entity_table(KINDS["agent"], Index("agent_by_email", "email", unique=True))
team = _entity_table(KINDS["team"])
membership = _entity_table(
    KINDS["membership"], Index("membership_by_agent", "agent", "team", unique=True)
)
category = _entity_table(KINDS["category"])
skill = _entity_table(KINDS["skill"])
tag = _entity_table(KINDS["tag"])
view = _entity_table(KINDS["view"])
availability = _entity_table(KINDS["availability"])
read_mark = _entity_table(KINDS["read_mark"], Index("read_mark_by_agent", "agent"))
draft = _entity_table(KINDS["draft"], Index("draft_by_agent", "agent"))
mailbox = _entity_table(KINDS["mailbox"], Index("mailbox_by_address", "address", unique=True))
held = _entity_table(KINDS["held"], Index("held_by_sender", "sender"))
block = _entity_table(KINDS["block"])
canned = _entity_table(KINDS["canned"])
preferences = _entity_table(KINDS["preferences"])
workspace = _entity_table(KINDS["workspace"])
calendar = _entity_table(KINDS["calendar"])
sla_policy = _entity_table(KINDS["sla_policy"])
rule = _entity_table(KINDS["rule"])
gate = _entity_table(KINDS["gate"])
alert = _entity_table(KINDS["alert"], Index("alert_by_agent", "agent"))
published = _entity_table(KINDS["published"], Index("published_by_subject", "subject", "number"))
api_key = _entity_table(KINDS["api_key"], Index("api_key_by_digest", "digest", unique=True))
security = _entity_table(KINDS["security"], Index("security_by_at", "at"))

# -- derived from rows, rewritten with them ----------------------------------------------------

guest = Table(
    "guest",
    metadata,
    Column("ticket", Text, primary_key=True),
    Column("agent", Text, primary_key=True),
    Index("guest_by_agent", "agent"),
)
"""The agents whom a ticket itself names: assignee, followers, mentioned."""

contact_address = Table(
    "contact_address",
    metadata,
    Column("email", Text, primary_key=True),
    Column("contact", Text, nullable=False),
    Index("contact_address_by_contact", "contact"),
)
"""Lower-case address to contact: at most one contact has an address."""

organisation_domain = Table(
    "organisation_domain",
    metadata,
    Column("domain", Text, primary_key=True),
    Column("organisation", Text, nullable=False),
    Index("organisation_domain_by_organisation", "organisation"),
)

mail_id = Table(
    "mail_id",
    metadata,
    Column("message_id", Text, primary_key=True),
    Column("message", Text, primary_key=True),
    Column("ticket", Text, nullable=False),
    Index("mail_id_by_message", "message"),
)
"""Message-ID headers of stored messages, to find threads and repeats."""

# -- the change log ----------------------------------------------------------------------------

log = Table(
    "log",
    metadata,
    Column(
        "seq",
        BigInteger().with_variant(Integer(), "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("at", BigInteger, nullable=False),
    Column("command", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("op", Text, nullable=False),
    Column("scope_before", Text),
    Column("scope_after", Text),
    Column("ticket", Text),
    Column("payload", LargeBinary),
    Column("salt", LargeBinary),
    Column("digest", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("previous", BigInteger),
    Index("log_by_kind", "kind", "seq"),
)
"""One row per changed entity. Rows are never deleted; erasure blanks payload and salt.

`ticket` names the ticket that the row is or hangs on; `previous` is the seq of the entry about the
same ticket before this one. So a ticket's history is followed from its `last_entry` backwards: an
index on the ticket would be written all over with every batch. Both repeat what other columns say,
and are outside the chain.
"""

head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("epoch", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("feed_floor", BigInteger, nullable=False),
    Column("next_number", BigInteger, nullable=False),
)
"""One row. Every batch locks it first, so batches of all nodes run one after another."""

outcome = Table(
    "outcome",
    metadata,
    Column("device", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("counter", BigInteger),
    Column("body", LargeBinary, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("outcome_by_at", "at"),
    sqlite_with_rowid=False,
)
"""The answer that a command got, and SHA-256 of its bytes, for 30 days."""

sender = Table(
    "sender",
    metadata,
    Column("device", Text, primary_key=True),
    Column("next_counter", BigInteger, nullable=False),
    Column("pruned_counter", BigInteger, nullable=False),
)

digest = Table(
    "digest",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)
"""Per home scope and kind: XOR of the row digests of its unarchived rows, as a signed integer."""

# -- sign-in and files -------------------------------------------------------------------------

device = Table(
    "device",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agent", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("token", Text),
    Column("previous_token", Text),
    Column("retired_tokens", Text, nullable=False),
    Column("enrolled_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
    Index("device_by_agent", "agent"),
)
"""A device of an agent. Tokens are kept as SHA-256 in hex; retired ones as a JSON list."""

credential = Table(
    "credential",
    metadata,
    Column("agent", Text, primary_key=True),
    Column("password", Text, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

invitation = Table(
    "invitation",
    metadata,
    Column("token", Text, primary_key=True),
    Column("agent", Text),
    Column("purpose", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
)
"""One-time tokens (SHA-256 in hex): invitations, password resets, join codes."""

blob = Table(
    "blob",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("complete", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)
"""An uploaded file under its attachment's id; the bytes lie in the blob folder."""

# -- channels ----------------------------------------------------------------------------------

secret = Table(
    "secret",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("kept", Integer, nullable=False),
)
"""A password for another server, sealed under the master key. Nothing names it until it is `kept`;
what is not is dropped after a day.
"""

mailbox_state = Table(
    "mailbox_state",
    metadata,
    Column("mailbox", Text, primary_key=True),
    Column("uid_validity", BigInteger, nullable=False),
    Column("last_uid", BigInteger, nullable=False),
    Column("fetched_at", BigInteger, nullable=False),
)
"""How far a mailbox has been read: every message up to `last_uid` has been taken in."""

raw_mail = Table(
    "raw_mail",
    metadata,
    Column("id", Text, primary_key=True),
    Column("mailbox", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("message", Text),
    Column("held", Text),
    Index("raw_mail_by_message_id", "message_id"),
    Index("raw_mail_by_message", "message"),
    Index("raw_mail_by_held", "held"),
)
"""Mail as it came; the bytes lie in the blob folder under `id`. It became `message` or `held`."""

awaited_mail = Table(
    "awaited_mail",
    metadata,
    Column("message_id", Text, primary_key=True),
    Column("message", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
)
"""Message-IDs that a mail named which opened a ticket: what it answers may come later. The mail
became `message`.
"""

dispatch = Table(
    "dispatch",
    metadata,
    Column("message", Text, primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("first_at", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("note", Text, nullable=False),
    Index("dispatch_by_next", "next_at"),
)
"""Attempts to send a message that still waits: how many, since when, and when to try again."""

notice = Table(
    "notice",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agent", Text, nullable=False),
    Column("ticket", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("sent_at", BigInteger),
    Index("notice_by_next", "sent_at", "next_at"),
)
"""A mail that tells an agent of something. The id is made of agent and entry, so it is one."""

automatic_mail = Table(
    "automatic_mail",
    metadata,
    Column("id", Text, primary_key=True),
    Column("address", Text, nullable=False),
    Column("ticket", Text, nullable=False),
    Column("mailbox", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("automatic_mail_by_address", "address", "at"),
    Index("automatic_mail_by_mailbox", "mailbox", "at"),
)
"""Automatic mail that was sent, for the limits that stop loops."""

idempotency = Table(
    "idempotency",
    metadata,
    Column("api_key", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("idempotency_by_at", "at"),
)
"""Answers to requests with an idempotency key, and SHA-256 of their bodies, for a day."""

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def kind_table(kind: str) -> Table:
    """The table of a kind of entity."""
    return metadata.tables[kind]
