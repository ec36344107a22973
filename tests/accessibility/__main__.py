# SPDX-License-Identifier: Apache-2.0
"""Walks the real window as a screen reader does, on the sample desk.

`python -m tests.accessibility [NAME...] [--tree]`: the scenes by their names, or all of them. Each
is played by the running program on a display of its own, with a session bus of its own; its
tree is read by another process over the accessibility bus. Fails when a node is not in order.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication
from pyvirtualdisplay.display import Display

from tests.accessibility.listen import READY
from tests.accessibility.scenes import HEARD, SCENES
from tests.pictures.company import Company
from tests.pictures.moment import ZONE, SlowEnvironment, last_monday
from tests.pictures.stage import Stage
from tests.support.qt_loop import QtLoop
from ui.faults import Faults

SIZE: Final = (1440, 900)
SCREEN: Final = (2560, 1600)
INSIDE: Final = "DESKBELL_ACCESSIBILITY"
"""Set where display and bus are there."""


def main() -> int:
    """0 when every window is in order."""
    parser = argparse.ArgumentParser(prog="python -m tests.accessibility")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SCENES))
    parser.add_argument("--tree", action="store_true", help="print everything that is found")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - set(SCENES))
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}. Known: {', '.join(SCENES)}")
    if INSIDE not in os.environ:
        return _begin_again()
    return _play(options.names or list(SCENES), ["--tree"] if options.tree else [])


def _begin_again() -> int:
    """The same with a bus and a display of its own; both end with it."""
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
        command = ["dbus-run-session", "--", sys.executable, "-m", "tests.accessibility"]
        with Display(backend="xvfb", size=SCREEN, visible=False) as display:
            surroundings |= display.env()
            inside = subprocess.run([*command, *sys.argv[1:]], env=surroundings, check=False)
    return inside.returncode


def _play(chosen: Sequence[str], arguments: Sequence[str]) -> int:
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
            walked = _walk_all(chosen, Path(folder), faults, arguments=arguments)
            failed = loop.run_until_complete(walked)
    finally:
        faults.remove()
        loop.close()
    return 1 if failed else 0


async def _walk_all(
    chosen: Sequence[str], folder: Path, faults: Faults, *, arguments: Sequence[str]
) -> list[str]:
    """Play one after the other; the names of those that are not in order."""
    moment, failed = last_monday(), []
    environment = SlowEnvironment(moment)
    company = await Company.found(folder, environment)
    environment.close()
    for name in chosen:
        environment = SlowEnvironment(moment)
        stage = Stage(name, SIZE, folder, company=company, faults=faults)
        listener = await asyncio.to_thread(_listen)
        try:
            await stage.open(environment)
            await SCENES[name](stage)
            await stage.calm()
            if await _walk(name, arguments) or not _heard(name, listener, loud=bool(arguments)):
                failed.append(name)
        except (AssertionError, LookupError, StopIteration, RuntimeError, OSError):
            sys.stderr.write(f"{name}: {traceback.format_exc()}\n")
            failed.append(name)
        finally:
            listener.kill()
            listener.wait()
            await stage.close()
            environment.close()
    return failed


def _listen() -> subprocess.Popen[str]:
    """Another process that writes down what is told; it listens by now."""
    command = [sys.executable, "-m", "tests.accessibility.listen"]
    listener = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert listener.stdout is not None
    assert listener.stdout.readline().strip() == READY
    return listener


def _heard(name: str, listener: subprocess.Popen[str], *, loud: bool) -> bool:
    """Whether everything was announced once that has to be, and nothing twice."""
    listener.terminate()
    lines = listener.communicate()[0].splitlines()
    if loud or name in HEARD:
        sys.stdout.write("".join(f"  {line}\n" for line in lines))
    said = [line.removeprefix("say ") for line in lines if line.startswith("say ")]
    wanted = HEARD.get(name, ())
    found = [text for text in said if text.startswith(wanted)] if wanted else []
    ok = [text.startswith(begin) for text, begin in zip(found, wanted, strict=False)]
    if len(found) == len(wanted) and all(ok) and len(set(said)) == len(said):
        return True
    sys.stdout.write(f"FAULT announced: {said}, wanted: {list(wanted)}\n")
    return False


async def _walk(name: str, arguments: Sequence[str]) -> int:
    """Let another process read what is shown; its exit code."""
    command = [sys.executable, "-m", "tests.accessibility.walk", *arguments]
    sys.stdout.write(f"{name}\n")
    sys.stdout.flush()
    walk = await asyncio.to_thread(subprocess.run, command, check=False)
    return walk.returncode


if __name__ == "__main__":
    raise SystemExit(main())
