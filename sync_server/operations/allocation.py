# SPDX-License-Identifier: Apache-2.0
"""How the process gets memory for large buffers.

The event loop gives every TLS connection a read buffer of 256 KiB, of which an idle one never
touches more than a page. glibc maps such buffers apart, until a larger mapping is freed for the
first time: from then on it takes them from the heap, over pages that others have used, and every
connection keeps some 25 KiB more resident (mallopt(3), M_MMAP_THRESHOLD).
"""

import ctypes
import sys
from typing import Final

MAPPED_BYTES: Final = 128 * 1024
"""From this size on a buffer is mapped apart, and given back when it is freed: glibc's default."""

_M_MMAP_THRESHOLD: Final = -3


def map_large_buffers() -> bool:
    """Keep the C library from raising its threshold; false where there is none to set."""
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(_M_MMAP_THRESHOLD, MAPPED_BYTES) == 1
