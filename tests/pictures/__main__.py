# SPDX-License-Identifier: Apache-2.0
"""Takes the pictures of the mockups from the running program, each at its mockup's size.

`python -m tests.pictures [NAME...] --into FOLDER`: without names, all of them. A name with a
variation, as "search@german", is the same scene in other circumstances. Everything is real:
the server with TLS on loopback, filled with the sample company, the client with its files, and the
window, which Qt draws in memory. All share one moment, so that a picture is the same the next time.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from tests.pictures.company import Company
from tests.pictures.moment import ZONE, SlowEnvironment, last_monday
from tests.pictures.registry import VARIATIONS, Picture, find_picture, pictures
from tests.pictures.stage import Stage
from tests.support.qt_loop import QtLoop
from ui.faults import Faults

WITHIN: Final = timedelta(seconds=0.5)
"""How long after the moment a picture is taken: a clock says the same shortly before and after."""

PICTURE_S: Final = 90.0
"""What one picture may take."""

SCREENS: Final = """
{"screens": [{"name": "pictures", "x": 0, "y": 0, "width": %s, "height": %s,
  "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}
"""
"""Of the display that Qt draws in memory."""

SURROUNDINGS: Final = {"TZ": ZONE, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}


def main() -> int:
    """Take the pictures that are named; 0 when all were taken."""
    known = pictures()
    parser = argparse.ArgumentParser(prog="python -m tests.pictures")
    told = f"{', '.join(known)}; each also with @{', @'.join(VARIATIONS)}"
    parser.add_argument("names", nargs="*", metavar="NAME", help=told)
    parser.add_argument("--into", type=Path, default=Path("pictures"), help="./pictures")
    parser.add_argument("--screen", default="2560x1440", help="2560x1440")
    options = parser.parse_args()
    names = options.names or known
    chosen = [found for name in names if (found := find_picture(name)) is not None]
    if len(chosen) < len(names):
        unknown = [name for name in names if find_picture(name) is None]
        parser.error(f"unknown: {', '.join(unknown)}. Known: {told}")
    os.environ.update(SURROUNDINGS)
    time.tzset()
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="deskbell-pictures-") as folder:
        screens = Path(folder) / "screens.json"
        screens.write_text(
            SCREENS % tuple(map(int, options.screen.split("x")))
        )  # else menus keep to a screen of 800 px
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
        return _run(chosen, options.into, Path(folder))


def _run(chosen: Sequence[Picture], into: Path, folder: Path) -> int:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Deskbell")
    application.setCursorFlashTime(0)
    faults = Faults()
    faults.occurred.connect(lambda _: sys.stderr.write(f"{faults.last_report}\n"))
    loop = QtLoop(application)
    asyncio.set_event_loop(loop)
    faults.install(loop)
    try:
        taken = loop.run_until_complete(_take(chosen, into, folder, faults=faults))
    finally:
        faults.remove()
        loop.close()
    return 0 if taken == len(chosen) else 1


async def _take(chosen: Sequence[Picture], into: Path, folder: Path, *, faults: Faults) -> int:
    """Take one after the other; how many there are."""
    moment = last_monday()
    environment = SlowEnvironment(moment)
    company = await Company.found(folder, environment)
    environment.close()
    taken = 0
    for picture in chosen:
        environment = SlowEnvironment(moment + WITHIN)
        stage = Stage(picture.name, picture.size, folder, company=company, faults=faults)
        stage.settings = picture.settings
        try:
            async with asyncio.timeout(PICTURE_S):
                await stage.open(environment)
                await picture.scene(stage)
                taken += await _save(stage, into / f"{picture.name}.png")
        except (AssertionError, LookupError, StopIteration, RuntimeError, OSError):
            sys.stderr.write(f"{picture.name}: {traceback.format_exc()}\n")
        finally:
            await stage.close()
            environment.close()
    return taken


async def _save(stage: Stage, path: Path) -> bool:
    """Keep what is shown; whether it is as large as the mockup."""
    await stage.calm()
    pixmap = stage.grab()
    size = (pixmap.width(), pixmap.height())
    sys.stdout.write(f"{path} {size[0]} x {size[1]}\n")
    sys.stdout.flush()
    return pixmap.save(str(path)) and size == stage.size


if __name__ == "__main__":
    raise SystemExit(main())
