# SPDX-License-Identifier: Apache-2.0
"""Signals without Qt: an owner announces what happened, subscribers hold a handle.

Signals are named in the past tense and carry one frozen value. They run on the loop, in the order
of subscription. A subscriber that fails is logged and never keeps the others from hearing.
"""

import logging
from collections.abc import Callable
from types import TracebackType
from typing import Generic, Self, TypeVar

logger = logging.getLogger(__name__)

T = TypeVar("T")


class Subscription:
    """The right to be called, closed by whoever asked for it. Closing twice is harmless."""

    __slots__ = ("_close",)

    def __init__(self, close: Callable[[], None]) -> None:
        self._close: Callable[[], None] | None = close

    def close(self) -> None:
        if self._close is not None:
            self._close()
            self._close = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class Signal(Generic[T]):
    """One kind of announcement. `subscribers` counts the open handles, for tests of leaks."""

    __slots__ = ("_callbacks", "_connected")

    def __init__(self) -> None:
        self._callbacks: dict[int, Callable[[T], object]] = {}
        self._connected = 0

    @property
    def subscribers(self) -> int:
        return len(self._callbacks)

    def connect(self, callback: Callable[[T], object]) -> Subscription:
        """Call `callback` with every value from now on, until the handle is closed."""
        self._connected = key = self._connected + 1  # never used again: see emit
        self._callbacks[key] = callback
        return Subscription(lambda: self._callbacks.pop(key, None) and None)

    def emit(self, value: T) -> None:
        """Tell everybody who is subscribed now; one who leaves meanwhile is not called."""
        for key, callback in tuple(self._callbacks.items()):
            if key in self._callbacks:
                try:
                    callback(value)
                except Exception:
                    logger.exception("A subscriber failed")
