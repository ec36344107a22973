# SPDX-License-Identifier: Apache-2.0
"""`python -m tests.end_to_end --kills 200`: kills the real server under load, and says what came.
With `--mails 2000` it kills the server and the mail servers around it while so many letters come.

Ends with 0 if nothing that was acknowledged was lost or doubled, else with 1.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.end_to_end import mail_kills
from tests.end_to_end.kill_loop import LIMITS, Tally, run_kills
from tests.end_to_end.mail_kills import MailTally, run_mail_kills
from tests.support.post_office import post_office
from tests.support.server_process import DeskTemplates, ServerProcess


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.end_to_end", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--submitters", type=int, default=20)
    parser.add_argument("--mails", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.mails:
        mails = asyncio.run(_run_mails(arguments))
        sys.stdout.write(f"{mails}\n")
        return 0 if mails.is_clean and mails.kills else 1
    tally = asyncio.run(_run(arguments))
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


async def _run_mails(arguments: argparse.Namespace) -> MailTally:
    with tempfile.TemporaryDirectory(prefix="deskbell-mails-") as name:
        folder = Path(name)
        console = await DeskTemplates(folder).copy(folder / "served")
        async with post_office(folder / "office") as office:
            return await run_mail_kills(
                ServerProcess(console, limits=mail_kills.LIMITS, variables=office.variables),
                office,
                folder,
                mails=arguments.mails,
                seed=arguments.seed,
                progress=_show_mails,
            )


def _show_mails(tally: MailTally) -> None:
    sys.stderr.write(f"\r{tally.letters} letters, {tally.kills.total()} kills")
    sys.stderr.flush()


def _show(tally: Tally) -> None:
    sys.stderr.write(f"\r{tally.kills} kills, {tally.acknowledged} acknowledged")
    if tally.kills == tally.wanted:
        sys.stderr.write("\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
