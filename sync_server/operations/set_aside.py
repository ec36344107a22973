# SPDX-License-Identifier: Apache-2.0
"""What an import could not take: kept in a folder with the reason, for somebody to look at."""

import hashlib
from collections import Counter
from pathlib import Path

from sync_server.operations.archive_items import SetAside
from sync_server.security.private_files import write_private


class SetAsideFolder:
    """Keeps refused items under names that follow from their content.

    So the same import leaves the same files. Blocks; any one thread.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.counts: Counter[str] = Counter()
        """How many items were set aside in this run, by reason."""

    def keep(self, item: SetAside, raw: bytes | None) -> None:
        """Store an item's bytes, where there are any, and beside them why it was not taken."""
        self.counts[str(item.reason)] += 1
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = f"{item.label}\0{item.detail}".encode() if raw is None else raw
        name = hashlib.sha256(content).hexdigest()[:32]
        if raw is not None:
            write_private(self.path / f"{name}.eml", raw)
        told = f"{item.label}\n{item.reason}: {item.detail}\n"
        write_private(self.path / f"{name}.txt", told.encode("utf-8", "replace"))
