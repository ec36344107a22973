# SPDX-License-Identifier: Apache-2.0
"""Documents that come into force by being published, and stay known afterwards."""

from typing import Any, TypeVar

from msgspec import UNSET, UnsetType

from sync_server.contract.documents import DocumentError
from sync_server.contract.entities import Calendar, Published, SlaPolicy
from sync_server.contract.refusals import Code, Refused
from sync_server.desk.batch import differs
from sync_server.desk.unit import Unit

MAX_PATH = 200

V = TypeVar("V", Calendar, SlaPolicy)


def draft_of(row: V | None, document: dict[str, Any] | None | UnsetType) -> dict[str, Any]:
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
        return unit.get(Published, _id(row, number)).document
    if row.draft is None:
        raise Refused(Code.BAD_VALUE, "draft")
    return row.draft


def publish(unit: Unit, row: V, document: dict[str, Any], *, note: str, **changes: Any) -> V:
    """Put a document into force as the row's next version, and keep it as such.

    A draft that says something else stays a draft.
    """
    number = row.number + 1
    unit.insert(
        Published(
            id=_id(row, number),
            subject=f"{row.kind}.{row.id}",
            number=number,
            document=document,
            at=unit.now,
            by=unit.agent,
            note=note,
        )
    )
    draft = row.draft if row.draft is not None and differs(row.draft, document) else None
    return unit.update(
        row, number=number, document=document, published_at=unit.now, draft=draft, **changes
    )


def refused(error: DocumentError) -> Refused:
    """How a document is refused that says what cannot be."""
    path = f"document.{error.path}" if error.path else "document"
    return Refused(Code.BAD_VALUE, path[:MAX_PATH])


def _id(row: Calendar | SlaPolicy, number: int) -> str:
    return f"{row.kind}.{row.id}.{number}"
