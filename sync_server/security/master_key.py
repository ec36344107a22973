# SPDX-License-Identifier: Apache-2.0
"""The master key of a desk: read from its file, or made there when there is none yet."""

from pathlib import Path

from sync_server.security.sealing import MasterKey, RandomBytes, make_master_key, read_master_key


def open_master_key(path: Path, random_bytes: RandomBytes) -> MasterKey:
    """The key of the file; made, for its owner alone, when there is none. Blocks.

    Raises `SealError` for a file that is no key or that others may read, `OSError` when there is
    no room or no right to make one.
    """
    if path.exists():
        return read_master_key(path)
    return make_master_key(path, random_bytes)
