# SPDX-License-Identifier: Apache-2.0
"""Commands on saved views: private ones of their owner, shared ones of those who lead."""

from typing import Any

from sync_server.contract.commands import DeleteView, SaveView
from sync_server.contract.conditions import read
from sync_server.contract.entities import SavedView
from sync_server.desk.access import anybody
from sync_server.desk.commands.given import read_document
from sync_server.desk.commands.owned import changeable, delete_own, owner
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit


@handles(SaveView, policy=anybody, audit="own")
def handle_save_view(unit: Unit, command: SaveView) -> None:
    """Create or replace a view whose conditions the predicate language understands."""
    read_document(read, command.conditions, "conditions")
    values: dict[str, Any] = {
        "name": command.name,
        "owner": owner(unit, shared=command.shared),
        "conditions": command.conditions,
        "order": command.order,
        "group": command.group,
        "position": command.position,
    }
    known = changeable(unit, SavedView, command.view)
    if known is None:
        unit.insert(SavedView(id=command.view, **values))
    else:
        unit.update(known, **values)


@handles(DeleteView, policy=anybody, audit="own")
def handle_delete_view(unit: Unit, command: DeleteView) -> None:
    """Delete a view; one that is gone already, or that nobody else knows of, is no error."""
    delete_own(unit, SavedView, command.view)
