# SPDX-License-Identifier: Apache-2.0
"""Commands on replies that are kept ready: one's own, and everybody's."""

from typing import Any

from sync_server.contract.commands import DeleteCanned, SaveCanned
from sync_server.contract.entities import Canned
from sync_server.contract.ids import CannedId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import author, check_shares, works_on_tickets
from sync_server.desk.commands.references import usable_team
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit


@handles(SaveCanned, policy=works_on_tickets, audit="own")
def handle_save_canned(unit: Unit, command: SaveCanned) -> None:
    """Create or replace a reply. One for a team is a shared one."""
    if command.team is not None:
        if not command.shared:
            raise Refused(Code.BAD_VALUE, "team")
        usable_team(unit, command.team)
    if command.shared:
        check_shares(unit)
    values: dict[str, Any] = {
        "name": command.name,
        "text": command.text,
        "owner": None if command.shared else author(unit),
        "team": command.team,
    }
    known = _changeable(unit, command.canned)
    if known is None:
        unit.insert(Canned(id=command.canned, **values))
    else:
        unit.update(known, **values)


@handles(DeleteCanned, policy=works_on_tickets, audit="own")
def handle_delete_canned(unit: Unit, command: DeleteCanned) -> None:
    """Delete a reply; one that is gone already, or that nobody else knows of, is no error."""
    canned = unit.find(Canned, command.canned)
    if canned is None:
        return
    if canned.owner is None:
        check_shares(unit)
    elif canned.owner != author(unit):
        return
    unit.delete(canned)


def _changeable(unit: Unit, id_: CannedId) -> Canned | None:
    """The reply, if the actor may change it. Refused: forbidden; not_found for somebody else's."""
    canned = unit.find(Canned, id_)
    if canned is None:
        return None
    if canned.owner is None:
        check_shares(unit)
    elif canned.owner != author(unit):
        raise Refused(Code.NOT_FOUND, Canned.kind)
    return canned
