# SPDX-License-Identifier: Apache-2.0
"""A display and a session bus of one's own, for a program that a screen reader shall read."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication
from pyvirtualdisplay.display import Display

from tests.pictures.moment import ZONE
from tests.support.qt_loop import QtLoop
from ui.faults import Faults

SCREEN: Final = (2560, 1600)
INSIDE: Final = "DESKBELL_ACCESSIBILITY"
"""Set where display and bus are there."""


def is_inside() -> bool:
    """Whether display and bus are there."""
    return INSIDE in os.environ


def begin_again(module: str, arguments: Sequence[str]) -> int:
    """Run a module with a bus and a display of its own; both end with it. Its exit code."""
    with tempfile.TemporaryDirectory(prefix="deskbell-bus-") as folder:
        surroundings = {
            **{name: value for name, value in os.environ.items() if name != "AT_SPI_BUS_ADDRESS"},
            INSIDE: "1",
            "TZ": ZONE,
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "en",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "XDG_RUNTIME_DIR": folder,
            "XDG_CACHE_HOME": folder,
            "XDG_SESSION_TYPE": "x11",
        }
        command = ["dbus-run-session", "--", sys.executable, "-m", module, *arguments]
        with Display(backend="xvfb", size=SCREEN, visible=False) as display:
            surroundings |= display.env()
            inside = subprocess.run(command, env=surroundings, check=False)
    return inside.returncode


def play(work: Callable[[Path, Faults], Awaitable[bool]]) -> int:
    """Run a piece of work with Qt; 0 when it says that all is in order."""
    time.tzset()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Deskbell")
    faults = Faults()
    faults.occurred.connect(lambda _: sys.stderr.write(f"{faults.last_report}\n"))
    loop = QtLoop(application)
    asyncio.set_event_loop(loop)
    faults.install(loop)
    try:
        with tempfile.TemporaryDirectory(prefix="deskbell-accessibility-") as folder:
            right = loop.run_until_complete(work(Path(folder), faults))
    finally:
        faults.remove()
        loop.close()
    return 0 if right else 1
