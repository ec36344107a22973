# SPDX-License-Identifier: Apache-2.0
"""Walks the real window as a screen reader does, on the sample desk.

`python -m tests.accessibility [NAME...] [--tree]`: the scenes by their names, or all of them. Each
is played by the running program on a display of its own, with a session bus of its own; its
tree is read by another process over the accessibility bus. Fails when a node is not in order.
"""

import argparse
import asyncio
import subprocess
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.accessibility.listen import READY
from tests.accessibility.scenes import HEARD, SCENES, states
from tests.accessibility.surroundings import begin_again, is_inside, play
from tests.pictures.company import Company
from tests.pictures.moment import SlowEnvironment, last_monday
from tests.pictures.stage import Stage
from ui.faults import Faults

SIZE: Final = (1440, 900)


def main() -> int:
    """0 when every window is in order."""
    parser = argparse.ArgumentParser(prog="python -m tests.accessibility")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(SCENES))
    parser.add_argument("--tree", action="store_true", help="print everything that is found")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - set(SCENES))
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}. Known: {', '.join(SCENES)}")
    if not is_inside():
        return begin_again("tests.accessibility", sys.argv[1:])
    return _play(options.names or list(SCENES), ["--tree"] if options.tree else [])


def _play(chosen: Sequence[str], arguments: Sequence[str]) -> int:
    async def work(folder: Path, faults: Faults) -> bool:
        return not await _walk_all(chosen, folder, faults, arguments=arguments)

    return play(work)


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
            async for state in states(name, stage):
                await stage.calm()
                if await _walk(state, arguments):
                    failed.append(state)
            if not _heard(name, listener, loud=bool(arguments)):
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
