# SPDX-License-Identifier: Apache-2.0
"""Where a day takes place: the served company, the screen, and two people in front of it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from sync_server.operations.children import Children
from tests.daily.desk import MAYA, TOMAS, Desk, served
from tests.daily.person import Person, seated
from tests.daily.screen import screen


class Stage:
    """Maya and Tomas at work."""

    def __init__(self, desk: Desk, maya: Person, tomas: Person) -> None:
        self.desk = desk
        self.maya = maya
        self.tomas = tomas


@asynccontextmanager
async def stage(folder: Path, pictures: Path) -> AsyncIterator[Stage]:
    """Both windows open and live, the left one with the focus."""
    async with AsyncExitStack() as stack:
        desk = await stack.enter_async_context(served(folder))
        children = await stack.enter_async_context(Children())
        shown = await stack.enter_async_context(screen(children, folder))
        maya, tomas = [
            await stack.enter_async_context(
                seated(
                    name,
                    place,
                    screen=shown,
                    children=children,
                    folder=folder_of(folder, name),
                    pictures=pictures,
                    password=desk.password,
                    arguments=await desk.seat(name),
                )
            )
            for place, name in enumerate((MAYA, TOMAS))
        ]
        for person in (tomas, maya):
            await person.sit_down()
            await person.until(lambda seen: seen.foot.startswith("Live"))
        yield Stage(desk, maya, tomas)


def folder_of(folder: Path, name: str) -> Path:
    """Where somebody's computer keeps its files."""
    own = folder / name.partition(" ")[0].lower()
    own.mkdir(parents=True)
    return own
