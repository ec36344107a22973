# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.end_to_end --kills 200`: kills the real server under load, and says what came.

Ends with 0 if nothing that was acknowledged was lost or doubled, else with 1.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.end_to_end.kill_loop import LIMITS, Tally, run_kills
from tests.support.server_process import DeskTemplates, ServerProcess


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.end_to_end", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--submitters", type=int, default=20)
    tally = asyncio.run(_run(parser.parse_args()))
    sys.stdout.write(f"{tally}\n")
    return 0 if tally.is_clean and tally.kept + tally.gone else 1


async def _run(arguments: argparse.Namespace) -> Tally:
    with tempfile.TemporaryDirectory(prefix="deskbell-kills-") as name:
        folder = Path(name)
        console = await DeskTemplates(folder).copy(folder / "served")
        return await run_kills(
            ServerProcess(console, limits=LIMITS),
            kills=arguments.kills,
            seed=arguments.seed,
            submitters=arguments.submitters,
            progress=_show,
        )


def _show(tally: Tally) -> None:
    sys.stderr.write(f"\r{tally.kills} kills, {tally.acknowledged} acknowledged")
    if tally.kills == tally.wanted:
        sys.stderr.write("\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
