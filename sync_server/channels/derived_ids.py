# SPDX-License-Identifier: Apache-2.0
"""Ids that follow from what a thing is, so that doing the same again names the same rows."""

from hashlib import blake2b
from uuid import UUID


def derived_id(kind: str, *names: str) -> str:
    """An id (UUIDv8, RFC 9562) for the `kind` of row that these names stand for."""
    digest = blake2b(digest_size=16, person=b"deskbell")
    for name in (kind, *names):
        encoded = name.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    value = int.from_bytes(digest.digest())
    value = value & ~(0xF << 76) | 8 << 76
    return str(UUID(int=value & ~(0x3 << 62) | 2 << 62))


def derived_place_id(kind: str, parent: str, place: int) -> str:
    """The same for one of the rows that belong to `parent`: their ids sort by their places."""
    row, family = UUID(derived_id(kind, parent, str(place))), UUID(derived_id(kind, parent))
    low = row.int & ((1 << 80) - 1)
    return str(UUID(int=family.int >> 96 << 96 | (place & 0xFFFF) << 80 | low))
