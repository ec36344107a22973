# SPDX-License-Identifier: Apache-2.0
"""Finding: the search view, and the palette."""

from typing import Any, Final

from PySide6.QtCore import Qt

from tests.pictures.groups.main import SUBJECT, answering
from tests.pictures.registry import picture
from tests.pictures.stage import Stage

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
LAPTOP: Final = (1366, 768)


async def _searching(stage: Stage, **settings: Any) -> None:
    """From the field into the search view, and narrowed there."""
    await stage.open_window(**settings)
    stage.key(Qt.Key.Key_F, CONTROL, at=stage.window)
    await stage.until(lambda: stage.shows("palette.text.field"))
    field = stage.find("palette.text.field")
    stage.type("customer:Kestrel tag:webhooks is:open rotation", at=field)
    stage.key(Qt.Key.Key_Return, SHIFT, at=field)
    await stage.until(lambda: stage.shows("search.results.list"))
    await stage.calm(1.2)


@picture("search")
async def search(stage: Stage) -> None:
    """Tokens, hits in their sentence, and a preview."""
    await _searching(stage)


@picture("search-dark")
async def search_dark(stage: Stage) -> None:
    """The same in dark."""
    await _searching(stage, appearance="dark")


@picture("search-1366", LAPTOP)
async def search_small(stage: Stage) -> None:
    """The same on a small laptop."""
    await _searching(stage)


async def _commanding(stage: Stage, **settings: Any) -> None:
    await answering(stage, **settings)
    stage.key(Qt.Key.Key_K, CONTROL, at=stage.window)
    await stage.until(lambda: stage.shows("palette.text.field"))
    stage.type("re", at=stage.find("palette.text.field"))
    await stage.calm()


@picture("palette-dark")
async def palette_dark(stage: Stage) -> None:
    """Commands of the open ticket, places, tickets and people for two letters."""
    await _commanding(stage, appearance="dark")


@picture("palette-light")
async def palette_light(stage: Stage) -> None:
    """The same in light."""
    await _commanding(stage)


@picture("palette-1366", LAPTOP)
async def palette_small(stage: Stage) -> None:
    """The same on a small laptop."""
    await _commanding(stage, appearance="dark")


@picture("keys")
async def keys(stage: Stage) -> None:
    """What the keys do, beginning with the place where one is."""
    await stage.open_window()
    await stage.open_ticket(SUBJECT)
    stage.agent.do("keys")
    await stage.calm()
