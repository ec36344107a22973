# SPDX-License-Identifier: Apache-2.0
"""The digest by which a client proves that it holds what the server would send it.

Per scope and kind: XOR over the unarchived rows of the 8-byte BLAKE2b (RFC 7693) of
`kind 0x00 id 0x00 version`. XOR makes it incremental and independent of order; adding and removing
a row is the same operation.
"""

from hashlib import blake2b

EMPTY = 0


def row_digest(kind: str, id: str, version: int) -> int:
    """The 64-bit digest of one row version."""
    return int.from_bytes(blake2b(f"{kind}\0{id}\0{version}".encode(), digest_size=8).digest())


def digest_text(value: int) -> str:
    """A digest as it travels: 16 lower-case hex digits (64 bits do not fit a JSON number)."""
    return f"{value:016x}"
