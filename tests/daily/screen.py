# SPDX-License-Identifier: Apache-2.0
"""A virtual screen with a window manager, and the hands that press keys on it."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from sync_server.operations.children import Children

SIZE: Final = (2960, 1000)
"""Room for two windows side by side, with the frames that the manager puts around them."""

LETTER_MS: Final = 80
"""Between two letters of somebody who types fast."""

PATIENCE_S: Final = 30.0
PROGRAMS: Final = ("Xvfb", "openbox", "xdotool")


class Screen:
    """One display. `variables` are what a program needs to open its window there."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = dict(variables)

    async def tool(self, *words: str) -> str:
        """Run `xdotool` on this screen; what it printed."""
        process = await asyncio.create_subprocess_exec(
            "xdotool",
            *words,
            env={**os.environ, **self.variables},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(PATIENCE_S):
            out, error = await process.communicate()
        assert process.returncode == 0, f"xdotool {' '.join(words)}: {error.decode()}"
        return out.decode().strip()

    async def press(self, *chords: str) -> None:
        """Press keys where the focus is, as a keyboard would: nobody says to which window."""
        await self.tool("key", "--clearmodifiers", "--delay", str(LETTER_MS), *chords)

    async def type(self, text: str) -> None:
        """Type a text where the focus is."""
        await self.tool("type", "--clearmodifiers", "--delay", str(LETTER_MS), "--", text)


@asynccontextmanager
async def screen(children: Children, folder: Path) -> AsyncIterator[Screen]:
    """A virtual screen that the children of the block end with."""
    read, write = os.pipe()
    width, height = SIZE
    try:
        await children.start(
            "display",
            [
                "Xvfb",
                *("-displayfd", str(write)),
                *("-screen", "0", f"{width}x{height}x24"),
                *("-nolisten", "tcp"),
            ],
            log=folder / "display.log",
            keep=(write,),
        )
    finally:
        os.close(write)
    with os.fdopen(read, "rb") as file:
        number = await asyncio.to_thread(file.readline)
    assert number.strip(), (folder / "display.log").read_text()
    shown = Screen(
        {
            "DISPLAY": f":{number.strip().decode()}",
            "QT_QPA_PLATFORM": "xcb",
            "WAYLAND_DISPLAY": "",
        }
    )
    await children.start(
        "manager", ["openbox"], log=folder / "manager.log", variables=shown.variables
    )
    yield shown
