# SPDX-License-Identifier: Apache-2.0
"""How long it takes from a key of the agent's window to the paint that shows what it did."""

import asyncio
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings import Settings
from tests.benchmarks.frames import SETTLE_S, Painted, Shown, quantile, shown
from ui.widgets.property_row import PropertyRow
from ui.windows.agent.controller import AgentController

STEPS: Final = 60
TIMES: Final = 30
STATUSES: Final = ("Pending", "Open")


class Keys:
    """Somebody who types in a window whose list has the focus, faster than a person does."""

    def __init__(self, controller: AgentController, settings: Settings) -> None:
        settings.set("stray_ms", 0)  # else such a hand seems to write a text
        self._controller = controller
        self._window = controller.window
        self._view = self._window.list.view
        self._list = Painted(self._view.viewport())
        self._timeline = Painted(self._window.conversation.timeline.viewport())

    async def measure(self) -> dict[str, float]:
        """Every figure."""
        found = {
            "key_row": await self._steps(self._list, lambda: True),
            "key_next": await self._steps(self._timeline, self._reads),
            "key_open": await self._open(),
            **await self._set_status(),
            "key_palette": await self._palette(),
        }
        return {f"{name}_p95_ms": quantile(times, 0.95) for name, times in found.items()}

    def _reads(self) -> bool:
        """Whether the messages of the open ticket are there."""
        messages = self._window.conversation.timeline.messages
        return f"{self._controller.tickets.id}.0" in {each.id for each in messages}

    async def _start(self) -> None:
        """In the list, on a ticket that is open."""
        self._view.setFocus()
        self._view.setCurrentIndex(self._view.model().index(2, 0))
        await asyncio.sleep(SETTLE_S)

    async def _steps(self, where: Painted, holds: Shown) -> list[float]:
        """J ten times, K ten times, and again."""
        await self._start()
        return [
            await shown(where, partial(QTest.keyClicks, self._view, "jk"[n // 10 % 2]), holds)
            for n in range(STEPS)
        ]

    async def _open(self) -> list[float]:
        """Enter on a row that is marked while another ticket is open."""
        times = []
        for n in range(TIMES):
            self._view.setFocus()
            self._window.list.mark(self._window.list.tickets()[n % 10])
            enter = partial(QTest.keyClick, self._view, Qt.Key.Key_Return)
            times.append(await shown(self._timeline, enter, self._reads))
        return times

    async def _set_status(self) -> dict[str, list[float]]:
        """S until its menu is there, then Enter in it until the field shows the choice."""
        await self._start()
        row, menu = self._status_row(), self._window.properties.menu
        self._controller.do("menu:status")  # its list is built with the first one
        rows = Painted(menu.list.viewport())
        menu.hide()
        field, opened, chosen = Painted(row), [], []
        for n in range(TIMES):
            self._view.setFocus()
            opened.append(await shown(rows, partial(QTest.keyClicks, self._view, "s")))
            status = STATUSES[n % len(STATUSES)]
            QTest.keyClicks(menu.field, status)
            enter = partial(QTest.keyClick, menu.field, Qt.Key.Key_Return)
            chosen.append(await shown(field, enter, partial(_says, row, status)))
        return {"key_menu": opened, "key_status": chosen}

    def _status_row(self) -> PropertyRow:
        rows = self._window.properties.findChildren(PropertyRow)
        return next(row for row in rows if row.value.field == "status")

    async def _palette(self) -> list[float]:
        """Ctrl K until its commands are there."""
        await self._start()
        palette, times = self._controller.finder.palette, []
        where = Painted(palette.list.viewport())
        for _ in range(TIMES):
            press = partial(
                QTest.keyClick, self._view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier
            )
            times.append(await shown(where, press, lambda: bool(palette.rows)))
            palette.close_palette()
        return times


def _says(row: PropertyRow, status: str) -> bool:
    """Whether a field shows a status, and perhaps until when."""
    return row.value.text.startswith(status)
