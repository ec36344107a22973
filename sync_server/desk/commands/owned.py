# SPDX-License-Identifier: Apache-2.0
"""Rows that are one agent's own, or everybody's where they have no owner: views, ready replies."""

from typing import TypeVar

from sync_server.contract.entities import Canned, SavedView
from sync_server.contract.ids import AgentId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import author, check_shares
from sync_server.desk.unit import Unit

R = TypeVar("R", SavedView, Canned)


def owner(unit: Unit, *, shared: bool) -> AgentId | None:
    """Whose a row becomes. Refused: forbidden, for sharing by those who lead nobody."""
    if not shared:
        return author(unit)
    check_shares(unit)
    return None


def changeable(unit: Unit, kind: type[R], id_: str) -> R | None:
    """The row, if the actor may change it. Refused: forbidden; not_found for somebody else's."""
    row = unit.find(kind, id_)
    if row is not None and not _is_mine(unit, row):
        raise Refused(Code.NOT_FOUND, kind.kind)
    return row


def delete_own(unit: Unit, kind: type[R], id_: str) -> None:
    """Delete a row; one that is gone already, or that nobody else knows of, is no error."""
    row = unit.find(kind, id_)
    if row is not None and _is_mine(unit, row):
        unit.delete(row)


def _is_mine(unit: Unit, row: SavedView | Canned) -> bool:
    """Whether a row is the actor's to change. Refused: forbidden, a shared one by most."""
    if row.owner is None:
        check_shares(unit)
        return True
    return row.owner == author(unit)
