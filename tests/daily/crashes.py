# SPDX-License-Identifier: Apache-2.0
"""The window is killed while somebody writes: what is there after the next start."""

import asyncio
import sys
from typing import Final

from tests.daily.stage import Stage

TICKET: Final = "SSO sign-in loops back to the first page"
EDITOR: Final = "composer.text.editor"
TEXT: Final = "Dear Ines, not one of these words may be lost when the window goes away"
MORE: Final = " away"
PAUSE_S: Final = 0.5
REST: Final = " and here it goes on"


async def work(played: Stage) -> tuple[str, bool]:
    """Kill, start, look, send; the table, and whether all was there."""
    maya, desk = played.maya, played.desk
    lines: list[str] = []

    def tell(what: str, seen: str) -> None:
        lines.append(f"{what:<28}{seen}")
        sys.stdout.write(f"{lines[-1]}\n")
        sys.stdout.flush()

    await maya.sit_down()
    await maya.press("ctrl+k")
    await maya.until(lambda seen: seen.palette)
    await maya.type("sso loops")
    await maya.until(lambda seen: TICKET in seen.chosen)
    await maya.press("Return")
    await maya.until(lambda seen: seen.subject == TICKET and seen.messages)
    await maya.press("r")
    await maya.until(lambda seen: seen.focus == EDITOR)
    await maya.type(TEXT)
    await maya.until(lambda seen: seen.written == TEXT)
    await maya.computer.kill()
    tell("killed at the last letter", TEXT)
    await maya.start()
    seen = await maya.until(lambda seen: seen.subject == TICKET and seen.written)
    await maya.picture("started-again")
    tell("started again, it says", seen.notice)
    tell("the ticket that is open", seen.subject)
    tell("in the composer", seen.written)
    finished = TEXT.rpartition(" ")[0]
    good = seen.written.startswith(finished) and "What you wrote is here" in seen.notice
    await maya.press("r", "ctrl+End", "BackSpace")
    await maya.type(MORE)
    written = (await maya.until(lambda seen: seen.written.endswith(MORE))).written
    await asyncio.sleep(PAUSE_S)
    await maya.computer.kill()
    tell("killed after half a second", written)
    await maya.start()
    seen = await maya.until(lambda seen: seen.subject == TICKET and seen.written)
    tell("in the composer", seen.written)
    good = good and seen.written == written
    await maya.press("r", "ctrl+End")
    await maya.until(lambda seen: seen.focus == EDITOR)
    await maya.type(REST)
    whole = f"{seen.written}{REST}"
    await maya.until(lambda seen: seen.written == whole)
    await maya.press("ctrl+Return")
    await desk.until(lambda: len(desk.messages(whole)) == 1)
    tell("on the server, once", whole)
    return "\n".join(lines), good
