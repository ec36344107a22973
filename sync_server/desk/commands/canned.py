# SPDX-License-Identifier: Apache-2.0
"""Commands on replies that are kept ready: one's own, and everybody's."""

from typing import Any

from sync_server.contract.commands import DeleteCanned, SaveCanned
from sync_server.contract.entities import Canned
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import works_on_tickets
from sync_server.desk.commands.owned import changeable, delete_own, owner
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
    values: dict[str, Any] = {
        "name": command.name,
        "text": command.text,
        "owner": owner(unit, shared=command.shared),
        "team": command.team,
    }
    known = changeable(unit, Canned, command.canned)
    if known is None:
        unit.insert(Canned(id=command.canned, **values))
    else:
        unit.update(known, **values)


@handles(DeleteCanned, policy=works_on_tickets, audit="own")
def handle_delete_canned(unit: Unit, command: DeleteCanned) -> None:
    """Delete a reply; one that is gone already, or that nobody else knows of, is no error."""
    delete_own(unit, Canned, command.canned)
