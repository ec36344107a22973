# SPDX-License-Identifier: Apache-2.0
import subprocess
import sys

import pytest

PROBE = """
import ctypes, platform, sys
from sync_server.operations.allocation import map_large_buffers

class Counts(ctypes.Structure):
    names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()
    _fields_ = [(name, ctypes.c_size_t) for name in names]

libc = ctypes.CDLL(None)
libc.mallinfo2.restype = Counts
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
if sys.argv[1] == "kept":
    assert map_large_buffers()
libc.free(libc.malloc(8 << 20))  # would raise the threshold to 8 MiB
before = libc.mallinfo2().hblks
libc.malloc(256 << 10)
print(libc.mallinfo2().hblks - before)
"""


@pytest.mark.parametrize(("mode", "mapped"), [("left", 0), ("kept", 1)])
def test_a_large_buffer_stays_mapped_apart_after_a_larger_one_was_freed(mode, mapped):
    done = subprocess.run(
        [sys.executable, "-c", PROBE, mode], capture_output=True, text=True, timeout=60, check=True
    )
    assert int(done.stdout) == mapped


def test_the_collector_looks_seldom_once_tuned():
    probe = (
        "import gc; from sync_server.operations.allocation import COLLECT_AFTER, tune; tune();"
        "print(gc.get_threshold() == COLLECT_AFTER, gc.get_freeze_count() > 1000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["True", "True"]
