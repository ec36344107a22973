# SPDX-License-Identifier: Apache-2.0
"""Lets Orca, the screen reader of GNOME, read the window, and shows what it says.

`python -m tests.accessibility.orca`: plays a short piece of work on the sample desk, with Orca on
the same bus. What it says is taken from its log, so that no speech is needed. Fails when it
does not say what it has to. Needs the package `orca`; it takes a minute.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from app import intents
from tests.accessibility.scenes import SUBJECT, ticket
from tests.accessibility.surroundings import begin_again, is_inside, play
from tests.pictures.company import Company
from tests.pictures.moment import SlowEnvironment, last_monday
from tests.pictures.stage import Stage
from ui.faults import Faults

SIZE: Final = (1440, 900)
START_S: Final = 30.0
QUIET_S: Final = 7.0
"""It has said all when it has said nothing for so long: it may hold a key for five seconds."""

_SAID: Final = re.compile(r"SPEECH OUTPUT: '(.*?)'(?: voice=\w+)?(?:\{|None| \{)", re.DOTALL)
_LOG: Final = "orca.log"
_READY: Final = "SPEECH: Checking speech setting"

Step = Callable[[Stage], Awaitable[None]]


class Orca:
    """Orca at work; `said` is what it has said since it was last asked."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._read = 0

    def said(self) -> list[str]:
        text = self._log.read_text(encoding="utf-8", errors="replace")
        new, self._read = text[self._read :], len(text)
        return [" ".join(each.split()) for each in _SAID.findall(new) if each.strip()]

    @property
    def is_ready(self) -> bool:
        return self._log.exists() and _READY in self._log.read_text(errors="replace")


@asynccontextmanager
async def orca(folder: Path, environment: SlowEnvironment) -> AsyncIterator[Orca]:
    """Orca from here to the end of the block, with nobody's settings."""
    process = await asyncio.to_thread(_begin, folder)
    try:
        reader, end = Orca(folder / _LOG), environment.monotonic() + START_S
        while not reader.is_ready:
            assert environment.monotonic() < end, "Orca does not begin"
            await environment.sleep(0.2)
        yield reader
    finally:
        process.kill()
        process.wait()


def _begin(folder: Path) -> subprocess.Popen[bytes]:
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
    command = ["orca", "--replace", "--disable", "braille", f"--debug-file={folder / _LOG}"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env=home, stdout=quiet, stderr=quiet)


async def next_ticket(stage: Stage) -> None:
    stage.window.list.view.setFocus(Qt.FocusReason.TabFocusReason)
    stage.key(Qt.Key.Key_J, at=stage.window.list.view)


async def previous_ticket(stage: Stage) -> None:
    stage.key(Qt.Key.Key_K, at=stage.window.list.view)


async def into_the_conversation(stage: Stage) -> None:
    stage.key(Qt.Key.Key_Return, at=stage.window.list.view)


async def message_above(stage: Stage) -> None:
    up, timeline = Qt.Key.Key_Up, stage.window.conversation.timeline
    stage.key(up, Qt.KeyboardModifier.ShiftModifier, at=timeline)


async def note(stage: Stage) -> None:
    stage.agent.do("note")
    stage.type("Purge", at=stage.window.composer.composer.editor)


async def news(stage: Stage) -> None:
    tomas = await stage.signed_in("Tomas Reuter")
    about = stage.agent.tickets.id
    assert about is not None
    intents.reply(tomas.workspace, ticket=about, text="Hi Hana, I am on it.")
    shown = stage.window.conversation.timeline
    await stage.until(lambda: any("I am on it" in each.text for each in shown.messages))


async def palette(stage: Stage) -> None:
    stage.agent.do("palette")


async def next_command(stage: Stage) -> None:
    stage.key(Qt.Key.Key_Down)


async def menu(stage: Stage) -> None:
    stage.agent.finder.palette.close_palette()
    stage.agent.do("menu:status")


async def next_choice(stage: Stage) -> None:
    stage.key(Qt.Key.Key_Down)


STEPS: Final[dict[str, tuple[Step, tuple[str, ...]]]] = {
    "the ticket is opened": (ticket, ()),
    "J": (next_ticket, ("Cannot add a second warehouse address",)),
    "K": (previous_ticket, (SUBJECT, "Urgent", "Open")),
    "Enter": (into_the_conversation, ("Conversation", "Hana Ito")),
    "Shift Up": (message_above, ("moved",)),
    "a note is typed": (note, ("Internal note",)),
    "a colleague replies": (news, ()),  # announcements are told by Orca 45 and later
    "Ctrl K": (palette, ("Commands",)),
    "Down": (next_command, ("Shift R",)),
    "S": (menu, ("Status", "Open, chosen")),
    "Down in the menu": (next_choice, ("Pending",)),
}
"""What is done, and words that have to be among what Orca says then."""


def main() -> int:
    """0 when Orca says all that it has to."""
    if shutil.which("orca") is None:
        sys.stderr.write("Orca is not installed: sudo apt-get install orca\n")
        return 1
    if not is_inside():
        return begin_again("tests.accessibility.orca", sys.argv[1:])
    return play(_listen)


async def _listen(folder: Path, faults: Faults) -> bool:
    """Whether Orca said what it has to."""
    moment, right = last_monday(), True
    environment = SlowEnvironment(moment)
    company = await Company.found(folder, environment)
    stage = Stage("orca", SIZE, folder, company=company, faults=faults)
    try:
        async with orca(folder, environment) as reader:
            await stage.open(environment)
            for name, (step, wanted) in STEPS.items():
                await step(stage)
                said = await _all_said(reader, environment)
                sys.stdout.write(f"{name}\n" + "".join(f"  {line}\n" for line in said))
                missing = [words for words in wanted if words not in " ".join(said)]
                if missing:
                    right = False
                    sys.stdout.write(f"FAULT it did not say: {', '.join(missing)}\n")
                sys.stdout.flush()
    finally:
        await stage.close()
        environment.close()
    return right


async def _all_said(reader: Orca, environment: SlowEnvironment) -> list[str]:
    said: list[str] = []
    quiet = environment.monotonic() + QUIET_S
    while environment.monotonic() < quiet:
        await environment.sleep(0.2)
        new = reader.said()
        if new:
            said += new
            quiet = environment.monotonic() + QUIET_S
    return said


if __name__ == "__main__":
    raise SystemExit(main())
