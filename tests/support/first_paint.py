# SPDX-License-Identifier: Apache-2.0
"""The program from its first instruction until it has painted the rows of a profile's cache.

`python -m tests.support.first_paint PROFILE KEYS` ends with that paint. KEYS is a file with the
profile's keyring, or "system" for that of the system. With a third argument, "tell", it
prints as JSON what was imported by then, how many sources were read, and whether garbage is looked
for.
"""

import gc
import json
import linecache
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from ui import launch


def watch(shell: Any, painted: Any) -> None:
    """Call `painted` once the list has painted rows."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - the launch comes first

    view = shell.agent.window.list.view

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint and view.model().rowCount():
                QTimer.singleShot(0, painted)  # the paint itself is still to come
            return False

    view.viewport().installEventFilter(Watch(view))


def end(*, tell: bool) -> None:
    """End at once: what follows is not the start."""
    if tell:
        told = {
            "modules": sorted(sys.modules),
            "sources": len(linecache.cache),
            "collects": gc.isenabled(),
        }
        sys.stdout.write(json.dumps(told))
        sys.stdout.flush()
    os._exit(0)


def main() -> None:
    profile, keys, *tell = sys.argv[1:]
    Path(profile, "running").unlink(missing_ok=True)  # the last one did not end by mistake
    launch.begin()
    from app import credentials  # noqa: PLC0415 - the launch comes first
    from tests.support.file_keyring import FileKeyring  # noqa: PLC0415
    from ui import main as program  # noqa: PLC0415
    from ui.shell import Shell  # noqa: PLC0415

    class Watched(Shell):
        def show(self) -> None:
            super().show()
            watch(self, lambda: end(tell=bool(tell)))

    program.Shell = Watched  # type: ignore[attr-defined]
    if keys != "system":
        credentials.system_keyring = partial(FileKeyring, Path(keys))
    launch.main(["--profile", profile, "--light"])


if __name__ == "__main__":
    main()
