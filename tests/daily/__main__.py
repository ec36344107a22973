# SPDX-License-Identifier: Apache-2.0
"""A day at the desk, on a virtual screen: two real windows, keys alone, a real server.

`python -m tests.daily [tasks] [ways] [cuts] [crashes] [deadlines] --into FOLDER`: ten daily tasks
with their keys and seconds, each checked in the server's database; what each key opens, and whether
Esc leads back; what a person sees when the network is cut, goes deaf, or the server is killed in
the middle of an answer; what is there when the window itself was killed; and whether alerts ring on
time without a link. Pictures and tables are put into the folder.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.daily import crashes, cuts, deadlines, tasks, ways
from tests.daily.screen import PROGRAMS
from tests.daily.stage import stage

PARTS: Final = {
    "tasks": tasks.work,
    "ways": ways.work,
    "cuts": cuts.work,
    "crashes": crashes.work,
    "deadlines": deadlines.work,
}


def main() -> int:
    """Play the parts that are named; 0 when all went as it should."""
    parser = argparse.ArgumentParser(prog="python -m tests.daily")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help="all")
    parser.add_argument("--into", type=Path, default=Path("daily"), help="./daily")
    options = parser.parse_args()
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        parser.error(f"not installed: {', '.join(missing)}")
    into = options.into.resolve()
    good = True
    for part in options.parts or PARTS:
        (into / part).mkdir(parents=True, exist_ok=True)
        good = asyncio.run(_play(part, into / part)) and good
    return 0 if good else 1


async def _play(part: str, into: Path) -> bool:
    with tempfile.TemporaryDirectory(prefix="deskbell-daily-") as folder:
        async with stage(Path(folder), into) as played:
            table, good = await PARTS[part](played)
            _keep(into / "table.txt", table)
    return good


def _keep(path: Path, table: str) -> None:
    path.write_text(f"{table}\n", encoding="utf-8")
    sys.stdout.write(f"{table}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
