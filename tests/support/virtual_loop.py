# SPDX-License-Identifier: Apache-2.0
"""An event loop whose time is virtual: when nothing is ready it jumps to the next timer.

There are no sockets, no threads and no waiting in it, so a run depends on nothing but its code and
its seed, and an hour of timers takes as long as their callbacks.
"""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import Any, NoReturn, TypeVar, TypeVarTuple

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_CLEANUP_S = 60.0
"""Virtual time that cancelled tasks have to end after the limit was passed."""


class Deadlock(RuntimeError):
    """Nothing is ready and no timer is set: the run would wait for ever."""


class RanTooLong(RuntimeError):
    """The run passed its virtual limit: most likely, timers set themselves for ever."""


class _Clock:
    """Stands where the loop keeps its selector: asked to wait, it lets time pass instead."""

    def __init__(self, limit_s: float) -> None:
        self.now = 0.0
        self._limit_s = limit_s

    def select(self, timeout: float | None) -> list[NoReturn]:
        if timeout is None:
            raise Deadlock("nothing is ready and no timer is set")
        self.now += timeout
        if self.now > self._limit_s:
            passed, self._limit_s = self._limit_s, self.now + _CLEANUP_S
            raise RanTooLong(f"virtual time passed {passed} s")
        return []

    def close(self) -> None:
        """Holds nothing."""


class VirtualLoop(asyncio.BaseEventLoop):
    """`asyncio.sleep`, timeouts and `call_later` run on `time()`, which starts at 0.

    Callbacks run in the order in which they became ready; timers of the same instant in the order
    of asyncio's heap, which is the same in every run. `limit_s` bounds the virtual time.
    """

    def __init__(self, *, limit_s: float = 365 * 86_400.0) -> None:
        super().__init__()
        self._clock = _Clock(limit_s)
        # BaseEventLoop asks its selector how long to wait; it is the one thing that it leaves open.
        self._selector = self._clock

    def time(self) -> float:
        return self._clock.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts
    ) -> asyncio.Future[T]:
        """Refused: a thread would bring the machine's timing into the run."""
        raise RuntimeError("no threads in virtual time: use a lane of the simulated environment")

    def _process_events(self, event_list: list[NoReturn]) -> None:
        """There are none: the loop has no sockets."""

    def _write_to_self(self) -> None:
        """Nothing to wake: the loop never blocks."""


def run_virtually(main: Coroutine[Any, Any, T], *, limit_s: float = 365 * 86_400.0) -> T:
    """Run a coroutine on a new virtual loop to its end. Raises `Deadlock` or `RanTooLong`."""
    with asyncio.Runner(loop_factory=lambda: VirtualLoop(limit_s=limit_s)) as runner:
        return runner.run(main)
