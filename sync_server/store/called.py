# SPDX-License-Identifier: Apache-2.0
"""What rows are called: for whoever writes a name where the desk wants an id."""

from typing import Final

from sqlalchemy import bindparam, or_, select

from sync_server.store import tables
from sync_server.store.engines import Connection
from sync_server.store.portable import Portable

Called = tuple[str, ...]
"""The id of a row, and every spelling by which it is known."""

_AGENT, _TEAM, _MAILBOX = tables.agent.c, tables.team.c, tables.mailbox.c
_CATEGORY, _SKILL = tables.kind_table("category").c, tables.kind_table("skill").c
_ORGANISATION = tables.organisation.c

_USABLE: Final = {
    "agent": Portable(
        select(_AGENT.id, _AGENT.name, _AGENT.email).where(_AGENT.disabled == 0).order_by(_AGENT.id)
    ),
    "team": Portable(select(_TEAM.id, _TEAM.name).where(_TEAM.disabled == 0).order_by(_TEAM.id)),
    "mailbox": Portable(select(_MAILBOX.id, _MAILBOX.name, _MAILBOX.address).order_by(_MAILBOX.id)),
    "category": Portable(
        select(_CATEGORY.id, _CATEGORY.name).where(_CATEGORY.disabled == 0).order_by(_CATEGORY.id)
    ),
    "skill": Portable(
        select(_SKILL.id, _SKILL.name).where(_SKILL.disabled == 0).order_by(_SKILL.id)
    ),
}
_ORGANISATIONS: Final = Portable(
    select(_ORGANISATION.id, _ORGANISATION.name)
    .where(
        _ORGANISATION.merged_into.is_(None),
        or_(_ORGANISATION.id == bindparam("name_"), _ORGANISATION.name == bindparam("name_")),
    )
    .order_by(_ORGANISATION.id)
    .limit(2)
)


def all_called(connection: Connection, kind: str) -> list[Called]:
    """The rows of a kind of which a desk has few, without the disabled ones."""
    return [tuple(row) for row in _USABLE[kind].rows(connection)]


def organisations_called(connection: Connection, name: str) -> list[Called]:
    """The organisations that have a name, or an id, exactly so; at most two."""
    return [tuple(row) for row in _ORGANISATIONS.rows(connection, name_=name)]
