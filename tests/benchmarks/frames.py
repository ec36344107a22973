# SPDX-License-Identifier: Apache-2.0
"""Turns of the event loop and frames of a window, timed from the inside."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.client import Client
from tests.support.live_client import until

PATIENCE_S: Final = 20.0
SETTLE_S: Final = 0.3
"""Until everything that is under way has happened."""
REST_S: Final = 0.02
"""For what an act still paints after that which was waited for."""

Shown = Callable[[], bool]
"""Whether what is waited for is there, and only has to be painted."""


def _anything() -> bool:
    return True


class Painted(QObject):
    """Tells when a widget has painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.widget = widget
        self._waiting: asyncio.Future[float] | None = None
        self._holds: Shown = _anything
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        if event.type() == QEvent.Type.Paint and self._holds():
            # The paint itself is still to come: the end of this turn is when it is done.
            asyncio.get_running_loop().call_soon(self._on_painted, self._waiting)
        return False

    def next(self, holds: Shown = _anything) -> asyncio.Future[float]:
        """The moment of the end of the next paint that shows this."""
        self._holds = holds
        self._waiting = asyncio.get_running_loop().create_future()
        return self._waiting

    def _on_painted(self, waiting: asyncio.Future[float] | None) -> None:
        if waiting is not None and not waiting.done():
            waiting.set_result(time.perf_counter())


class Work(QObject):
    """Whether a window has had anything to do: rows that changed, or a frame to draw."""

    def __init__(self, client: Client, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self._done = False
        self._subscription = client.workspace.changed.connect(lambda _: self._note())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        if event.type() == QEvent.Type.UpdateRequest:
            self._note()
        return False

    def take(self) -> bool:
        """Whether there was something since this was last asked."""
        done, self._done = self._done, False
        return done

    def close(self) -> None:
        """Watch no more."""
        self._subscription.close()
        self._window.removeEventFilter(self)

    def _note(self) -> None:
        self._done = True


@dataclass
class Turns:
    """Seconds of turns of the event loop: `every` one, and those with `work`."""

    every: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)


@asynccontextmanager
async def beating(worked: Callable[[], bool] = lambda: False) -> AsyncIterator[Turns]:
    """The turns of the event loop in the meantime. `worked` is asked after each."""
    turns = Turns()

    async def beat() -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            turns.every.append(now - last)
            if worked():
                turns.work.append(now - last)
            last = now

    beats = asyncio.ensure_future(beat())
    try:
        yield turns
    finally:
        beats.cancel()
        await asyncio.gather(beats, return_exceptions=True)


async def shown(where: Painted, act: Callable[[], object], holds: Shown = _anything) -> float:
    """Seconds from an act to the end of the paint that shows what it did."""
    painted = where.next(holds)
    began = time.perf_counter()
    act()
    async with asyncio.timeout(PATIENCE_S):
        ended = await painted
    await asyncio.sleep(REST_S)
    return ended - began


async def stored(client: Client, holds: Shown, act: Callable[[], object]) -> float:
    """Seconds from an act to the change of the workspace after which this is so."""
    began = time.perf_counter()
    act()
    await until(client, holds)
    return time.perf_counter() - began


def quantile(times: list[float], part: float) -> float:
    """In milliseconds."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))] * 1e3
