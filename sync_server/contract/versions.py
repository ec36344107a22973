# SPDX-License-Identifier: Apache-2.0
"""Versions of documents that come into force by being published, and stay known afterwards."""

from typing import Any

from sync_server.contract.entities import AutomationRule, Calendar, Gate, Published, SlaPolicy
from sync_server.contract.ids import AgentId, Instant

Versioned = Calendar | SlaPolicy | AutomationRule | Gate
"""What has a document in force, and perhaps a draft of the next."""


def subject_of(row: Versioned) -> str:
    """What the versions of a row are versions of."""
    return f"{row.kind}.{row.id}"


def version_id(row: Versioned, number: int) -> str:
    """The id of a row's version."""
    return f"{subject_of(row)}.{number}"


def next_version(
    row: Versioned, document: dict[str, Any], *, at: Instant, by: AgentId | None, note: str
) -> Published:
    """A document as the version of the row that comes into force."""
    number = row.number + 1
    return Published(
        id=version_id(row, number),
        subject=subject_of(row),
        number=number,
        document=document,
        at=at,
        by=by,
        note=note,
    )


def in_force(version: Published) -> dict[str, Any]:
    """What a row says of the version that is in force."""
    return {
        "number": version.number,
        "document": version.document,
        "published_at": version.at,
    }
