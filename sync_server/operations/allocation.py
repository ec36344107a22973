# SPDX-License-Identifier: Apache-2.0
"""How the process gets memory and gives it back.

Commands make thousands of short-lived objects and hardly a circle, so looking for circles at every
700th object (gc's default) costs a tenth of a busy desk's time and finds nothing.

The event loop gives every TLS connection a read buffer of 256 KiB, of which an idle one never
touches more than a page. glibc maps such buffers apart, until a larger mapping is freed for the
first time: from then on it takes them from the heap, over pages that others have used, and every
connection keeps some 25 KiB more resident (mallopt(3), M_MMAP_THRESHOLD).
"""

import ctypes
import gc
import sys
from typing import Final

MAPPED_BYTES: Final = 128 * 1024
"""From this size on a buffer is mapped apart, and given back when it is freed: glibc's default."""

COLLECT_AFTER: Final = (20_000, 20, 20)
"""Objects, and rounds of the younger generation, after which gc looks at a generation."""

_M_MMAP_THRESHOLD: Final = -3


def map_large_buffers() -> bool:
    """Keep the C library from raising its threshold; false where there is none to set."""
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and mallopt(_M_MMAP_THRESHOLD, MAPPED_BYTES) == 1


def tune() -> None:
    """Set the process up as a server: once, after its modules have been imported."""
    map_large_buffers()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
