# SPDX-License-Identifier: Apache-2.0
"""Commands on documents that come into force by being published, and stay known afterwards."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from msgspec import UNSET, UnsetType, structs

from sync_server.contract.commands import SaveCalendar, SaveGate, SavePolicy, SaveRule, given
from sync_server.contract.entities import AutomationRule, Calendar, Gate, Published, SlaPolicy
from sync_server.contract.refusals import Code, Refused
from sync_server.contract.versions import in_force, next_version, version_id
from sync_server.desk.batch import differs
from sync_server.desk.commands.given import check_bases, read_document
from sync_server.desk.unit import Unit

V = TypeVar("V", Calendar, SlaPolicy, AutomationRule, Gate)


def save(
    unit: Unit,
    new: V,
    command: SaveCalendar | SavePolicy | SaveRule | SaveGate,
    *,
    fields: Iterable[str],
    read: Callable[[Any], object],
) -> V:
    """Change the fields that the command gives; its document becomes the draft. Adds `new` where
    there is no such row.

    Refused: bad_value for a document that `read` does not understand, conflict.
    """
    known = unit.find(type(new), new.id)
    changes = {**given(command, fields), **_draft(known, command.document)}
    if changes.get("draft") is not None:
        read_document(read, changes["draft"])
    if known is None:
        return unit.insert(structs.replace(new, **changes))
    check_bases(unit, known, changes, base=command.base)
    return unit.update(known, **changes)


def _draft(row: V | None, document: dict[str, Any] | None | UnsetType) -> dict[str, Any]:
    """The change to a row's draft: none when the document is the one that is in force."""
    if document is UNSET:
        return {}
    if row is not None and row.number and not differs(row.document, document):
        return {"draft": None}
    return {"draft": document}


def to_publish(unit: Unit, row: V, number: int | None) -> dict[str, Any]:
    """The draft of a row, or what was its version `number`.

    Refused: bad_value when there is no draft, not_found for a version that never was.
    """
    if number is not None:
        return unit.get(Published, version_id(row, number)).document
    if row.draft is None:
        raise Refused(Code.BAD_VALUE, "draft")
    return row.draft


def publish(unit: Unit, row: V, document: dict[str, Any], *, note: str, **changes: Any) -> V:
    """Put a document into force as the row's next version, and keep it as such.

    A draft that says something else stays a draft.
    """
    version = next_version(row, document, at=unit.now, by=unit.agent, note=note)
    unit.insert(version)
    draft = row.draft if row.draft is not None and differs(row.draft, document) else None
    return unit.update(row, **in_force(version), draft=draft, **changes)
