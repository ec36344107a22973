# SPDX-License-Identifier: Apache-2.0
"""Commands on saved views: private ones of their owner, shared ones of those who lead."""

from typing import Any, Final

from sync_server.contract.commands import DeleteView, SaveView
from sync_server.contract.conditions import ConditionError, read
from sync_server.contract.entities import SavedView
from sync_server.contract.ids import ViewId
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.access import anybody, author, check_shares
from sync_server.desk.registry import handles
from sync_server.desk.unit import Unit

MAX_PATH: Final = 80
"""Length up to which a refusal says where in the document the fault is."""


@handles(SaveView, policy=anybody, audit="own")
def handle_save_view(unit: Unit, command: SaveView) -> None:
    """Create or replace a view whose conditions the predicate language understands."""
    try:
        read(command.conditions)
    except ConditionError as error:
        path = f"conditions.{error.path}" if error.path else "conditions"
        raise Refused(Code.BAD_VALUE, path[:MAX_PATH]) from None
    if command.shared:
        check_shares(unit)
    values: dict[str, Any] = {
        "name": command.name,
        "owner": None if command.shared else author(unit),
        "conditions": command.conditions,
        "order": command.order,
        "group": command.group,
        "position": command.position,
    }
    known = _own_view(unit, command.view)
    if known is None:
        unit.insert(SavedView(id=command.view, **values))
    else:
        unit.update(known, **values)


@handles(DeleteView, policy=anybody, audit="own")
def handle_delete_view(unit: Unit, command: DeleteView) -> None:
    """Delete a view; one that is gone already, or that nobody else knows of, is no error."""
    view = unit.find(SavedView, command.view)
    if view is None:
        return
    if view.owner is None:
        check_shares(unit)
    elif view.owner != author(unit):
        return
    unit.delete(view)


def _own_view(unit: Unit, id_: ViewId) -> SavedView | None:
    """The view, if the actor may change it. Refused: forbidden; not_found for somebody else's."""
    view = unit.find(SavedView, id_)
    if view is None:
        return None
    if view.owner is None:
        check_shares(unit)
    elif view.owner != author(unit):
        raise Refused(Code.NOT_FOUND, SavedView.kind)
    return view
