# SPDX-License-Identifier: Apache-2.0
"""What agents were told of a ticket by mail, when they were last here, and what they want of it."""

from typing import Final

from sqlalchemy import bindparam, func, select

from sync_server.contract.ids import AgentId, Instant, TicketId
from sync_server.store.engines import Connection
from sync_server.store.notices import Notice
from sync_server.store.portable import Portable
from sync_server.store.tables import device, kind_table, notice

_FIELDS: Final = Notice.__struct_fields__
_preferences = kind_table("preferences")

_NOTICES: Final = Portable(
    select(*(notice.c[name] for name in _FIELDS))
    .where(notice.c.ticket == bindparam("ticket"))
    .order_by(notice.c.seq, notice.c.id)
)
_SEEN: Final = Portable(
    select(device.c.agent, func.max(device.c.seen_at))
    .where(device.c.revoked_at.is_(None))
    .group_by(device.c.agent)
)
_SILENT: Final = Portable(
    select(_preferences.c.id, _preferences.c.mail_assigned, _preferences.c.mail_mentioned)
)


def notices_of(connection: Connection, ticket: TicketId) -> list[Notice]:
    """The mails that told agents of a ticket, or are to, by the entry that they tell of."""
    rows = _NOTICES.rows(connection, ticket=ticket)
    return [Notice(**dict(zip(_FIELDS, row, strict=True))) for row in rows]


def last_seen(connection: Connection) -> dict[AgentId, Instant]:
    """When a device of each agent was last connected."""
    return dict(_SEEN.rows(connection))


def silenced(connection: Connection) -> dict[AgentId, tuple[str, ...]]:
    """The settings by which agents want no mail."""
    found = {}
    for agent, *wanted in _SILENT.rows(connection):
        names = ("mail_assigned", "mail_mentioned")
        found[agent] = tuple(n for n, wants in zip(names, wanted, strict=True) if not wants)
    return found
