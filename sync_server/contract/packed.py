# SPDX-License-Identifier: Apache-2.0
"""A file within a query, deflated so that it fits into a frame."""

import zlib


class NotPacked(ValueError):
    """Bytes that nobody packed whole."""


def pack(data: bytes) -> bytes:
    """The bytes of a file, made smaller."""
    return zlib.compress(data)


def unpack(packed: bytes, *, most: int) -> bytes:
    """What was packed, and of more than `most` bytes no more than these. Raises `NotPacked`.

    A few bytes may stand for any number of them, so no more is ever unpacked than may be kept.
    """
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(packed, most)
    except zlib.error as error:
        raise NotPacked from error
    if len(data) < most and not unpacking.eof:
        raise NotPacked
    return data
