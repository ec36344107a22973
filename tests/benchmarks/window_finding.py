# SPDX-License-Identifier: Apache-2.0
"""How long a search takes: in the cache alone, and from a letter to what a person then sees."""

import asyncio
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtTest import QTest

from app.cache.search import Hit
from app.client import Client
from tests.benchmarks.frames import PATIENCE_S, REST_S, SETTLE_S, Painted, quantile
from tests.benchmarks.window_cache import WORDS
from ui.windows.agent.controller import AgentController
from ui.windows.agent.palette_controller import LEAST_LETTERS

SEARCHES: Final = 200
TEXTS: Final = 8


class Answers:
    """Tells when a client's search has been answered, before whoever asked goes on with it."""

    def __init__(self, client: Client) -> None:
        self._search = client.search
        self._given = asyncio.Event()
        self._act: Callable[[], object] = lambda: None
        client.search = self._answered  # type: ignore[method-assign]

    async def _answered(self, text: str, **most: int) -> tuple[Hit, ...]:
        hits = await self._search(text, **most)
        self._act()
        self._given.set()
        return hits

    def expect(self, act: Callable[[], object]) -> None:
        """The next answer is the one that counts: do this with it."""
        self._act = act
        self._given.clear()

    async def __call__(self) -> None:
        """Wait for it."""
        async with asyncio.timeout(PATIENCE_S):
            await self._given.wait()


class Finding:
    """Somebody who looks for two words, letter by letter, in the palette and in the search view."""

    def __init__(self, client: Client, controller: AgentController) -> None:
        self._client = client
        self._controller = controller
        self._answers = Answers(client)

    async def measure(self) -> dict[str, float]:
        """Every figure."""
        return {**await self._search(), **await self._palette(), **await self._search_view()}

    async def _search(self) -> dict[str, float]:
        """Two words in all texts, the newest first."""
        times = []
        for n in range(SEARCHES):
            began = time.perf_counter()
            await self._client.search(_text(n))
            times.append(time.perf_counter() - began)
        return {"search_p99_ms": quantile(times, 0.99)}

    async def _palette(self) -> dict[str, float]:
        """To the first frame, which has commands and people, and to that with the tickets."""
        finder = self._controller.finder
        where = Painted(finder.palette.list.viewport())
        first, whole = [], []
        for n in range(TEXTS):
            finder.open_commands()
            await asyncio.sleep(SETTLE_S)
            for count, letter in enumerate(_text(n), start=1):
                asks = count >= LEAST_LETTERS
                painted, found = await self._type(letter, where, asks=asks)
                first.append(painted)
                whole.append(found)
            finder.palette.close_palette()
        return {
            "palette_first_p95_ms": quantile(first, 0.95),
            "palette_p95_ms": quantile(whole, 0.95),
        }

    async def _search_view(self) -> dict[str, float]:
        """To the tickets that this computer has."""
        finder, times = self._controller.finder, []
        finder.show_search("")
        where = Painted(finder.page.results.viewport())
        for n in range(TEXTS):
            await asyncio.sleep(SETTLE_S)
            finder.page.input.input.clear()
            for letter in _text(n):
                _, found = await self._type(letter, where, asks=True)
                times.append(found)
        finder.search.close()
        return {"search_view_p95_ms": quantile(times, 0.95)}

    async def _type(self, letter: str, where: Painted, *, asks: bool) -> tuple[float, float]:
        """Seconds to the end of the first paint, and of the one with the answer of the cache."""
        first = whole = where.next()

        def watch() -> None:
            nonlocal whole
            whole = where.next() if first.done() else first
            where.widget.update()  # also where the answer changes nothing

        self._answers.expect(watch)
        focus = self._controller.window.focusWidget()
        began = time.perf_counter()
        QTest.keyClicks(focus, letter)
        async with asyncio.timeout(PATIENCE_S):
            if asks:
                await self._answers()
            last = await whole
        await asyncio.sleep(REST_S)
        return first.result() - began, last - began


def _text(n: int) -> str:
    return f"{WORDS[n % len(WORDS)]} {WORDS[n * 7 % len(WORDS)]}"
