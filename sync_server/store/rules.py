# SPDX-License-Identifier: Apache-2.0
"""Automation rules, for readers that know no database object."""

from typing import Final, cast

from msgspec import structs
from sqlalchemy import select

from sync_server.contract.entities import AutomationRule
from sync_server.store import tables
from sync_server.store.engines import SQLITE, Connection, compiler_of
from sync_server.store.portable import Portable
from sync_server.store.rows import KindRows

_read: Final = KindRows(compiler_of(SQLITE), AutomationRule.kind).read
_EVERY: Final = Portable(
    select(*(tables.rule.c[field.name] for field in structs.fields(AutomationRule))).order_by(
        tables.rule.c.id
    )
)


def every_rule(connection: Connection) -> list[AutomationRule]:
    """All of them, drafts and those that are switched off too."""
    return [cast(AutomationRule, _read(row)) for row in _EVERY.rows(connection)]
