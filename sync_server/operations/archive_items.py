# SPDX-License-Identifier: Apache-2.0
"""What archives give: raw mails, rows of tables, and items set aside."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime


class ArchiveUnreadable(Exception):
    """The archive as a whole cannot be read. Its text is a sentence for the person who asked."""


@dataclass(frozen=True, slots=True)
class ArchivedMail:
    """A mail as it was stored. `label` says where, for reports: one safe line."""

    label: str
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedRow:
    """A ticket from a table. Texts are clean; `requester_email` is an address.

    `created_at` is UTC. Columns that Deskbell does not know are in `extra`, by their header.
    """

    label: str
    subject: str
    body: str
    requester_email: str
    requester_name: str = ""
    created_at: datetime | None = None
    status: str | None = None
    priority: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    external_id: str | None = None
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """What names the row in every run: its external id, else a digest of what it says."""
        if self.external_id is not None:
            return f"id:{self.external_id}"
        said = (
            self.subject,
            self.body,
            self.requester_email,
            "" if self.created_at is None else self.created_at.isoformat(),
        )
        digest = hashlib.sha256()
        for text in said:
            encoded = text.encode()
            digest.update(len(encoded).to_bytes(8, "big") + encoded)
        return f"sha256:{digest.hexdigest()}"


@dataclass(frozen=True, slots=True)
class SetAside:
    """An item that was not taken. `reason` is a code, `detail` a sentence about it."""

    label: str
    reason: str
    detail: str


@dataclass(slots=True)
class Position:
    """How far an archive has been read, in bytes; readers move it as they go."""

    read: int = 0
